#include "apps/terminal.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace newsprint {
namespace {

TEST(Printable, KeepsTheTerminalSafe) {
  const struct {
    std::string text;
    std::string shown;
  } cases[] = {
      {"Чётко и ясно", "Чётко и ясно"},
      {"  two\n\n lines\t here ", "two lines here"},
      {"red \x1b[31m alert", "red \ufffd[31m alert"},
      {"\x07"
       "bell",
       "\ufffd"
       "bell"},
      {"C1 \xc2\x9b"
       "31m",
       "C1 \ufffd"
       "31m"},
      {"a\xc2\xa0z", "a\xc2\xa0z"},
      {"evil \u202egnp.exe", "evil \ufffdgnp.exe"},
      {"mark\u200f", "mark\ufffd"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Printable(c.text), c.shown);
}

TEST(FirstAndLastWords, CutsBetweenWords) {
  const std::string text = "x: The head of the commission has welcomed the return of the crews.";
  const auto all = static_cast<uint32_t>(text.size());
  EXPECT_EQ(FirstAndLastWords(text, {3, all}, 100),
            "The head of the commission has welcomed the return of the crews.");
  EXPECT_EQ(FirstAndLastWords(text, {3, all}, 30), "The head of … of the crews.");
  EXPECT_EQ(FirstAndLastWords(text, {3, 11}, 30), "The head");
}

TEST(FirstAndLastWords, CutsBetweenCharactersWhereThereAreNoSpaces) {
  const std::string text = "湖区委员会主席呼吁两岸撤回巡逻艇";  // 16 characters of 3 bytes.
  EXPECT_EQ(FirstAndLastWords(text, {0, 48}, 8), "湖区委员 … 回巡逻艇");
  EXPECT_EQ(FirstAndLastWords(text, {0, 48}, 16), text);
}

TEST(Percent, SaysAllAndNothingOnlyWhereItIs) {
  const struct {
    double share;
    std::string shown;
  } cases[] = {{0, "0 %"},     {0.001, "under 1 %"},  {0.01, "1 %"}, {0.974, "97 %"},
               {0.99, "99 %"}, {0.9999, "over 99 %"}, {1, "100 %"}};
  for (const auto& c : cases) EXPECT_EQ(Percent(c.share), c.shown) << c.share;
}

TEST(WithThousands, GroupsDigits) {
  const struct {
    uint64_t value;
    std::string shown;
  } cases[] = {{0, "0"},          {999, "999"},        {1000, "1,000"},
               {12345, "12,345"}, {123456, "123,456"}, {1234567, "1,234,567"}};
  for (const auto& c : cases) EXPECT_EQ(WithThousands(c.value), c.shown);
  EXPECT_EQ(Counted(1, "match", "matches"), "1 match");
  EXPECT_EQ(Counted(1200, "match", "matches"), "1,200 matches");
}

TEST(ShownTime, IsUtc) {
  EXPECT_EQ(ShownTime(absl::FromUnixSeconds(1772532360)), "2026-03-03 10:06 UTC");
}

TEST(ChoosePalette, ColoursWhereTheyAreWanted) {
  const std::string colored = "\x1b[1mx\x1b[0m";
  EXPECT_EQ(ChoosePalette(ColorChoice::kAlways, -1).Strong("x"), colored);
  EXPECT_EQ(ChoosePalette(ColorChoice::kNever, -1).Strong("x"), "x");
  // No file descriptor, so no terminal.
  EXPECT_EQ(ChoosePalette(ColorChoice::kAuto, -1).Strong("x"), "x");
}

}  // namespace
}  // namespace newsprint
