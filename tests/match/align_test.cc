#include "match/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "newsprint/text/shingle.h"
#include "tests/match/random_tokens.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 1;

struct Aligned {
  std::vector<AlignedPassage> passages;
  AlignWork work;
};

Aligned AlignTokens(const Tokens& a, const Tokens& b) {
  const Tokens shingles_a = HashShingles(a, kSeed);
  const Tokens shingles_b = HashShingles(b, kSeed);
  Aligned aligned;
  aligned.passages =
      Align({a, shingles_a}, ShingleTable(shingles_a), {b, shingles_b}, &aligned.work);
  return aligned;
}

Tokens Join(std::initializer_list<Tokens> parts) {
  Tokens all;
  for (const Tokens& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// Random tokens that stand in no other text of a test.
class Texts {
 public:
  Tokens Next(size_t n) {
    Tokens tokens(n);
    for (uint64_t& token : tokens) token = ++last_;
    return tokens;
  }

 private:
  uint64_t last_ = 0;
};

TEST(Align, FindsASharedRunExactly) {
  Texts texts;
  const Tokens shared = texts.Next(30);
  const Tokens a = Join({texts.Next(10), shared, texts.Next(7)});
  const Tokens b = Join({texts.Next(3), shared, texts.Next(50)});
  EXPECT_EQ(AlignTokens(a, b).passages, (std::vector<AlignedPassage>{{10, 40, 3, 33, 30, 30, 30}}));
}

TEST(Align, SharesNothingWhereNoFiveTokensAgree) {
  Texts texts;
  const Tokens four = texts.Next(4);
  const Tokens a = Join({texts.Next(20), four, texts.Next(20)});
  const Tokens b = Join({texts.Next(5), four, texts.Next(20)});
  EXPECT_TRUE(AlignTokens(a, b).passages.empty());
}

TEST(Align, CrossesChangedWordsAndEndsAtForeignOnes) {
  Texts texts;
  Tokens a = texts.Next(60);
  Tokens b = a;
  b[20] = 9001;             // One word replaced,
  b.erase(b.begin() + 40);  // one dropped,
  b[1] = 9002;              // and the second changed: the first is met.
  const Tokens page = Join({texts.Next(30), b, texts.Next(30)});  // In another page.
  EXPECT_EQ(AlignTokens(a, page).passages,
            (std::vector<AlignedPassage>{{2, 60, 32, 89, 56, 58, 57}}));
}

TEST(Align, MovedParagraphsArePassagesOfTheirOwn) {
  Texts texts;
  const Tokens first = texts.Next(40), second = texts.Next(50), third = texts.Next(60);
  const Tokens a = Join({first, second, third});
  const Tokens b = Join({third, first, second});
  EXPECT_EQ(
      AlignTokens(a, b).passages,
      (std::vector<AlignedPassage>{{0, 90, 60, 150, 90, 90, 90}, {90, 150, 0, 60, 60, 60, 60}}));
}

TEST(Align, AnInsertedParagraphSplitsThePassage) {
  Texts texts;
  const Tokens first = texts.Next(40), second = texts.Next(50);
  const Tokens b = Join({first, texts.Next(20), second});
  EXPECT_EQ(
      AlignTokens(Join({first, second}), b).passages,
      (std::vector<AlignedPassage>{{0, 40, 0, 40, 40, 40, 40}, {40, 90, 60, 110, 50, 50, 50}}));
}

TEST(Align, NoTokenIsUsedTwice) {
  Texts texts;
  const Tokens story = texts.Next(50);
  const Tokens twice = Join({story, texts.Next(5), story});
  const std::vector<AlignedPassage> passages = AlignTokens(story, twice).passages;
  ASSERT_EQ(passages.size(), 1u);
  EXPECT_EQ(passages[0].equal_tokens, 50u);
}

// On generated pairs with edits, moves and repeats: what every alignment must keep.
TEST(Align, HoldsItsPromisesOnGeneratedPairs) {
  std::mt19937_64 random(20);
  for (int round = 0; round < 400; ++round) {
    const uint64_t vocabulary = round % 4 == 0 ? 3 : 2000;
    const Tokens a = RandomTokens(random, random() % 300, vocabulary);
    const Tokens b = EditedCopy(random, a, random() % 40, vocabulary);
    const std::vector<AlignedPassage> passages = AlignTokens(a, b).passages;
    std::vector<int> used_a(a.size()), used_b(b.size());
    for (const AlignedPassage& p : passages) {
      ASSERT_LT(p.a_begin, p.a_end);
      ASSERT_LT(p.b_begin, p.b_end);
      ASSERT_LE(p.a_end, a.size());
      ASSERT_LE(p.b_end, b.size());
      EXPECT_LE(p.equal_tokens, std::min(p.a_end - p.a_begin, p.b_end - p.b_begin));
      EXPECT_GE(p.equal_tokens, 5u);
      for (uint32_t i = p.a_begin; i < p.a_end; ++i) EXPECT_EQ(used_a[i]++, 0);
      for (uint32_t j = p.b_begin; j < p.b_end; ++j) EXPECT_EQ(used_b[j]++, 0);
    }
    std::vector<AlignedPassage> mirrored;
    for (const AlignedPassage& p : AlignTokens(b, a).passages) {
      mirrored.push_back(
          {p.b_begin, p.b_end, p.a_begin, p.a_end, p.equal_tokens, p.copied_b, p.copied_a});
    }
    std::ranges::sort(mirrored, {}, &AlignedPassage::a_begin);
    EXPECT_EQ(passages, mirrored) << "round " << round;
  }
}

TEST(Align, RepeatedWordsCostNoMoreThanTheirLength) {
  const Tokens a(20'000, 7);
  const Tokens b(15'000, 7);
  const Aligned aligned = AlignTokens(a, b);
  ASSERT_FALSE(aligned.passages.empty());
  EXPECT_LE(aligned.work.seeds, 2 * b.size());
  EXPECT_LE(aligned.work.tokens_compared, 4 * b.size());

  Tokens phrases;  // Of three words, without end.
  for (uint64_t i = 0; i < 20'000; ++i) phrases.push_back(i % 3);
  const Aligned phrase = AlignTokens(phrases, Tokens(phrases.begin() + 1, phrases.end()));
  EXPECT_LE(phrase.work.seeds, 2 * phrases.size());
  EXPECT_LE(phrase.work.tokens_compared, 4 * phrases.size());
}

}  // namespace
}  // namespace newsprint
