#include "apps/line_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kBufferBytes = 256u << 10;

}  // namespace

LineReader::LineReader(InputStream& stream, size_t max_line_bytes)
    : stream_(stream), max_line_bytes_(max_line_bytes), buffer_(kBufferBytes) {}

absl::StatusOr<bool> LineReader::Next(std::string& line) {
  line.clear();
  ++line_number_;
  while (true) {
    if (begin_ == end_) {
      begin_ = 0;
      NEWSPRINT_ASSIGN_OR_RETURN(end_, stream_.Read(buffer_));
      if (end_ == 0) {
        const bool unfinished = !line.empty();  // A last line without a line feed.
        if (!unfinished) --line_number_;
        return unfinished;
      }
    }
    const auto first = buffer_.begin() + static_cast<std::ptrdiff_t>(begin_);
    const auto last = buffer_.begin() + static_cast<std::ptrdiff_t>(end_);
    const auto feed = std::find(first, last, '\n');
    line.append(first, feed);
    if (line.size() > max_line_bytes_) {
      return absl::InvalidArgumentError(fmt::format(
          "{}: the line is longer than the limit of {} bytes", Where(), max_line_bytes_));
    }
    begin_ = static_cast<size_t>(feed - buffer_.begin());
    if (feed == last) continue;
    ++begin_;
    if (line.ends_with('\r')) line.pop_back();
    return true;
  }
}

std::string LineReader::Where() const { return fmt::format("{}:{}", stream_.name(), line_number_); }

}  // namespace newsprint
