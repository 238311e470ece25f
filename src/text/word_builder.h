// Puts folded characters together to tokens by the word rules of UAX #29, but for these:
//   - a letter of a script without spaces is a token of its own, with the marks on it
//   - connectors (underscores) and quotes at the ends of a word are left out: they are emphasis and
//     quotation, which a copy may lack
//   - tokens never share source characters. One that folds to parts of two words ("กำ") is the
//     second's where the first has other bytes; words that all come from one character (U+FDFA) are
//     one token
// A word that is hyphenated over a line end stays two tokens: to tell such a hyphen from one that
// is spelt takes a dictionary.
#ifndef NEWSPRINT_TEXT_WORD_BUILDER_H_
#define NEWSPRINT_TEXT_WORD_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "newsprint/text/tokenize.h"
#include "text/char_table.h"
#include "text/folder.h"

namespace newsprint::text {

class WordBuilder {
 public:
  // Appends to both, which outlive the builder.
  WordBuilder(std::string& folded, std::vector<Token>& tokens) : folded_(folded), tokens_(tokens) {}

  void Push(const FoldedChar& c);
  // Ends the last word. Call once, after the last character.
  void Finish();

 private:
  bool Joins(WordBreak next) const;
  void Begin(const FoldedChar& c);
  void Append(const FoldedChar& c);
  // Makes all that was appended part of the word.
  void Commit(const FoldedChar& c);

  std::string& folded_;
  std::vector<Token>& tokens_;

  // The word under construction: its characters stand at the end of folded_, of which those up to
  // committed_ are sure to belong to it; after them come a joiner, and marks on it, that do only if
  // what follows joins.
  bool open_ = false;
  WordBreak last_ = WordBreak::kOther;    // The last character that is not a mark or a joiner.
  WordBreak joiner_ = WordBreak::kOther;  // The joiner after it, or kOther.
  bool makes_word_ = false;
  size_t begin_ = 0;
  size_t committed_ = 0;
  Span source_;
  unsigned scripts_ = 0;  // A bit for each Script seen.
  size_t num_chars_ = 0;
  uint64_t upper_case_ = 0;  // Bit i: character i was a capital. Later ones count as small.
};

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_WORD_BUILDER_H_
