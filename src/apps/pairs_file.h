// A table of pairs of ids, tab-separated, whose first line names the columns.
#ifndef NEWSPRINT_APPS_PAIRS_FILE_H_
#define NEWSPRINT_APPS_PAIRS_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

struct PairRow {
  std::string id1;
  std::string id2;
  std::string where;  // "pairs.tsv:2".
};

// The columns `id1` and `id2`, wherever they stand; others are ignored, and so are empty lines. May
// be gzip.
//
// Errors: INVALID_ARGUMENT, which names the file and the line, without one of the columns or for a
// row that ends before it; those of reading the file.
absl::StatusOr<std::vector<PairRow>> ReadPairs(const std::string& path);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_PAIRS_FILE_H_
