// The words of any text: folds each character and applies the word rules to the outcome.
#ifndef NEWSPRINT_TEXT_UNICODE_WORDS_H_
#define NEWSPRINT_TEXT_UNICODE_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/text/tokenize.h"

namespace newsprint::text {

// Appends the tokens of text[range), which is UTF-8 and neither begins nor ends inside a word.
void AppendUnicodeWords(std::string_view text, Span range, std::string& folded,
                        std::vector<Token>& tokens);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_UNICODE_WORDS_H_
