// The groups of near copies in a file, so that they need not be put together from all edges
// whenever a store is opened (FORMAT.md). Derived data: a file that is missing, damaged or of
// another store is no file.
#ifndef NEWSPRINT_SRC_CORPUS_GROUP_FILE_H_
#define NEWSPRINT_SRC_CORPUS_GROUP_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/article/article.h"

namespace newsprint {

struct SavedGroups {
  std::vector<Ordinal> leaders;  // As NearCopyGroups::Leaders: of the ordinals up to the largest.
  // Of those, the ones that were not matched yet: what they match must be read again.
  std::vector<Ordinal> unmatched;
};

// Errors: UNAVAILABLE.
absl::Status WriteGroupFile(const std::string& path, std::string_view lineage,
                            const SavedGroups& groups);

// Errors: NOT_FOUND, DATA_LOSS.
absl::StatusOr<SavedGroups> ReadGroupFile(const std::string& path, std::string_view lineage);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_GROUP_FILE_H_
