// Which matches a caller wants, in which order, and one a story that has several revisions.
#ifndef NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_
#define NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_

#include <string>
#include <string_view>
#include <vector>

#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Errors: INVALID_ARGUMENT for min_containment out of [0, 1], for kUnrelated among the relations,
// and for a window that ends before it begins.
absl::Status ValidateFilter(const MatchFilter& filter);

// The part of a filter that looks at the other article alone: the first condition that it does not
// meet, by the name of its field in the API; empty if it meets all. `asker` is the publisher of the
// article asked about.
std::string_view FailedConditionOnOther(const MatchFilter& filter, std::string_view publisher,
                                        std::string_view language,
                                        const std::optional<absl::Time>& time,
                                        std::string_view asker);
bool PassesOther(const MatchFilter& filter, std::string_view publisher, std::string_view language,
                 const std::optional<absl::Time>& time, std::string_view asker);

// The whole of it.
std::string_view FailedCondition(const MatchFilter& filter, const FoundMatch& found,
                                 std::string_view asker);
bool Passes(const MatchFilter& filter, const FoundMatch& found, std::string_view asker);

// Whether it lets all through.
bool IsEmpty(const ArticleFilter& filter);

double LargerContainment(const Match& match);

// When an article was published, or else first seen: what time windows speak of.
std::optional<absl::Time> ShownTime(const ArticleSummary& article);

// All that a filter says, for page tokens: equal for equal filters only.
std::string Describe(const MatchFilter& filter);
std::string Describe(const ArticleFilter& filter);

// Keeps of the revisions of each id the one that matches best (of equal ones the newest), strongest
// first: by the larger containment, then resemblance, then id.
void RankMatches(std::vector<FoundMatch>& matches);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_MATCH_FILTER_H_
