// Letters of Latin, Cyrillic and Greek that look alike, and words in which they are mixed: a known
// way to hide a copy, and a common slip of the keyboard in Kazakh, Ukrainian and Serbian.
// Source: the confusables of UTS #39 (Unicode 15.0), restricted to pairs between two of these
// scripts, plus the look-alikes of capital and small forms that UTS #39 keeps apart (к, м, т).
#ifndef NEWSPRINT_TEXT_HOMOGLYPH_H_
#define NEWSPRINT_TEXT_HOMOGLYPH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace newsprint::text {

// `word` is folded, and returned with its look-alike letters in the script of the word: the one of
// most letters that no other script of the word has; if none leads, of most letters; then Latin
// before Cyrillic before Greek. Letters without a look-alike there stay. Bit i of `upper_case` says
// that character i was a capital before folding: В is a B, but в is no b.
std::string FoldLookAlikes(std::string_view word, uint64_t upper_case);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_HOMOGLYPH_H_
