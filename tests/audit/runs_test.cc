#include "newsprint/audit/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "audit/run_codec.h"
#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const char kPolicy[] = R"(
version: 1
licences:
  - {id: L, group: valley, source: nra, link: {target: original}, count: {max_copies: 100, per: day}}
)";

class AuditRunsTest : public ::testing::Test {
 protected:
  AuditRunsTest() : policy_(*ParsePolicy(kPolicy, "p.yaml")) {
    CorpusOptions options;
    options.credits = AuditCredits();
    corpus_ = *Corpus::Open(CreateMemoryStore({.path = "", .scheme = CurrentScheme(), .seed = 5}),
                            options);
    Take(StoryOfSource());
    for (const char* id : {"one", "two", "three"}) TakeCopy(id);
  }

  void Take(const StoredArticle& stored) {
    const auto report = corpus_->Ingest(stored.article, {});
    ASSERT_TRUE(report.ok()) << report.status();
  }

  void TakeCopy(const std::string& id) {
    StoredArticle copy = CopyOf(StoryText() + "\nAnd " + id + " more.\n");
    copy.article.id = *ArticleId::Create(id);
    Take(copy);
  }

  RunRequest Request() const {
    return {.software_version = "1.0", .today = absl::CivilDay(2026, 4, 1)};
  }

  AuditReport Run(const RunRequest& request) {
    AuditReport report;
    const auto run = AuditRuns(*corpus_).Run(policy_, request,
                                             {.begin =
                                                  [&](const RunHeader& header) {
                                                    report.header = header;
                                                    return absl::OkStatus();
                                                  },
                                              .audit = SinkInto(report)});
    EXPECT_TRUE(run.ok()) << run.status();
    if (run.ok()) report.summary = run->summary;
    return report;
  }

  static std::vector<std::string> Copies(const AuditReport& report) {
    std::vector<std::string> ids;
    for (const AuditedCopy& copy : report.copies) ids.push_back(copy.copy.id.value());
    return ids;
  }

  const Policy policy_;
  std::unique_ptr<Corpus> corpus_;
};

TEST_F(AuditRunsTest, NamesAllThatDecidesIt) {
  const AuditReport report = Run(Request());
  EXPECT_THAT(report.header.run_id, SizeIs(32));
  EXPECT_EQ(report.header.snapshot, 4u);
  EXPECT_EQ(report.header.policy_hash, policy_.hash);
  EXPECT_EQ(report.header.sources_hash, AuditRegistry().hash());
  EXPECT_EQ(report.header.software_version, "1.0");
  EXPECT_THAT(Copies(report), ElementsAre("one", "two", "three"));
  RunRequest other = Request();
  other.scope.licensees = {"mill"};
  EXPECT_NE(Run(other).header.run_id, report.header.run_id);
}

TEST_F(AuditRunsTest, IsReadAgainAsItWas) {
  const AuditReport report = Run(Request());
  const AuditRuns runs(*corpus_);
  const auto stored = runs.Find(report.header.run_id);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->header, report.header);
  EXPECT_EQ(stored->summary, report.summary);
  const auto part = runs.ReadPart(report.header.run_id, 0);
  ASSERT_TRUE(part.ok()) << part.status();
  EXPECT_EQ(part->copies, report.copies);
  EXPECT_THAT(runs.ReadPart(report.header.run_id, 1)->copies, IsEmpty());
  EXPECT_THAT(*runs.List(), SizeIs(1));
  EXPECT_EQ(runs.Find("none").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(AuditRunsTest, GivesTheSameAgainWhateverCameInSince) {
  const AuditReport first = Run(Request());
  TakeCopy("later");
  RunRequest again = Request();
  again.again = first.header.run_id;
  EXPECT_EQ(Run(again), first);
  EXPECT_EQ(Run(again), first);
}

TEST_F(AuditRunsTest, NamesWhatWasRemovedAndIsOtherwiseEqual) {
  const AuditReport first = Run(Request());
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("two")).ok());
  ASSERT_TRUE(corpus_->Purge().ok());
  RunRequest request = Request();
  request.again = first.header.run_id;
  const AuditReport again = Run(request);
  EXPECT_EQ(again.header, first.header);
  ASSERT_THAT(Copies(again), ElementsAre("one", "three"));
  EXPECT_EQ(again.copies[0], first.copies[0]);
  EXPECT_EQ(again.copies[1], first.copies[2]);
  EXPECT_THAT(again.summary.removed,
              ElementsAre(RemovedArticle{*ArticleId::Create("two"), first.copies[1].copy.ordinal}));
  EXPECT_EQ(again.summary.articles, first.summary.articles);
  // The kept run still names it, without a word of its text.
  const auto part = AuditRuns(*corpus_).ReadPart(first.header.run_id, 0);
  EXPECT_THAT(part->copies, SizeIs(3));
  EXPECT_EQ(part->copies[1].copy.title, "");
}

TEST_F(AuditRunsTest, KeepsNoTextOfAnArticle) {
  const AuditReport report = Run(Request());
  const auto records = corpus_->ReadRecords("", "", 100);
  ASSERT_TRUE(records.ok());
  EXPECT_GE(records->size(), 2u);
  for (const StoredRecord& record : *records) {
    EXPECT_EQ(record.value.find("word"), std::string::npos) << record.key;
    EXPECT_EQ(record.value.find("River rises"), std::string::npos) << record.key;
  }
}

TEST_F(AuditRunsTest, IsNotRunAgainOnOtherTerms) {
  const AuditReport first = Run(Request());
  RunRequest again = Request();
  again.again = first.header.run_id;
  again.software_version = "2.0";
  const auto other_version = AuditRuns(*corpus_).Run(policy_, again, {});
  EXPECT_EQ(other_version.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(other_version.status().message()),
              HasSubstr("another version of newsprint: 1.0, and this is 2.0"));
  again.software_version = "1.0";
  const auto policy = ParsePolicy(std::string(kPolicy) + "# changed\n", "p.yaml");
  EXPECT_THAT(std::string(AuditRuns(*corpus_).Run(*policy, again, {}).status().message()),
              HasSubstr("another policy"));
  again.again = std::string(32, '0');
  EXPECT_EQ(AuditRuns(*corpus_).Run(policy_, again, {}).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(AuditRunsTest, GivesOnlyWhatIsNew) {
  RunRequest request = Request();
  request.only_new = true;
  const AuditReport first = Run(request);
  EXPECT_THAT(Copies(first), SizeIs(3));  // There was none before it.
  EXPECT_EQ(first.header.since_run, "");
  EXPECT_THAT(Copies(Run(request)), IsEmpty());
  TakeCopy("later");
  const AuditReport third = Run(request);
  EXPECT_THAT(Copies(third), ElementsAre("later"));
  EXPECT_EQ(third.header.since_run, first.header.run_id);
  EXPECT_EQ(third.summary.copies, 4u);
  // All of it is kept.
  EXPECT_THAT(AuditRuns(*corpus_).ReadPart(third.header.run_id, 0)->copies, SizeIs(4));
}

TEST_F(AuditRunsTest, AnIgnoredFindingComesBack) {
  const std::string id = Run(Request()).copies[0].findings[0].id;
  RunRequest request = Request();
  request.ignores.hash = "list";
  request.ignores.findings[id] = {"settled", "A. Weber", absl::CivilDay(2026, 4, 30)};
  const AuditReport ignored = Run(request);
  EXPECT_TRUE(ignored.copies[0].findings[0].ignored);
  EXPECT_EQ(ignored.summary.violating_copies, 2u);
  EXPECT_EQ(ignored.summary.by_class.at(FindingClass::kMissingLink).ignored, 1u);
  request.today = absl::CivilDay(2026, 5, 1);
  request.only_new = true;  // Counts as new.
  const AuditReport back = Run(request);
  EXPECT_THAT(Copies(back), ElementsAre("one"));
  EXPECT_EQ(back.summary.violating_copies, 3u);
  EXPECT_THAT(back.summary.expired_ignores, ElementsAre(id));
}

TEST_F(AuditRunsTest, ARunThatIsCutShortIsNone) {
  RunRequest request = Request();
  std::stop_source stop;
  stop.request_stop();
  request.control.stop = stop.get_token();
  EXPECT_EQ(AuditRuns(*corpus_).Run(policy_, request, {}).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_THAT(*AuditRuns(*corpus_).List(), IsEmpty());
}

TEST_F(AuditRunsTest, ARunThatIsBrokenOffLeavesNothingBehind) {
  for (int i = 0; i < 100; ++i) TakeCopy("more-" + std::to_string(i));
  int copies = 0;
  const auto run = AuditRuns(*corpus_).Run(policy_, Request(),
                                           {.audit = {.copy = [&](const AuditedCopy&) {
                                              return ++copies < 90 ? absl::OkStatus()
                                                                   : absl::CancelledError("enough");
                                            }}});
  EXPECT_EQ(run.status().code(), absl::StatusCode::kCancelled);
  const auto records = corpus_->ReadRecords("audit/", "", 100);
  EXPECT_THAT(*records, SizeIs(1));
  for (const StoredRecord& record : *records) EXPECT_EQ(record.value, "") << record.key;
  // One that is kept stays as it is when it is run once more and broken off.
  const AuditReport whole = Run(Request());
  copies = 0;
  EXPECT_FALSE(AuditRuns(*corpus_)
                   .Run(policy_, Request(),
                        {.audit = {.copy =
                                       [&](const AuditedCopy&) {
                                         return ++copies < 90 ? absl::OkStatus()
                                                              : absl::CancelledError("enough");
                                       }}})
                   .ok());
  RunRequest again = Request();
  again.again = whole.header.run_id;
  EXPECT_EQ(Run(again), whole);
}

// Judged and not, as they came in: what a run gives and what it gives again are one order.
TEST_F(AuditRunsTest, GivesAllAgainInTheOrderOfArrival) {
  std::string wire;
  for (int i = 0; i < 120; ++i) absl::StrAppend(&wire, "wire", i, i % 12 == 11 ? ".\n" : " ");
  StoredArticle absent = CopyOf("This story was first published by Coastwire.\n\n" + wire);
  absent.article.id = *ArticleId::Create("absent");
  Take(absent);
  TakeCopy("later");
  const auto order = [this](const std::string& again) {
    std::vector<std::string> ids;
    RunRequest request = Request();
    request.again = again;
    const auto run = AuditRuns(*corpus_).Run(policy_, request,
                                             {.audit = {.copy =
                                                            [&](const AuditedCopy& copy) {
                                                              ids.push_back(copy.copy.id.value());
                                                              return absl::OkStatus();
                                                            },
                                                        .unjudged =
                                                            [&](const UnjudgedCopy& copy) {
                                                              ids.push_back(copy.copy.id.value());
                                                              return absl::OkStatus();
                                                            }}});
    EXPECT_TRUE(run.ok()) << run.status();
    ids.push_back(run->header.run_id);
    return ids;
  };
  const std::vector<std::string> first = order("");
  EXPECT_THAT(first, ElementsAre("one", "two", "three", "absent", "later", first.back()));
  EXPECT_EQ(order(first.back()), first);
}

TEST(RunCodec, DamageIsSaid) {
  EXPECT_EQ(DecodeRun("\xff").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodePart("\xff").status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace newsprint
