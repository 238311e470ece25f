// From where a damaged store can still be read.
#ifndef NEWSPRINT_STORE_SOURCE_H_
#define NEWSPRINT_STORE_SOURCE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "store/survey.h"

namespace newsprint::store {

// A directory that is removed with all that is in it. Movable.
class ScratchDirectory {
 public:
  ScratchDirectory() = default;
  explicit ScratchDirectory(std::string path) : path_(std::move(path)) {}
  ScratchDirectory(ScratchDirectory&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchDirectory& operator=(ScratchDirectory&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
  }
  ~ScratchDirectory();

 private:
  std::string path_;
};

struct Source {
  ScratchDirectory scratch;            // Outlives the database.
  std::unique_ptr<Database> database;  // Read-only.
  Survey survey;
  // Put together from the files: what is derived may lack records without a trace.
  bool from_pieces = false;
  std::vector<std::string> faults;

  Ordinal last() const;
};

// The database as it lies there, or where that cannot be opened, or lacks acknowledged commits, put
// together from its tables and logs, whichever lacks less. Changes nothing in the store.
//
// Errors: DATA_LOSS if nothing can be read; UNAVAILABLE.
absl::StatusOr<Source> OpenSource(const Directory& directory, rocksdb::Env* env);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_SOURCE_H_
