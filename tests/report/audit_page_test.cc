// The audit as a page: the bytes of a small one, and that no text of a stranger is markup.
#include "newsprint/report/audit_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "report/assets.h"
#include "tests/report/golden.h"
#include "tests/report/sample_audit.h"
#include "tests/report/sample_pages.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Rendered(const SampleAudit& audit) {
  const auto html = RenderAuditReport(audit.report, audit.Texts(), "newsprint test");
  EXPECT_TRUE(html.ok()) << html.status();
  return html.value_or("");
}

TEST(RenderAuditReportTest, GivesTheBytesOfTheGoldenFile) {
  ExpectGolden(WithoutAssets(Rendered(SmallAudit()), report::AuditAssets()), "audit.html");
}

TEST(RenderAuditReportTest, GivesTheSameBytesAgain) {
  EXPECT_EQ(Rendered(SmallAudit()), Rendered(SmallAudit()));
}

TEST(RenderAuditReportTest, TakesAnEmptyReport) {
  EXPECT_THAT(Rendered({}), HasSubstr(R"("copies":[],"unjudged":[],"texts":[])"));
}

TEST(RenderAuditReportTest, LetsNoTextBecomeMarkup) {
  const SampleAudit audit = HostileAudit();
  const auto html = RenderAuditReport(audit.report, audit.Texts(), HostileText());
  ASSERT_TRUE(html.ok()) << html.status();
  ExpectInert(*html, report::AuditAssets());
}

TEST(RenderAuditReportTest, AsksForEachTextOnce) {
  const SampleAudit audit = SmallAudit();
  std::map<std::string, int> asked;
  const auto html = RenderAuditReport(
      audit.report,
      [&](const AuditedArticle& article) {
        ++asked[article.id.value()];
        return audit.Texts()(article);
      },
      "");
  ASSERT_TRUE(html.ok());
  EXPECT_EQ(asked.size(), 12u);  // Ten copies and two originals; none of what was not judged.
  for (const auto& [id, times] : asked) EXPECT_EQ(times, 1) << id;
}

TEST(RenderAuditReportTest, ShowsWhatIsKnownWhereATextIsGone) {
  SampleAudit audit = SmallAudit();
  audit.bodies.clear();
  const std::string html = Rendered(audit);
  EXPECT_THAT(html, HasSubstr("Sunday Lantern"));
  EXPECT_THAT(html, HasSubstr(R"("body":null)"));
  EXPECT_THAT(html, Not(HasSubstr("lake commission said")));
}

TEST(RenderAuditReportTest, MarksWhatAnAlteredFindingCounted) {
  SampleAudit audit = SmallAudit();
  std::erase_if(audit.report.copies, [](const AuditedCopy& copy) {
    return copy.findings[0].finding_class != FindingClass::kAltered;
  });
  ASSERT_EQ(audit.report.copies.size(), 1u);
  EXPECT_THAT(Rendered(audit), HasSubstr(R"("dropped":[[4,8],[20,27]],"added":[[99,103]])"));
}

TEST(RenderAuditReportTest, MarksOverlappingLinesOnce) {
  SampleAudit audit = SmallAudit();
  audit.report.copies.resize(1);
  AuditedCopy& copy = audit.report.copies[0];
  copy.findings[0].credit = Span{10, 20};  // Inside the copy's credit line, [0, 93).
  copy.findings[0].link = Span{100, 120};
  EXPECT_THAT(Rendered(audit), HasSubstr(R"("credits_b":[[0,93,"Credit line"],[100,120,"Link"]])"));
}

TEST(RenderAuditReportTest, RefusesATextThatIsAnother) {
  SampleAudit audit = SmallAudit();
  for (auto& [id, body] : audit.bodies) body.resize(20);
  const auto html = RenderAuditReport(audit.report, audit.Texts(), "");
  EXPECT_EQ(html.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(html.status().message()), HasSubstr("of a text of 20 bytes"));
}

}  // namespace
}  // namespace newsprint
