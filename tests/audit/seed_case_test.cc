// The founding case: a page that reprints a story of RFE/RL in full, with a credit that is not the
// required one and without a link, under the policy that is shipped for RFE/RL. The same in two
// dresses: the page itself, where ../shared is there, and the sample after its manner.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "newsprint/audit/auditor.h"
#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

struct FoundingCase {
  std::string page;
  std::string first_words;  // Of the story in it.
  std::string policy;
  CreditLineFinder credits;
  std::string source_name;
  std::string address;
  std::string licence;
  std::string credit;
  std::string required;
};

void ExpectReprintThatBreaksTheTerms(const FoundingCase& one) {
  const size_t begin = one.page.find(one.first_words);
  ASSERT_NE(begin, std::string::npos);
  const auto policy = ParsePolicy(ReadFile(one.policy), one.policy);
  ASSERT_TRUE(policy.ok()) << policy.status();
  ASSERT_TRUE(CheckParties(*policy, one.credits.registry()).ok());
  CorpusOptions options;
  options.credits = one.credits;
  const auto corpus =
      *Corpus::Open(CreateMemoryStore({.path = "", .scheme = CurrentScheme(), .seed = 9}), options);
  const StoredArticle original =
      MakeStored(one.address, one.page.substr(begin), one.source_name, "2019-10-30T18:00:00Z");
  const StoredArticle copy = MakeStored("https://americanmilitarynews.com/2019/10/story/", one.page,
                                        "American Military News", "2019-10-31T09:00:00Z");
  ASSERT_TRUE(corpus->Ingest(original.article, {}).ok());
  ASSERT_TRUE(corpus->Ingest(copy.article, {}).ok());

  std::vector<AuditedCopy> copies;
  const auto summary =
      Auditor(*corpus, *policy, one.credits).Run({}, {.copy = [&](const AuditedCopy& found) {
                                                   copies.push_back(found);
                                                   return absl::OkStatus();
                                                 }});
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(copies.size(), 1u);
  const AuditedCopy& judged = copies[0];
  EXPECT_EQ(judged.relation, Relation::kReprint);
  EXPECT_EQ(judged.licence, one.licence);
  EXPECT_EQ(judged.containment_original, 1);
  EXPECT_EQ(judged.changed_or_cut_share, 0);
  EXPECT_THAT(ClassesOf(judged),
              ElementsAre("WRONG_CREDIT_WORDING/wording", "MISSING_LINK/no_link"));
  ASSERT_TRUE(judged.credit.has_value());
  EXPECT_EQ(one.page.substr(judged.credit->begin, judged.credit->size()), one.credit);
  EXPECT_TRUE(judged.findings[0].required_wording.starts_with(one.required))
      << judged.findings[0].required_wording;
  EXPECT_EQ(judged.findings[1].link_url, one.address);
  EXPECT_TRUE(judged.findings[1].confirm_on_page);
}

TEST(SeedCase, ThePageBreaksTheTermsOfItsSource) {
  const std::string page =
      ReadFile(NEWSPRINT_SHARED_DIR "/data/seed/american_military_news_reprint.txt");
  if (page.empty()) GTEST_SKIP() << "shared/data is not here";
  ExpectReprintThatBreaksTheTerms(
      {.page = page,
       .first_words = "NATO Secretary-General Jens Stoltenberg has welcomed",
       .policy = NEWSPRINT_SOURCE_DIR "/deploy/licences/rferl.yaml",
       .credits = CreditLineFinder::Default(),
       .source_name = "RFE/RL",
       .address = "https://www.rferl.org/a/nato-chief/30245310.html",
       .licence = "rferl-full-text",
       .credit = "This article was originally published by Radio Free Europe/Radio Liberty and is "
                 "reprinted with permission.",
       .required = "Copyright (c) 2019. RFE/RL, Inc. Reprinted with the permission of"});
}

TEST(SeedCase, SoDoesTheSampleAfterItsManner) {
  const std::string samples = NEWSPRINT_SOURCE_DIR "/samples/";
  ExpectReprintThatBreaksTheTerms(
      {.page = ReadFile(samples + "pages/frontier-observer-reprint.txt"),
       .first_words = "The head of the commission that watches over Lake Sarvan",
       .policy = samples + "licences.yaml",
       .credits = CreditLineFinder::WithDefaultPatterns(
           *SourceRegistry::Parse(ReadFile(samples + "sources.yaml"), "sources.yaml")),
       .source_name = "Radio Open Horizon",
       .address = "https://www.openhorizon.example/a/lake-sarvan-patrol-boats-31204",
       .licence = "open-horizon-full-text",
       .credit =
           "This article was originally published by Radio Open Horizon and is reprinted with "
           "permission.",
       .required = "Copyright (c) 2019. ROH, Inc. Reprinted with the permission of Radio"});
}

}  // namespace
}  // namespace newsprint
