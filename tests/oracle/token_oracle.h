// A slow, plain twin of Tokenize: decodes character references, folds the whole text at once, and
// lets ICU's BreakIterator find the words. Knows no spans, does not fold look-alikes, and does not
// join the words that one character folds to.
#ifndef NEWSPRINT_TESTS_ORACLE_TOKEN_ORACLE_H_
#define NEWSPRINT_TESTS_ORACLE_TOKEN_ORACLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace newsprint::oracle {

struct OracleToken {
  std::string folded;
  bool half_word = false;
  bool mixed_scripts = false;  // Letters of two of Latin, Cyrillic and Greek.

  friend bool operator==(const OracleToken&, const OracleToken&) = default;
};

// `text` is UTF-8.
std::vector<OracleToken> TokensOf(std::string_view text);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_TOKEN_ORACLE_H_
