#include "index/merge_plan.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <numeric>
#include <vector>

namespace newsprint {
namespace {

// Segments of so many articles, next to each other; a negative number is one that is damaged.
std::vector<SegmentSize> Row(const std::vector<int>& articles) {
  std::vector<SegmentSize> row;
  uint64_t first = 0;
  for (const int n : articles) {
    const auto size = static_cast<uint64_t>(n < 0 ? -n : n);
    row.push_back({.first = first,
                   .last = first + size - 1,
                   .articles = size,
                   .places = 100 * size,
                   .usable = n > 0});
    first += size;
  }
  return row;
}

TEST(MergePlanTest, ASegmentIsMergedWithHalfItsSizeAfterIt) {
  const struct {
    std::vector<int> articles;
    MergePlan plan;
  } cases[] = {
      {{}, {}},
      {{100}, {}},
      {{100, 49}, {}},
      {{100, 50}, {0, 2}},
      {{100, 100, 100}, {0, 3}},
      {{400, 100}, {}},
      {{400, 100, 60}, {1, 3}},
      {{400, 100, 100}, {0, 3}},
      {{400, 150, 40, 3}, {}},
      {{400, 150, 40, 3, 3}, {3, 5}},
      {{3, 3, 3, 3, 100}, {0, 5}},
      {{100, 401, 100}, {0, 3}},
      {{100, -100, 100, 100}, {2, 4}},
      {{-100, 100, 100}, {1, 3}},
  };
  for (const auto& c : cases) {
    const MergePlan plan = PlanMerge(Row(c.articles), 0.5, 0.25);
    EXPECT_EQ(plan, c.plan) << testing::PrintToString(c.articles) << ": " << plan.begin << " to "
                            << plan.end;
  }
}

// What a search costs, and what writing does, at 10 M articles.
TEST(MergePlanTest, AnArchiveOfManyHeadsHasFewSegmentsAndIsSeldomRewritten) {
  constexpr int kHeads = 153;
  std::vector<int> row;
  int rewritten = 0;
  for (int head = 0; head < kHeads; ++head) {
    row.push_back(1);
    for (MergePlan plan; !(plan = PlanMerge(Row(row), 0.5, 0.25)).empty();) {
      const auto begin = row.begin() + static_cast<std::ptrdiff_t>(plan.begin);
      const auto end = row.begin() + static_cast<std::ptrdiff_t>(plan.end);
      const int merged = std::accumulate(begin, end, 0);
      rewritten += merged;
      *begin = merged;
      row.erase(begin + 1, end);
    }
    EXPECT_LE(row.size(), 5u) << testing::PrintToString(row);
  }
  EXPECT_LE(rewritten, 6 * kHeads);
}

TEST(MergePlanTest, ASegmentThatLostAQuarterIsRewritten) {
  std::vector<SegmentSize> row = Row({400, 100});
  row[0].removed = 100;
  EXPECT_EQ(PlanMerge(row, 0.5, 0.25), MergePlan{});
  row[0].removed = 101;
  EXPECT_EQ(PlanMerge(row, 0.5, 0.25), (MergePlan{0, 1}));
  row = Row({400, 100});
  row[1].removed = 1;
  EXPECT_EQ(PlanMerge(row, 0.5, 0), (MergePlan{1, 2})) << "none is to be left";
}

TEST(MergePlanTest, WhatAFileCannotHoldIsNotMerged) {
  std::vector<SegmentSize> row = Row({100, 100, 100, 100});
  row[1].places = uint64_t{1} << 32;
  EXPECT_EQ(PlanMerge(row, 0.5, 0.25), (MergePlan{2, 4}));
  row = Row({100, 100});
  row[1].first += uint64_t{1} << 33;
  row[1].last += uint64_t{1} << 33;
  EXPECT_EQ(PlanMerge(row, 0.5, 0.25), MergePlan{}) << "a gap lies between";
}

}  // namespace
}  // namespace newsprint
