#include "apps/input_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kRawBytes = 64u << 10;
constexpr size_t kPeekBytes = 4u << 10;
constexpr int kGzipWindowBits = 15 + 16;  // The largest window; a gzip header is expected.

}  // namespace

InputStream::InputStream(std::string name, int fd) : name_(std::move(name)), fd_(fd) {}

InputStream::~InputStream() {
  if (inflater_) inflateEnd(inflater_.get());
  if (fd_ > STDERR_FILENO) close(fd_);
}

absl::StatusOr<std::unique_ptr<InputStream>> InputStream::Open(const std::string& path) {
  const bool standard = path == "-";
  const int fd = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, path);
  std::unique_ptr<InputStream> stream(new InputStream(standard ? "standard input" : path, fd));
  // A pipe may give one byte at a time: two are needed to tell gzip.
  std::string head(kPeekBytes, '\0');
  size_t size = 0;
  while (size < 2) {
    NEWSPRINT_ASSIGN_OR_RETURN(const size_t got,
                               stream->ReadFile(std::span(head.data() + size, head.size() - size)));
    if (got == 0) break;
    size += got;
  }
  head.resize(size);
  if (!head.starts_with("\x1f\x8b")) {
    stream->peeked_ = std::move(head);
    return stream;
  }
  stream->raw_.assign(head.begin(), head.end());
  stream->inflater_ = std::make_unique<z_stream>();
  if (inflateInit2(stream->inflater_.get(), kGzipWindowBits) != Z_OK) {
    stream->inflater_.reset();
    return absl::ResourceExhaustedError(fmt::format("{}: no memory to inflate it", stream->name_));
  }
  std::string peeked(kPeekBytes, '\0');
  NEWSPRINT_ASSIGN_OR_RETURN(const size_t got, stream->ReadInflated(peeked));
  peeked.resize(got);
  stream->peeked_ = std::move(peeked);
  return stream;
}

std::string_view InputStream::Peek() const {
  return std::string_view(peeked_).substr(peeked_begin_);
}

absl::StatusOr<size_t> InputStream::Read(std::span<char> out) {
  if (const std::string_view head = Peek(); !head.empty()) {
    const size_t size = std::min(head.size(), out.size());
    std::memcpy(out.data(), head.data(), size);
    peeked_begin_ += size;
    return size;
  }
  return inflater_ ? ReadInflated(out) : ReadFile(out);
}

absl::StatusOr<size_t> InputStream::ReadFile(std::span<char> out) {
  while (true) {
    const ssize_t got = read(fd_, out.data(), out.size());
    if (got >= 0) return static_cast<size_t>(got);
    if (errno != EINTR) return absl::ErrnoToStatus(errno, name_);
  }
}

absl::StatusOr<size_t> InputStream::ReadInflated(std::span<char> out) {
  z_stream& inflater = *inflater_;
  inflater.next_out = reinterpret_cast<Bytef*>(out.data());
  inflater.avail_out = static_cast<uInt>(out.size());
  while (inflater.avail_out == out.size()) {
    if (raw_begin_ == raw_.size()) {
      raw_.resize(kRawBytes);
      raw_begin_ = 0;
      auto got = ReadFile(raw_);
      raw_.resize(got.ok() ? *got : 0);
      if (!got.ok()) return got.status();
    }
    if (raw_.empty()) {
      if (between_members_) return size_t{0};
      return absl::DataLossError(fmt::format("{}: the gzip data ends too soon", name_));
    }
    if (between_members_) {
      inflateReset(&inflater);
      between_members_ = false;
    }
    inflater.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_begin_);
    inflater.avail_in = static_cast<uInt>(raw_.size() - raw_begin_);
    const int code = inflate(&inflater, Z_NO_FLUSH);
    raw_begin_ = raw_.size() - inflater.avail_in;
    if (code == Z_STREAM_END) {
      between_members_ = true;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      return absl::DataLossError(fmt::format("{}: damaged gzip data: {}", name_,
                                             inflater.msg ? inflater.msg : "no reason given"));
    }
  }
  return out.size() - inflater.avail_out;
}

absl::StatusOr<std::string> ReadWhole(InputStream& stream, size_t max_bytes) {
  std::string text;
  std::vector<char> buffer(kRawBytes);
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const size_t got, stream.Read(buffer));
    if (got == 0) return text;
    if (text.size() + got > max_bytes) {
      return absl::InvalidArgumentError(
          fmt::format("{}: larger than the limit of {} bytes", stream.name(), max_bytes));
    }
    text.append(buffer.data(), got);
  }
}

}  // namespace newsprint
