// Where a command's data goes: a buffered file descriptor that knows when its reader has left.
#ifndef NEWSPRINT_APPS_OUTPUT_H_
#define NEWSPRINT_APPS_OUTPUT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace newsprint {

// SIGPIPE must be ignored in the process. Not thread-safe.
class Output {
 public:
  explicit Output(int fd) : fd_(fd) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // After an error, and after the reader has left, does nothing.
  void Write(std::string_view text);

  // No more can be written: worth asking before costly work.
  bool closed() const { return reader_left_ || !status_.ok(); }

  // Errors: those of write(2), such as a full disk. A reader that left is no error: it has seen all
  // it wanted.
  absl::Status Flush();

 private:
  int fd_;
  std::string buffer_;
  bool reader_left_ = false;
  absl::Status status_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_OUTPUT_H_
