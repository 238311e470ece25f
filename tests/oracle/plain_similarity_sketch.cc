#include "tests/oracle/plain_similarity_sketch.h"

#include <algorithm>
#include <array>
#include <limits>

namespace newsprint::oracle {
namespace {

// SplitMix64's.
uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

Signature PlainSimilaritySketch(std::span<const uint64_t> shingles, uint64_t seed) {
  std::array<uint64_t, kSignatureSize> minima;
  minima.fill(std::numeric_limits<uint64_t>::max());
  for (uint64_t round = 0; round < 2 * kSignatureSize; ++round) {
    for (const uint64_t shingle : shingles) {
      const uint64_t hash = Mix(shingle ^ Mix(seed + Mix(round + 1)));
      const uint64_t position =
          round < kSignatureSize ? hash % kSignatureSize : round - kSignatureSize;
      minima[position] = std::min(minima[position], round << 56 | hash >> 8);
    }
  }
  Signature signature;
  for (size_t i = 0; i < kSignatureSize; ++i) signature[i] = static_cast<uint32_t>(Mix(minima[i]));
  return signature;
}

}  // namespace newsprint::oracle
