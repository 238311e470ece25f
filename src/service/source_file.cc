#include "service/source_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

absl::StatusOr<std::string> ReadText(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("sources ", path));
  std::string text;
  char buffer[1 << 16];
  ssize_t count = 0;
  while ((count = read(file, buffer, sizeof(buffer))) > 0) {
    text.append(buffer, static_cast<size_t>(count));
    if (text.size() > kMaxRegistryBytes) break;  // Parse names the limit.
  }
  const int error = errno;
  close(file);
  if (count < 0) return absl::ErrnoToStatus(error, absl::StrCat("sources ", path));
  return text;
}

uint64_t HashOf(const std::string& text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace

absl::StatusOr<SourceRegistry> SourceFile::Read(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text, ReadText(path));
  return SourceRegistry::Parse(text, path);
}

SourceFile::SourceFile(std::string path, absl::Duration poll, std::string in_use, Take take,
                       Report report)
    : path_(std::move(path)),
      poll_(poll),
      take_(std::move(take)),
      report_(std::move(report)),
      in_use_(std::move(in_use)) {
  watcher_ = std::jthread([this](const std::stop_token& stop) { Watch(stop); });
}

void SourceFile::Reload() {
  const std::lock_guard lock(mutex_);
  asked_ = true;
  wake_.notify_one();
}

std::optional<SourceFile::Look> SourceFile::LookAtFile() const {
  struct stat found{};
  if (stat(path_.c_str(), &found) != 0) return std::nullopt;
  return Look{.modified_ns = int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec,
              .inode = found.st_ino,
              .size = found.st_size};
}

void SourceFile::Watch(const std::stop_token& stop) {
  while (true) {
    bool asked = false;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, absl::ToChronoMilliseconds(poll_), [this] { return asked_; });
      if (stop.stop_requested()) return;
      asked = std::exchange(asked_, false);
    }
    // Looked at before it is read: what changes in between is seen the next time.
    const std::optional<Look> look = LookAtFile();
    if (!asked && look == seen_) continue;
    seen_ = look;
    ReadAgain(asked);
  }
}

void SourceFile::ReadAgain(bool asked) {
  const absl::StatusOr<std::string> text = ReadText(path_);
  if (!text.ok()) return report_(text.status());
  const uint64_t hash = HashOf(*text);
  if (!asked && hash == text_hash_) return;  // Touched, and the same.
  text_hash_ = hash;
  absl::StatusOr<SourceRegistry> registry = SourceRegistry::Parse(*text, path_);
  if (!registry.ok()) return report_(registry.status());
  if (!asked && registry->hash() == in_use_) return;
  in_use_ = registry->hash();
  take_(*std::move(registry));
  report_(absl::OkStatus());
}

}  // namespace newsprint
