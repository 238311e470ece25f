#include "newsprint/sketch/winnow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/oracle/brute_force_winnow.h"
#include "tests/sketch/random_sets.h"

namespace newsprint {
namespace {

using ::testing::ElementsAreArray;

constexpr size_t kShingleTokens = 5;
constexpr size_t kGuaranteedTokens = kWinnowWindow + kShingleTokens - 1;

std::vector<uint32_t> Positions(const std::vector<Anchor>& anchors) {
  std::vector<uint32_t> positions;
  for (const Anchor& anchor : anchors) positions.push_back(anchor.position);
  return positions;
}

TEST(SelectAnchorsTest, TakesTheRightmostMinimumOfEveryWindow) {
  const struct {
    const char* name;
    std::vector<uint64_t> shingles;
    size_t window;
    std::vector<uint32_t> positions;
  } cases[] = {
      {"nothing", {}, 4, {}},
      {"one shingle", {9}, 4, {0}},
      {"shorter than a window", {5, 3, 8}, 4, {1}},
      {"shorter than a window, tied", {3, 8, 3}, 4, {2}},
      {"exactly a window", {5, 3, 8, 4}, 4, {1}},
      {"the paper's example",
       {77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98},
       4,
       {3, 6, 8, 11, 15}},
      {"ascending", {1, 2, 3, 4, 5, 6}, 3, {0, 1, 2, 3}},
      {"descending", {6, 5, 4, 3, 2, 1}, 3, {2, 3, 4, 5}},
      {"all equal", {7, 7, 7, 7, 7, 7}, 3, {2, 3, 4, 5}},
      {"a window of one keeps all", {3, 1, 2}, 1, {0, 1, 2}},
      {"extreme values", {~0ull, 0, ~0ull}, 2, {1}},
  };
  for (const auto& c : cases) {
    const std::vector<Anchor> anchors = SelectAnchors(c.shingles, c.window);
    EXPECT_THAT(Positions(anchors), ElementsAreArray(c.positions)) << c.name;
    for (const Anchor& anchor : anchors) EXPECT_EQ(anchor.hash, c.shingles[anchor.position]);
  }
}

TEST(SelectAnchorsTest, AgreesWithTheBruteForceOracle) {
  std::mt19937_64 random(11);
  for (int trial = 0; trial < 4000; ++trial) {
    const size_t window = 1 + random() % 33;
    std::vector<uint64_t> shingles(random() % 200);
    // Few distinct values: ties everywhere.
    const uint64_t distinct = trial % 2 == 0 ? 4 : ~uint64_t{0};
    for (uint64_t& shingle : shingles) shingle = random() % distinct;
    EXPECT_EQ(SelectAnchors(shingles, window), oracle::BruteForceWinnow(shingles, window));
  }
}

TEST(SelectAnchorsTest, KeepsTwoOfEverySeventeenShingles) {
  const std::vector<uint64_t> shingles = RandomShingles(200'000, 1);
  const double density = static_cast<double>(SelectAnchors(shingles).size()) / 200'000;
  EXPECT_NEAR(density, 2.0 / (kWinnowWindow + 1), .002);
}

std::vector<uint64_t> ShinglesOf(const std::vector<uint64_t>& tokens) {
  std::vector<uint64_t> shingles;
  for (size_t i = 0; i + kShingleTokens <= tokens.size(); ++i) {
    uint64_t hash = 0;
    for (size_t j = i; j < i + kShingleTokens; ++j) {
      hash = (hash ^ tokens[j]) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
    shingles.push_back(hash);
  }
  return shingles;
}

std::vector<uint64_t> RandomTokens(size_t count, std::mt19937_64& random) {
  std::vector<uint64_t> tokens(count);
  for (uint64_t& token : tokens) token = 1 + random() % 5000;
  return tokens;
}

// `run` between `before` and `after` tokens of its own.
std::vector<uint64_t> Embed(const std::vector<uint64_t>& run, size_t before, size_t after,
                            std::mt19937_64& random) {
  std::vector<uint64_t> text = RandomTokens(before, random);
  text.insert(text.end(), run.begin(), run.end());
  const std::vector<uint64_t> tail = RandomTokens(after, random);
  text.insert(text.end(), tail.begin(), tail.end());
  return text;
}

// A common anchor that both texts chose inside the run.
bool ShareAnchorInRun(const std::vector<uint64_t>& a, size_t run_in_a,
                      const std::vector<uint64_t>& b, size_t run_in_b, size_t run_tokens) {
  std::set<uint32_t> chosen;
  const size_t shingles = run_tokens - kShingleTokens + 1;
  for (const Anchor& anchor : SelectAnchors(ShinglesOf(a))) {
    if (anchor.position >= run_in_a && anchor.position < run_in_a + shingles) {
      chosen.insert(anchor.position - static_cast<uint32_t>(run_in_a));
    }
  }
  for (const Anchor& anchor : SelectAnchors(ShinglesOf(b))) {
    if (anchor.position >= run_in_b && anchor.position < run_in_b + shingles &&
        chosen.contains(anchor.position - static_cast<uint32_t>(run_in_b))) {
      return true;
    }
  }
  return false;
}

TEST(SelectAnchorsTest, EverySharedRunOfTwentyTokensLeavesACommonAnchor) {
  static_assert(kGuaranteedTokens == 20);
  std::mt19937_64 random(5);
  for (const size_t longest : {0, 1, 5, 20, 300, 2000}) {
    for (int trial = 0; trial < 500; ++trial) {
      const size_t run_tokens = kGuaranteedTokens + random() % 4;
      const size_t before_a = random() % (longest + 1);
      const size_t before_b = random() % (longest + 1);
      const std::vector<uint64_t> run = RandomTokens(run_tokens, random);
      const auto a = Embed(run, before_a, random() % (longest + 1), random);
      const auto b = Embed(run, before_b, random() % (longest + 1), random);
      EXPECT_TRUE(ShareAnchorInRun(a, before_a, b, before_b, run_tokens))
          << run_tokens << " tokens at " << before_a << " and " << before_b;
    }
  }
}

// The bound is sharp: a shorter run can go unseen.
TEST(SelectAnchorsTest, SomeSharedRunsOfNineteenTokensLeaveNone) {
  std::mt19937_64 random(5);
  int missed = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const std::vector<uint64_t> run = RandomTokens(kGuaranteedTokens - 1, random);
    const auto a = Embed(run, 100, 100, random);
    const auto b = Embed(run, 100, 100, random);
    missed += ShareAnchorInRun(a, 100, b, 100, run.size()) ? 0 : 1;
  }
  EXPECT_GT(missed, 0);
}

}  // namespace
}  // namespace newsprint
