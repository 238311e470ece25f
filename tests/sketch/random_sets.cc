#include "tests/sketch/random_sets.h"

#include <cmath>

namespace newsprint {

std::vector<uint64_t> RandomShingles(size_t count, uint64_t seed) {
  // SplitMix64: a bijection of a counter, so that no value comes twice.
  uint64_t state = seed * 0xd1342543de82ef95u;
  std::vector<uint64_t> shingles(count);
  for (uint64_t& shingle : shingles) {
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    shingle = z ^ (z >> 31);
  }
  return shingles;
}

SetPair MakeSetPair(size_t n, size_t shared, uint64_t seed) {
  const std::vector<uint64_t> all = RandomShingles(2 * n - shared, seed);
  const auto at = [&](size_t i) { return all.begin() + static_cast<ptrdiff_t>(i); };
  return {.a = {at(0), at(n)},
          .b = {at(n - shared), all.end()},
          .jaccard = static_cast<double>(shared) / static_cast<double>(all.size())};
}

size_t NearestShared(size_t n, double jaccard) {
  return static_cast<size_t>(std::lround(2 * static_cast<double>(n) * jaccard / (1 + jaccard)));
}

}  // namespace newsprint
