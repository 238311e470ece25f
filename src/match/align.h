// Seed, chain, extend: two token sequences to aligned passages.
//
// Seeds are shingles that both texts have; each grows to a maximal exact run. Runs compete for
// tokens, longest first, so that no token is used twice (greedy string tiling: M. Wise, 1993). Runs
// that follow each other closely on both sides chain to passages, whose ends then grow over small
// edits.
#ifndef NEWSPRINT_SRC_MATCH_ALIGN_H_
#define NEWSPRINT_SRC_MATCH_ALIGN_H_

#include <cstdint>
#include <span>
#include <vector>

#include "match/exact_runs.h"
#include "newsprint/match/shingle_table.h"

namespace newsprint {

// Half-open token ranges.
struct AlignedPassage {
  uint32_t a_begin = 0, a_end = 0;
  uint32_t b_begin = 0, b_end = 0;
  uint32_t equal_tokens = 0;  // At most the smaller of both lengths.
  // Tokens in stretches that were copied, if with changes: all but gaps that were written anew.
  uint32_t copied_a = 0, copied_b = 0;

  friend bool operator==(const AlignedPassage&, const AlignedPassage&) = default;
};

// Passages ascending by a, disjoint on both sides. `table` is of a.shingles. Exchanging the sides
// exchanges the sides of the result.
//
// Work: seeds <= kMaxSeedPairs * (n + m), and every seed is extended once per diagonal; so
// O(n + m) for text, O((n + m) log (n + m)) for runs of one repeated word.
std::vector<AlignedPassage> Align(const TokenSequence& a, const ShingleTable& table,
                                  const TokenSequence& b, AlignWork* work);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_ALIGN_H_
