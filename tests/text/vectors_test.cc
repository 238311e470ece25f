// What runs on vectors gives the same on every kind of them, and what a plain loop or the Unicode
// path gives.
#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text/tokenize.h"
#include "tests/oracle/each_target.h"
#include "text/char_table.h"
#include "text/fast_chars.h"
#include "text/quote_scan.h"
#include "text/telling_bytes.h"
#include "text/transliterate.h"
#include "text/unicode_words.h"

namespace newsprint {
namespace {

using oracle::ScopedTarget;
using oracle::VectorTargets;
using text::FastChar;
using text::FastKind;

std::string Utf8(char32_t c) {
  char bytes[U8_MAX_LENGTH];
  size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  return std::string(bytes, size);
}

TokenizedText ByUnicodePath(std::string_view text) {
  std::string folded;
  std::vector<Token> tokens;
  text::AppendUnicodeWords(text, {0, static_cast<uint32_t>(text.size())}, folded, tokens);
  return text::UnifyScripts(TokenizedText(std::move(folded), std::move(tokens)));
}

std::string Describe(const TokenizedText& tokens) {
  std::string described;
  for (size_t i = 0; i < tokens.size(); ++i) {
    described.append(tokens.folded(i)).append("@").append(std::to_string(tokens.span(i).begin));
    described.append("-").append(std::to_string(tokens.span(i).end));
    described += tokens.tokens()[i].half_word ? "h " : " ";
  }
  return described;
}

TEST(FastCharsTest, FoldAsTheTableOfAllCharactersSays) {
  int letters = 0;
  for (char32_t c = 0x80; c < 0x3000; ++c) {
    const std::string bytes = Utf8(c);
    const FastChar fast = text::FastCharAt(bytes, 0);
    if (fast.kind == FastKind::kNone) continue;
    SCOPED_TRACE(static_cast<uint32_t>(c));
    const text::CharFold fold = text::CharTable::Get().Lookup(c);
    EXPECT_EQ(fast.size, bytes.size());
    EXPECT_FALSE(fold.dropped());
    EXPECT_TRUE(fold.begins_segment());
    const std::u32string folds_to = fold.expands()
                                        ? std::u32string(text::CharTable::Get().Expansion(fold))
                                        : std::u32string(1, fold.folded());
    std::string folded;
    for (const char32_t to : folds_to) {
      folded += Utf8(to);
      const text::CharFold part = text::CharTable::Get().Lookup(to);
      const auto script =
          text::BeginsCyrillic(bytes[0]) ? text::Script::kCyrillic : text::Script::kLatin;
      const bool letter = part.word_break() == text::WordBreak::kLetter && part.makes_word() &&
                          part.script() == script;
      EXPECT_EQ(letter, fast.kind == FastKind::kLetter);
      // Joiners in a row join nothing.
      if (fast.kind == FastKind::kSeparator && folds_to.size() == 1) {
        EXPECT_TRUE(part.word_break() == text::WordBreak::kOther ||
                    part.word_break() == text::WordBreak::kQuote);
      }
    }
    if (fast.kind == FastKind::kSeparator) continue;
    EXPECT_EQ(folded, std::string_view(fast.folded.data(), fast.folded_size));
    letters += fast.kind == FastKind::kLetter ? 1 : 0;
  }
  EXPECT_GT(letters, 170 + 240) << "of Latin-1, Latin Extended-A and Cyrillic";
}

TEST(FastCharsTest, AsciiBytesAreWhatTheTableOfAllCharactersSays) {
  for (char32_t c = 0; c < 0x80; ++c) {
    SCOPED_TRACE(static_cast<uint32_t>(c));
    const text::CharFold fold = text::CharTable::Get().Lookup(c);
    const text::ByteFold byte = text::kByteFolds[c];
    EXPECT_EQ(static_cast<char32_t>(byte.folded), fold.folded());
    const auto is = [&](auto... breaks) { return ((fold.word_break() == breaks) || ...); };
    using enum text::WordBreak;
    EXPECT_EQ((byte.kinds & text::kLetterByte) != 0, is(kLetter));
    EXPECT_EQ((byte.kinds & text::kDigitByte) != 0, is(kNumeric));
    EXPECT_EQ((byte.kinds & text::kConnectorByte) != 0, is(kConnector));
    EXPECT_EQ((byte.kinds & text::kJoinsLettersByte) != 0, is(kMidLetter, kMidEither, kApostrophe));
    EXPECT_EQ((byte.kinds & text::kJoinsDigitsByte) != 0, is(kMidNumber, kMidEither, kApostrophe));
  }
}

TEST(FastCharsTest, CutAndMalformedCharactersAreNone) {
  for (const std::string_view bytes :
       {"\xc3", "\xc3z", "\xd0", "\xd0z", "\xd1\xd0", "\xd4\x80", "\xe2", "\xe2\x80", "\xe2\x80z",
        "\xe2\xc3\xa9", "\x80", "\xff", "\xc1\x81", "\xe2\x83\x90"}) {
    EXPECT_EQ(text::FastCharAt(bytes, 0).kind, FastKind::kNone) << bytes;
  }
}

// Mostly what the fast path reads, so that its blocks and chunks are full; all of it at all
// offsets.
constexpr std::string_view kPieces[] = {
    "the",
    "A",
    "Reuters",
    "U.S.",
    "1,200.5",
    "don't",
    "don’t",
    "l’État",
    "“Quote”",
    "_x_",
    "__",
    "a_b",
    "é",
    "Größe",
    "ŁÓDŹ",
    "sığ",
    "ſ",
    "’",
    "x’",
    "’x",
    "1’2",
    "a’1",
    "—",
    "…",
    "a.b",
    "a..b",
    "1.",
    "3;4",
    "a;b",
    "`x`",
    "AT&T",
    "€5",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "x",
    "0",
    "Ÿ",
    "ß",
    "–",
    "\u00a0",
    "президент",
    "МОСКВА",
    "Ёлки",
    "объём",
    "Їжак",
    "ґанок",
    "зʼїзд",
    "п’ять",
    "об'єкт",
    "Қазақстан",
    "Љубав",
    "«Интерфакс»",
    "в",
    "И",
    "2022",
    "Ѡ",
    "Ӏ",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
};
// What it does not, or not beside the others.
constexpr std::string_view kOthers[] = {
    "&amp;",    "&eacute;",
    "\u00ad",   "ﬁ",
    "д",        "ж. ",
    "漢",       "½",
    "İ",        "e\u0301",
    "™",        "α ",
    "‿",        "\u200b",
    "и\u0306",  "҃",
    "Bеста",    "aж",
    "жa",       "б2b",
    "a_б",      "x’я",
    "г\u0301",  "№5",
    "\xd1\xa0", "яaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaz"};

std::string RandomText(std::mt19937_64& random) {
  const int pieces = static_cast<int>(random() % (random() % 8 == 0 ? 1200 : 60));
  const uint64_t others = random() % 3 == 0 ? 40 : 4000;
  std::string text(random() % 70, ' ');
  for (int i = 0; i < pieces; ++i) {
    text += random() % others == 0 ? kOthers[random() % std::size(kOthers)]
                                   : kPieces[random() % std::size(kPieces)];
    if (random() % 2 == 0) text += ' ';
  }
  return text;
}

TEST(VectorsTest, AllTargetsGiveTheTokensOfTheUnicodePath) {
  for (const int64_t target : VectorTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    const ScopedTarget scoped(target);
    std::mt19937_64 random(1);
    for (int n = 0; n < 4000; ++n) {
      const std::string text = RandomText(random);
      ASSERT_EQ(Describe(*Tokenize(text)), Describe(ByUnicodePath(text))) << text;
    }
  }
}

TEST(VectorsTest, WordsMayEndAnywhereInABlockAndWithTheText) {
  for (const int64_t target : VectorTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    const ScopedTarget scoped(target);
    for (const std::string_view word :
         {"a", "é",      "é’é", "a’a", "1.1", "a.", "_a", "a_", "ıı",  "q’",
          "д", "&amp;a", "—",   "ДЛ",  "д’д", "Ґґ", "дd", "dд", "д1d", "Аа.ЯЁ"}) {
      for (size_t before = 0; before < 140; ++before) {
        for (const std::string_view after : {"", " ", "b", " b", "’b"}) {
          for (const std::string_view filler : {" ", "x", "я"}) {
            std::string text = std::string(before % filler.size(), ' ');
            while (text.size() < before) text += filler;
            text.append(word).append(after);
            ASSERT_EQ(Describe(*Tokenize(text)), Describe(ByUnicodePath(text))) << text;
          }
        }
      }
    }
  }
}

// Texts of two scripts are brought to one, whichever words the quick look saw.
TEST(VectorsTest, TextsInTwoScriptsAreNotOverlooked) {
  constexpr std::string_view kWords[] = {"qazaq", "üñ",  "äğ", "Iraq", "united", "qu",
                                         "söz",   "que", "ūq", "q",    "един",   "љубав",
                                         "њен",   "ћ",   "қ",  "және", "ң",      "is"};
  std::mt19937_64 random(2);
  for (int n = 0; n < 2000; ++n) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      text += kWords[random() % std::size(kWords)];
      text += random() % 4 == 0 ? "\n" : " ";
    }
    ASSERT_EQ(Describe(*Tokenize(text)), Describe(ByUnicodePath(text))) << text;
  }
}

std::string RandomBytes(std::mt19937_64& random) {
  constexpr std::string_view kBytes =
      "\n\"\xc2\xe2\xe3\xd0\xd4\xd5\xcf\xa4\x9f\xb1\xb6\xab\xbcqaQ \x7f\xff";
  constexpr std::string_view kLetters[] = {"ђ", "ј", "љ", "њ", "ћ", "џ", "і", "қ",
                                           "ғ", "ұ", "ә", "ї", "ө", "ё", "а"};
  std::string bytes(random() % 300, ' ');
  for (char& byte : bytes) byte = kBytes[random() % kBytes.size()];
  for (size_t i = random() % 8; i + 2 <= bytes.size(); i += 2 + random() % 8) {
    bytes.replace(i, 2, kLetters[random() % std::size(kLetters)]);
  }
  return bytes;
}

TEST(VectorsTest, AllTargetsFindTheSameBytes) {
  for (const int64_t target : VectorTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    const ScopedTarget scoped(target);
    std::mt19937_64 random(3);
    for (int n = 0; n < 2000; ++n) {
      const std::string bytes = RandomBytes(random);
      std::vector<uint32_t> quotes;
      text::TellingBytes telling;
      for (size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (text::MayQuote(c)) quotes.push_back(static_cast<uint32_t>(i));
        telling.cyrillic += c >= '\xd0' && c <= '\xd4' ? 1 : 0;
        const std::string_view letter = std::string_view(bytes).substr(i == 0 ? 0 : i - 1, 2);
        const auto is_one_of = [&](std::initializer_list<std::string_view> letters) {
          return i > 0 && std::ranges::find(letters, letter) != letters.end();
        };
        telling.serbian += is_one_of({"ђ", "ј", "љ", "њ", "ћ", "џ"}) ? 1 : 0;
        telling.kazakh += is_one_of({"і", "қ", "ғ", "ұ", "ә"}) ? 1 : 0;
        telling.kazakh_latin +=
            std::string_view("\xa4\x9f\xb1\xb6\xab\xbc").find(c) != std::string_view::npos ? 1 : 0;
        telling.q += c == 'q' ? 1 : 0;
      }
      ASSERT_EQ(text::FindQuoteBytes(bytes), quotes);
      ASSERT_EQ(text::CountTellingBytes(bytes), telling);
    }
  }
}

}  // namespace
}  // namespace newsprint
