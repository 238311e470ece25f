#include "newsprint/audit/ignore_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const char kId[] = "0123456789abcdef0123456789abcdef";

std::string ListOf(const std::string& members) {
  return "version: 1\nignore:\n  - {" + members + "}\n";
}

TEST(IgnoreList, AFindingComesBackWhenItsEntryRunsOut) {
  const auto list =
      ParseIgnoreList(ListOf(std::string("id: ") + kId +
                             ", reason: settled, author: A. Weber, expires: 2026-06-30"),
                      "ignore.yaml");
  ASSERT_TRUE(list.ok()) << list.status();
  const auto applied = [&](absl::CivilDay today, const char* id) {
    std::vector<Finding> findings(1);
    findings[0].id = id;
    findings[0].finding_class = FindingClass::kMissingLink;
    list->Apply(today, findings);
    return findings[0];
  };
  EXPECT_TRUE(applied(absl::CivilDay(2026, 6, 30), kId).ignored);
  EXPECT_EQ(applied(absl::CivilDay(2026, 6, 30), kId).ignore_reason, "settled");
  EXPECT_EQ(applied(absl::CivilDay(2026, 6, 30), kId).ignore_author, "A. Weber");
  EXPECT_FALSE(applied(absl::CivilDay(2026, 7, 1), kId).ignored);
  EXPECT_FALSE(applied(absl::CivilDay(2026, 6, 30), "another").ignored);
  EXPECT_TRUE(list->ExpiredOn(absl::CivilDay(2026, 6, 30)).empty());
  EXPECT_THAT(list->ExpiredOn(absl::CivilDay(2026, 7, 1)), ElementsAre(kId));
}

TEST(IgnoreList, SaysWhatIsWrongAndWhere) {
  const std::string id = std::string("id: ") + kId;
  const struct {
    std::string text;
    const char* message;
  } cases[] = {
      {"ignore: []", "i.yaml:1: version: is missing"},
      {ListOf("reason: x, author: y, expires: 2026-01-01"), "i.yaml:3: id: is missing"},
      {ListOf("id: 17, reason: x, author: y, expires: 2026-01-01"), "id: '17', must be the 32"},
      {ListOf(id + ", author: y, expires: 2026-01-01"), "reason: is missing"},
      {ListOf(id + ", reason: x, expires: 2026-01-01"), "author: is missing"},
      {ListOf(id + ", reason: x, author: y"), "expires: is missing"},
      {ListOf(id + ", reason: x, author: y, expires: never"), "expires: 'never', must be a day"},
      {ListOf(id + ", reason: x, author: y, expires: 2026-01-01, until: z"), "until: is no key"},
  };
  for (const auto& one : cases) {
    EXPECT_THAT(std::string(ParseIgnoreList(one.text, "i.yaml").status().message()),
                HasSubstr(one.message));
  }
}

}  // namespace
}  // namespace newsprint
