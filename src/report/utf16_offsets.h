// Byte offsets of UTF-8 to offsets in UTF-16 code units, by which scripts in a page count.
#ifndef NEWSPRINT_REPORT_UTF16_OFFSETS_H_
#define NEWSPRINT_REPORT_UTF16_OFFSETS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsprint::report {

// Keeps a reference to the text, which must be UTF-8.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text);

  // Of the first code unit at or after the byte; an offset beyond the text is its end. Time: O(1).
  uint32_t At(uint32_t byte) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> block_units_;  // Code units before each block of the text.
};

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_UTF16_OFFSETS_H_
