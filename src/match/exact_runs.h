// The first step of an alignment: the stretches that both texts have word for word.
#ifndef NEWSPRINT_SRC_MATCH_EXACT_RUNS_H_
#define NEWSPRINT_SRC_MATCH_EXACT_RUNS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/match/shingle_table.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

// One side of an alignment.
struct TokenSequence {
  std::span<const uint64_t> tokens;     // Hashes.
  std::span<const uint64_t> shingles;   // Shingle i covers tokens [i, i + kShingleTokens).
  const TokenizedText* text = nullptr;  // The tokens' spelling; may be null: then equal is equal.
};

// Tokens [a, a + length) and [b, b + length) are equal, one by one.
struct ExactRun {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t length = 0;

  uint32_t a_end() const { return a + length; }
  uint32_t b_end() const { return b + length; }

  friend bool operator==(const ExactRun&, const ExactRun&) = default;
};

// Counted work, for tests that bound it.
struct AlignWork {
  uint64_t seeds = 0;            // Pairs of places of a shared shingle that were looked at.
  uint64_t tokens_compared = 0;  // To grow seeds to runs.
};

// Which side comes first where a choice must be made and nothing else decides, so that exchanging
// the sides exchanges the result and nothing more: the shorter, or else the lesser.
bool AComesFirst(const TokenSequence& a, const TokenSequence& b);

// All maximal exact runs of at least a shingle, each once, in no particular order; of shingles that
// stand in both texts too often (thresholds.h) only the k-th place against the k-th, counted from
// the start and from the end. `table` is of a.shingles.
std::vector<ExactRun> FindExactRuns(const TokenSequence& a, const ShingleTable& table,
                                    const TokenSequence& b, AlignWork* work);

// Greedy string tiling: a choice of the runs, trimmed where they compete, in which no token is used
// twice; longest first. Ascending by a.
std::vector<ExactRun> ChooseDisjointRuns(std::vector<ExactRun> runs, size_t a_size, size_t b_size,
                                         bool a_comes_first);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_EXACT_RUNS_H_
