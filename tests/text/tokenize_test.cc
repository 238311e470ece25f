#include "newsprint/text/tokenize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsprint {
namespace {

using ::testing::HasSubstr;

TokenizedText Tokens(std::string_view text) {
  auto tokens = Tokenize(text);
  EXPECT_TRUE(tokens.ok()) << tokens.status();
  return tokens.ok() ? *std::move(tokens) : TokenizedText();
}

// Tokens with a bar between.
std::string Folded(std::string_view text) {
  const TokenizedText tokens = Tokens(text);
  std::string joined;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) joined += '|';
    joined += tokens.folded(i);
  }
  return joined;
}

struct FoldCase {
  const char* text;
  const char* folded;
};

void ExpectFolded(std::initializer_list<FoldCase> cases) {
  for (const FoldCase& c : cases) EXPECT_EQ(Folded(c.text), c.folded) << c.text;
}

TEST(Tokenize, FindsTheWordsOfEveryLanguage) {
  ExpectFolded({
      {"Don't PANIC: it's the U.S., e.g. rock-'n'-roll!",
       "don't|panic|it's|the|u.s|e.g|rock|n|roll"},
      {"«Ёлка» — это по-русски…", "ёлка|это|по|русски"},
      {"П’ять обʼєктів на з'їзді", "п'ять|об'єктів|на|з'їзді"},
      {"Қазақстан Үкіметі: өңір, һәм ұлт", "қазақстан|үкіметі|өңір|һәм|ұлт"},
      {"Љубав и Београд", "љубав|и|београд"},
      {"Ljubav i đak, ǈ", "ljubav|i|đak|lj"},
      {"می‌خواهم کتاب‌ها", "ميخواهم|كتابها"},
      {"مُحَمَّدٌ رَسُول", "محمد|رسول"},
      {"العـــربية على", "العربية|علي"},
      {"Հայաստանի Հանրապետություն։ և", "հայաստանի|հանրապետություն|եւ"},
      {"ᲗᲑᲘᲚᲘᲡᲘ თბილისი", "თბილისი|თბილისი"},
      {"हिन्दी समाचार।", "हिन्दी|समाचार"},
      {"ข่าวไทย 12 น้ำ", "ข่|า|ว|ไ|ท|ย|12|น้ํ|า"},
      {"新华社北京，电。", "新|华|社|北|京|电"},
      {"ニュース速報・がんばる", "ニ|ュ|ー|ス|速|報|が|ん|ば|る"},
      {"ﾆｭｰｽ ｶﾞ", "ニ|ュ|ー|ス|ガ"},
      {"한국어 뉴스를", "한국어|뉴스를"},
      {"የኢትዮጵያ ዜና፡ዛሬ።", "የኢትዮጵያ|ዜና|ዛሬ"},
      {"ອ່ານ ခြေ ខ្មែរ", "ອ່|າ|ນ|ခြေ|ខ្|មែ|រ"},
      {"İSTANBUL istanbul IŞIK ışık", "istanbul|istanbul|işik|işik"},
      {"Straße STRASSE Füße", "strasse|strasse|füsse"},
      {"Ο Οδυσσέας ΟΔΥΣΣΕΑΣ σοφός", "ο|οδυσσέασ|οδυσσεασ|σοφόσ"},
      {"Știri în București", "știri|în|bucurești"},
      {"l'Élysée d’État", "l'élysée|d'état"},
      {"col·lecció", "col·lecció"},
      {"צה״ל צה\"ל ג׳ירף", "צה\"ל|צה\"ל|ג'ירף"},
      {"Oʻzbekiston O‘zbekiston O'zbekiston", "o'zbekiston|o'zbekiston|o'zbekiston"},
  });
}

TEST(Tokenize, NumbersAreOneWord) {
  ExpectFolded({
      {"1,000.5 and 3.14", "1,000.5|and|3.14"},
      {"10;20 10:20", "10;20|10|20"},
      {"1. 2, 3", "1|2|3"},
      {"$5.00 7% №8", "5.00|7|no8"},
      {"v2.0 2nd a.1 1.a", "v2.0|2nd|a|1|1|a"},
      {"٣٫٥ ۱۲۳ १२", "3.5|123|12"},
      {"10\u00a0000 10\u202f000", "10|000|10|000"},
      {"2022-11-24", "2022|11|24"},
      {"½ m²", "1⁄2|m2"},
  });
}

TEST(Tokenize, WhatIsNoWordMakesNoToken) {
  for (const char* text : {"", " \n\t", "...", "— … « » !?", "😀👍🏽🇺🇸", "❶ ★", "_ __ _._", "'\"`",
                           "&&;", "©®", "\u0301", "\u200b\ufeff", "\u3000、。"}) {
    EXPECT_EQ(Folded(text), "") << text;
  }
  ExpectFolded({
      {"a😀b", "a|b"},
      {"_emphasis_ __init__ snake_case", "emphasis|init|snake_case"},
      {"'quoted' ''twice'' dogs'", "quoted|twice|dogs"},
      {"'שלום'", "שלום"},
      {"user@example.com @bbc", "user|example.com|bbc"},
      {"<p>tag</p>", "p|tag|p"},
  });
}

TEST(Tokenize, EqualToAReaderIsEqual) {
  const struct {
    const char* written;
    const char* plain;
  } cases[] = {
      // Invisible characters.
      {"pass\u200bword", "password"},
      {"pass\u200d\u200cword\u2060", "password"},
      {"\ufeffpass\u00adword", "password"},
      {"\u202epass\u202cword\u2069", "password"},
      {"pass\u034fwo\ufe0frd", "password"},
      {"e\u200b\u0301t\u00e9", "été"},
      {"p\U000e0061assword", "password"},
      // Composition.
      {"e\u0301te\u0301", "été"},
      {"и\u0306од", "йод"},
      {"\u1112\u1161\u11ab국", "한국"},
      {"か\u3099", "が"},
      {"\u0627\u0653ن", "آن"},
      {"Nguye\u0302\u0303n", "Nguyễn"},
      {"Nguyê\u0303n", "Nguyễn"},
      {"q\u0307\u0323", "q\u0323\u0307"},
      {"I\u0307zmir", "İzmir"},
      // Compatibility forms.
      {"ｐａｓｓｗｏｒｄ１２", "password12"},
      {"𝐩𝖺𝓼𝔰𝚠𝗈𝘳𝕕", "password"},
      {"ﬁeld oﬃce ﬆ", "field office st"},
      {"ⓟass 🅿🅰🆂🆂 🅟", "pass pass p"},
      {"ﻣﺤﻤﺪ ﻻ", "محمد لا"},
      // Marks of punctuation and their look-alikes.
      {"don’t don‘t don`t don´t donʼt don＇t don′t", "don't don't don't don't don't don't don't"},
      {"по‑русски по–русски", "по-русски по-русски"},
      {"a\u00a0b\u3000c\u2009d", "a b c d"},
      {"հայ֊րուս", "հայ-րուս"},
      // Arabic letters as typed on different keyboards.
      {"ایران کرد", "ايران كرد"},
      {"علی على علي", "علي علي علي"},
      {"شیٔ شئ", "شئ شئ"},
      // Look-alikes.
      {"раssword", "password"},
      // Character references.
      {"don&rsquo;t don&#8217;t don&#x2019;t don&#146;t", "don't don't don't don't"},
      {"caf&eacute; cafe&#769;", "café café"},
      {"AT&amp;T AT&amp;amp;T", "AT&T AT&T"},
      {"&quot;word&quot; &amp;quot;word&amp;quot;", "\"word\" \"word\""},
      {"a&nbsp;b&mdash;c", "a b—c"},
      {"pass&shy;word&zwnj;", "password"},
      {"&#112;assword", "password"},
  };
  for (const auto& c : cases) EXPECT_EQ(Folded(c.written), Folded(c.plain)) << c.written;
}

// To tell a hyphen of the line end from one that is spelt takes a dictionary.
TEST(Tokenize, WordsOverALineEndStayTwo) { ExpectFolded({{"infor-\nmation", "infor|mation"}}); }

TEST(Tokenize, UnknownReferencesAreText) {
  ExpectFolded({
      {"R&D; AT&T", "r|d|at|t"},
      {"a&bogus;b", "a|bogus|b"},
      {"x&y", "x|y"},
      {"caf&eacute", "caf|eacute"},
  });
}

TEST(Tokenize, SpansAreExact) {
  const struct {
    std::string text;
    std::vector<Span> spans;
  } cases[] = {
      {"Don’t <i>PANIC</i>", {{0, 7}, {9, 10}, {11, 16}, {18, 19}}},
      {"ab  cd", {{0, 2}, {4, 6}}},
      {"é ab", {{0, 2}, {3, 5}}},
      {"ab é", {{0, 2}, {3, 5}}},
      {"e\u0301\u0301, x", {{0, 5}, {7, 8}}},
      // Invisible characters count inside a word, not at its ends.
      {"\u200bpa\u200bss\u200b", {{3, 10}}},
      {"caf&eacute;s!", {{0, 12}}},
      {"&quot;a&quot;", {{6, 7}}},
      {"&amp;#65;b", {{0, 10}}},
      {"_a_ 'b' c.", {{1, 2}, {5, 6}, {8, 9}}},
      {"_é_ ’é’", {{1, 3}, {8, 10}}},
      {"漢字", {{0, 3}, {3, 6}}},
      {"ﬁ", {{0, 3}}},
      // A character that folds to parts of two words belongs to the second,
      {"กำ", {{0, 3}, {3, 6}}},
      // unless the first has nothing else.
      {"㍿ ﷺ", {{0, 3}, {4, 7}}},
      {"😀a", {{4, 5}}},
  };
  for (const auto& c : cases) {
    const TokenizedText tokens = Tokens(c.text);
    std::vector<Span> spans;
    for (const Token& token : tokens.tokens()) spans.push_back(token.span);
    EXPECT_EQ(spans, c.spans) << c.text;
  }
}

TEST(Tokenize, OnlyScriptsWithoutSpacesHaveHalfWords) {
  const TokenizedText tokens = Tokens("two 漢字 слова かกಕ ក한 12");
  std::string halves;
  for (const Token& token : tokens.tokens()) halves += token.half_word ? 'h' : 'w';
  EXPECT_EQ(halves, "whhwhhwhww");
  EXPECT_EQ(tokens.CountWords(0, tokens.size()), 7.5);
  EXPECT_EQ(tokens.CountWords(1, 3), 1);
  EXPECT_EQ(tokens.CountWords(1, 2), .5);
  EXPECT_EQ(tokens.CountWords(3, 3), 0);
}

TEST(Tokenize, RefusesWhatIsNotUtf8OrTooLong) {
  const auto broken = Tokenize("caf\xe9 au lait");
  EXPECT_EQ(broken.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(broken.status().message()), HasSubstr("text: not UTF-8 at byte 3"));
  const auto oversized = Tokenize(std::string(kMaxTextBytes + 1, ' '));
  EXPECT_EQ(oversized.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(std::string(oversized.status().message()),
            "text: 67108865 bytes, the limit is 67108864");
  EXPECT_TRUE(Tokenize(std::string(kMaxTextBytes, ' ')).ok());
}

// Each of these takes hours where time is quadratic.
TEST(Tokenize, HostileTextTakesLinearTime) {
  const auto repeated = [](std::string_view unit, std::string_view head = "") {
    std::string text(head);
    while (text.size() < (1u << 20)) text += unit;
    return text;
  };
  // Marks in falling order of their class, the worst for canonical ordering.
  EXPECT_EQ(Tokens(repeated("\u0315\u0301\u0321", "a")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("a")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("aа")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("_", "é")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("\u0301", "a'")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("&")).size(), 0u);
  EXPECT_EQ(Tokens(repeated("&amp;")).size(), 0u);
  EXPECT_EQ(Tokens(repeated("é a ")).size(), (1u << 20) / 5 * 2 + 2);
  EXPECT_EQ(Tokens(repeated("\u1161")).size(), 1u);
  EXPECT_EQ(Tokens(repeated("㍿")).size(), (1u << 20) / 3 + 1);
}

}  // namespace
}  // namespace newsprint
