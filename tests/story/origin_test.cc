#include "newsprint/story/origin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace newsprint {
namespace {

using Evidence = std::vector<OriginEvidence>;

// Seen in the order of the ordinals, where it does not say when.
OriginWitness Seen(OriginWitness witness) {
  if (!witness.first_seen_at) {
    witness.first_seen_at = absl::UnixEpoch() + absl::Hours(static_cast<int64_t>(witness.ordinal));
  }
  return witness;
}

Evidence Kinds(const OriginDecision& decision, bool against) {
  Evidence kinds;
  for (const OriginFact& fact : decision.facts) {
    if (fact.against == against) kinds.push_back(fact.kind);
  }
  return kinds;
}

constexpr auto kPublished = OriginEvidence::kFirstPublished;
constexpr auto kSeen = OriginEvidence::kFirstSeen;
constexpr auto kOwn = OriginEvidence::kOwnPublisher;

std::optional<absl::Time> Hour(int hour) { return absl::UnixEpoch() + absl::Hours(hour); }

OriginPointer Owner(SignalKind kind, const char* owner) { return {.kind = kind, .owner = owner}; }
OriginPointer Page(SignalKind kind, uint64_t page_key) {
  return {.kind = kind, .page_key = page_key};
}

TEST(DecideOrigin, NamesAnOriginOnEvidenceAlone) {
  const OriginWitness story{
      .ordinal = 1, .owner = "rfm", .owner_is_source = true, .published_at = Hour(1)};
  const OriginWitness credited{
      .ordinal = 5, .owner = "gazette", .credited = "rfm", .published_at = Hour(5)};
  const OriginWitness plain{.ordinal = 3, .owner = "courier", .published_at = Hour(3)};
  const OriginWitness other{.ordinal = 4, .owner = "mirror", .published_at = Hour(4)};
  const OriginWitness forged{.ordinal = 6, .owner = "mirror", .published_at = Hour(0)};
  const OriginWitness undated{.ordinal = 7};
  const OriginWitness undated_too{.ordinal = 8};
  const OriginWitness late_story{
      .ordinal = 9, .owner = "rfm", .owner_is_source = true, .published_at = Hour(9)};
  const OriginWitness credits_other{.ordinal = 8, .owner = "star", .credited = "cpa"};
  const struct {
    const char* name;
    OriginWitness a, b;
    std::vector<OriginWitness> siblings;
    OriginKind kind;
    uint64_t article;
    const char* source;
    Evidence evidence;
    Evidence against = {};
  } cases[] = {
      {"a credit names the other's owner",
       credited,
       story,
       {},
       OriginKind::kArticle,
       1,
       "rfm",
       {OriginEvidence::kCredit, kOwn, kPublished, kSeen}},
      {"a credit names the owner of a sibling",
       credited,
       plain,
       {story},
       OriginKind::kArticle,
       1,
       "rfm",
       {OriginEvidence::kCredit, kOwn, kPublished, kSeen}},
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
       "rfm",
       {kOwn, kPublished, kSeen}},
      {"two that ran what a source has are siblings, not each other's source",
       plain,
       other,
       {story},
       OriginKind::kArticle,
       1,
       "rfm",
       {kOwn, kPublished, kSeen}},
      {"so they are where the source's article came last",
       plain,
       other,
       {late_story},
       OriginKind::kArticle,
       9,
       "rfm",
       {kOwn},
       {kPublished, kSeen}},
      {"a sibling credits a source that is there",
       plain,
       other,
       {credited, story},
       OriginKind::kArticle,
       1,
       "rfm",
       {OriginEvidence::kCredit, kOwn, kPublished, kSeen}},
      {"a sibling credits a source that is not",
       plain,
       other,
       {credited},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kCredit}},
      {"the first in both clocks",
       plain,
       other,
       {},
       OriginKind::kArticle,
       3,
       "",
       {kPublished, kSeen}},
      {"a claimed time alone decides nothing",
       plain,
       forged,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {},
       {kPublished, kSeen}},
      {"nor does the order of arrival",
       undated,
       undated_too,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {},
       {kSeen}},
      {"credits of different owners",
       credited,
       credits_other,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {},
       {OriginEvidence::kCredit, OriginEvidence::kCredit, kPublished, kSeen}},
      {"a credit goes before the clocks",
       credited,
       late_story,
       {},
       OriginKind::kArticle,
       9,
       "rfm",
       {OriginEvidence::kCredit, kOwn},
       {kPublished, kSeen}},
  };
  for (auto c : cases) {
    c.a = Seen(c.a);
    c.b = Seen(c.b);
    for (OriginWitness& sibling : c.siblings) sibling = Seen(sibling);
    const OriginDecision decision = DecideOrigin(c.a, c.b, c.siblings);
    EXPECT_EQ(decision.kind, c.kind) << c.name;
    EXPECT_EQ(decision.article, c.article) << c.name;
    EXPECT_EQ(decision.source, c.source) << c.name;
    EXPECT_EQ(Kinds(decision, false), c.evidence) << c.name;
    EXPECT_EQ(Kinds(decision, true), c.against) << c.name;
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
  const OriginDecision decision = DecideOrigin(Seen(roundup), Seen(story), {});
  EXPECT_EQ(decision.article, 1u);
  EXPECT_EQ(Kinds(decision, false), (Evidence{OriginEvidence::kOwnPublisher, kSeen}));
  EXPECT_EQ(Kinds(decision, true), Evidence{OriginEvidence::kCredit});
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
      witness.first_seen_at = Hour(static_cast<int>(random() % 20));
      witness.page_key = 1 + random() % 9;
      if (random() % 4 == 0) witness.pointers = {Page(SignalKind::kLink, 1 + random() % 9)};
      if (random() % 4 == 0) witness.pointers = {Owner(SignalKind::kSource, owners[random() % 5])};
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

TEST(DecideOrigin, BelievesTheMarkupOfAPage) {
  const OriginWitness story{.ordinal = 1, .page_key = 77, .first_seen_at = Hour(1)};
  const OriginWitness source{
      .ordinal = 2, .owner = "rfm", .owner_is_source = true, .first_seen_at = Hour(2)};
  const OriginWitness copy{.ordinal = 5, .owner = "gazette", .first_seen_at = Hour(5)};
  const OriginWitness other{.ordinal = 4, .owner = "mirror", .first_seen_at = Hour(4)};
  const struct {
    const char* name;
    OriginPointer pointer;
    OriginWitness other;
    std::vector<OriginWitness> siblings;
    OriginKind kind;
    uint64_t article;
    const char* source;
    Evidence evidence;
  } cases[] = {
      {"the canonical address is the other's",
       Page(SignalKind::kCanonical, 77),
       story,
       {},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kCanonical, kSeen}},
      {"so does a link to the very article",
       Page(SignalKind::kLink, 77),
       other,
       {story},
       OriginKind::kArticle,
       1,
       "",
       {OriginEvidence::kLink, kSeen}},
      {"it is based on a source's page",
       Owner(SignalKind::kIsBasedOn, "rfm"),
       other,
       {source},
       OriginKind::kArticle,
       2,
       "rfm",
       {OriginEvidence::kIsBasedOn, kOwn, kSeen}},
      {"a source supplied it",
       Owner(SignalKind::kSource, "rfm"),
       other,
       {},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kSource}},
      {"a source has the rights",
       Owner(SignalKind::kCopyrightHolder, "rfm"),
       other,
       {},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kCopyrightHolder}},
      {"a source is the author",
       Owner(SignalKind::kAuthor, "rfm"),
       other,
       {},
       OriginKind::kAbsent,
       0,
       "rfm",
       {OriginEvidence::kByline}},
      {"a link to a source's site is no evidence by itself",
       Owner(SignalKind::kLink, "rfm"),
       other,
       {},
       OriginKind::kUnknown,
       0,
       "",
       {}},
      {"but it speaks for the source",
       Owner(SignalKind::kLink, "rfm"),
       source,
       {},
       OriginKind::kArticle,
       2,
       "rfm",
       {OriginEvidence::kLink, kOwn, kSeen}},
  };
  for (const auto& c : cases) {
    OriginWitness page = copy;
    page.pointers = {c.pointer};
    const OriginDecision decision = DecideOrigin(page, c.other, c.siblings);
    EXPECT_EQ(decision.kind, c.kind) << c.name;
    EXPECT_EQ(decision.article, c.article) << c.name;
    EXPECT_EQ(decision.source, c.source) << c.name;
    EXPECT_EQ(Kinds(decision, false), c.evidence) << c.name;
    EXPECT_EQ(DecideOrigin(c.other, page, c.siblings), decision) << c.name;
  }
}

TEST(DecideOrigin, WeighsMarkupBelowACreditAndInOrder) {
  OriginWitness page{.ordinal = 5, .owner = "gazette", .credited = "cpa"};
  page.pointers = {Owner(SignalKind::kAuthor, "star"), Owner(SignalKind::kCanonical, "rfm")};
  const OriginWitness other{.ordinal = 4, .owner = "mirror"};
  EXPECT_EQ(DecideOrigin(page, other, {}).source, "cpa");
  page.credited.clear();
  EXPECT_EQ(DecideOrigin(page, other, {}).source, "rfm");
  EXPECT_EQ(Kinds(DecideOrigin(page, other, {}), true), Evidence{OriginEvidence::kByline});
  // Of a sibling it weighs less than the publisher of one of the two.
  const OriginWitness source{.ordinal = 3, .owner = "star", .owner_is_source = true};
  const std::vector<OriginWitness> siblings = {page};
  EXPECT_EQ(DecideOrigin(source, other, siblings).article, 3u);
  EXPECT_EQ(DecideOrigin(OriginWitness{.ordinal = 6}, other, siblings).source, "rfm");
}

TEST(DecideOrigin, OfATextThatNobodyElseHas) {
  const struct {
    OriginWitness only;
    OriginKind kind;
    const char* source;
  } cases[] = {
      {{.ordinal = 1, .owner = "gazette"}, OriginKind::kUnknown, ""},
      {{.ordinal = 1, .owner = "rfm", .owner_is_source = true}, OriginKind::kArticle, "rfm"},
      {{.ordinal = 1, .owner = "gazette", .credited = "rfm"}, OriginKind::kAbsent, "rfm"},
      {{.ordinal = 1, .pointers = {Owner(SignalKind::kSource, "rfm")}}, OriginKind::kAbsent, "rfm"},
      {{.ordinal = 1, .pointers = {Page(SignalKind::kCanonical, 3)}}, OriginKind::kUnknown, ""},
  };
  for (const auto& c : cases) {
    const OriginDecision decision = DecideOrigin(c.only);
    EXPECT_EQ(decision.kind, c.kind);
    EXPECT_EQ(decision.source, c.source);
  }
}

TEST(DecideOrigin, SaysWhoseFactEachIsAndWhere) {
  const OriginWitness copy{
      .ordinal = 5, .owner = "gazette", .credited = "rfm", .credit_span = {10, 40}};
  const OriginWitness story{.ordinal = 1, .owner = "rfm", .owner_is_source = true};
  const OriginDecision decision = DecideOrigin(copy, story, {});
  ASSERT_FALSE(decision.facts.empty());
  EXPECT_EQ(decision.facts[0], (OriginFact{OriginEvidence::kCredit, false, 5, "rfm", {10, 40}}));
}

TEST(DecideOrigin, TellsSomeOfWhatManySay) {
  std::vector<OriginWitness> siblings;
  for (uint64_t i = 10; i < 60; ++i) siblings.push_back({.ordinal = i, .credited = "rfm"});
  const OriginDecision decision =
      DecideOrigin(OriginWitness{.ordinal = 1}, OriginWitness{.ordinal = 2}, siblings);
  EXPECT_EQ(decision.source, "rfm");
  EXPECT_LE(decision.facts.size(), 8u);
}

TEST(DecideOrigin, AClockThatNobodyReadDecidesNothing) {
  const OriginWitness early{.ordinal = 1, .published_at = Hour(1)};
  const OriginWitness late{.ordinal = 2, .published_at = Hour(2)};
  const OriginDecision decision = DecideOrigin(early, late, {});
  EXPECT_EQ(decision.kind, OriginKind::kUnknown);
  EXPECT_EQ(Kinds(decision, true), Evidence{kPublished});
  // Both were read at once: then the claims are all there is against them.
  OriginWitness a = early, b = late;
  a.first_seen_at = b.first_seen_at = Hour(9);
  EXPECT_EQ(DecideOrigin(a, b, {}).article, 1u);
  EXPECT_EQ(Kinds(DecideOrigin(a, b, {}), false), Evidence{kPublished});
}

TEST(DecideOrigin, BelievesACreditOfAnUnregisteredPublisherWhoseArticleIsThere) {
  const OriginWitness story = Seen({.ordinal = 9, .publisher_name = "open horizon"});
  const OriginWitness copy = Seen({.ordinal = 2,
                                   .credit_span = {3, 9},
                                   .publisher_name = "observer",
                                   .credited_name = "open horizon"});
  const OriginWitness other = Seen({.ordinal = 3, .publisher_name = "ledger"});
  const OriginDecision decision = DecideOrigin(copy, story, {});
  EXPECT_EQ(decision.article, 9u);
  EXPECT_EQ(decision.source, "");
  EXPECT_EQ(Kinds(decision, false), Evidence{OriginEvidence::kCredit});
  EXPECT_EQ(Kinds(decision, true), Evidence{kSeen});
  EXPECT_EQ(DecideOrigin(copy, other, {}).kind, OriginKind::kUnknown);
  EXPECT_EQ(DecideOrigin(copy, other, std::vector{story}).article, 9u);
  EXPECT_EQ(DecideOrigin(other, story, std::vector{copy}).article, 9u);
}

// The least that tells whose text it is, and then one fact more. Without any of them nobody is
// named.
TEST(DecideOrigin, EachFactForItRaisesTheConfidence) {
  const OriginWitness plain{.ordinal = 2, .owner = "gazette"};
  const OriginWitness other{.ordinal = 3, .owner = "mirror"};
  const auto with = [&](std::vector<OriginPointer> pointers) {
    OriginWitness page = plain;
    page.pointers = std::move(pointers);
    return page;
  };
  OriginWitness credited = plain;
  credited.credited = "rfm";
  const OriginWitness source{.ordinal = 1, .owner = "rfm", .owner_is_source = true, .page_key = 7};
  OriginWitness published = source;
  published.published_at = Hour(1);
  OriginWitness seen = source;
  seen.first_seen_at = Hour(1);
  OriginWitness late = other;
  late.first_seen_at = Hour(2);
  const struct {
    OriginEvidence kind;
    OriginWitness a, b;
    std::vector<OriginWitness> siblings;
    double least, most;  // Of the confidence.
  } cases[] = {
      {OriginEvidence::kCredit, credited, other, {}, .92, .95},
      {OriginEvidence::kCanonical,
       with({Owner(SignalKind::kCanonical, "rfm")}),
       other,
       {},
       .88,
       .92},
      {OriginEvidence::kIsBasedOn,
       with({Owner(SignalKind::kIsBasedOn, "rfm")}),
       other,
       {},
       .88,
       .92},
      {OriginEvidence::kCopyrightHolder,
       with({Owner(SignalKind::kCopyrightHolder, "rfm")}),
       other,
       {},
       .86,
       .90},
      {OriginEvidence::kSource, with({Owner(SignalKind::kSource, "rfm")}), other, {}, .88, .92},
      {OriginEvidence::kByline, with({Owner(SignalKind::kAuthor, "rfm")}), other, {}, .85, .89},
      {OriginEvidence::kOwnPublisher, plain, source, {}, .84, .88},
      {OriginEvidence::kLink, with({Page(SignalKind::kLink, 7)}), source, {}, .95, .99},
      {OriginEvidence::kFirstPublished, plain, published, {}, .90, .95},
      {OriginEvidence::kFirstSeen, late, seen, {}, .88, .93},
      // What a third article says counts less.
      {OriginEvidence::kCredit, plain, other, {credited}, .80, .85},
      {OriginEvidence::kSource,
       plain,
       other,
       {with({Owner(SignalKind::kSource, "rfm")})},
       .77,
       .82},
      {OriginEvidence::kOwnPublisher, plain, other, {source}, .73, .77},
  };
  for (const auto& c : cases) {
    const std::string name(OriginEvidenceName(c.kind));
    const OriginDecision decision = DecideOrigin(c.a, c.b, c.siblings);
    EXPECT_EQ(decision.source, "rfm") << name;
    EXPECT_THAT(Kinds(decision, false), ::testing::Contains(c.kind));
    EXPECT_GE(decision.confidence, c.least) << name;
    EXPECT_LE(decision.confidence, c.most) << name;
  }
  EXPECT_EQ(DecideOrigin(plain, other, {}).kind, OriginKind::kUnknown);
}

// A source's own story, and a third article that says otherwise by one means after the other.
TEST(DecideOrigin, EachFactAgainstItLowersTheConfidence) {
  const OriginWitness source{.ordinal = 5,
                             .owner = "rfm",
                             .owner_is_source = true,
                             .published_at = Hour(5),
                             .first_seen_at = Hour(5)};
  const OriginWitness page{.ordinal = 6,
                           .owner = "gazette",
                           .credited = "rfm",
                           .published_at = Hour(6),
                           .first_seen_at = Hour(6)};
  const double unopposed = DecideOrigin(source, page, {}).confidence;
  const auto witness = [] {
    return OriginWitness{
        .ordinal = 7, .owner = "star", .published_at = Hour(7), .first_seen_at = Hour(7)};
  };
  const struct {
    OriginEvidence kind;
    std::function<void(OriginWitness&)> say;
  } cases[] = {
      {OriginEvidence::kCredit, [](OriginWitness& w) { w.credited = "cpa"; }},
      {OriginEvidence::kCanonical,
       [](OriginWitness& w) { w.pointers = {Owner(SignalKind::kCanonical, "cpa")}; }},
      {OriginEvidence::kIsBasedOn,
       [](OriginWitness& w) { w.pointers = {Owner(SignalKind::kIsBasedOn, "cpa")}; }},
      {OriginEvidence::kCopyrightHolder,
       [](OriginWitness& w) { w.pointers = {Owner(SignalKind::kCopyrightHolder, "cpa")}; }},
      {OriginEvidence::kSource,
       [](OriginWitness& w) { w.pointers = {Owner(SignalKind::kSource, "cpa")}; }},
      {OriginEvidence::kByline,
       [](OriginWitness& w) { w.pointers = {Owner(SignalKind::kAuthor, "cpa")}; }},
      {OriginEvidence::kOwnPublisher,
       [](OriginWitness& w) { w.owner = "cpa", w.owner_is_source = true; }},
      {OriginEvidence::kFirstPublished, [](OriginWitness& w) { w.published_at = Hour(1); }},
      {OriginEvidence::kFirstSeen, [](OriginWitness& w) { w.first_seen_at = Hour(1); }},
  };
  for (const auto& c : cases) {
    OriginWitness third = witness();
    c.say(third);
    const OriginDecision decision = DecideOrigin(source, page, std::vector{third});
    const std::string name(OriginEvidenceName(c.kind));
    EXPECT_EQ(decision.article, 5u) << name;
    EXPECT_LT(decision.confidence, unopposed) << name;
    EXPECT_EQ(Kinds(decision, true), Evidence{c.kind});
    // Said ten times it is no stronger, and of ten at once none was seen first.
    if (c.kind == kSeen) continue;
    const std::vector<OriginWitness> ten(10, third);
    EXPECT_EQ(DecideOrigin(source, page, ten).confidence, decision.confidence) << name;
  }
  // A link to another's site is none: texts link to what they speak of.
  OriginWitness links = witness();
  links.pointers = {Owner(SignalKind::kLink, "cpa")};
  EXPECT_EQ(DecideOrigin(source, page, std::vector{links}).confidence, unopposed);
}

TEST(DecideOrigin, NamesNobodyWhereTooMuchSpeaksAgainstIt) {
  // A source's own article, of which a copy credits another source that is not there.
  const OriginWitness source = Seen({.ordinal = 9, .owner = "rfm", .owner_is_source = true});
  OriginWitness roundup = Seen({.ordinal = 2, .owner = "gazette", .credited = "cpa"});
  EXPECT_EQ(DecideOrigin(source, roundup, {}).article, 9u);
  // It claims to be older, and so does the agency's name in its markup.
  roundup.published_at = Hour(1);
  roundup.pointers = {Owner(SignalKind::kSource, "cpa")};
  const OriginDecision decision = DecideOrigin(source, roundup, {});
  EXPECT_EQ(decision.kind, OriginKind::kUnknown);
  EXPECT_EQ(decision.confidence, 0);
  EXPECT_EQ(Kinds(decision, true),
            (Evidence{OriginEvidence::kCredit, OriginEvidence::kSource, kOwn, kPublished, kSeen}));
}

// The clients of an agency have its text word for word; who ran it first did not write it.
TEST(DecideOrigin, TheClocksDoNotTellWhoseAWordForWordEqualTextIs) {
  const auto outlet = [](uint64_t ordinal, const char* name, uint64_t text_key) {
    return OriginWitness{.ordinal = ordinal,
                         .publisher_name = name,
                         .text_key = text_key,
                         .published_at = Hour(static_cast<int>(ordinal)),
                         .first_seen_at = Hour(static_cast<int>(ordinal))};
  };
  const OriginWitness first = outlet(1, "gazette", 77), same = outlet(2, "courier", 77),
                      own = outlet(3, "courier", 78), again = outlet(4, "gazette", 77),
                      nameless = outlet(5, "", 77);
  const OriginDecision decision = DecideOrigin(first, same, {});
  EXPECT_EQ(decision.kind, OriginKind::kUnknown);
  EXPECT_EQ(Kinds(decision, true), (Evidence{kPublished, kSeen, OriginEvidence::kSameText}));
  EXPECT_EQ(decision.facts.back().article, 2u);
  EXPECT_EQ(DecideOrigin(first, own, std::vector{same}).kind, OriginKind::kUnknown);
  for (const OriginWitness& other : {own, again, nameless}) {
    EXPECT_EQ(DecideOrigin(first, other, {}).article, 1u) << other.ordinal;
  }
  // A source's own text is carried word for word, and is its own.
  OriginWitness source = first;
  source.owner = "rfm";
  source.owner_is_source = true;
  EXPECT_EQ(DecideOrigin(source, same, {}).confidence, DecideOrigin(source, own, {}).confidence);
}

}  // namespace
}  // namespace newsprint
