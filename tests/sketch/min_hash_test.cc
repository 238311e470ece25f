#include "newsprint/sketch/min_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include "tests/oracle/each_target.h"
#include "tests/oracle/k_permutation_min_hash.h"
#include "tests/oracle/plain_similarity_sketch.h"
#include "tests/sketch/random_sets.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

constexpr double kJaccards[] = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95};

// Of a stream of estimates of one true value.
class ErrorMeter {
 public:
  explicit ErrorMeter(double truth) : truth_(truth) {}

  void Add(double estimate) {
    ++count_;
    sum_ += estimate - truth_;
    sum_of_squares_ += (estimate - truth_) * (estimate - truth_);
  }

  double Bias() const { return sum_ / count_; }
  double Rmse() const { return std::sqrt(sum_of_squares_ / count_); }
  // Of k independent permutations.
  double TheoreticalRmse() const {
    return std::sqrt(truth_ * (1 - truth_) / static_cast<double>(kSignatureSize));
  }

 private:
  double truth_;
  double count_ = 0;
  double sum_ = 0;
  double sum_of_squares_ = 0;
};

TEST(MinHasherTest, RefusesTheEmptySet) {
  const absl::Status status = MinHasher(1).Sign({}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("shingles: 0, the least is 1"));
}

TEST(MinHasherTest, SignsTheSetNotTheSequence) {
  const MinHasher hasher(7);
  std::mt19937_64 random(1);
  for (const size_t n : {1, 2, 3, 10, 127, 128, 129, 600, 3000}) {
    std::vector<uint64_t> shingles = RandomShingles(n, n);
    const Signature once = *hasher.Sign(shingles);
    EXPECT_EQ(*MinHasher(7).Sign(shingles), once);
    std::ranges::shuffle(shingles, random);
    EXPECT_EQ(*hasher.Sign(shingles), once) << n << " shingles in another order";
    shingles.insert(shingles.end(), 200, shingles.front());
    shingles.push_back(shingles[n / 2]);
    EXPECT_EQ(*hasher.Sign(shingles), once) << n << " shingles with repeats";
  }
}

TEST(MinHasherTest, AllTargetsSignAsThePlainAlgorithm) {
  for (const int64_t target : oracle::VectorTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    const oracle::ScopedTarget scoped(target);
    for (const size_t n : {1, 2, 7, 8, 9, 100, 127, 128, 129, 300, 596, 3000}) {
      for (uint64_t seed = 0; seed < 5; ++seed) {
        const std::vector<uint64_t> shingles = RandomShingles(n, seed + n);
        EXPECT_EQ(*MinHasher(seed).Sign(shingles), oracle::PlainSimilaritySketch(shingles, seed))
            << n << " shingles";
      }
    }
  }
}

TEST(MinHasherTest, EveryPositionIsFilledHoweverSmallTheSet) {
  for (const size_t n : {1, 2, 5, 20, 100}) {
    const Signature signature = *MinHasher(3).Sign(RandomShingles(n, n));
    // An unfilled position would repeat the mark of its emptiness.
    EXPECT_GE(std::set<uint32_t>(signature.begin(), signature.end()).size(), kSignatureSize - 1);
  }
}

TEST(MinHasherTest, OtherSeedsGiveOtherSignatures) {
  for (const size_t n : {1, 10, 600}) {
    const std::vector<uint64_t> shingles = RandomShingles(n, 5);
    EXPECT_EQ(EstimateJaccard(*MinHasher(1).Sign(shingles), *MinHasher(2).Sign(shingles)), 0);
  }
}

// Shingles need not be hashes: counters, multiples of a power of two and single bits mix as well.
TEST(MinHasherTest, StructuredValuesEstimateAsWellAsRandomOnes) {
  const struct {
    const char* name;
    uint64_t (*value)(uint64_t);
  } cases[] = {
      {"counter", [](uint64_t i) { return i; }},
      {"high half", [](uint64_t i) { return i << 32; }},
      {"multiples of 128", [](uint64_t i) { return i * 128; }},
      {"negatives", [](uint64_t i) { return ~i; }},
  };
  for (const auto& c : cases) {
    ErrorMeter meter(1.0 / 3);
    for (uint64_t seed = 0; seed < 2000; ++seed) {
      std::vector<uint64_t> a;
      std::vector<uint64_t> b;
      for (uint64_t i = 0; i < 200; ++i) {
        a.push_back(c.value(i));
        b.push_back(c.value(i + 100));
      }
      const MinHasher hasher(seed);
      meter.Add(EstimateJaccard(*hasher.Sign(a), *hasher.Sign(b)));
    }
    EXPECT_LT(meter.Rmse(), 1.05 * meter.TheoreticalRmse()) << c.name;
    EXPECT_LT(std::abs(meter.Bias()), 4 * meter.TheoreticalRmse() / std::sqrt(2000)) << c.name;
  }
}

// With 8,000 trials the measured RMSE is within 3.3 % of its expectation at four sigmas.
TEST(MinHasherTest, ErrorIsThatOfIndependentPermutationsOrLess) {
  constexpr int kTrials = 8000;
  for (const size_t n : {10, 50, 300, 3000}) {
    for (const double wanted : kJaccards) {
      const size_t shared = NearestShared(n, wanted);
      if (shared == n) continue;  // Ten shingles come no nearer to .95 than equality.
      ErrorMeter meter(MakeSetPair(n, shared, 0).jaccard);
      for (uint64_t trial = 0; trial < kTrials; ++trial) {
        const SetPair pair = MakeSetPair(n, shared, trial * 7919 + n);
        const MinHasher hasher(trial);
        meter.Add(EstimateJaccard(*hasher.Sign(pair.a), *hasher.Sign(pair.b)));
      }
      EXPECT_LE(meter.Rmse(), 1.05 * meter.TheoreticalRmse()) << n << " shingles, J " << wanted;
      EXPECT_LE(std::abs(meter.Bias()), 4.5 * meter.TheoreticalRmse() / std::sqrt(kTrials))
          << n << " shingles, J " << wanted;
    }
  }
}

TEST(MinHasherTest, EstimatesAsTheOracleDoes) {
  constexpr int kTrials = 600;
  for (const size_t n : {10, 50, 300}) {
    for (const double wanted : {.2, .5, .8}) {
      const size_t shared = NearestShared(n, wanted);
      ErrorMeter sketch(MakeSetPair(n, shared, 0).jaccard);
      ErrorMeter oracle = sketch;
      for (uint64_t trial = 0; trial < kTrials; ++trial) {
        const SetPair pair = MakeSetPair(n, shared, trial);
        const MinHasher hasher(trial);
        sketch.Add(EstimateJaccard(*hasher.Sign(pair.a), *hasher.Sign(pair.b)));
        oracle.Add(
            oracle::EstimateJaccard(oracle::KPermutationMinHash(pair.a, kSignatureSize, trial),
                                    oracle::KPermutationMinHash(pair.b, kSignatureSize, trial)));
      }
      EXPECT_NEAR(oracle.Rmse(), oracle.TheoreticalRmse(), .12 * oracle.TheoreticalRmse());
      EXPECT_NEAR(sketch.Bias(), oracle.Bias(),
                  4.5 * std::sqrt(2.0 / kTrials) * oracle.TheoreticalRmse());
      EXPECT_LE(sketch.Rmse(), 1.12 * oracle.Rmse());
    }
  }
}

}  // namespace
}  // namespace newsprint
