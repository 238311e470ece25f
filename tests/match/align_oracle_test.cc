// The aligner against alignment by its definitions, on generated pairs.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "match/align.h"
#include "match/thresholds.h"
#include "newsprint/text/shingle.h"
#include "tests/match/random_tokens.h"
#include "tests/oracle/brute_force_align.h"

namespace newsprint {
namespace {

using thresholds::kMinRunTokens;

constexpr uint64_t kSeed = 1;
constexpr uint64_t kVocabulary = 2'000;

// A text and an edited copy of it between foreign paragraphs.
struct Pair {
  Tokens a;
  Tokens b;
  size_t edits = 0;
};

Pair RandomPair(std::mt19937_64& random, uint64_t vocabulary) {
  Pair pair;
  pair.a = RandomTokens(random, 20 + random() % 200, vocabulary);
  pair.edits = random() % (pair.a.size() / 6);
  pair.b = RandomTokens(random, random() % 60, vocabulary);
  const Tokens copy = EditedCopy(random, pair.a, pair.edits, vocabulary);
  pair.b.insert(pair.b.end(), copy.begin(), copy.end());
  const Tokens tail = RandomTokens(random, random() % 60, vocabulary);
  pair.b.insert(pair.b.end(), tail.begin(), tail.end());
  return pair;
}

// Both sides of a pair with what the steps of an alignment take.
struct Sides {
  explicit Sides(const Pair& pair)
      : shingles_a(HashShingles(pair.a, kSeed)),
        shingles_b(HashShingles(pair.b, kSeed)),
        table(shingles_a),
        a{pair.a, shingles_a},
        b{pair.b, shingles_b} {}

  Tokens shingles_a;
  Tokens shingles_b;
  ShingleTable table;
  TokenSequence a;
  TokenSequence b;
  AlignWork work;
};

bool ByPlaces(const ExactRun& x, const ExactRun& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; }

TEST(AlignOracle, ExactRunsAreAllMaximalRuns) {
  std::mt19937_64 random(31);
  for (int round = 0; round < 300; ++round) {
    const Pair pair = RandomPair(random, round % 3 == 0 ? 12 : kVocabulary);
    Sides sides(pair);
    std::vector<ExactRun> runs = FindExactRuns(sides.a, sides.table, sides.b, &sides.work);
    std::ranges::sort(runs, ByPlaces);
    ASSERT_EQ(runs, oracle::BruteForceRuns(pair.a, pair.b, kMinRunTokens)) << "round " << round;
  }
}

TEST(AlignOracle, TheChoiceOfRunsIsGreedyTiling) {
  std::mt19937_64 random(32);
  for (int round = 0; round < 60; ++round) {
    const Pair pair = RandomPair(random, round % 3 == 0 ? 12 : kVocabulary);
    Sides sides(pair);
    const std::vector<ExactRun> tiles =
        ChooseDisjointRuns(FindExactRuns(sides.a, sides.table, sides.b, &sides.work), pair.a.size(),
                           pair.b.size(), true);
    ASSERT_EQ(tiles, oracle::BruteForceTiles(pair.a, pair.b, kMinRunTokens)) << "round " << round;
  }
}

// Chains are no optimal alignment, and cross gaps that one would not: so nearly all of what an
// optimal one aligns is found, and little else.
TEST(AlignOracle, FindsWhatAnOptimalAlignmentFinds) {
  std::mt19937_64 random(33);
  uint64_t optimal = 0, found = 0, aligned = 0;
  for (int round = 0; round < 120; ++round) {
    const Pair pair = RandomPair(random, kVocabulary);
    Sides sides(pair);
    const std::vector<AlignedPassage> passages = Align(sides.a, sides.table, sides.b, &sides.work);
    for (const AlignedPassage& p : passages) aligned += p.equal_tokens;
    for (const auto& alignment : oracle::SmithWaterman(pair.a, pair.b, kMinRunTokens)) {
      optimal += alignment.size();
      for (const auto& pair_of_tokens : alignment) {
        found += std::ranges::any_of(passages, [&](const AlignedPassage& p) {
          const auto& [i, j] = pair_of_tokens;
          return p.a_begin <= i && i < p.a_end && p.b_begin <= j && j < p.b_end;
        });
      }
    }
  }
  ASSERT_GT(optimal, 8'000u);
  RecordProperty("found", static_cast<int>(1000 * found / optimal));
  RecordProperty("aligned", static_cast<int>(1000 * aligned / optimal));
  EXPECT_GE(1000 * found, 995 * optimal) << found << " of " << optimal;
  EXPECT_LE(1000 * aligned, 1010 * optimal) << aligned << " against " << optimal;
}

}  // namespace
}  // namespace newsprint
