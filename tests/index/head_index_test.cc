#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <vector>

#include "newsprint/index/index.h"
#include "newsprint/sketch/banding.h"
#include "tests/index/fingerprints.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Candidate Anchors(uint64_t ordinal, uint32_t shared) {
  return {.ordinal = ordinal, .shared_anchors = shared};
}

// Without shared_keys, which the oracle looks after.
std::vector<Candidate> Counts(const IndexReply& reply) {
  std::vector<Candidate> candidates = reply.candidates;
  for (Candidate& candidate : candidates) candidate.shared_keys = 0;
  return candidates;
}

std::vector<uint64_t> Ordinals(const IndexReply& reply) {
  std::vector<uint64_t> ordinals;
  for (const Candidate& candidate : reply.candidates) ordinals.push_back(candidate.ordinal);
  return ordinals;
}

TEST(HeadIndexTest, AnEmptyIndexAndAnEmptyFingerprintFindNothing) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  std::mt19937_64 random(1);
  EXPECT_THAT(index->Find(UniqueArticle(600, random), {}).candidates, IsEmpty());
  index->Add(1, Fingerprint{});
  index->Add(2, WithAnchors({5}));
  const IndexReply reply = index->Find(Fingerprint{}, {});
  EXPECT_THAT(reply.candidates, IsEmpty());
  EXPECT_EQ(reply.postings_read, 0u);
  EXPECT_FALSE(reply.truncated);
}

TEST(HeadIndexTest, CountsWhatIsSharedByKind) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  Signature half = UniformSignature(1);
  for (size_t i = 0; i < 20 * kRowsPerBand; ++i) half[i] = 2;
  index->Add(10, {.exact_hash = 77, .signature = {}, .anchors = {}});
  index->Add(20, {.exact_hash = 0, .signature = UniformSignature(1), .anchors = {}});
  index->Add(30, {.exact_hash = 0, .signature = half, .anchors = {{5, 0}, {6, 9}}});
  index->Add(40, WithAnchors({5, 6, 7}));
  index->Add(50, {.exact_hash = 78, .signature = UniformSignature(3), .anchors = {{8, 0}}});

  const Fingerprint query = {.exact_hash = 77,
                             .signature = UniformSignature(1),
                             .anchors = {{5, 0}, {6, 4}, {7, 5}, {99, 6}}};
  EXPECT_THAT(
      Counts(index->Find(query, {})),
      ElementsAre(
          Candidate{.ordinal = 10, .shared_bands = 0, .shared_anchors = 0, .same_text = true},
          Candidate{.ordinal = 20, .shared_bands = 42, .shared_anchors = 0, .same_text = false},
          Candidate{.ordinal = 30, .shared_bands = 22, .shared_anchors = 2, .same_text = false},
          Candidate{.ordinal = 40, .shared_bands = 0, .shared_anchors = 3, .same_text = false}));
}

TEST(HeadIndexTest, AnAnchorCountsOnceHoweverOftenEitherTextHasIt) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  index->Add(1, WithAnchors({5, 5, 6, 5}));
  index->Add(2, WithAnchors({5}));
  const IndexReply reply = index->Find(WithAnchors({5, 6, 5, 6, 5}), {});
  EXPECT_THAT(Counts(reply), ElementsAre(Anchors(1, 2), Anchors(2, 1)));
  EXPECT_EQ(reply.candidates[0].shared_keys, 5u + 6u);
  EXPECT_EQ(reply.candidates[1].shared_keys, 5u);
  EXPECT_EQ(reply.postings_read, 3u);
  EXPECT_EQ(index->Stats().postings, 3u);
}

TEST(HeadIndexTest, KeysOfDifferentKindsNeverMeet) {
  const uint64_t band = ComputeBandKeys(UniformSignature(1))[0];
  const Fingerprint exact = {.exact_hash = band, .signature = {}, .anchors = {}};
  const Fingerprint bands = {.exact_hash = 0, .signature = UniformSignature(1), .anchors = {}};
  const Fingerprint anchors = WithAnchors({band});
  const std::unique_ptr<Index> index = CreateHeadIndex();
  index->Add(1, exact);
  index->Add(2, bands);
  index->Add(3, anchors);
  EXPECT_THAT(Ordinals(index->Find(exact, {})), ElementsAre(1));
  EXPECT_THAT(Ordinals(index->Find(bands, {})), ElementsAre(2));
  EXPECT_THAT(Ordinals(index->Find(anchors, {})), ElementsAre(3));
}

TEST(HeadIndexTest, FindsOnlyOrdinalsBelowTheLimit) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  for (const uint64_t ordinal : {10, 20, 30, 40}) index->Add(ordinal, WithAnchors({5}));
  const struct {
    uint64_t below;
    std::vector<uint64_t> ordinals;
  } cases[] = {
      {0, {}},
      {10, {}},
      {11, {10}},
      {30, {10, 20}},
      {31, {10, 20, 30}},
      {40, {10, 20, 30}},
      {41, {10, 20, 30, 40}},
      {~0ull, {10, 20, 30, 40}},
  };
  for (const auto& c : cases) {
    const IndexReply reply = index->Find(WithAnchors({5}), {.below = c.below});
    EXPECT_EQ(Ordinals(reply), c.ordinals) << "below " << c.below;
    EXPECT_EQ(reply.postings_read, c.ordinals.size()) << "what lies above is not read";
  }
}

TEST(HeadIndexTest, TheRemovedAreNeverCandidatesAgain) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  for (const uint64_t ordinal : {10, 20, 30}) index->Add(ordinal, WithAnchors({5}));
  index->Remove(20);
  index->Remove(20);
  for (const uint64_t unknown : {0, 15, 31}) index->Remove(unknown);
  EXPECT_THAT(Ordinals(index->Find(WithAnchors({5}), {})), ElementsAre(10, 30));
  EXPECT_EQ(index->Stats().articles, 2u);
  index->Add(40, WithAnchors({5}));
  EXPECT_THAT(Ordinals(index->Find(WithAnchors({5}), {})), ElementsAre(10, 30, 40));
}

TEST(HeadIndexTest, TheCapReadsTheRarestKeysFirstAndSaysSo) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  for (uint64_t ordinal = 1; ordinal <= 100; ++ordinal) index->Add(ordinal, WithAnchors({5}));
  index->Add(101, WithAnchors({6}));
  index->Add(102, WithAnchors({6, 7}));

  const Fingerprint query = WithAnchors({5, 6, 7});
  const struct {
    uint64_t max_postings;
    uint64_t read;
    size_t candidates;
    bool truncated;
  } cases[] = {
      {0, 0, 0, true},
      {1, 1, 1, true},
      {3, 3, 2, true},
      {4, 4, 3, true},
      {102, 102, 101, true},
      {103, 103, 102, false},
      {1'000'000, 103, 102, false},
  };
  for (const auto& c : cases) {
    const IndexReply reply = index->Find(query, {.max_postings = c.max_postings});
    EXPECT_EQ(reply.postings_read, c.read) << "cap " << c.max_postings;
    EXPECT_EQ(reply.candidates.size(), c.candidates) << "cap " << c.max_postings;
    EXPECT_EQ(reply.truncated, c.truncated) << "cap " << c.max_postings;
  }
  EXPECT_THAT(Counts(index->Find(query, {.max_postings = 3})),
              ElementsAre(Anchors(101, 1), Anchors(102, 2)));
}

TEST(HeadIndexTest, WhatSharesNothingCostsNothing) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  std::mt19937_64 random(2);
  const Fingerprint wire = UniqueArticle(600, random);
  index->Add(0, wire);
  const uint64_t keys = index->Stats().postings;
  for (uint64_t ordinal = 1; ordinal <= 3000; ++ordinal) {
    index->Add(ordinal, UniqueArticle(600, random));
  }
  const IndexReply reply = index->Find(wire, {});
  EXPECT_EQ(reply.postings_read, keys);
  EXPECT_THAT(Ordinals(reply), ElementsAre(0));
  EXPECT_EQ(index->Find(UniqueArticle(600, random), {}).postings_read, 0u);
}

// The most syndicated text, in a list of many slabs.
TEST(HeadIndexTest, AHotKeyKeepsAllItsArticles) {
  constexpr uint64_t kArticles = 300'000;
  const std::unique_ptr<Index> index = CreateHeadIndex();
  for (uint64_t i = 0; i < kArticles; ++i) index->Add(3 * i, WithAnchors({5, 1000 + i / 2}));

  const IndexReply reply = index->Find(WithAnchors({5}), {});
  const std::vector<Candidate> counts = Counts(reply);
  ASSERT_EQ(counts.size(), kArticles);
  for (uint64_t i = 0; i < kArticles; ++i) ASSERT_EQ(counts[i], Anchors(3 * i, 1));
  for (uint64_t i = 0; i < kArticles; i += 998) {
    EXPECT_THAT(Ordinals(index->Find(WithAnchors({1000 + i / 2}), {})),
                ElementsAre(3 * i, 3 * i + 3));
  }
}

// DESIGN allows the head 1.2 KB an article; the bound holds at every size of the index, not only
// just before its tables grow.
TEST(HeadIndexTest, AnArticleOf600WordsTakes1200BytesAtMost) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  std::mt19937_64 random(3);
  for (uint64_t ordinal = 1; ordinal <= 10'000; ++ordinal) {
    index->Add(ordinal, UniqueArticle(600, random));
    if (ordinal >= 4000 && ordinal % 500 == 0) {
      EXPECT_LE(index->Stats().head_bytes / ordinal, 1200u) << ordinal << " articles";
    }
  }
  const IndexStats stats = index->Stats();
  EXPECT_EQ(stats.articles, 10'000u);
  EXPECT_NEAR(static_cast<double>(stats.postings) / 10'000, 1 + kBands + 70, 1);
  EXPECT_EQ(stats.mapped_bytes, 0u);
}

TEST(HeadIndexTest, ACopyTakesLessThanAnOriginal) {
  const std::unique_ptr<Index> index = CreateHeadIndex();
  std::mt19937_64 random(4);
  const Fingerprint wire = UniqueArticle(600, random);
  for (uint64_t ordinal = 0; ordinal < 10'000; ++ordinal) index->Add(ordinal, wire);
  EXPECT_LE(index->Stats().head_bytes / 10'000, 900u);
}

}  // namespace
}  // namespace newsprint
