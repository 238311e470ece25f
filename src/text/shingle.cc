#include "newsprint/text/shingle.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace newsprint {
namespace {

uint64_t ToLittleEndian(uint64_t value) {
  if constexpr (std::endian::native == std::endian::big) return XXH_swap64(value);
  return value;
}

// XXH3 has a way of its own for each of these lengths, of which words in their order choose by
// chance, as a branch predictor sees it: that costs more than the hash. So each way gets its words
// in turn.
constexpr std::array<uint32_t, 3> kMaxBytes = {3, 8, 16};
constexpr size_t kWays = kMaxBytes.size() + 1;  // The last is of longer words.
constexpr size_t kBatchTokens = 256;

size_t WayOf(uint32_t size) {
  size_t way = 0;
  for (const uint32_t max : kMaxBytes) way += size > max ? 1 : 0;
  return way;
}

void HashBatch(const char* folded, std::span<const Token> tokens, uint64_t seed, uint64_t* hashes) {
  std::array<std::array<uint8_t, kBatchTokens>, kWays> lists;
  std::array<size_t, kWays> counts{};
  static_assert(kBatchTokens <= 256, "indices are bytes");
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t way = WayOf(tokens[i].folded_size);
    lists[way][counts[way]++] = static_cast<uint8_t>(i);
  }
  for (size_t way = 0; way < kWays; ++way) {
    for (const uint8_t i : std::span(lists[way]).first(counts[way])) {
      const Token& token = tokens[i];
      hashes[i] = XXH3_64bits_withSeed(folded + token.folded_begin, token.folded_size, seed);
    }
  }
}

}  // namespace

std::vector<uint64_t> HashTokens(const TokenizedText& text, uint64_t seed) {
  std::vector<uint64_t> hashes(text.size());
  const std::span<const Token> tokens = text.tokens();
  for (size_t begin = 0; begin < tokens.size(); begin += kBatchTokens) {
    const auto batch = tokens.subspan(begin, std::min(kBatchTokens, tokens.size() - begin));
    HashBatch(text.folded().data(), batch, seed, hashes.data() + begin);
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
