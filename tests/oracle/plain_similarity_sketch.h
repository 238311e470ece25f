// A plain twin of MinHasher::Sign: Dahlgaard, Knudsen and Thorup's algorithm as they write it, one
// shingle after the other, all rounds for all positions.
#ifndef NEWSPRINT_TESTS_ORACLE_PLAIN_SIMILARITY_SKETCH_H_
#define NEWSPRINT_TESTS_ORACLE_PLAIN_SIMILARITY_SKETCH_H_

#include <cstdint>
#include <span>

#include "newsprint/sketch/min_hash.h"

namespace newsprint::oracle {

// `shingles` is not empty.
Signature PlainSimilaritySketch(std::span<const uint64_t> shingles, uint64_t seed);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_PLAIN_SIMILARITY_SKETCH_H_
