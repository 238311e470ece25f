#include "apps/audit_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace newsprint {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::StartsWith;

// Every string of a stranger's begins as a formula does.
AuditedCopy HostileCopy() {
  AuditedCopy copy;
  copy.copy.id = *ArticleId::Create("-1");
  copy.copy.title = "=HYPERLINK(\"http://evil.example\")";
  copy.copy.publisher = "@paper";
  copy.original.id = *ArticleId::Create("https://agency.example/1");
  copy.original.title = "\uff1d1+1";
  copy.relation = Relation::kReprint;
  copy.containment_original = 0.97;
  copy.reproduced_words = 120;
  copy.credit = Span{0, 9};
  Finding& finding = copy.findings.emplace_back();
  finding.finding_class = FindingClass::kWrongCreditWording;
  finding.message = "+not in the required words.";
  return copy;
}

TEST(FindingRows, NoCellIsAFormula) {
  const auto rows = FindingRows(HostileCopy(), "\tBy AGCY\nText");
  ASSERT_EQ(rows.size(), 1u);
  for (const std::string& cell : rows[0]) {
    for (const char* begin : {"=", "+", "-", "@", "\t", "\uff1d"}) {
      EXPECT_THAT(cell, Not(StartsWith(begin)));
    }
  }
  EXPECT_THAT(rows[0], Contains("'=HYPERLINK(\"http://evil.example\")"));
  EXPECT_THAT(rows[0], Contains("'@paper"));
  EXPECT_THAT(rows[0], Contains("'\tBy AGCY\n"));
  EXPECT_THAT(rows[0], Contains("0.970"));
}

TEST(FindingRows, HaveACellForEachColumn) {
  const std::string head = CsvHead();
  EXPECT_THAT(head, StartsWith("\ufeffclass,severity,"));
  const auto columns = static_cast<size_t>(std::ranges::count(head, ',')) + 1;
  EXPECT_EQ(FindingRows(HostileCopy(), std::nullopt)[0].size(), columns);
  EXPECT_EQ(UnjudgedRow({}).size(), columns);
}

TEST(UnjudgedRow, IsOfAClassOfItsOwn) {
  UnjudgedCopy copy;
  copy.source = "agency";
  EXPECT_EQ(UnjudgedRow(copy)[0], "NOT_JUDGED");
  EXPECT_THAT(UnjudgedRow(copy), Contains("A text of agency, whose article is not stored."));
}

}  // namespace
}  // namespace newsprint
