// Random shingle sets, the same on every machine and in every run.
#ifndef NEWSPRINT_TESTS_SKETCH_RANDOM_SETS_H_
#define NEWSPRINT_TESTS_SKETCH_RANDOM_SETS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsprint {

// Two sets of `n` shingles each of which `shared` are common.
struct SetPair {
  std::vector<uint64_t> a;
  std::vector<uint64_t> b;
  double jaccard = 0;
};

SetPair MakeSetPair(size_t n, size_t shared, uint64_t seed);

// The number of common shingles with which two sets of `n` come nearest to `jaccard`.
size_t NearestShared(size_t n, double jaccard);

// `count` distinct values.
std::vector<uint64_t> RandomShingles(size_t count, uint64_t seed);

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_SKETCH_RANDOM_SETS_H_
