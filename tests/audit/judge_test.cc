// One table a rule: what a copy does, what its licence says, and what comes of it.
#include "newsprint/audit/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const char kCredit[] = "This story was first published by Northern Rivers Agency.\n\n";
const char kLink[] = "https://www.nra.example/2026/river-rises.html\n\n";

Policy PolicyOf(const std::string& terms, const std::string& licensee = "licensee: mill") {
  const auto policy = ParsePolicy(
      "version: 1\ndefaults: {unlicensed_tolerated_words: 40}\nlicences:\n  - {id: L, " + licensee +
          ", source: nra" + (terms.empty() ? "" : ", " + terms) + "}\n",
      "p.yaml");
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *policy;
}

AuditedCopy Judge(const Policy& policy, const StoredArticle& original, const StoredArticle& copy,
                  bool first_seen_counts = true) {
  const CreditLineFinder& credits = AuditCredits();
  const Match match = MatchOf(original, copy);
  CopyCounter counter;
  const auto judged = CopyJudge(policy, credits)
                          .Judge({.copy = copy,
                                  .original = original,
                                  .match = match,
                                  .first_seen_counts = first_seen_counts},
                                 counter);
  EXPECT_TRUE(judged.ok()) << judged.status();
  return *judged;
}

AuditedCopy Judge(const std::string& terms, const StoredArticle& copy) {
  return Judge(PolicyOf(terms), StoryOfSource(), copy);
}

struct Case {
  const char* name;
  std::string terms;
  StoredArticle copy;
  std::vector<std::string> classes;
};

void ExpectClasses(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(ClassesOf(Judge(one.terms, one.copy)), one.classes) << one.name;
  }
}

StoredArticle Excerpt(int words) {
  std::string body = "An independent piece of another paper begins with thoughts of its own. ";
  const auto tokens = Tokenize(StoryText());
  return CopyOf(body + StoryText().substr(0, tokens->span(words - 1).end) +
                " And it ends with thoughts that no agency has ever had before now.");
}

StoredArticle In(std::string language, StoredArticle copy) {
  copy.article.language = std::move(language);
  return copy;
}

TEST(CopyJudge, LicencesAreGivenToSomebody) {
  const StoredArticle story = StoryOfSource();
  const struct {
    const char* name;
    const char* licensee;
    const char* publisher;
    const char* outcome;
  } cases[] = {
      {"to the publisher", "licensee: mill", "Mill Valley Post", "COMPLIANT"},
      {"to its group", "group: valley", "Mill Valley Post", "COMPLIANT"},
      {"to anyone", "anyone: true", "A Blog", "COMPLIANT"},
      {"to another", "licensee: dune", "Mill Valley Post", "UNLICENSED/no_licence"},
      {"to another group", "group: valley", "Dune Courier", "UNLICENSED/no_licence"},
      {"a publisher that nobody knows", "licensee: mill", "A Blog", "UNLICENSED/no_licence"},
  };
  for (const auto& one : cases) {
    StoredArticle copy = CopyOf(StoryText(), one.publisher);
    if (copy.article.publisher == "A Blog") copy.article.url.clear();
    EXPECT_THAT(ClassesOf(Judge(PolicyOf("", one.licensee), story, copy)), ElementsAre(one.outcome))
        << one.name;
  }
}

TEST(CopyJudge, SoMuchMayBeTakenWithoutALicence) {
  const Policy policy = PolicyOf("", "licensee: dune");
  EXPECT_THAT(ClassesOf(Judge(policy, StoryOfSource(), Excerpt(35))), ElementsAre("COMPLIANT"));
  const AuditedCopy judged = Judge(policy, StoryOfSource(), Excerpt(60));
  EXPECT_THAT(ClassesOf(judged), ElementsAre("UNLICENSED/no_licence"));
  EXPECT_EQ(judged.findings[0].limit, 40);
  EXPECT_NEAR(judged.findings[0].measured, 60, 1);
  EXPECT_EQ(judged.findings[0].severity, Severity::kHigh);
}

TEST(CopyJudge, Period) {
  const std::string terms =
      "valid_from: 2026-02-01, valid_until: 2026-03-31, credit: {required: true}";
  const auto at = [](const char* time) { return CopyOf(StoryText(), "Mill Valley Post", time); };
  ExpectClasses({
      {"the last moment", terms, at("2026-03-31T23:59:59Z"), {"MISSING_CREDIT/no_credit"}},
      {"too late, which stands alone", terms, at("2026-04-01T00:00:00Z"), {"EXPIRED/expired"}},
      {"by UTC", terms, at("2026-03-31T23:00:00-02:00"), {"EXPIRED/expired"}},
      {"the first moment", terms, at("2026-02-01T00:00:00Z"), {"MISSING_CREDIT/no_credit"}},
      {"too early", terms, at("2026-01-31T23:59:59Z"), {"UNLICENSED/not_yet_valid"}},
      {"no time", terms, at(""), {"MISSING_CREDIT/no_credit"}},
  });
}

TEST(CopyJudge, AnArrivalDoesNotProveAnExpiry) {
  StoredArticle copy = CopyOf(StoryText(), "Mill Valley Post", "");
  copy.article.first_seen_at = At("2026-04-05T00:00:00Z");
  EXPECT_THAT(ClassesOf(Judge("valid_until: 2026-03-31", copy)), ElementsAre("COMPLIANT"));
}

TEST(CopyJudge, Languages) {
  ExpectClasses({
      {"one of them", "languages: [en, sr]", CopyOf(StoryText()), {"COMPLIANT"}},
      {"its script", "languages: [en, sr]", In("sr-Cyrl", CopyOf(StoryText())), {"COMPLIANT"}},
      {"unknown", "languages: [sr]", In("", CopyOf(StoryText())), {"COMPLIANT"}},
      {"another", "languages: [sr]", CopyOf(StoryText()), {"UNLICENSED/language"}},
      {"one that only begins so",
       "languages: [s]",
       In("sr", CopyOf(StoryText())),
       {"UNLICENSED/language"}},
  });
}

TEST(CopyJudge, Embargo) {
  const auto at = [](const char* time) { return CopyOf(StoryText(), "Mill Valley Post", time); };
  ExpectClasses({
      {"at its end", "embargo_hours: 6", at("2026-03-01T18:00:00Z"), {"COMPLIANT"}},
      {"before it", "embargo_hours: 6", at("2026-03-01T17:59:59Z"), {"EMBARGO_BREACH/embargo"}},
      {"none", "embargo_hours: 0", at("2026-03-01T12:01:00Z"), {"COMPLIANT"}},
      {"no time", "embargo_hours: 6", at(""), {"COMPLIANT"}},
  });
  const AuditedCopy judged = Judge("embargo_hours: 6", at("2026-03-01T14:00:00Z"));
  EXPECT_EQ(judged.findings[0].limit_time, At("2026-03-01T18:00:00Z"));
  EXPECT_EQ(judged.clock, Clock::kPublisher);
}

TEST(CopyJudge, APageSeenBeforeItClaimsToBeWasThereThen) {
  StoredArticle copy = CopyOf(StoryText(), "Mill Valley Post", "2026-03-02T00:00:00Z");
  copy.article.first_seen_at = At("2026-03-01T13:00:00Z");
  const AuditedCopy judged = Judge("embargo_hours: 6", copy);
  EXPECT_THAT(ClassesOf(judged), ElementsAre("EMBARGO_BREACH/embargo"));
  EXPECT_EQ(judged.clock, Clock::kPipeline);
  EXPECT_THAT(ClassesOf(Judge(PolicyOf("embargo_hours: 6"), StoryOfSource(), copy, false)),
              ElementsAre("COMPLIANT"));
}

TEST(CopyJudge, Credit) {
  const std::string any = "credit: {required: true}";
  const std::string exact =
      "credit: {wording: [\"First published by {SOURCE}.\", \"(c) {YEAR} {SOURCE}\"]}";
  const std::string end = "credit: {place: after_text, wording: \"Published by {SOURCE}.\"}";
  ExpectClasses({
      {"not required", "", CopyOf(StoryText()), {"COMPLIANT"}},
      {"any credit", any, CopyOf(kCredit + StoryText()), {"COMPLIANT"}},
      {"none", any, CopyOf(StoryText()), {"MISSING_CREDIT/no_credit"}},
      {"a mention is none",
       any,
       CopyOf(StoryText() + "\nA farmer told Northern Rivers Agency that all was well.\n"),
       {"MISSING_CREDIT/no_credit"}},
      {"one of another source",
       any,
       CopyOf("This story was first published by Coastwire.\n\n" + StoryText()),
       {"MISSING_CREDIT/no_credit"}},
      {"one of the wordings",
       exact,
       CopyOf("First published by NRA.\n\n" + StoryText()),
       {"COMPLIANT"}},
      {"the other one",
       exact,
       CopyOf(StoryText() + "\n(c) 2026 Northern Rivers Agency\n"),
       {"COMPLIANT"}},
      {"words of its own",
       exact,
       CopyOf("This article originally appeared on Northern Rivers Agency.\n\n" + StoryText()),
       {"WRONG_CREDIT_WORDING/wording"}},
      {"at the end, as required",
       end,
       CopyOf(StoryText() + "\nPublished by NRA.\n"),
       {"COMPLIANT"}},
      {"at the wrong end",
       end,
       CopyOf("Published by NRA.\n\n" + StoryText()),
       {"WRONG_CREDIT_WORDING/placement"}},
  });
}

TEST(CopyJudge, AWrongCreditShowsTheNearestRequiredOne) {
  const std::string credit = "This story was originally published by NRA.";
  const AuditedCopy judged = Judge(
      "credit: {wording: [\"Text: {SOURCE}\", \"This story was first published by "
      "{SOURCE}.\"]}",
      CopyOf(credit + "\n\n" + StoryText()));
  ASSERT_THAT(ClassesOf(judged), ElementsAre("WRONG_CREDIT_WORDING/wording"));
  const Finding& finding = judged.findings[0];
  EXPECT_EQ(finding.required_wording, "This story was first published by NRA.");
  ASSERT_EQ(finding.wording.size(), 4u);
  EXPECT_EQ(finding.wording[0].required, "This story was");
  EXPECT_EQ(finding.wording[1].kind == WordingStep::Kind::kMissing ? finding.wording[1].required
                                                                   : finding.wording[2].required,
            "first");
  EXPECT_EQ(finding.credit, (Span{0, static_cast<uint32_t>(credit.size())}));
  EXPECT_THAT(finding.advice, HasSubstr("Replace the credit with: \"This story was first"));
}

TEST(CopyJudge, LinkToTheOriginal) {
  const std::string original = "link: {target: original}";
  const std::string before = "link: {target: original, place: before_text}";
  StoredArticle linked = CopyOf("Read the original.\n\n" + StoryText());
  linked.article.signals = {
      {SignalKind::kLink, "https://nra.example/2026/river-rises.html?utm_source=post", {0, 17}}};
  ExpectClasses({
      {"there", original, CopyOf(StoryText() + kLink), {"COMPLIANT"}},
      {"not there", original, CopyOf(StoryText()), {"MISSING_LINK/no_link"}},
      {"to another page of it",
       original,
       CopyOf(StoryText() + "\nhttps://www.nra.example/x\n"),
       {"MISSING_LINK/other_page"}},
      {"a name is no link",
       original,
       CopyOf(StoryText() + "\nFrom nra.example\n"),
       {"MISSING_LINK/no_link"}},
      {"before the text", before, CopyOf(kLink + StoryText()), {"COMPLIANT"}},
      {"after it", before, CopyOf(StoryText() + kLink), {"MISSING_LINK/placement"}},
      {"of the page's markup", before, linked, {"COMPLIANT"}},
  });
  const AuditedCopy judged = Judge(original, CopyOf(StoryText()));
  EXPECT_EQ(judged.findings[0].link_url, "https://www.nra.example/2026/river-rises.html");
  EXPECT_TRUE(judged.findings[0].confirm_on_page);
  linked.article.signals[0].value = "https://elsewhere.example/";
  EXPECT_FALSE(Judge(original, linked).findings[0].confirm_on_page);
}

TEST(CopyJudge, LinkToASite) {
  ExpectClasses({
      {"any page of the source",
       "link: {target: site}",
       CopyOf(StoryText() + "\nhttps://nra.example/\nhttps://nra.example/about\n"),
       {"COMPLIANT"}},
      {"of its desk",
       "link: {target: site}",
       CopyOf(StoryText() + "\nhttp://sports.nra.example/\n"),
       {"COMPLIANT"}},
      {"of nobody",
       "link: {target: site}",
       CopyOf(StoryText() + "\nhttps://nra.example.org/\n"),
       {"MISSING_LINK/no_link"}},
      {"a named host",
       "link: {target: hosts, hosts: [syndication.example]}",
       CopyOf(StoryText() + "\nhttps://www.syndication.example/17\n"),
       {"COMPLIANT"}},
      {"the source's, but not the named one",
       "link: {target: hosts, hosts: [syndication.example]}",
       CopyOf(StoryText() + kLink),
       {"MISSING_LINK/other_page"}},
  });
}

TEST(CopyJudge, Extent) {
  const std::string two_paragraphs = StoryText().substr(0, StoryText().find("\n\n", 400) + 2);
  ExpectClasses({
      {"the full text", "extent: {mode: full}", CopyOf(StoryText()), {"COMPLIANT"}},
      {"words", "extent: {mode: excerpt, max_words: 80}", Excerpt(60), {"COMPLIANT"}},
      {"too many words",
       "extent: {mode: excerpt, max_words: 80}",
       Excerpt(100),
       {"EXCESS_EXCERPT/max_words"}},
      {"a share", "extent: {mode: excerpt, max_share: 0.5}", Excerpt(60), {"COMPLIANT"}},
      {"too large a share",
       "extent: {mode: excerpt, max_share: 0.5}",
       Excerpt(100),
       {"EXCESS_EXCERPT/max_share"}},
      {"an abridged text", "extent: {mode: abridged}", Excerpt(100), {"COMPLIANT"}},
      {"the whole of it",
       "extent: {mode: abridged}",
       CopyOf(StoryText()),
       {"EXCESS_EXCERPT/max_share"}},
      {"the first paragraphs",
       "extent: {mode: excerpt, first_paragraphs: 3}",
       CopyOf(two_paragraphs),
       {"COMPLIANT"}},
      {"more paragraphs",
       "extent: {mode: excerpt, first_paragraphs: 1}",
       CopyOf(two_paragraphs),
       {"EXCESS_EXCERPT/first_paragraphs"}},
      {"whole", "extent: {mode: whole}", CopyOf(StoryText()), {"COMPLIANT"}},
      {"not whole", "extent: {mode: whole}", Excerpt(100), {"ALTERED/not_whole"}},
  });
}

TEST(CopyJudge, Edits) {
  const std::string edited = absl::StrReplaceAll(
      StoryText(), {{"word74th", "river"}, {"word185th", "ferry"}, {"word296th", "bridge"}});
  const std::string cut = StoryText().substr(0, StoryText().size() / 2);
  StoredArticle renamed = CopyOf(StoryText());
  renamed.article.title = "Water everywhere";
  ExpectClasses({
      {"no limit", "", CopyOf(edited), {"COMPLIANT"}},
      {"within it", "edits: {max_edited_share: 0.05}", CopyOf(edited), {"COMPLIANT"}},
      {"over it", "edits: {max_edited_share: 0.01}", CopyOf(edited), {"ALTERED/changed"}},
      {"a cut is no edit", "edits: {max_edited_share: 0.01}", CopyOf(cut), {"COMPLIANT"}},
      {"unless it counts",
       "edits: {max_edited_share: 0.01, cuts_count_as_edits: true}",
       CopyOf(cut),
       {"ALTERED/changed_or_cut"}},
      {"what stands around the text is none",
       "edits: {max_edited_share: 0}",
       CopyOf("Sign up for our newsletter!\n\n" + std::string(kCredit) + StoryText() +
              "\n\nRead more: ten tips for the garden\n"),
       {"COMPLIANT"}},
      {"another headline", "", renamed, {"COMPLIANT"}},
      {"that may not change", "edits: {headline_may_change: false}", renamed, {"ALTERED/headline"}},
  });
  const AuditedCopy judged = Judge("edits: {max_edited_share: 0.01}", CopyOf(edited));
  ASSERT_EQ(judged.findings[0].alterations.size(), 3u);
  const Alteration& first = judged.findings[0].alterations[0];
  EXPECT_EQ(first.kind, AlterationKind::kChanged);
  EXPECT_EQ(edited.substr(first.copy.begin, first.copy.size()), "river");
  EXPECT_EQ(StoryText().substr(first.original.begin, first.original.size()), "word74th");
}

TEST(CopyJudge, SeveralBreachesAreAllNamed) {
  EXPECT_THAT(ClassesOf(Judge("embargo_hours: 48, credit: {required: true}, link: {target: site}, "
                              "extent: {mode: excerpt, max_words: 50}",
                              CopyOf(StoryText()))),
              ElementsAre("EMBARGO_BREACH/embargo", "MISSING_CREDIT/no_credit",
                          "MISSING_LINK/no_link", "EXCESS_EXCERPT/max_words"));
}

TEST(CopyJudge, CountPerPeriod) {
  const Policy policy = PolicyOf("count: {max_copies: 2, per: month}");
  const CreditLineFinder& credits = AuditCredits();
  const StoredArticle story = StoryOfSource();
  CopyCounter counter;
  std::vector<std::string> outcomes;
  for (const char* time : {"2026-03-02T00:00:00Z", "2026-03-30T00:00:00Z", "2026-03-31T23:00:00Z",
                           "2026-04-01T00:00:00Z"}) {
    const StoredArticle copy = CopyOf(StoryText(), "Mill Valley Post", time);
    const Match match = MatchOf(story, copy);
    const auto judged = CopyJudge(policy, credits)
                            .Judge({.copy = copy, .original = story, .match = match}, counter);
    outcomes.push_back(ClassesOf(*judged).front());
  }
  EXPECT_THAT(outcomes,
              ElementsAre("COMPLIANT", "COMPLIANT", "UNLICENSED/count_per_period", "COMPLIANT"));
}

TEST(CopyJudge, OfSeveralLicencesTheLeastBrokenCounts) {
  const auto policy = ParsePolicy(R"(
version: 1
licences:
  - {id: strict, anyone: true, source: nra, credit: {required: true}}
  - {id: excerpt, anyone: true, source: nra, extent: {mode: excerpt, max_words: 80}}
)",
                                  "p.yaml");
  EXPECT_EQ(Judge(*policy, StoryOfSource(), Excerpt(60)).licence, "excerpt");
  EXPECT_THAT(ClassesOf(Judge(*policy, StoryOfSource(), Excerpt(60))), ElementsAre("COMPLIANT"));
  EXPECT_EQ(Judge(*policy, StoryOfSource(), CopyOf(kCredit + StoryText())).licence, "strict");
}

TEST(CopyJudge, TextsOfOthersMayBeLeftOut) {
  StoredArticle story = StoryOfSource();
  story.article.body += "\nThis story was first published by Coastwire.\n";
  const StoredArticle copy = CopyOf(StoryText());
  EXPECT_THAT(ClassesOf(Judge(PolicyOf("excluded_credits: [cwire]"), story, copy)),
              ElementsAre("UNLICENSED/third_party_text"));
  EXPECT_THAT(ClassesOf(Judge(PolicyOf(""), story, copy)), ElementsAre("COMPLIANT"));
}

TEST(CopyJudge, NamesTheEvidence) {
  const StoredArticle copy = CopyOf(kCredit + StoryText());
  const AuditedCopy judged = Judge("link: {target: original}", copy);
  EXPECT_EQ(judged.copy.id.value(), "https://millvalley.example/copy");
  EXPECT_EQ(judged.copy.publisher_id, "mill");
  EXPECT_EQ(judged.licensee, "mill");
  EXPECT_EQ(judged.source, "nra");
  EXPECT_EQ(judged.licence, "L");
  EXPECT_EQ(judged.relation, Relation::kReprint);
  EXPECT_EQ(judged.copied_at, At("2026-03-02T12:00:00Z"));
  ASSERT_EQ(judged.passages.size(), 1u);
  EXPECT_EQ(copy.article.body.substr(judged.credit->begin, judged.credit->size()),
            std::string(kCredit).substr(0, sizeof(kCredit) - 3));
  // The SHA-256 of "abc", by the standard.
  StoredArticle abc = copy;
  abc.article.body = "abc";
  EXPECT_EQ(DescribeArticle(abc, AuditRegistry()).text_sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(CopyJudge, AFindingKeepsItsId) {
  const Finding first = Judge("link: {target: original}", CopyOf(StoryText())).findings[0];
  const Finding later =
      Judge("link: {target: original}", CopyOf("Breaking!\n\n" + StoryText())).findings[0];
  EXPECT_EQ(first.id, later.id);
  EXPECT_EQ(first.id.size(), 32u);
  EXPECT_NE(first.id, Judge("credit: {required: true}", CopyOf(StoryText())).findings[0].id);
}

TEST(CopyJudge, AnUnregisteredOriginalIsNobodys) {
  const CreditLineFinder& credits = AuditCredits();
  const Policy policy = PolicyOf("");
  const StoredArticle copy = CopyOf(StoryText());
  const Match match = MatchOf(copy, copy);
  CopyCounter counter;
  const auto judged =
      CopyJudge(policy, credits).Judge({.copy = copy, .original = copy, .match = match}, counter);
  EXPECT_EQ(judged.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace newsprint
