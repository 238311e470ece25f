#include "audit/word_diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace newsprint {
namespace {

using Words = std::vector<uint32_t>;

// The words that any common subsequence leaves out, by the textbook table.
size_t FewestEdits(const Words& a, const Words& b) {
  std::vector<std::vector<size_t>> common(a.size() + 1, std::vector<size_t>(b.size() + 1, 0));
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      common[i][j] = a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1
                                          : std::max(common[i - 1][j], common[i][j - 1]);
    }
  }
  return a.size() + b.size() - 2 * common[a.size()][b.size()];
}

size_t EditsOf(const std::vector<DiffHunk>& hunks) {
  size_t edits = 0;
  for (const DiffHunk& hunk : hunks) {
    edits += (hunk.a_end - hunk.a_begin) + (hunk.b_end - hunk.b_begin);
  }
  return edits;
}

// What is outside the hunks is equal, and hunks lie apart.
void ExpectSound(const Words& a, const Words& b, const std::vector<DiffHunk>& hunks) {
  size_t i = 0;
  size_t j = 0;
  for (const DiffHunk& hunk : hunks) {
    ASSERT_GE(hunk.a_begin, i);
    ASSERT_EQ(hunk.a_begin - i, hunk.b_begin - j);
    ASSERT_TRUE(std::equal(a.begin() + i, a.begin() + hunk.a_begin, b.begin() + j));
    ASSERT_TRUE(i == 0 || hunk.a_begin > i) << "hunks touch";
    i = hunk.a_end;
    j = hunk.b_end;
  }
  ASSERT_EQ(a.size() - i, b.size() - j);
  ASSERT_TRUE(std::equal(a.begin() + i, a.end(), b.begin() + j));
}

TEST(DiffWords, SaysWhatStandsWhere) {
  const struct {
    Words a, b;
    std::vector<DiffHunk> hunks;
  } cases[] = {
      {{1, 2, 3}, {1, 2, 3}, {}},          {{1, 2, 3}, {1, 9, 3}, {{1, 2, 1, 2}}},
      {{1, 3}, {1, 2, 3}, {{1, 1, 1, 2}}}, {{1, 2, 3}, {1, 3}, {{1, 2, 1, 1}}},
      {{}, {1, 2}, {{0, 0, 0, 2}}},        {{1, 2}, {}, {{0, 2, 0, 0}}},
      {{1, 2}, {3, 4}, {{0, 2, 0, 2}}},    {{}, {}, {}},
  };
  for (const auto& [a, b, hunks] : cases) EXPECT_EQ(DiffWords(a, b), hunks);
}

TEST(DiffWords, IsAsShortAsTheTextbookSays) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    const auto draw = [&](uint32_t below) { return static_cast<uint32_t>(random() % below); };
    const uint32_t words = 1 + draw(6);
    Words a(draw(30));
    Words b(draw(30));
    for (uint32_t& word : a) word = draw(words);
    for (uint32_t& word : b) word = draw(words);
    const std::vector<DiffHunk> hunks = DiffWords(a, b);
    ExpectSound(a, b, hunks);
    EXPECT_EQ(EditsOf(hunks), FewestEdits(a, b));
  }
}

TEST(DiffWords, StaysSoundWhereItGivesUp) {
  Words a(9000);
  Words b(9000);
  std::mt19937 random(3);
  for (uint32_t& word : a) word = static_cast<uint32_t>(random() % 100'000);
  for (uint32_t& word : b) word = static_cast<uint32_t>(random() % 100'000);
  ExpectSound(a, b, DiffWords(a, b));
}

}  // namespace
}  // namespace newsprint
