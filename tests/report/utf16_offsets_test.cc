#include "report/utf16_offsets.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint::report {
namespace {

TEST(Utf16OffsetsTest, CountsCodeUnits) {
  struct Case {
    std::string_view text;
    uint32_t byte;
    uint32_t unit;
  };
  for (const Case& c : std::vector<Case>{
           {"", 0, 0},
           {"", 5, 0},
           {"abc", 0, 0},
           {"abc", 3, 3},
           {"abc", 4, 3},
           {"éb", 2, 1},
           {"éb", 1, 1},  // Inside a character: its end.
           {"中b", 3, 1},
           {"\U0001f4f0b", 4, 2},
           {"\U0001f4f0b", 5, 3},
       }) {
    EXPECT_EQ(Utf16Offsets(c.text).At(c.byte), c.unit) << c.text << " at " << c.byte;
  }
}

TEST(Utf16OffsetsTest, CountsAcrossBlocksOfALongText) {
  std::string text;
  uint32_t units = 0;
  std::vector<std::pair<uint32_t, uint32_t>> expected;
  for (int i = 0; i < 700; ++i) {
    expected.emplace_back(static_cast<uint32_t>(text.size()), units);
    const std::string_view next[] = {"a", "é", "中", "\U0001f4f0"};
    text += next[i % 4];
    units += i % 4 == 3 ? 2 : 1;
  }
  const Utf16Offsets offsets(text);
  for (const auto& [byte, unit] : expected) EXPECT_EQ(offsets.At(byte), unit);
  EXPECT_EQ(offsets.At(static_cast<uint32_t>(text.size())), units);
}

}  // namespace
}  // namespace newsprint::report
