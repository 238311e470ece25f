// The file with the list of sources: read at the start, and again whenever it changes or somebody
// asks for it. A list that is wrong changes nothing: the one before it stays in use.
#ifndef NEWSPRINT_SRC_SERVICE_SOURCE_FILE_H_
#define NEWSPRINT_SRC_SERVICE_SOURCE_FILE_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/source/registry.h"

namespace newsprint {

// Thread-safe.
class SourceFile {
 public:
  using Take = std::function<void(SourceRegistry registry)>;
  // Of each list that was read after the first: OK if it was taken.
  using Report = std::function<void(const absl::Status& status)>;

  // The list in the file.
  //
  // Errors: NOT_FOUND, PERMISSION_DENIED, UNAVAILABLE where it cannot be read; INVALID_ARGUMENT,
  // "FILE:LINE: KEY: REASON", as SourceRegistry::Parse.
  static absl::StatusOr<SourceRegistry> Read(const std::string& path);

  // Looks every `poll` whether the file has another time, size, place and content than before;
  // `in_use` is the hash of the registry that was read first. `take` and `report` are called from a
  // thread of their own.
  SourceFile(std::string path, absl::Duration poll, std::string in_use, Take take, Report report);

  // Reads the file soon, whether it seems to have changed or not, and reports.
  void Reload();

 private:
  // What tells whether a file was touched.
  struct Look {
    int64_t modified_ns = 0;
    uint64_t inode = 0;
    int64_t size = 0;

    friend bool operator==(const Look&, const Look&) = default;
  };

  std::optional<Look> LookAtFile() const;
  void Watch(const std::stop_token& stop);
  void ReadAgain(bool asked);

  const std::string path_;
  const absl::Duration poll_;
  const Take take_;
  const Report report_;
  // Of the watching thread: what was seen last, its text, and the registry that was taken.
  std::optional<Look> seen_;
  std::optional<uint64_t> text_hash_;
  std::string in_use_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool asked_ = false;  // Guarded by mutex_.
  std::jthread watcher_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_SOURCE_FILE_H_
