#include "index/merge_plan.h"

#include <gtest/gtest.h>

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

TEST(MergePlanTest, NeighboursOfALevelOrLessBecomeOne) {
  const struct {
    std::vector<int> articles;
    MergePlan plan;
  } cases[] = {
      {{}, {}},
      {{100, 100, 100}, {}},
      {{100, 100, 100, 100}, {0, 4}},
      {{400, 100, 100, 100, 100}, {1, 5}},
      {{400, 400, 400}, {}},
      {{400, 400, 400, 100, 100, 100}, {0, 6}},
      {{400, 400, 400, 400}, {0, 4}},
      {{400, 400, 400, 100, 100, 100, 99}, {3, 7}},
      {{100, 100, 100, 60}, {0, 4}},
      {{100, 3, 3, 3}, {}},
      {{400, 3, 3, 3, 3}, {1, 5}},
      {{3, 3, 3, 3, 100}, {0, 4}},
      {{100, 100, -100, 100, 100}, {}},
      {{-100, 100, 100, 100, 100}, {1, 5}},
      {{100, 401, 100, 100, 100}, {}},
      {{12, 3, 3, 3}, {}},
      {{12, 3, 3, 3, 3}, {0, 5}},
  };
  for (const auto& c : cases) {
    const MergePlan plan = PlanMerge(Row(c.articles), 100, 4);
    EXPECT_EQ(plan, c.plan) << testing::PrintToString(c.articles) << ": " << plan.begin << " to "
                            << plan.end;
  }
}

TEST(MergePlanTest, ASegmentThatLostAQuarterIsRewritten) {
  std::vector<SegmentSize> row = Row({400, 100});
  row[0].removed = 100;
  EXPECT_EQ(PlanMerge(row, 100, 4), MergePlan{});
  row[0].removed = 101;
  EXPECT_EQ(PlanMerge(row, 100, 4), (MergePlan{0, 1}));
}

TEST(MergePlanTest, WhatAFileCannotHoldIsNotMerged) {
  std::vector<SegmentSize> row = Row({100, 100, 100, 100, 100, 100});
  row[1].places = uint64_t{1} << 32;
  EXPECT_EQ(PlanMerge(row, 100, 4), (MergePlan{2, 6}));
  row = Row({100, 100, 100, 100});
  row[3].first += uint64_t{1} << 33;
  row[3].last += uint64_t{1} << 33;
  EXPECT_EQ(PlanMerge(row, 100, 4), MergePlan{}) << "a gap lies between";
}

}  // namespace
}  // namespace newsprint
