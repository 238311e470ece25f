// The bytes of a file or of standard input, inflated on the way where they are gzip (RFC 1952).
#ifndef NEWSPRINT_APPS_INPUT_STREAM_H_
#define NEWSPRINT_APPS_INPUT_STREAM_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct z_stream_s;

namespace newsprint {

// Memory is bounded, however far the input inflates. Not thread-safe.
class InputStream {
 public:
  // "-" is standard input. Gzip is known by its first two bytes, not by the name.
  //
  // Errors: NOT_FOUND, PERMISSION_DENIED and so on, as open(2) and read(2) give them.
  static absl::StatusOr<std::unique_ptr<InputStream>> Open(const std::string& path);
  ~InputStream();
  InputStream(const InputStream&) = delete;
  InputStream& operator=(const InputStream&) = delete;

  // How messages call it: the path, or "standard input".
  const std::string& name() const { return name_; }

  // The first bytes that Read will give, at most a few kilobytes; empty for an empty input. Only
  // before the first Read.
  std::string_view Peek() const;

  // The next bytes, at most out.size(); 0 only at the end.
  //
  // Errors: DATA_LOSS for gzip that is damaged or cut off; those of read(2).
  absl::StatusOr<size_t> Read(std::span<char> out);

 private:
  InputStream(std::string name, int fd);
  absl::StatusOr<size_t> ReadFile(std::span<char> out);
  absl::StatusOr<size_t> ReadInflated(std::span<char> out);

  std::string name_;
  int fd_;
  std::vector<char> raw_;  // Bytes of the file that were read and not yet used.
  size_t raw_begin_ = 0;
  std::unique_ptr<z_stream_s> inflater_;  // Null for an input that is not gzip.
  bool between_members_ = false;
  std::string peeked_;
  size_t peeked_begin_ = 0;
};

// All that is left of the stream.
//
// Errors: INVALID_ARGUMENT, which names the limit, if that is more than `max_bytes`; those of Read.
absl::StatusOr<std::string> ReadWhole(InputStream& stream, size_t max_bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_INPUT_STREAM_H_
