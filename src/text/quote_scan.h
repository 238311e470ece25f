// The bytes of a text at which a quotation may begin or end: for MarkText, to which all others are
// the same.
#ifndef NEWSPRINT_TEXT_QUOTE_SCAN_H_
#define NEWSPRINT_TEXT_QUOTE_SCAN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsprint::text {

// Whether a byte is a line end, a double quote, or the first of a character that may be a quotation
// mark: of U+0080 to U+00BF, or U+2000 to U+3FFF.
constexpr bool MayQuote(char c) {
  return c == '\n' || c == '"' || c == '\xc2' || c == '\xe2' || c == '\xe3';
}

// The places of all such bytes, ascending, with the vectors that the machine has.
std::vector<uint32_t> FindQuoteBytes(std::string_view text);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_QUOTE_SCAN_H_
