// Bytes to tokens: what two texts are compared by.
//
// A token is a word after folding, with the bytes it came from. Folding makes texts equal that a
// reader would call equal: Unicode NFKC with case folding (UAX #15, UTR #30's successor
// NFKC_Casefold), one form of quotes, dashes and spaces; zero-width, bidi and soft-hyphen
// characters, Arabic tatweel and harakat dropped; Farsi and Arabic yeh and kaf unified; look-alike
// letters of another script inside a word folded to the script of the word; digits of every script
// to ASCII; HTML character references that were left in the text decoded. Words end where UAX #29
// says (with underscores and quotes at their ends left out), except in scripts written without
// spaces (Han, Kana, Thai, Lao, Khmer, Burmese): there every character (with the marks on it) is a
// token of its own, so that no dictionary takes part and a shingle is a character n-gram.
//
//   absl::StatusOr<TokenizedText> text = Tokenize("Don’t <i>PANIC</i>");
//   text->folded(0) == "don't"; text->span(0) == Span{0, 7};
#ifndef NEWSPRINT_TEXT_TOKENIZE_H_
#define NEWSPRINT_TEXT_TOKENIZE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/article/span.h"

namespace newsprint {

// Raised whenever any input gives other tokens than before: part of the scheme.
inline constexpr int kNormalizerVersion = 1;

// Longer inputs are refused, so that byte offsets fit in 32 bits with room for folding to expand.
inline constexpr size_t kMaxTextBytes = 64u << 20;

// Sixteen bytes: a text's tokens are much of what is kept of it in memory.
struct Token {
  Span span;                      // Bytes in the original text. Never empty.
  uint32_t folded_begin = 0;      // Bytes in TokenizedText's buffer of folded text.
  uint32_t folded_size : 31 = 0;  // Never 0.
  uint32_t half_word : 1 = 0;  // One character of a script without spaces: counts as half a word.

  void set_folded_size(size_t size) { folded_size = size & 0x7fffffff; }
};

// The tokens of one text, in order: spans ascend and do not overlap, begin and end on character
// boundaries. Does not keep the original text. A value: copying is deep, moving is cheap.
class TokenizedText {
 public:
  TokenizedText() = default;
  TokenizedText(std::string folded, std::vector<Token> tokens)
      : folded_(std::move(folded)), tokens_(std::move(tokens)) {}

  size_t size() const { return tokens_.size(); }
  const std::vector<Token>& tokens() const { return tokens_; }
  Span span(size_t i) const { return tokens_[i].span; }
  // What the tokens' folded bytes lie in, ascending; between them anything may be.
  std::string_view folded() const { return folded_; }
  std::string_view folded(size_t i) const {
    return std::string_view(folded_).substr(tokens_[i].folded_begin, tokens_[i].folded_size);
  }

  // The length of tokens [begin, end) in words: every half_word token counts as one half.
  double CountWords(size_t begin, size_t end) const;

 private:
  std::string folded_;
  std::vector<Token> tokens_;
};

// A text without words (punctuation, emoji) has no tokens and is no error.
//
// Errors: INVALID_ARGUMENT if `text` is not UTF-8 (names the offset) or over kMaxTextBytes.
// Time: O(text.size()). Thread-safe.
absl::StatusOr<TokenizedText> Tokenize(std::string_view text);

}  // namespace newsprint

#endif  // NEWSPRINT_TEXT_TOKENIZE_H_
