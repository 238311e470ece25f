// What was copied without a change.
#ifndef NEWSPRINT_SRC_MATCH_VERBATIM_H_
#define NEWSPRINT_SRC_MATCH_VERBATIM_H_

#include <vector>

#include "match/exact_runs.h"
#include "newsprint/match/match.h"

namespace newsprint {

// The runs of words that both texts have, disjoint in each, and long enough to be no chance
// (thresholds.h): also those that are too short, or too far from others, for a passage. Symmetric.
// Time: as Align (src/match/align.h).
std::vector<ExactRun> FindVerbatimRuns(const PreparedText& a, const PreparedText& b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_VERBATIM_H_
