#include "tests/match/random_tokens.h"

#include <algorithm>

namespace newsprint {

Tokens RandomTokens(std::mt19937_64& random, size_t n, uint64_t vocabulary) {
  Tokens tokens(n);
  for (uint64_t& token : tokens) token = 1 + random() % vocabulary;
  return tokens;
}

Tokens EditedCopy(std::mt19937_64& random, const Tokens& tokens, size_t edits,
                  uint64_t vocabulary) {
  Tokens copy = tokens;
  for (; edits > 0 && !copy.empty(); --edits) {
    const auto at = copy.begin() + static_cast<ptrdiff_t>(random() % copy.size());
    switch (random() % 4) {
      case 0:
        *at = 1 + random() % vocabulary;
        break;
      case 1:
        copy.erase(at);
        break;
      case 2:
        copy.insert(at, 1 + random() % vocabulary);
        break;
      default:
        std::rotate(copy.begin(), at, copy.end());
    }
  }
  return copy;
}

}  // namespace newsprint
