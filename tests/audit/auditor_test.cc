#include "newsprint/audit/auditor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string OtherText(const std::string& tag) {
  std::string text;
  for (int i = 0; i < 120; ++i) absl::StrAppend(&text, tag, i, i % 12 == 11 ? ".\n" : " ");
  return text;
}

class AuditorTest : public ::testing::Test {
 protected:
  AuditorTest()
      : credits_(AuditCredits()),
        policy_(*ParsePolicy(R"(
version: 1
licences:
  - {id: L, licensee: mill, source: nra, link: {target: original}}
)",
                             "p.yaml")) {
    CorpusOptions options;
    options.credits = credits_;
    corpus_ = *Corpus::Open(CreateMemoryStore({.path = "", .scheme = CurrentScheme(), .seed = 5}),
                            options);
  }

  void Take(const StoredArticle& stored) {
    const auto report = corpus_->Ingest(stored.article, {});
    ASSERT_TRUE(report.ok()) << report.status();
  }

  void TakeCopy(std::string id, std::string body, std::string publisher) {
    StoredArticle copy = CopyOf(std::move(body), publisher);
    copy.article.id = *ArticleId::Create(id);
    copy.article.url = id;
    Take(copy);
  }

  AuditReport Run(AuditOptions options = {}) {
    AuditReport report;
    const auto summary = Auditor(*corpus_, policy_, credits_).Run(options, SinkInto(report));
    EXPECT_TRUE(summary.ok()) << summary.status();
    report.summary = *summary;
    return report;
  }

  static std::vector<std::string> Lines(const AuditReport& report) {
    std::vector<std::string> lines;
    for (const AuditedCopy& copy : report.copies) {
      lines.push_back(copy.copy.id.value() + " of " + copy.original.id.value() + " " +
                      ClassesOf(copy).front());
    }
    return lines;
  }

  const CreditLineFinder& credits_;
  const Policy policy_;
  std::unique_ptr<Corpus> corpus_;
};

TEST_F(AuditorTest, HoldsEachCopyAgainstItsOriginal) {
  TakeCopy("early-copy", StoryText(), "Dune Courier");  // The original comes later.
  Take(StoryOfSource());
  TakeCopy("copy", StoryText(), "Mill Valley Post");
  TakeCopy("unrelated", OtherText("garden"), "Mill Valley Post");
  const AuditReport report = Run();
  const std::string story = StoryOfSource().article.id.value();
  EXPECT_THAT(Lines(report), ElementsAre("early-copy of " + story + " UNLICENSED/no_licence",
                                         "copy of " + story + " MISSING_LINK/no_link"));
  EXPECT_THAT(report.unjudged, IsEmpty());
  EXPECT_EQ(report.summary.articles, 4u);
  EXPECT_EQ(report.summary.copies, 2u);
  EXPECT_EQ(report.summary.violating_copies, 2u);
  EXPECT_EQ(report.summary.compliant_copies, 0u);
  EXPECT_EQ(report.summary.by_class.at(FindingClass::kUnlicensed).findings, 1u);
  EXPECT_EQ(report.summary.violations_by_licensee.at("dune"), 1u);
  EXPECT_EQ(report.summary.violations_by_source.at("nra"), 2u);
}

TEST_F(AuditorTest, AccusesNobodyWithoutAnOriginal) {
  // Two papers have one text, and one of them says whose it is.
  TakeCopy("one", "This story was first published by Coastwire.\n\n" + OtherText("wire"),
           "Mill Valley Post");
  TakeCopy("two", OtherText("wire"), "Dune Courier");
  const AuditReport report = Run();
  EXPECT_THAT(report.copies, IsEmpty());
  ASSERT_EQ(report.unjudged.size(), 2u);
  EXPECT_EQ(report.unjudged[0].source, "cwire");
  EXPECT_TRUE(report.unjudged[0].credit.has_value());
  EXPECT_EQ(report.unjudged[1].source, "cwire");  // As its sibling says.
  EXPECT_FALSE(report.unjudged[1].credit.has_value());
  EXPECT_EQ(report.summary.unjudged_copies, 2u);
  EXPECT_EQ(report.summary.violating_copies, 0u);
}

TEST_F(AuditorTest, ASourceMayRunItsOwnText) {
  Take(StoryOfSource());
  TakeCopy("https://sports.nra.example/again", StoryText(), "NRA Sports");
  const AuditReport report = Run();
  EXPECT_THAT(report.copies, IsEmpty());
  EXPECT_THAT(report.unjudged, IsEmpty());
}

TEST_F(AuditorTest, OfTwoVersionsTheCloserOneIsTheOriginal) {
  Take(StoryOfSource());
  StoredArticle second = StoryOfSource();
  second.article.id = *ArticleId::Create("second-version");
  second.article.url = "https://www.nra.example/2026/river-rises-2.html";
  second.article.body += OtherText("update");
  Take(second);
  TakeCopy("of-first", StoryText(), "Dune Courier");
  TakeCopy("of-second", second.article.body, "Dune Courier");
  EXPECT_THAT(Lines(Run()), ElementsAre("of-first of " + StoryOfSource().article.id.value() +
                                            " UNLICENSED/no_licence",
                                        "of-second of second-version UNLICENSED/no_licence"));
}

TEST_F(AuditorTest, APageMayTakeFromTwoStories) {
  Take(StoryOfSource());
  StoredArticle other = StoryOfSource();
  other.article.id = *ArticleId::Create("other-story");
  other.article.body = OtherText("other");
  Take(other);
  TakeCopy("roundup", StoryText() + "\n" + OtherText("other"), "Dune Courier");
  EXPECT_EQ(Run().copies.size(), 2u);
}

TEST_F(AuditorTest, LooksWhereItIsTold) {
  Take(StoryOfSource());
  TakeCopy("copy", StoryText(), "Mill Valley Post");
  TakeCopy("copy-2", StoryText(), "Dune Courier");
  AuditOptions options;
  options.scope.licensees = {"dune"};
  EXPECT_EQ(Run(options).copies.size(), 1u);
  options = {};
  options.scope.sources = {"cwire"};
  EXPECT_EQ(Run(options).copies.size(), 0u);
  options = {};
  options.scope.published_from = At("2026-03-03T00:00:00Z");
  EXPECT_EQ(Run(options).copies.size(), 0u);
  options = {};
  options.snapshot = 2;
  EXPECT_EQ(Run(options).copies.size(), 1u);
}

TEST_F(AuditorTest, StopsWhenItIsTold) {
  Take(StoryOfSource());
  TakeCopy("copy", StoryText(), "Mill Valley Post");
  std::stop_source stop;
  const auto summary = Auditor(*corpus_, policy_, credits_)
                           .Run({.control = {.stop = stop.get_token()}},
                                {.progress = [&](uint64_t done, uint64_t of) {
                                  EXPECT_EQ(done, 1u);
                                  EXPECT_EQ(of, 2u);
                                  stop.request_stop();
                                  return absl::OkStatus();
                                }});
  EXPECT_EQ(summary.status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace newsprint
