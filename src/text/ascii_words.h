// The words of plain ASCII text, byte by byte: the same tokens as through Unicode, several times as
// fast.
#ifndef NEWSPRINT_TEXT_ASCII_WORDS_H_
#define NEWSPRINT_TEXT_ASCII_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/text/tokenize.h"

namespace newsprint::text {

// The first byte at or after `position` that AppendAsciiWords does not understand: one outside
// ASCII, or an ampersand, which may begin a character reference; text.size() if there is none.
size_t FindNonAscii(std::string_view text, size_t position);

// Appends the tokens of text[range), which has no such byte and neither begins nor ends inside a
// word.
void AppendAsciiWords(std::string_view text, Span range, std::string& folded,
                      std::vector<Token>& tokens);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_ASCII_WORDS_H_
