// All pairs of matching documents in a labelled set, found the way a running service finds them:
// through a corpus, one document after the other.
#ifndef NEWSPRINT_APPS_BATCH_MATCH_H_
#define NEWSPRINT_APPS_BATCH_MATCH_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/source/registry.h"

namespace newsprint {

struct BatchPair {
  size_t earlier = 0;  // Places in the order of the file.
  size_t later = 0;
  const Match& match;  // Side a is the earlier.
  const OriginDecision& origin;
  std::optional<size_t> origin_place;  // Of the origin, where it is a document.
  const std::optional<EdgeCredit>& credit;
  size_t credit_place = 0;  // Of the document that has the credit, if there is one.
};

// `registry` says who is who; what newsprint ships, if it is not given. Visits each pair once, by
// the later and then the earlier document; whatever the machine does, in equal order with equal
// figures. Returns the ids in the order of the file.
//
// Errors: as VisitBatchDocuments; those of the corpus; those of `visit`, which end it.
absl::StatusOr<std::vector<std::string>> MatchBatch(
    const std::string& docs_path, const std::optional<SourceRegistry>& registry,
    const std::function<absl::Status(const std::vector<std::string>& ids, const BatchPair&)>&
        visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_BATCH_MATCH_H_
