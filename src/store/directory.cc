#include "store/directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "newsprint/article/status.h"

namespace newsprint::store {
namespace {

constexpr std::string_view kFormatPrefix = "newsprint store, format ";
constexpr uint32_t kFormatVersion = 1;
constexpr char kLockName[] = "lock";
constexpr char kFormatName[] = "format";
constexpr char kFormatDraftName[] = "format.new";

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

absl::StatusOr<FileDescriptor> Lock(const std::string& path) {
  const std::string file = absl::StrCat(path, "/", kLockName);
  FileDescriptor lock(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!lock.valid()) return SystemError("open", file);
  // Of the open file, not of the process: a second Store of this process is kept out as well.
  if (flock(lock.get(), LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return SystemError("lock", file);
  return absl::FailedPreconditionError(
      absl::StrCat(path, ": the store is in use by another process or another part of this one"));
}

// One that was being created when its process died counts as empty.
absl::StatusOr<bool> IsEmpty(const std::string& path) {
  std::error_code error;
  for (std::filesystem::directory_iterator i(path, error), end; !error && i != end;
       i.increment(error)) {
    const std::string name = i->path().filename().string();
    if (name != kLockName && name != kFormatDraftName) return false;
  }
  if (error) return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
  return true;
}

absl::Status WriteFormat(const std::string& path) {
  return ReplaceFile(path, kFormatName, absl::StrCat(View(kFormatPrefix), kFormatVersion, "\n"),
                     0644);
}

absl::Status CheckFormat(const std::string& path) {
  std::ifstream in(absl::StrCat(path, "/", kFormatName));
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  uint32_t version = 0;
  if (text.starts_with(kFormatPrefix)) {
    std::from_chars(text.data() + kFormatPrefix.size(), text.data() + text.size(), version);
  }
  if (version == 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, ": not a newsprint store: '", kFormatName, "' is missing or names no format"));
  }
  if (version > kFormatVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": the store has format ", version,
                     "; this version of newsprint reads formats up to ", kFormatVersion));
  }
  return absl::OkStatus();
}

// Durably, each name in its parent.
absl::Status CreateDirectories(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path missing = fs::absolute(path, error).lexically_normal();
  if (!missing.has_filename()) missing = missing.parent_path();  // A slash at the end.
  const fs::path target = missing;
  std::vector<fs::path> parents;
  for (; !fs::exists(missing, error) && missing.has_relative_path();
       missing = missing.parent_path()) {
    parents.push_back(missing.parent_path());
  }
  fs::create_directories(target, error);
  if (error) {
    errno = error.value();
    return SystemError("create", path);
  }
  for (const fs::path& parent : parents) {
    NEWSPRINT_RETURN_IF_ERROR(SyncDirectory(parent.string()));
  }
  return absl::OkStatus();
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (valid()) close(descriptor_);
}

absl::Status SystemError(std::string_view what, std::string_view path) {
  const int number = errno;
  const std::string message =
      absl::StrCat(View(path), ": ", View(what), ": ", std::generic_category().message(number));
  if (number == EACCES || number == EPERM || number == EROFS) {
    return absl::PermissionDeniedError(message);
  }
  return number == ENOENT ? absl::NotFoundError(message) : absl::UnavailableError(message);
}

absl::Status SyncDirectory(const std::string& path) {
  const FileDescriptor directory(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.valid()) return SystemError("open", path);
  if (fsync(directory.get()) != 0) return SystemError("fsync", path);
  return absl::OkStatus();
}

absl::Status ReplaceFile(const std::string& directory, const std::string& name,
                         std::string_view bytes, mode_t mode) {
  const std::string file = absl::StrCat(directory, "/", name);
  const std::string draft = absl::StrCat(file, ".new");
  const FileDescriptor out(open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (!out.valid()) return SystemError("open", draft);
  if (write(out.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      fdatasync(out.get()) != 0) {
    return SystemError("write", draft);
  }
  if (rename(draft.c_str(), file.c_str()) != 0) return SystemError("rename", draft);
  return SyncDirectory(directory);
}

absl::StatusOr<Directory> Directory::Open(const StoreOptions& options) {
  const std::string& path = options.path;
  if (path.empty()) return absl::InvalidArgumentError("path: must not be empty");
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::not_found) {
    if (!options.create_if_missing) return absl::NotFoundError(absl::StrCat(path, ": no store"));
    NEWSPRINT_RETURN_IF_ERROR(CreateDirectories(path));
  } else if (type == std::filesystem::file_type::none) {
    errno = error.value();
    return SystemError("look", path);
  } else if (type != std::filesystem::file_type::directory) {
    return absl::FailedPreconditionError(absl::StrCat(path, ": not a directory"));
  }
  if (access(path.c_str(), R_OK | W_OK | X_OK) != 0) return SystemError("write", path);

  NEWSPRINT_ASSIGN_OR_RETURN(const bool empty, IsEmpty(path));
  if (empty && !options.create_if_missing) {
    return absl::NotFoundError(absl::StrCat(path, ": no store in this directory"));
  }
  // Before the lock, which is a file: nothing is written into a directory of another kind. And
  // again after it, since another process may have been creating the store.
  if (!empty) NEWSPRINT_RETURN_IF_ERROR(CheckFormat(path));
  NEWSPRINT_ASSIGN_OR_RETURN(FileDescriptor lock, Lock(path));
  NEWSPRINT_ASSIGN_OR_RETURN(const bool still_empty, IsEmpty(path));
  if (still_empty) NEWSPRINT_RETURN_IF_ERROR(WriteFormat(path));
  NEWSPRINT_RETURN_IF_ERROR(CheckFormat(path));
  return Directory(path, std::move(lock));
}

}  // namespace newsprint::store
