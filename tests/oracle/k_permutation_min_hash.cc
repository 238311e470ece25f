#include "tests/oracle/k_permutation_min_hash.h"

#include <xxhash.h>

#include <algorithm>
#include <limits>

namespace newsprint::oracle {

std::vector<uint64_t> KPermutationMinHash(std::span<const uint64_t> shingles, size_t k,
                                          uint64_t seed) {
  std::vector<uint64_t> minima(k, std::numeric_limits<uint64_t>::max());
  for (size_t i = 0; i < k; ++i) {
    for (const uint64_t shingle : shingles) {
      const uint64_t hash = XXH3_64bits_withSeed(&shingle, sizeof(shingle), seed * k + i);
      minima[i] = std::min(minima[i], hash);
    }
  }
  return minima;
}

double EstimateJaccard(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t agreeing = 0;
  for (size_t i = 0; i < a.size(); ++i) agreeing += a[i] == b[i] ? 1 : 0;
  return static_cast<double>(agreeing) / static_cast<double>(a.size());
}

}  // namespace newsprint::oracle
