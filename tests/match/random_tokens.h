// Token sequences and edited copies of them, as reprints are edited.
#ifndef NEWSPRINT_TESTS_MATCH_RANDOM_TOKENS_H_
#define NEWSPRINT_TESTS_MATCH_RANDOM_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace newsprint {

using Tokens = std::vector<uint64_t>;

Tokens RandomTokens(std::mt19937_64& random, size_t n, uint64_t vocabulary);

// A copy with so many tokens replaced, dropped or inserted, or paragraphs moved.
Tokens EditedCopy(std::mt19937_64& random, const Tokens& tokens, size_t edits, uint64_t vocabulary);

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_MATCH_RANDOM_TOKENS_H_
