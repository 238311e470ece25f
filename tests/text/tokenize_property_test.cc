// What must hold of every text, on generated ones.
#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "newsprint/text/tokenize.h"
#include "tests/oracle/random_text.h"
#include "tests/oracle/token_oracle.h"
#include "text/transliterate.h"
#include "text/unicode_words.h"

namespace newsprint {
namespace {

constexpr int kTexts = 30000;
constexpr int kMaxPieces = 24;

std::vector<std::string> FoldedTokens(const TokenizedText& text) {
  std::vector<std::string> folded;
  for (size_t i = 0; i < text.size(); ++i) folded.emplace_back(text.folded(i));
  return folded;
}

bool MixesScripts(const std::vector<oracle::OracleToken>& tokens) {
  return std::ranges::any_of(tokens, &oracle::OracleToken::mixed_scripts);
}

std::string Joined(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const std::string& token : tokens) joined += token;
  return joined;
}

std::vector<std::string> FoldedTokens(const std::vector<oracle::OracleToken>& tokens) {
  std::vector<std::string> folded;
  for (const oracle::OracleToken& token : tokens) folded.push_back(token.folded);
  return folded;
}

bool IsBoundary(std::string_view text, size_t i) {
  return i == text.size() || (text[i] & 0xc0) != 0x80;
}

std::string Normalized(const icu::Normalizer2& normalizer, const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string normalized;
  normalizer.normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(normalized);
  return normalized;
}

TEST(TokenizeProperty, SpansAscendOnCharacterBoundaries) {
  std::mt19937_64 random(1);
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = oracle::RandomText(random, kMaxPieces);
    const TokenizedText tokens = *Tokenize(text);
    uint32_t end = 0;
    uint32_t folded_end = 0;
    for (const Token& token : tokens.tokens()) {
      ASSERT_GE(token.span.begin, end) << text;
      ASSERT_GT(token.span.end, token.span.begin) << text;
      ASSERT_LE(token.span.end, text.size()) << text;
      ASSERT_TRUE(IsBoundary(text, token.span.begin) && IsBoundary(text, token.span.end)) << text;
      ASSERT_GE(token.folded_begin, folded_end) << text;
      ASSERT_GT(token.folded_size, 0u) << text;
      end = token.span.end;
      folded_end = token.folded_begin + token.folded_size;
    }
  }
}

TEST(TokenizeProperty, BothPathsGiveTheSameTokens) {
  std::mt19937_64 random(2);
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = oracle::RandomText(random, kMaxPieces);
    const TokenizedText fast = *Tokenize(text);
    std::string folded;
    std::vector<Token> tokens;
    text::AppendUnicodeWords(text, {0, static_cast<uint32_t>(text.size())}, folded, tokens);
    const TokenizedText slow = text::UnifyScripts(TokenizedText(folded, tokens));
    ASSERT_EQ(FoldedTokens(fast), FoldedTokens(slow)) << text;
    for (size_t i = 0; i < fast.size(); ++i) {
      ASSERT_EQ(fast.span(i), slow.span(i)) << text;
      ASSERT_EQ(fast.tokens()[i].half_word, slow.tokens()[i].half_word) << text;
    }
  }
}

TEST(TokenizeProperty, AgreesWithTheOracle) {
  std::mt19937_64 random(3);
  int compared = 0;
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = oracle::RandomText(random, kMaxPieces);
    const TokenizedText tokens = *Tokenize(text);
    const std::vector<oracle::OracleToken> expected = oracle::TokensOf(text);
    // A character that folds to several words is one token here, and several to the oracle.
    if (tokens.size() < expected.size()) {
      if (!MixesScripts(expected)) {
        ASSERT_EQ(Joined(FoldedTokens(tokens)), Joined(FoldedTokens(expected))) << text;
      }
      continue;
    }
    ASSERT_EQ(FoldedTokens(tokens).size(), expected.size())
        << text << '\n'
        << ::testing::PrintToString(FoldedTokens(tokens)) << '\n'
        << ::testing::PrintToString(FoldedTokens(expected));
    for (size_t i = 0; i < tokens.size(); ++i) {
      ASSERT_EQ(tokens.tokens()[i].half_word, expected[i].half_word) << text;
      if (expected[i].mixed_scripts) continue;
      ASSERT_EQ(tokens.folded(i), expected[i].folded) << text;
      ++compared;
    }
  }
  EXPECT_GT(compared, kTexts);
}

TEST(TokenizeProperty, CanonicallyEquivalentTextsAreEqual) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(error);
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  std::mt19937_64 random(4);
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = oracle::RandomText(random, kMaxPieces);
    const auto folded = FoldedTokens(*Tokenize(text));
    ASSERT_EQ(folded, FoldedTokens(*Tokenize(Normalized(nfc, text)))) << text;
    ASSERT_EQ(folded, FoldedTokens(*Tokenize(Normalized(nfd, text)))) << text;
  }
}

// Invisible characters may be put anywhere but into a reference.
TEST(TokenizeProperty, ZeroWidthCharactersChangeNothing) {
  std::mt19937_64 random(5);
  for (int n = 0; n < kTexts; ++n) {
    std::string text = oracle::RandomText(random, kMaxPieces);
    if (text.find('&') != std::string::npos) continue;
    const auto folded = FoldedTokens(*Tokenize(text));
    size_t place = random() % (text.size() + 1);
    while (!IsBoundary(text, place)) --place;
    text.insert(place, random() % 2 == 0 ? "\u200b" : "\u2060");
    ASSERT_EQ(folded, FoldedTokens(*Tokenize(text))) << text;
  }
}

// But for mixed words, whose capitals are gone the second time, and words that one character makes.
TEST(TokenizeProperty, FoldingTwiceIsFoldingOnce) {
  std::mt19937_64 random(6);
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = oracle::RandomText(random, kMaxPieces);
    const auto expected = oracle::TokensOf(text);
    const auto folded = FoldedTokens(*Tokenize(text));
    if (MixesScripts(expected) || folded.size() != expected.size()) continue;
    std::string again;
    for (const std::string& token : folded) again += token + ' ';
    ASSERT_EQ(FoldedTokens(*Tokenize(again)), folded) << text;
  }
}

}  // namespace
}  // namespace newsprint
