// MinHash as A. Broder defined it: position i is the minimum of the set under hash function i. Slow
// and obviously right; the error of its estimates is the yardstick for the fast sketch.
#ifndef NEWSPRINT_TESTS_ORACLE_K_PERMUTATION_MIN_HASH_H_
#define NEWSPRINT_TESTS_ORACLE_K_PERMUTATION_MIN_HASH_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsprint::oracle {

// `k` minima of a set that is not empty. Time: O(shingles.size() * k).
std::vector<uint64_t> KPermutationMinHash(std::span<const uint64_t> shingles, size_t k,
                                          uint64_t seed);

// The share of positions that agree.
double EstimateJaccard(std::span<const uint64_t> a, std::span<const uint64_t> b);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_K_PERMUTATION_MIN_HASH_H_
