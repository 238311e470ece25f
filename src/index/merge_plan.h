// Which segments to merge next.
#ifndef NEWSPRINT_INDEX_MERGE_PLAN_H_
#define NEWSPRINT_INDEX_MERGE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace newsprint {

struct SegmentSize {
  uint64_t first = 0;  // Its range of ordinals.
  uint64_t last = 0;
  uint64_t articles = 0;
  uint64_t removed = 0;  // Of them.
  uint64_t places = 0;
  bool usable = true;  // Not damaged.
};

// Places in the row of segments; empty if nothing is worth merging.
struct MergePlan {
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin == end; }
  friend bool operator==(const MergePlan&, const MergePlan&) = default;
};

// The oldest segment after which others of `share` times its articles have come, and these: each is
// then at least 1 / share times as large as all after it, and those of n equal heads come down to
// log(n) / log(1 + 1 / share) at most. Whenever the oldest is rewritten, it has grown by its share,
// so that no article is rewritten more than log(n) / log(1 + share) times for that. A segment of
// which more than `removed_share` is removed is rewritten by itself.
MergePlan PlanMerge(std::span<const SegmentSize> segments, double share, double removed_share);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_MERGE_PLAN_H_
