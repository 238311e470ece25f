// Alignment by its definitions: slow and obviously right, for texts of a few hundred words.
#ifndef NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_ALIGN_H_
#define NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_ALIGN_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "match/exact_runs.h"

namespace newsprint::oracle {

// All maximal runs of at least `least` equal tokens. Ascending by a, then by b. Time: O(n * m).
std::vector<ExactRun> BruteForceRuns(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                     uint32_t least);

// Greedy string tiling (M. Wise, 1993): again and again the longest run of tokens that are free on
// both sides; of equal ones the first by the sum of its places, then by a. Ascending by a.
// Time: O(n * m) a tile.
std::vector<ExactRun> BruteForceTiles(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                      uint32_t least);

// Pairs of equal tokens, ascending on both sides.
using LocalAlignment = std::vector<std::pair<uint32_t, uint32_t>>;

// Again and again the best local alignment (T. Smith, M. Waterman, 1981: equal +1, all else -1) of
// what is free on both sides, while one holds a run of `least` equal tokens; those without one are
// passed over. Strongest first. Time: O(n * m) an alignment.
std::vector<LocalAlignment> SmithWaterman(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                          uint32_t least);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_ALIGN_H_
