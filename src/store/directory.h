// The directory of a store: who may hold it, and what is in it (FORMAT.md).
#ifndef NEWSPRINT_STORE_DIRECTORY_H_
#define NEWSPRINT_STORE_DIRECTORY_H_

#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"

namespace newsprint::store {

// An open file. Movable; closes itself.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileDescriptor();

  int get() const { return descriptor_; }
  bool valid() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// Of the last failed system call, which was to `what`: PERMISSION_DENIED, NOT_FOUND or UNAVAILABLE.
absl::Status SystemError(std::string_view what, std::string_view path);

// Makes the names in the directory durable.
absl::Status SyncDirectory(const std::string& path);

// Puts a whole file of this name into the directory, durably: a crash leaves the one before, or
// none.
absl::Status ReplaceFile(const std::string& directory, const std::string& name,
                         std::string_view bytes, mode_t mode);

// Held from Open to destruction, by one process and one Store.
class Directory {
 public:
  // Creates what is missing, if asked to, up to the file that names the format.
  //
  // Errors: as OpenRocksDbStore, but for those that the database itself gives.
  static absl::StatusOr<Directory> Open(const StoreOptions& options);

  const std::string& path() const { return path_; }
  std::string database_path() const { return path_ + "/rocksdb"; }
  std::string witness_path() const { return path_ + "/witness"; }
  std::string identity_path() const { return path_ + "/" + kIdentityName; }

  static constexpr char kIdentityName[] = "identity";

 private:
  Directory(std::string path, FileDescriptor lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  FileDescriptor lock_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_DIRECTORY_H_
