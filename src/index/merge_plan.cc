#include "index/merge_plan.h"

#include <algorithm>
#include <limits>

namespace newsprint {
namespace {

// What a segment file can hold (segment_format.h).
constexpr uint64_t kMax = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kMaxArticles = kMax / 2;

// A head that lost articles before it was written is still a segment of the first level.
int LevelOf(uint64_t articles, size_t segment_articles, size_t width) {
  int level = 0;
  for (uint64_t size = segment_articles; 2 * articles >= size; size *= width) ++level;
  return level;
}

// Whether the rest of the run is as much as its largest segment: one that is rewritten grows to
// twice its size, or else every few small segments would cost a large one's rewriting.
bool IsWorthIt(std::span<const SegmentSize> run) {
  uint64_t all = 0;
  uint64_t largest = 0;
  for (const SegmentSize& segment : run) {
    all += segment.articles;
    largest = std::max(largest, segment.articles);
  }
  return all >= 2 * largest;
}

bool FitsAfter(std::span<const SegmentSize> run, const SegmentSize& next) {
  uint64_t articles = next.articles;
  uint64_t places = next.places;
  for (const SegmentSize& segment : run) {
    articles += segment.articles;
    places += segment.places;
  }
  return run.empty() || (run.back().last + 1 == next.first && articles <= kMaxArticles &&
                         places <= kMax && next.last - run.front().first <= kMax);
}

}  // namespace

MergePlan PlanMerge(std::span<const SegmentSize> segments, size_t segment_articles, size_t width) {
  const auto level = [&](const SegmentSize& segment) {
    return LevelOf(segment.articles, segment_articles, width);
  };
  int top = 0;
  for (const SegmentSize& segment : segments) top = std::max(top, level(segment));
  for (int limit = 0; limit <= top; ++limit) {
    for (size_t begin = 0; begin < segments.size();) {
      size_t end = begin;
      while (end < segments.size() && segments[end].usable && level(segments[end]) <= limit &&
             FitsAfter(segments.subspan(begin, end - begin), segments[end])) {
        ++end;
      }
      if (end - begin >= width && IsWorthIt(segments.subspan(begin, end - begin))) {
        return {.begin = begin, .end = end};
      }
      begin = std::max(end, begin + 1);
    }
  }
  for (size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].usable && segments[i].removed * 4 > segments[i].articles) {
      return {.begin = i, .end = i + 1};
    }
  }
  return {};
}

}  // namespace newsprint
