#include "page/page_time.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint::page {
namespace {

TEST(ParsePageTime, KeepsTheOffsetThatThePageGives) {
  const struct {
    const char* text;
    const char* time;
  } cases[] = {
      {"2024-05-03T15:47:42+02:00", "2024-05-03T15:47:42+02:00"},
      {"2024-05-03T15:47:42.389Z", "2024-05-03T15:47:42.389Z"},
      {"2024-05-03T15:47:42+0530", "2024-05-03T15:47:42+05:30"},
      {"2024-05-03 15:47:42 -0700", "2024-05-03T15:47:42-07:00"},
      {"2024-05-03T15:47+02", "2024-05-03T15:47:00+02:00"},
      {"2024-05-03 15:47", "2024-05-03T15:47:00Z"},
      {"2024-05-03", "2024-05-03T00:00:00Z"},
      {"2024/05/03 09:05:01", "2024-05-03T09:05:01Z"},
      {"20240503T154742Z", "2024-05-03T15:47:42Z"},
      {"20240503", "2024-05-03T00:00:00Z"},
      {"Fri, 03 May 2024 15:47:42 GMT", "2024-05-03T15:47:42Z"},
      {"Fri, 3 May 2024 15:47:42 +0300", "2024-05-03T15:47:42+03:00"},
      {"May 3, 2024 3:47 p.m. EST", "2024-05-03T15:47:00-05:00"},
      {"Published May 3rd, 2024 at 12:05 AM", "2024-05-03T00:05:00Z"},
      {"September 3, 2024", "2024-09-03T00:00:00Z"},
      {"3 May 2024", "2024-05-03T00:00:00Z"},
      {"03.05.2024, 15:47 Uhr", "2024-05-03T15:47:00Z"},
      {"Stand: 3.5.2024", "2024-05-03T00:00:00Z"},
      {"1714751262", "2024-05-03T15:47:42Z"},
      {"1714751262389", "2024-05-03T15:47:42.389Z"},
      {"  2024-05-03T15:47:42Z  ", "2024-05-03T15:47:42Z"},
      {"2024-02-29", "2024-02-29T00:00:00Z"},
  };
  for (const auto& c : cases) {
    const auto time = ParsePageTime(c.text);
    ASSERT_TRUE(time.has_value()) << c.text;
    EXPECT_EQ(time->ToRfc3339(), c.time) << c.text;
  }
}

TEST(ParsePageTime, SaysWhatThePageLeftOut) {
  EXPECT_FALSE(ParsePageTime("2024-05-03")->has_clock);
  EXPECT_TRUE(ParsePageTime("2024-05-03 15:47")->has_clock);
  EXPECT_FALSE(ParsePageTime("2024-05-03 15:47")->has_offset);
  EXPECT_TRUE(ParsePageTime("2024-05-03 15:47 GMT")->has_offset);
}

TEST(ParsePageTime, FindsNoneInOtherText) {
  for (const char* text : {"", "yesterday", "5 minutes ago", "2023-02-29", "2024-13-01",
                           "32.01.2024", "99999999", "1234-56", "2024", "May", "May 2024",
                           "1850-01-01", "12345678901234", "call 2024-555-0199", "-", "::::"}) {
    EXPECT_FALSE(ParsePageTime(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace newsprint::page
