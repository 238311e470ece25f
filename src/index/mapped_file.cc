#include "index/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr char kTemporarySuffix[] = ".new";

// Of the last system call.
absl::Status FileError(const char* what, const std::string& path) {
  const int number = errno;
  const std::string message =
      absl::StrCat(path, ": ", what, ": ", std::generic_category().message(number));
  return number == ENOENT ? absl::NotFoundError(message) : absl::UnavailableError(message);
}

}  // namespace

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return FileError("open", path);
  struct stat info{};
  absl::Status status;
  void* mapped = nullptr;
  if (fstat(descriptor, &info) != 0) {
    status = FileError("look", path);
  } else if (info.st_size > 0) {
    mapped = mmap(nullptr, static_cast<size_t>(info.st_size), PROT_READ, MAP_SHARED, descriptor, 0);
    if (mapped == MAP_FAILED) status = FileError("map", path);
  }
  close(descriptor);
  if (!status.ok()) return status;
  return MappedFile({static_cast<const uint8_t*>(mapped), static_cast<size_t>(info.st_size)});
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<uint8_t*>(bytes_.data()), bytes_.size());
}

absl::StatusOr<NewFile> NewFile::Create(std::string path) {
  const std::string temporary = path + kTemporarySuffix;
  const int descriptor = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return FileError("create", temporary);
  return NewFile(std::move(path), descriptor);
}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  unlink((path_ + kTemporarySuffix).c_str());
}

absl::Status NewFile::WriteAt(uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return FileError("write", path_);
    offset += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status NewFile::Keep() {
  if (fdatasync(descriptor_) != 0) return FileError("sync", path_);
  if (rename((path_ + kTemporarySuffix).c_str(), path_.c_str()) != 0) {
    return FileError("rename", path_);
  }
  close(std::exchange(descriptor_, -1));
  return absl::OkStatus();
}

absl::Status SyncNames(const std::string& directory) {
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return FileError("open", directory);
  const absl::Status status =
      fsync(descriptor) == 0 ? absl::OkStatus() : FileError("sync", directory);
  close(descriptor);
  return status;
}

}  // namespace newsprint
