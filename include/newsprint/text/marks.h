// What a stretch of text is, as far as its form tells in any language: quoted speech, a line that
// is no sentence, a fact. The match floor judges by it what kind of text two articles share.
#ifndef NEWSPRINT_TEXT_MARKS_H_
#define NEWSPRINT_TEXT_MARKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

// All spans ascend and do not overlap; bytes of the text that was marked.
struct TextMarks {
  // Speech and titles between quotation marks, the marks left out: “x” ‘x’ "x" «x» ‹x› „x“ ”x” »x«
  // 「x」 『x』 《x》. A mark left open ends with its paragraph, as English opens each paragraph of
  // a long speech anew and closes only the last.
  std::vector<Span> quoted;

  // Lines of at most kMaxHeadlineTokens without the end of a sentence: headlines, links, captions.
  // Empty for a text that is wrapped at a fixed width, where line ends mean nothing; so is the
  // next.
  std::vector<Span> headlines;

  // Lines of at most kMaxTeaserTokens that end in an ellipsis: the beginnings of other articles,
  // and excerpts that were cut off.
  std::vector<Span> teasers;

  // The first token of each sentence or line, ascending, the first 0; empty for a text without
  // tokens. Ends of sentences are taken from their marks alone: an abbreviation makes one too many.
  std::vector<uint32_t> sentences;

  // Indices of the tokens that carry facts: numbers, and words with a capital inside a sentence (in
  // scripts that have capitals; numbers alone where nouns have them too, as in German).
  std::vector<uint32_t> facts;

  // Whether `facts` has the names.
  bool names_told = false;
};

inline constexpr size_t kMaxHeadlineTokens = 20;
inline constexpr size_t kMaxTeaserTokens = 60;

// `tokens` is Tokenize(text). Time: O(text.size()). Thread-safe.
TextMarks MarkText(std::string_view text, const TokenizedText& tokens);

}  // namespace newsprint

#endif  // NEWSPRINT_TEXT_MARKS_H_
