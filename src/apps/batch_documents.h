// The documents of a batch command: a labelled set, read whole and in order.
#ifndef NEWSPRINT_APPS_BATCH_DOCUMENTS_H_
#define NEWSPRINT_APPS_BATCH_DOCUMENTS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "newsprint/article/article.h"

namespace newsprint {

// All hashes of batch commands, so that equal input gives equal bytes.
inline constexpr uint64_t kBatchSeed = 0x6e65777370726e74;

// Calls `visit` with each article of the file, in its order, until it gives an error.
//
// Errors: INVALID_ARGUMENT, which names file and line, for the first document that cannot be read,
// has no id, or one that stood before; those of `visit`.
absl::Status VisitBatchDocuments(const std::string& path,
                                 const std::function<absl::Status(Article)>& visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_BATCH_DOCUMENTS_H_
