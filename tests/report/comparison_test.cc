// The comparison as a page: the bytes of a small one, and that no text of a stranger is markup.
#include "newsprint/report/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/assets.h"
#include "tests/report/golden.h"
#include "tests/report/sample_pages.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RenderComparisonTest, GivesTheBytesOfTheGoldenFile) {
  ExpectGolden(WithoutAssets(RenderComparison(SmallComparison(), "newsprint test"),
                             report::ComparisonAssets()),
               "comparison.html");
}

TEST(RenderComparisonTest, GivesTheSameBytesAgain) {
  EXPECT_EQ(RenderComparison(SmallComparison(), "x"), RenderComparison(SmallComparison(), "x"));
}

TEST(RenderComparisonTest, LetsNoTextBecomeMarkup) {
  const std::string html = RenderComparison(HostileComparison(), HostileText());
  ExpectInert(html, report::ComparisonAssets());
}

TEST(RenderComparisonTest, CountsSpansInCodeUnits) {
  ComparisonPage page;
  page.a.body = "\U0001f4f0é one two";  // 4 + 2 + 1 bytes before "one": 2 + 1 + 1 units.
  page.b.body = "one two";
  page.pair.passages = {{{7, 14}, {0, 7}, 2, 2, 2}};
  page.pair.changes.dropped = {{7, 10}};
  page.pair.credits_b = {{{4, 7}, "note"}};
  EXPECT_THAT(RenderComparison(page, ""),
              HasSubstr(R"("passages":[[4,11,0,7,2]],"dropped":[[4,7]],"added":[],"credits_a":[],)"
                        R"("credits_b":[[4,7,"note"]])"));
}

TEST(RenderComparisonTest, ShowsNoSpansOfARemovedText) {
  ComparisonPage page = SmallComparison();
  page.a.body.reset();
  EXPECT_THAT(RenderComparison(page, ""), HasSubstr(R"("body":null)"));
  EXPECT_THAT(RenderComparison(page, ""), Not(HasSubstr("northern shore will reopen before the "
                                                        "spring thaw, after a winter")));
}

TEST(ShownCreditsTest, MarksALineOnce) {
  const std::vector<ArticleCredit> credits = {
      {.span = {0, 20}, .type = CreditType::kFull, .name = "A"},
      {.span = {0, 20}, .type = CreditType::kFull, .name = "B"},
      {.span = {30, 40}, .type = CreditType::kDisclaimer}};
  const std::vector<ShownLine> lines = ShownCredits(credits);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].span, (Span{0, 20}));
  EXPECT_EQ(lines[0].note, "Credit line, full: A, B");
  EXPECT_EQ(lines[1].note, "Credit line, disclaimer");
}

TEST(ShownFurnitureTest, LeavesOutWhatIsOfTheStory) {
  const std::vector<TextPart> parts = {{{0, 5}, PartKind::kHeadline},
                                       {{6, 9}, PartKind::kPromo},
                                       {{10, 15}, PartKind::kCredit},
                                       {{16, 19}, PartKind::kPhoto},
                                       {{20, 25}, PartKind::kParagraph}};
  const std::vector<ShownLine> lines = ShownFurniture(parts);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].span, (Span{6, 9}));
  EXPECT_EQ(lines[0].note, "Not of the story: promo");
  EXPECT_EQ(lines[1].note, "Not of the story: photo");
}

}  // namespace
}  // namespace newsprint
