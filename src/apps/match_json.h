// Matches as JSON: the members that every command gives under the same names.
#ifndef NEWSPRINT_APPS_MATCH_JSON_H_
#define NEWSPRINT_APPS_MATCH_JSON_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/match_report.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/match/match.h"
#include "report/json_writer.h"

namespace newsprint {

// {"a", "b", "relation", "resemblance", "containment_a", "containment_b", "origin",
// "origin_confidence", "credit", "passages"}: a line of `match`, and of `compare` for pairs. Spans
// are half-open UTF-8 byte offsets into the texts.
struct EvaluationLine {
  std::string_view a;
  std::string_view b;
  const Match& match;
  std::string origin = "unknown";  // An id, "absent:<source>" or "unknown".
  double origin_confidence = 0;    // In [0, 1].
  std::optional<EdgeCredit> credit = std::nullopt;
  std::string_view credit_document = {};  // Whose text the credit's span is of: a or b.
};

void WriteEvaluationLine(JsonWriter& json, const EvaluationLine& line);

// {"a", "b", "relation", "resemblance", "containment_a", "containment_b", "insufficient_evidence",
// "origin", "credits_a", "credits_b", "only_a", "only_b", "passages"}, where
// - "a" and "b" are articles: {"id", "revision", "title", "publisher", "url", "language",
//   "published_at", "first_seen_at"}, null where not known;
// - "origin" is {"kind": "article", "absent" or "unknown", "article", "source", "confidence",
//   "facts": [{"kind", "against", "article", "source", "span"}]}, where "article" is an article,
//   and of a fact "a", "b" or an id;
// - credits are [{"span", "type", "source", "name", "own", "confidence"}];
// - "only_a" and "only_b" are [{"span", "kind"}].
void WriteArticleSummary(JsonWriter& json, const ArticleSummary& article);
void WriteOrigin(JsonWriter& json, const OriginAnswer& origin);
void WriteCredits(JsonWriter& json, const std::vector<ArticleCredit>& credits);
void WritePair(JsonWriter& json, const PairReport& pair);

// With an explanation also "gates": [{"relation", "name", "comparison": "at_least", "below" or
// "at_most", "figure", "threshold", "passed"}].

// {"document", "total_matches", "truncated", "insufficient_evidence", "matches": [pairs]}; and
// "total_is_upper_bound": true where the total is one; "explanation", if asked for: {"articles",
// "scheme", "anchors", "common_anchors", "max_postings", "max_candidates", "total_near_misses",
// "near_misses": [{"other", "relation", the shares, "dropped_by", "passages", "gates"}]}.
void WriteSearchResult(JsonWriter& json, const SearchResult& result);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_MATCH_JSON_H_
