#include "newsprint/text/shingle.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <string_view>

namespace newsprint {
namespace {

uint64_t ToLittleEndian(uint64_t value) {
  if constexpr (std::endian::native == std::endian::big) return XXH_swap64(value);
  return value;
}

}  // namespace

std::vector<uint64_t> HashTokens(const TokenizedText& text, uint64_t seed) {
  std::vector<uint64_t> hashes(text.size());
  for (size_t i = 0; i < hashes.size(); ++i) {
    const std::string_view token = text.folded(i);
    hashes[i] = XXH3_64bits_withSeed(token.data(), token.size(), seed);
  }
  return hashes;
}

std::vector<uint64_t> HashShingles(const std::vector<uint64_t>& token_hashes, uint64_t seed) {
  if (token_hashes.size() < kShingleTokens) return {};
  std::vector<uint64_t> words(token_hashes.size());
  std::ranges::transform(token_hashes, words.begin(), ToLittleEndian);
  std::vector<uint64_t> shingles(words.size() - kShingleTokens + 1);
  for (size_t i = 0; i < shingles.size(); ++i) {
    shingles[i] = XXH3_64bits_withSeed(&words[i], kShingleTokens * sizeof(uint64_t), seed);
  }
  return shingles;
}

}  // namespace newsprint
