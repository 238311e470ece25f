// Which matches a caller wants, in which order, and one a story that has several revisions.
#ifndef NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_
#define NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_

#include <vector>

#include "corpus/page_token.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Errors: INVALID_ARGUMENT for min_containment out of [0, 1], for kUnrelated among the relations,
// and for a window that ends before it begins.
absl::Status ValidateFilter(const MatchFilter& filter);

bool Passes(const MatchFilter& filter, const FoundMatch& found);

// Keeps of the revisions of each id the one that matches best (of equal ones the newest), strongest
// first.
void RankMatches(std::vector<FoundMatch>& matches);

// Where a match stands in the order of RankMatches, and whether another comes after that place.
PagePosition PositionOf(const FoundMatch& found);
bool ComesAfter(const FoundMatch& found, const PagePosition& position);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_
