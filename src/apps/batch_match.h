// All pairs of matching documents in a labelled set, found the way a running service finds them:
// through a corpus, one document after the other.
#ifndef NEWSPRINT_APPS_BATCH_MATCH_H_
#define NEWSPRINT_APPS_BATCH_MATCH_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/match/match.h"

namespace newsprint {

struct BatchPair {
  size_t earlier = 0;  // Places in the order of the file.
  size_t later = 0;
  const Match& match;  // Side a is the earlier.
};

// Visits each pair once, by the later and then the earlier document; whatever the machine does, in
// equal order with equal figures. Returns the ids in the order of the file.
//
// Errors: as VisitBatchDocuments; those of the corpus; those of `visit`, which end it.
absl::StatusOr<std::vector<std::string>> MatchBatch(
    const std::string& docs_path,
    const std::function<absl::Status(const std::vector<std::string>& ids, const BatchPair&)>&
        visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_BATCH_MATCH_H_
