// Listed pairs of documents, compared without any retrieval.
#ifndef NEWSPRINT_APPS_BATCH_COMPARE_H_
#define NEWSPRINT_APPS_BATCH_COMPARE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "apps/pairs_file.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Calls `visit` with each row of the pairs' file, in its order; side a is id1. Texts are compared
// on all processors. A pair that is unrelated has its figures all the same, and no passages.
//
// Errors: INVALID_ARGUMENT, which names the row, for an id that is not among the documents; as
// VisitBatchDocuments and ReadPairs; those of `visit`, which end it.
absl::Status CompareBatch(const std::string& docs_path, const std::string& pairs_path,
                          const std::function<absl::Status(const PairRow&, const Match&)>& visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_BATCH_COMPARE_H_
