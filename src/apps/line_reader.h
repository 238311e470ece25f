// Lines of an input, one at a time, none longer than a limit.
#ifndef NEWSPRINT_APPS_LINE_READER_H_
#define NEWSPRINT_APPS_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "apps/input_stream.h"

namespace newsprint {

class LineReader {
 public:
  // `stream` must outlive the reader.
  LineReader(InputStream& stream, size_t max_line_bytes);

  // The next line without its end (LF or CR LF); false after the last.
  //
  // Errors: INVALID_ARGUMENT for a line over the limit, which names it; those of InputStream::Read.
  // After an error nothing more can be read.
  absl::StatusOr<bool> Next(std::string& line);

  uint64_t line_number() const { return line_number_; }  // Of the last line; the first is 1.

  // "docs.jsonl:12".
  std::string Where() const;

 private:
  InputStream& stream_;
  size_t max_line_bytes_;
  uint64_t line_number_ = 0;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_LINE_READER_H_
