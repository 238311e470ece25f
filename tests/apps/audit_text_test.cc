#include "apps/audit_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

AuditedCopy ACopy() {
  AuditedCopy copy;
  copy.copy.id = *ArticleId::Create("https://paper.example/1");
  copy.copy.title = "=HYPERLINK(\"http://evil.example\")";
  copy.copy.publisher = "@paper";
  copy.original.id = *ArticleId::Create("https://agency.example/1");
  copy.original.title = "River rises";
  copy.original.publisher = "Agency";
  copy.relation = Relation::kReprint;
  copy.containment_original = 1;
  copy.reproduced_words = 120;
  copy.licence = "L";
  Finding& finding = copy.findings.emplace_back();
  finding.finding_class = FindingClass::kWrongCreditWording;
  finding.severity = Severity::kLow;
  finding.message = "-not in the required words.";
  finding.advice = "Replace the credit.";
  finding.required_wording = "By Agency.";
  finding.credit = Span{0, 9};
  return copy;
}

TEST(FindingRows, NoCellIsAFormula) {
  const auto rows = FindingRows(ACopy());
  ASSERT_EQ(rows.size(), 1u);
  ASSERT_EQ(rows[0].size(), FindingColumns().size());
  for (const std::string& cell : rows[0]) {
    EXPECT_TRUE(cell.empty() || std::string("=+-@\t\r\n").find(cell[0]) == std::string::npos)
        << cell;
  }
  EXPECT_THAT(rows[0], ::testing::Contains("'=HYPERLINK(\"http://evil.example\")"));
  EXPECT_THAT(rows[0], ::testing::Contains("'@paper"));
}

TEST(CopyInWords, SaysWhatItIsAndWhatToDo) {
  const std::string text = CopyInWords(ACopy(), "From AGCY\nText", Palette(false));
  EXPECT_THAT(text, HasSubstr("is a reprint of \"River rises\" by Agency"));
  EXPECT_THAT(text, HasSubstr("100 % of the original, 120 words"));
  EXPECT_THAT(text, HasSubstr("WRONG_CREDIT_WORDING (low)"));
  EXPECT_THAT(text, HasSubstr("has:    From AGCY\n"));
  EXPECT_THAT(text, HasSubstr("needs:  By Agency.\n"));
  EXPECT_THAT(text, HasSubstr("What to do:\n  - Replace the credit.\n"));
  EXPECT_THAT(CopyInWords(ACopy(), std::nullopt, Palette(false)), Not(HasSubstr("has:")));
}

TEST(SummaryInWords, NamesWhatWasRemoved) {
  AuditSummary summary;
  summary.articles = 3;
  summary.by_class[FindingClass::kAltered] = {2, 1};
  summary.removed = {{*ArticleId::Create("gone"), 7}};
  const std::string text = SummaryInWords(summary, Palette(false));
  EXPECT_THAT(text, HasSubstr("3 articles looked at"));
  EXPECT_THAT(text, HasSubstr("ALTERED                      2  (1 ignored)"));
  EXPECT_THAT(text, HasSubstr("removed since: gone"));
}

}  // namespace
}  // namespace newsprint
