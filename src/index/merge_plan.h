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

// Segments are of a level by size, each level `width` times the one below it, the first that of
// `segment_articles`. `width` neighbours of a level or less become one, unless one of them is
// larger than all others together, so that an archive of n segments' worth has about width * log(n)
// segments, and each article is rewritten log(n) times. A segment of which a quarter is removed is
// rewritten by itself.
MergePlan PlanMerge(std::span<const SegmentSize> segments, size_t segment_articles, size_t width);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_MERGE_PLAN_H_
