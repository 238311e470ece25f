#include "store/missing_ordinals.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "newsprint/article/status.h"
#include "store/keys.h"

namespace newsprint::store {
namespace {

// A commit takes over 500 bytes of memtable, its keys and the bookkeeping of its eight entries
// alone; what is being filled and what is being flushed together hold at most twice kMemtableBytes.
constexpr Ordinal kUnflushedOrdinals = 2 * kMemtableBytes / 500;

}  // namespace

absl::StatusOr<LogExtent> FindMissing(const Database& database, Ordinal acknowledged,
                                      const std::vector<OrdinalRange>& accepted) {
  const std::unique_ptr<rocksdb::Iterator> log(
      database.db->NewIterator(rocksdb::ReadOptions(), database.handle(Table::kLog)));
  LogExtent extent{.last = accepted.empty() ? 0 : accepted.back().last, .missing = {}};
  std::vector<OrdinalRange> found;
  // Downwards: each key must be just below the last one seen.
  Ordinal expected = std::max(acknowledged, extent.last);
  Ordinal seen = 0;
  for (log->SeekToLast(); log->Valid() && seen < kUnflushedOrdinals; log->Prev(), ++seen) {
    const std::optional<Ordinal> ordinal = ParseOrdinal(log->key().ToStringView());
    if (!ordinal) return absl::DataLossError("log: a key is not an ordinal");
    if (seen == 0) {
      extent.last = std::max(extent.last, *ordinal);
      expected = std::max(expected, *ordinal);
    }
    if (*ordinal < expected) found.push_back({.first = *ordinal + 1, .last = expected});
    expected = *ordinal - 1;
  }
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(log->status(), "log"));
  if (!log->Valid() && expected > 0) found.push_back({.first = 1, .last = expected});

  // What was accepted is no news. A range that was accepted lies within a gap that was found.
  for (const OrdinalRange& gap : MergeRanges(std::move(found))) {
    Ordinal first = gap.first;
    for (const OrdinalRange& known : accepted) {
      if (known.last < first || known.first > gap.last) continue;
      if (known.first > first) extent.missing.push_back({.first = first, .last = known.first - 1});
      first = known.last + 1;
    }
    if (first <= gap.last) extent.missing.push_back({.first = first, .last = gap.last});
  }
  return extent;
}

std::vector<OrdinalRange> MergeRanges(std::vector<OrdinalRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const OrdinalRange& a, const OrdinalRange& b) { return a.first < b.first; });
  std::vector<OrdinalRange> merged;
  for (const OrdinalRange& range : ranges) {
    if (!merged.empty() && range.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

std::string DescribeRanges(const std::vector<OrdinalRange>& ranges) {
  return absl::StrJoin(ranges, ", ", [](std::string* out, const OrdinalRange& range) {
    absl::StrAppend(out, range.first);
    if (range.last != range.first) absl::StrAppend(out, " to ", range.last);
  });
}

}  // namespace newsprint::store
