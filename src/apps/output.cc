#include "apps/output.h"

#include <unistd.h>

#include <cerrno>

namespace newsprint {
namespace {

constexpr size_t kBufferBytes = 64u << 10;

}  // namespace

void Output::Write(std::string_view text) {
  if (closed()) return;
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) status_ = Flush();
}

absl::Status Output::Flush() {
  size_t done = 0;
  while (!closed() && done < buffer_.size()) {
    const ssize_t written = write(fd_, buffer_.data() + done, buffer_.size() - done);
    if (written >= 0) {
      done += static_cast<size_t>(written);
    } else if (errno == EPIPE) {
      reader_left_ = true;
    } else if (errno != EINTR) {
      status_ = absl::ErrnoToStatus(errno, "standard output");
    }
  }
  buffer_.clear();
  return status_;
}

}  // namespace newsprint
