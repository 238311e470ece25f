// A file beside the database that says how far commits were acknowledged.
//
// The write-ahead log cannot say so itself: one whose tail was cut off looks just like one whose
// last records were never written. The witness is written after the log is synced and before the
// caller hears of it, so that it is never ahead of a sound log.
#ifndef NEWSPRINT_STORE_WITNESS_H_
#define NEWSPRINT_STORE_WITNESS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/article/article.h"
#include "store/directory.h"

namespace newsprint::store {

class Witness {
 public:
  // A page of its own for each slot: a write that is cut short never harms the other.
  static constexpr size_t kSlotBytes = 4096;

  // Opens the file, or creates it without a sound slot. A slot is sound if its checksum is right
  // and it belongs to the store `store_id`.
  static absl::StatusOr<Witness> Open(const std::string& path, const std::string& store_id);

  // The newest acknowledged ordinal; nothing if neither slot is sound.
  std::optional<Ordinal> acknowledged() const { return acknowledged_; }

  // Durable when it returns. Not thread-safe.
  //
  // Errors: UNAVAILABLE; acknowledged() is as before.
  absl::Status Acknowledge(Ordinal ordinal);

 private:
  Witness(std::string path, std::string store_id, FileDescriptor file)
      : path_(std::move(path)), store_id_(std::move(store_id)), file_(std::move(file)) {}

  std::string path_;
  std::string store_id_;
  FileDescriptor file_;
  uint64_t generation_ = 0;  // Of the slot that was written last; its parity is the slot's.
  std::optional<Ordinal> acknowledged_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_WITNESS_H_
