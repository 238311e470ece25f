// Matches as JSON: the members that every command gives under the same names.
#ifndef NEWSPRINT_APPS_MATCH_JSON_H_
#define NEWSPRINT_APPS_MATCH_JSON_H_

#include <optional>
#include <string>
#include <string_view>

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
// "passages"}, where "a" and "b" are articles: {"id", "revision", "title", "publisher", "url",
// "language", "published_at", "first_seen_at"}, null where not known.
void WritePair(JsonWriter& json, const PairReport& pair);

// {"document", "total_matches", "truncated", "insufficient_evidence", "matches": [pairs]}; and
// "total_is_upper_bound": true where the total is one.
void WriteSearchResult(JsonWriter& json, const SearchResult& result);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_MATCH_JSON_H_
