#include "newsprint/sketch/banding.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/sketch/random_sets.h"

namespace newsprint {
namespace {

TEST(ProbabilityFoundTest, IsTheSCurve) {
  const struct {
    double jaccard;
    size_t bands;
    size_t rows;
    double probability;
  } cases[] = {
      {0, 42, 3, 0},  {1, 42, 3, 1},   {.1, 42, 3, .04115}, {.3, 42, 3, .6832}, {.5, 42, 3, .9963},
      {.5, 1, 1, .5}, {.5, 2, 1, .75}, {.5, 1, 2, .25},     {.8, 20, 5, .9996}, {.3, 20, 5, .0475},
  };
  for (const auto& c : cases) {
    EXPECT_NEAR(ProbabilityFound(c.jaccard, c.bands, c.rows), c.probability, 5e-5) << c.jaccard;
  }
}

TEST(BandKeysTest, AKeyDependsOnItsBandNumberAndItsRowsAlone) {
  Signature signature{};
  const BandKeys zeros = ComputeBandKeys(signature);
  EXPECT_EQ(std::set<uint64_t>(zeros.begin(), zeros.end()).size(), kBands)
      << "equal rows in different bands are different keys";
  for (size_t position = 0; position < kSignatureSize; ++position) {
    Signature changed = signature;
    changed[position] = 1;
    const BandKeys keys = ComputeBandKeys(changed);
    for (size_t band = 0; band < kBands; ++band) {
      EXPECT_EQ(keys[band] != zeros[band], band == position / kRowsPerBand)
          << "band " << band << ", position " << position;
    }
  }
}

bool Share(const BandKeys& a, const BandKeys& b) {
  for (size_t band = 0; band < kBands; ++band) {
    if (a[band] == b[band]) return true;
  }
  return false;
}

// 10,000 trials: a standard error of half a point at most.
TEST(BandKeysTest, SetsAreFoundAsOftenAsTheSCurveSays) {
  constexpr int kTrials = 10'000;
  for (const size_t n : {300, 600}) {
    for (const double wanted : {.05, .1, .15, .2, .25, .3, .35, .4, .5, .6, .7, .8, .9}) {
      const size_t shared = NearestShared(n, wanted);
      int found = 0;
      for (uint64_t trial = 0; trial < kTrials; ++trial) {
        const SetPair pair = MakeSetPair(n, shared, trial * 6151 + n);
        const MinHasher hasher(trial);
        if (Share(ComputeBandKeys(*hasher.Sign(pair.a)), ComputeBandKeys(*hasher.Sign(pair.b)))) {
          ++found;
        }
      }
      const double jaccard = MakeSetPair(n, shared, 0).jaccard;
      EXPECT_NEAR(found / double{kTrials}, ProbabilityFound(jaccard), .02)
          << n << " shingles, J " << jaccard;
    }
  }
}

}  // namespace
}  // namespace newsprint
