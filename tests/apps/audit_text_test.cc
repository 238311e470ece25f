#include "apps/audit_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

AuditedCopy ACopy() {
  AuditedCopy copy;
  copy.copy.id = *ArticleId::Create("https://paper.example/1");
  copy.copy.publisher = "A Paper";
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
  finding.message = "Not in the required words.";
  finding.advice = "Replace the credit.";
  finding.required_wording = "By Agency.";
  finding.credit = Span{0, 9};
  return copy;
}

// Texts by the ids of ACopy.
ArticleTexts TextsOf(std::string copy, std::string original) {
  return [=](const AuditedArticle& article) -> std::optional<std::string> {
    return article.id.value() == "https://paper.example/1" ? copy : original;
  };
}

std::optional<std::string> NoText(const AuditedArticle&) { return std::nullopt; }

TEST(CopyInWords, SaysWhatItIsAndWhatToDo) {
  const std::string text = CopyInWords(ACopy(), TextsOf("From AGCY\nText", "Text"), Palette(false));
  EXPECT_THAT(text, HasSubstr("is a reprint of \"River rises\" by Agency"));
  EXPECT_THAT(text, HasSubstr("100 % of the original, 120 words"));
  EXPECT_THAT(text, HasSubstr("WRONG_CREDIT_WORDING (low)"));
  EXPECT_THAT(text, HasSubstr("has:    From AGCY\n"));
  EXPECT_THAT(text, HasSubstr("needs:  By Agency.\n"));
  EXPECT_THAT(text, HasSubstr("What to do:\n  - Replace the credit.\n"));
  EXPECT_THAT(CopyInWords(ACopy(), NoText, Palette(false)), Not(HasSubstr("has:")));
}

TEST(CopyInWords, ShowsTheFirstAlterations) {
  AuditedCopy copy = ACopy();
  Finding& finding = copy.findings[0];
  finding.alterations.push_back({AlterationKind::kChanged, {0, 3}, {0, 3}, 1});
  finding.alterations.push_back({AlterationKind::kAdded, {4, 4}, {4, 9}, 1});
  finding.alterations.push_back({AlterationKind::kCut, {4, 8}, {10, 10}, 1});
  finding.alterations.resize(7);
  const std::string text =
      CopyInWords(copy, TextsOf("two brown dogs", "one dark dog"), Palette(false));
  EXPECT_THAT(text, HasSubstr("      changed “one” to “two”\n"
                              "      added “brown”\n"
                              "      cut “dark”\n"));
  EXPECT_THAT(text, HasSubstr("      and 2 other alterations\n"));
}

TEST(UnjudgedInWords, SaysWhyNothingIsHeldAgainstIt) {
  UnjudgedCopy copy;
  copy.copy.id = *ArticleId::Create("https://paper.example/1");
  copy.source = "agency";
  EXPECT_EQ(UnjudgedInWords(copy, Palette(false)),
            "https://paper.example/1\n"
            "  NOT JUDGED A text of agency, whose article is not stored.\n");
  copy.other = *ArticleId::Create("other");
  EXPECT_EQ(WhyUnjudged(copy), "A text of agency, whose article is not stored; other has it, too.");
  copy.source.clear();
  EXPECT_EQ(WhyUnjudged(copy), "Shares its text with other; whose text it is, is not known.");
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
