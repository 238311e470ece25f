#include "match/verbatim.h"

#include "match/thresholds.h"

namespace newsprint {

std::vector<ExactRun> FindVerbatimRuns(const PreparedText& a, const PreparedText& b) {
  const TokenSequence tokens_a{a.token_hashes, a.shingles, &a.tokens};
  const TokenSequence tokens_b{b.token_hashes, b.shingles, &b.tokens};
  AlignWork work;
  std::vector<ExactRun> runs = ChooseDisjointRuns(
      FindExactRuns(tokens_a, ShingleTable(a.shingles), tokens_b, &work), a.token_hashes.size(),
      b.token_hashes.size(), AComesFirst(tokens_a, tokens_b));
  std::erase_if(runs, [&](const ExactRun& run) {
    return a.tokens.CountWords(run.a, run.a_end()) < thresholds::kVerbatimRunWords;
  });
  return runs;
}

}  // namespace newsprint
