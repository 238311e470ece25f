#include "index/merge_plan.h"

#include <limits>

namespace newsprint {
namespace {

// What a segment file can hold (segment_format.h).
constexpr uint64_t kMax = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kMaxArticles = kMax / 2;

// One past the last of the segments that make one file together with the first.
size_t EndOfRun(std::span<const SegmentSize> segments, size_t begin) {
  uint64_t articles = 0;
  uint64_t places = 0;
  size_t end = begin;
  for (; end < segments.size(); ++end) {
    const SegmentSize& next = segments[end];
    articles += next.articles;
    places += next.places;
    const bool follows = end == begin || segments[end - 1].last + 1 == next.first;
    const bool fits =
        articles <= kMaxArticles && places <= kMax && next.last - segments[begin].first <= kMax;
    if (!next.usable || !follows || !fits) break;
  }
  return end;
}

}  // namespace

MergePlan PlanMerge(std::span<const SegmentSize> segments, double share, double removed_share) {
  for (size_t begin = 0; begin < segments.size(); ++begin) {
    const size_t end = EndOfRun(segments, begin);
    if (end < begin + 2) continue;
    uint64_t after = 0;
    for (size_t i = begin + 1; i < end; ++i) after += segments[i].articles;
    if (static_cast<double>(after) >= share * static_cast<double>(segments[begin].articles)) {
      return {.begin = begin, .end = end};
    }
  }
  for (size_t i = 0; i < segments.size(); ++i) {
    const double bearable = removed_share * static_cast<double>(segments[i].articles);
    if (segments[i].usable && static_cast<double>(segments[i].removed) > bearable) {
      return {.begin = i, .end = i + 1};
    }
  }
  return {};
}

}  // namespace newsprint
