#include "text/char_table.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>

namespace newsprint::text {
namespace {

std::u32string FoldAlone(char32_t c) {
  const CharTable& table = CharTable::Get();
  const CharFold fold = table.Lookup(c);
  if (fold.dropped()) return {};
  if (fold.expands()) return std::u32string(table.Expansion(fold));
  return std::u32string(1, fold.folded());
}

TEST(CharTable, FoldsToWhatStays) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    const std::u32string folded = FoldAlone(c);
    EXPECT_EQ(FoldSegment(folded), folded) << std::hex << uint32_t{c};
    for (const char32_t d : folded) {
      EXPECT_EQ(FoldAlone(d), std::u32string(1, d)) << std::hex << uint32_t{c};
    }
  }
}

// The table is one plane too small if this fails.
TEST(CharTable, AgreesWithSlowFoldingEverywhere) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    EXPECT_EQ(FoldAlone(c), FoldSegment({&c, 1})) << std::hex << uint32_t{c};
  }
}

TEST(CharTable, CanonicalEquivalentsFoldToTheSame) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  for (char32_t c = 0; c < 0x110000; ++c) {
    icu::UnicodeString parts;
    if (!nfd.getDecomposition(static_cast<UChar32>(c), parts)) continue;
    std::u32string decomposed;
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      decomposed.push_back(static_cast<char32_t>(parts.char32At(i)));
    }
    EXPECT_EQ(FoldAlone(c), FoldSegment(decomposed)) << std::hex << uint32_t{c};
  }
}

TEST(CharTable, NamesWhatUax29Needs) {
  const struct {
    char32_t c;
    WordBreak word_break;
  } cases[] = {
      {U'a', WordBreak::kLetter},       {U'я', WordBreak::kLetter},
      {U'א', WordBreak::kHebrewLetter}, {U'7', WordBreak::kNumeric},
      {U'٧', WordBreak::kNumeric},      {U'_', WordBreak::kConnector},
      {0x0301, WordBreak::kMark},       {0x00b7, WordBreak::kMidLetter},
      {U':', WordBreak::kOther},        {U',', WordBreak::kMidNumber},
      {U'.', WordBreak::kMidEither},    {U'’', WordBreak::kApostrophe},
      {U'”', WordBreak::kQuote},        {U'漢', WordBreak::kIdeograph},
      {U'か', WordBreak::kIdeograph},   {U'ー', WordBreak::kIdeograph},
      {U'ภ', WordBreak::kIdeograph},    {U'ລ', WordBreak::kIdeograph},
      {U'ក', WordBreak::kIdeograph},    {U'မ', WordBreak::kIdeograph},
      {U'한', WordBreak::kLetter},      {U'አ', WordBreak::kLetter},
      {U' ', WordBreak::kOther},        {U'😀', WordBreak::kOther},
      {U'・', WordBreak::kOther},       {0x2010, WordBreak::kOther},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CharTable::Get().Lookup(c.c).word_break(), c.word_break) << std::hex << uint32_t{c.c};
  }
}

}  // namespace
}  // namespace newsprint::text
