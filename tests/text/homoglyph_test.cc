#include "text/homoglyph.h"

#include <gtest/gtest.h>

#include <string>

#include "newsprint/text/tokenize.h"

namespace newsprint::text {
namespace {

std::string OnlyToken(const std::string& text) {
  const TokenizedText tokens = *Tokenize(text);
  return tokens.size() == 1 ? std::string(tokens.folded(0)) : "not one token: " + text;
}

TEST(FoldLookAlikes, GivesTheScriptOfTheWord) {
  const struct {
    const char* text;  // Not folded: capitals count.
    const char* folded;
  } cases[] = {
      // Cyrillic letters in Latin words.
      {"pаypаl", "paypal"},
      {"Вank", "bank"},  // a capital В is a B,
      {"вank", "вank"},  // a small в is not
      {"НАTO", "hato"},
      {"Роlіcе", "police"},      // the palochka, a Caucasian l, is too rare to be meant
      {"оссurrеd", "occurred"},  // as many letters of either; u, r, r, d are only Latin
      {"tёst", "tëst"},
      // Latin letters in Cyrillic words.
      {"Mocквa", "москва"},
      {"Bладимир", "владимир"},
      {"cобытие", "событие"},
      {"Kиїв", "київ"},
      {"Украïна", "україна"},  // Latin ï
      {"қазiр", "қазір"},
      {"əлем", "әлем"},  // Azerbaijani ə in Kazakh
      {"hал", "һал"},
      // Greek.
      {"Αthens", "athens"},
      {"νictory", "victory"},  // a small ν is a v,
      {"Νobody", "nobody"},    // a capital one an N
      {"Aθήνα", "αθήνα"},
      {"πόλεμoς", "πόλεμοσ"},
      {"Oбама", "обама"},
      {"Ρоссия", "россия"},  // Greek capital rho in Cyrillic
      // Both scripts have letters that the other lacks: v, d against н, ы, й.
      {"COVIDный", "соvіdный"},
  };
  for (const auto& c : cases) EXPECT_EQ(OnlyToken(c.text), c.folded) << c.text;
}

TEST(FoldLookAlikes, LeavesWordsOfOneScript) {
  const struct {
    const char* text;
    const char* folded;
  } cases[] = {
      {"сор", "сор"},  // Cyrillic through and through, though each letter looks Latin
      {"cop", "cop"}, {"Νίκος", "νίκοσ"}, {"АТО", "ато"}, {"H2O", "h2o"}, {"в2в", "в2в"},
  };
  for (const auto& c : cases) EXPECT_EQ(OnlyToken(c.text), c.folded) << c.text;
  // The neighbour of a mixed word is not judged by it.
  const TokenizedText text = *Tokenize("pаypal сор");
  ASSERT_EQ(text.size(), 2u);
  EXPECT_EQ(text.folded(0), "paypal");
  EXPECT_EQ(text.folded(1), "сор");
}

TEST(FoldLookAlikes, CaseBeyondTheMaskCountsAsSmall) {
  const std::string head(64, 'n');
  EXPECT_EQ(OnlyToken(head + "В"), head + "в");
  EXPECT_EQ(OnlyToken(head.substr(1) + "В"), head.substr(1) + "b");
}

}  // namespace
}  // namespace newsprint::text
