#include "newsprint/story/origin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace newsprint {
namespace {

using Evidence = std::vector<OriginEvidence>;

std::optional<absl::Time> Hour(int hour) { return absl::UnixEpoch() + absl::Hours(hour); }

TEST(DecideOrigin, NamesAnOriginOnEvidenceAlone) {
  const OriginWitness story{
      .ordinal = 1, .owner = "rfm", .owner_is_source = true, .published_at = Hour(1)};
  const OriginWitness credited{
      .ordinal = 5, .owner = "gazette", .credited = "rfm", .published_at = Hour(5)};
  const OriginWitness plain{.ordinal = 3, .owner = "courier", .published_at = Hour(3)};
  const OriginWitness other{.ordinal = 4, .owner = "mirror", .published_at = Hour(4)};
  const OriginWitness forged{.ordinal = 6, .owner = "mirror", .published_at = Hour(0)};
  const OriginWitness undated{.ordinal = 7};
  const OriginWitness credits_other{.ordinal = 8, .owner = "star", .credited = "cpa"};
  const struct {
    const char* name;
    OriginWitness a, b;
    std::vector<OriginWitness> siblings;
    OriginKind kind;
    uint64_t article;
    const char* source;
    Evidence evidence;
  } cases[] = {
      {"a credit names the other's owner",
       credited,
       story,
       {},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kCredit}},
      {"a credit names the owner of a sibling",
       credited,
       plain,
       {story},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kCredit}},
      {"a credit names somebody who is not there",
       credited,
       plain,
       {},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kCredit}},
      {"no credit, but one is a source's own",
       plain,
       story,
       {},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kOwnPublisher}},
      {"a sibling credits a source that is there",
       plain,
       other,
       {credited, story},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kSiblingCredit}},
      {"a sibling credits a source that is not",
       plain,
       other,
       {credited},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kSiblingCredit}},
      {"the first in both clocks",
       plain,
       other,
       {},
       OriginKind::kArticle,
       3,
       "",
       {OriginEvidence::kFirstPublished, OriginEvidence::kFirstSeen}},
      {"a claimed time alone decides nothing",
       plain,
       forged,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {OriginEvidence::kTimesDisagree}},
      {"no times", undated, undated, {}, OriginKind::kUnknown, 0, "", {}},
      {"credits of different owners",
       credited,
       credits_other,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {OriginEvidence::kCreditsDisagree}},
  };
  for (const auto& c : cases) {
    const OriginDecision decision = DecideOrigin(c.a, c.b, c.siblings);
    EXPECT_EQ(decision.kind, c.kind) << c.name;
    EXPECT_EQ(decision.article, c.article) << c.name;
    EXPECT_EQ(decision.source, c.source) << c.name;
    EXPECT_EQ(decision.evidence, c.evidence) << c.name;
    EXPECT_EQ(decision.confidence > 0, decision.kind != OriginKind::kUnknown) << c.name;
    EXPECT_EQ(DecideOrigin(c.b, c.a, c.siblings), decision) << c.name;
  }
}

TEST(DecideOrigin, TakesTheFirstOfSeveralVersions) {
  const OriginWitness copy{.ordinal = 9, .owner = "gazette", .credited = "rfm"};
  const OriginWitness second{
      .ordinal = 2, .owner = "rfm", .owner_is_source = true, .published_at = Hour(2)};
  const std::vector<OriginWitness> first = {
      {.ordinal = 3, .owner = "rfm", .owner_is_source = true, .published_at = Hour(1)}};
  EXPECT_EQ(DecideOrigin(copy, second, first).article, 3u);
}

TEST(DecideOrigin, ACreditOfAnotherPartOfThePageIsNotBelieved) {
  const OriginWitness roundup{.ordinal = 9, .owner = "gazette", .credited = "cpa"};
  const OriginWitness story{.ordinal = 1, .owner = "rfm", .owner_is_source = true};
  const OriginDecision decision = DecideOrigin(roundup, story, {});
  EXPECT_EQ(decision.article, 1u);
  EXPECT_EQ(decision.evidence, Evidence{OriginEvidence::kOwnPublisher});
}

TEST(DecideOrigin, DoesNotDependOnTheOrderOfSiblings) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const char* owners[] = {"", "rfm", "cpa", "gazette", "star"};
    const auto any = [&](uint64_t ordinal) {
      OriginWitness witness{
          .ordinal = ordinal, .owner = owners[random() % 5], .credited = owners[random() % 3]};
      witness.owner_is_source = witness.owner == "rfm" || witness.owner == "cpa";
      if (witness.credited == witness.owner) witness.credited.clear();
      if (random() % 4 != 0) witness.published_at = Hour(static_cast<int>(random() % 20));
      return witness;
    };
    const OriginWitness a = any(100), b = any(200);
    std::vector<OriginWitness> siblings;
    for (uint64_t i = 0; i < 6; ++i) siblings.push_back(any(i * 50 + 7));
    const OriginDecision decision = DecideOrigin(a, b, siblings);
    std::ranges::shuffle(siblings, random);
    EXPECT_EQ(DecideOrigin(b, a, siblings), decision);
  }
}

}  // namespace
}  // namespace newsprint
