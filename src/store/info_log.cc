#include "store/info_log.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cstdarg>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "store/directory.h"

namespace newsprint::store {
namespace {

constexpr size_t kMaxFileBytes = 4u << 20;

class SilentLogger final : public rocksdb::Logger {
 public:
  SilentLogger() : Logger(rocksdb::InfoLogLevel::HEADER_LEVEL) {}
  using Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

class FileLogger final : public rocksdb::Logger {
 public:
  explicit FileLogger(std::string path)
      : Logger(rocksdb::InfoLogLevel::WARN_LEVEL), path_(std::move(path)) {
    Begin();
  }

  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char text[1024];
    vsnprintf(text, sizeof(text), format, arguments);
    const std::string line = absl::StrCat(
        absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone()), " ", text, "\n");
    const std::lock_guard lock(mutex_);
    if (bytes_ + line.size() > kMaxFileBytes) Begin();
    bytes_ += line.size();
    // A line that cannot be written is dropped: the caller learns of the error by his own call.
    if (write(file_.get(), line.data(), line.size()) < 0) return;
  }

 private:
  void Begin() {
    std::error_code ignored;
    std::filesystem::rename(path_, path_ + ".old", ignored);
    file_ = FileDescriptor(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    bytes_ = 0;
  }

  const std::string path_;
  std::mutex mutex_;
  FileDescriptor file_;  // Not valid where it cannot be made: all lines are dropped.
  size_t bytes_ = 0;
};

}  // namespace

std::shared_ptr<rocksdb::Logger> OpenInfoLog(const std::string& database_path) {
  return std::make_shared<FileLogger>(database_path + "/LOG");
}

std::shared_ptr<rocksdb::Logger> SilentInfoLog() { return std::make_shared<SilentLogger>(); }

}  // namespace newsprint::store
