// Which acknowledged commits a database lacks.
#ifndef NEWSPRINT_STORE_MISSING_ORDINALS_H_
#define NEWSPRINT_STORE_MISSING_ORDINALS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"

namespace newsprint::store {

struct LogExtent {
  Ordinal last = 0;                   // The newest in the log, or accepted as missing.
  std::vector<OrdinalRange> missing;  // Ascending, apart; without those accepted before.
};

// Looks for gaps among the newest ordinals, as many as an unflushed log can hold (older ones lie in
// files whose checksums tell), and for those above the log that were acknowledged. `accepted` is
// ascending and apart.
absl::StatusOr<LogExtent> FindMissing(const Database& database, Ordinal acknowledged,
                                      const std::vector<OrdinalRange>& accepted);

// Ascending and apart, touching ranges made one.
std::vector<OrdinalRange> MergeRanges(std::vector<OrdinalRange> ranges);

// "11 to 15, 20".
std::string DescribeRanges(const std::vector<OrdinalRange>& ranges);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_MISSING_ORDINALS_H_
