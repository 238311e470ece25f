// The words of text in ASCII, Latin-1 and General Punctuation: the same tokens as through Unicode,
// many times as fast.
#ifndef NEWSPRINT_TEXT_FAST_WORDS_H_
#define NEWSPRINT_TEXT_FAST_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text/tokenize.h"

namespace newsprint::text {

struct FastStretch {
  size_t end = 0;  // The words up to here were appended: a cut, or the end of the text.
  size_t stop =
      0;  // The first byte that the fast path does not understand, or the end of the text.
  bool has_letters_beyond_ascii = false;
};

// White space after which a text may be cut in two: no word, no character reference and no
// combination of characters extends over it. A mark that follows it belongs to no word.
inline bool IsCut(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Appends the words of `text` from `begin`, a cut, to the last cut before what the fast path does
// not understand (fast_chars.h), which may be no UTF-8.
FastStretch AppendFastWords(std::string_view text, size_t begin, std::string& folded,
                            std::vector<Token>& tokens);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_FAST_WORDS_H_
