// Files as the index needs them: written once as a whole, durably, and then mapped.
#ifndef NEWSPRINT_INDEX_MAPPED_FILE_H_
#define NEWSPRINT_INDEX_MAPPED_FILE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsprint {

// Read-only. What was mapped stays readable when the file's name is gone.
class MappedFile {
 public:
  // Errors: NOT_FOUND; UNAVAILABLE.
  static absl::StatusOr<MappedFile> Open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  std::span<const uint8_t> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  std::span<const uint8_t> bytes_;
};

// A file of a temporary name, which takes its own in the end.
class NewFile {
 public:
  // Errors of all calls: UNAVAILABLE.
  static absl::StatusOr<NewFile> Create(std::string path);

  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();  // Takes the temporary file away, unless it was kept.

  // What is never written between two writes is zeros.
  absl::Status WriteAt(uint64_t offset, std::string_view bytes);
  // Durable under its own name from here on, once the directory is synced.
  absl::Status Keep();

 private:
  NewFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_;
};

// Makes the names in the directory durable.
absl::Status SyncNames(const std::string& directory);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_MAPPED_FILE_H_
