// Shingles: runs of consecutive tokens, hashed. Source: A. Broder, "On the resemblance and
// containment of documents", 1997.
#ifndef NEWSPRINT_TEXT_SHINGLE_H_
#define NEWSPRINT_TEXT_SHINGLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "newsprint/text/tokenize.h"

namespace newsprint {

inline constexpr size_t kShingleTokens = 5;

// XXH3 (64 bits) of the folded bytes of each token under `seed`.
std::vector<uint64_t> HashTokens(const TokenizedText& text, uint64_t seed);

// Shingle i is XXH3 under `seed` of the hashes of tokens [i, i + kShingleTokens), little-endian.
// Fewer tokens than that have no shingle. Equal texts have equal shingles on every machine.
std::vector<uint64_t> HashShingles(const std::vector<uint64_t>& token_hashes, uint64_t seed);

}  // namespace newsprint

#endif  // NEWSPRINT_TEXT_SHINGLE_H_
