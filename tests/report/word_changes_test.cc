#include "newsprint/report/word_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "newsprint/text/tokenize.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

Passage Whole(std::string_view a, std::string_view b) {
  return {{0, static_cast<uint32_t>(a.size())}, {0, static_cast<uint32_t>(b.size())}, 1, 1, 1};
}

std::vector<std::string> Quoted(std::string_view text, const std::vector<Span>& spans) {
  std::vector<std::string> quoted;
  for (const Span span : spans) quoted.emplace_back(text.substr(span.begin, span.size()));
  return quoted;
}

TEST(FindWordChangesTest, MarksWordsThatDiffer) {
  struct Case {
    std::string_view a;
    std::string_view b;
    std::vector<std::string> dropped;
    std::vector<std::string> added;
  };
  for (const Case& c : std::vector<Case>{
           {"one two three", "one two three", {}, {}},
           {"two centres here", "two centers here", {"centres"}, {"centers"}},
           {"one two three", "one three", {"two"}, {}},
           {"one three", "one two three", {}, {"two"}},
           {"one, two, three", "one four", {"two, three"}, {"four"}},
           {"one two", "three four", {"one two"}, {"three four"}},
           {"a b c d e f", "x b c y e z", {"a", "d", "f"}, {"x", "y", "z"}},
           // What matching folds is no change.
           {"“Don’t” PANIC", "\"don't\" panic!", {}, {}},
           {"مي‌رود", "می‌رود", {}, {}},
           {"北京天气", "北京大气", {"天"}, {"大"}},
           {"", "one", {}, {"one"}},
       }) {
    const auto changes = FindWordChanges(c.a, c.b, {{Whole(c.a, c.b)}});
    ASSERT_TRUE(changes.ok()) << changes.status();
    EXPECT_THAT(Quoted(c.a, changes->dropped), ElementsAreArray(c.dropped)) << c.a;
    EXPECT_THAT(Quoted(c.b, changes->added), ElementsAreArray(c.added)) << c.b;
  }
}

TEST(FindWordChangesTest, LooksInsidePassagesOnly) {
  const std::string_view a = "zero one two three four";
  const std::string_view b = "three vier and one deux nine";
  const std::vector<Passage> passages = {{{5, 12}, {15, 23}, 1, 1, 1},
                                         {{13, 23}, {0, 10}, 1, 1, 1}};
  const auto changes = FindWordChanges(a, b, passages);
  ASSERT_TRUE(changes.ok());
  EXPECT_THAT(Quoted(a, changes->dropped), ElementsAre("two", "four"));
  EXPECT_THAT(Quoted(b, changes->added), ElementsAre("vier", "deux"));  // Ascending in b.
}

TEST(FindWordChangesTest, RefusesAPassageBeyondTheText) {
  const auto changes = FindWordChanges("one", "one two", {{Passage{{0, 4}, {0, 7}, 1, 1, 1}}});
  EXPECT_EQ(changes.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(changes.status().message(), "a passage ends at byte 4 of a text of 3 bytes");
}

size_t LongestCommon(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<size_t> row(b.size() + 1);
  for (const std::string& word : a) {
    size_t diagonal = 0;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = word == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

size_t CountWords(std::string_view text, const std::vector<Span>& spans) {
  size_t words = 0;
  for (const Span span : spans) words += Tokenize(text.substr(span.begin, span.size()))->size();
  return words;
}

// What is left of a text when the spans are cut out of it.
std::vector<std::string> Rest(const std::string& text, const std::vector<Span>& spans) {
  std::string rest;
  uint32_t at = 0;
  for (const Span span : spans) {
    rest += text.substr(at, span.begin - at) + " ";
    at = span.end;
  }
  rest += text.substr(at);
  const TokenizedText tokens = *Tokenize(rest);
  std::vector<std::string> words;
  for (size_t i = 0; i < tokens.size(); ++i) words.emplace_back(tokens.folded(i));
  return words;
}

TEST(FindWordChangesTest, MarksNoMoreThanTheLongestCommonSubsequenceLeaves) {
  std::mt19937 random(7);
  const auto words = [&](size_t most, int alphabet) {
    std::vector<std::string> made(random() % (most + 1));
    for (std::string& word : made)
      word = std::string(1, static_cast<char>('a' + random() % alphabet));
    return made;
  };
  for (int round = 0; round < 500; ++round) {
    const int alphabet = 2 + round % 9;
    const std::vector<std::string> a = words(40, alphabet);
    const std::vector<std::string> b = words(40, alphabet);
    const std::string text_a = Join(a);
    const std::string text_b = Join(b);
    const auto changes = FindWordChanges(text_a, text_b, {{Whole(text_a, text_b)}});
    ASSERT_TRUE(changes.ok());
    const size_t common = LongestCommon(a, b);
    EXPECT_EQ(CountWords(text_a, changes->dropped), a.size() - common) << text_a << "| " << text_b;
    EXPECT_EQ(CountWords(text_b, changes->added), b.size() - common);
    EXPECT_EQ(Rest(text_a, changes->dropped), Rest(text_b, changes->added));
  }
}

// More changes than one search looks for: what is unmarked is equal all the same.
TEST(FindWordChangesTest, GoesOnAfterHundredsOfChanges) {
  std::vector<std::string> a;
  std::vector<std::string> b;
  for (int i = 0; i < 3000; ++i) {
    a.push_back("same" + std::to_string(i));
    b.push_back(i % 3 == 0 ? "other" + std::to_string(i) : a.back());
  }
  const std::string text_a = Join(a);
  const std::string text_b = Join(b);
  const auto changes = FindWordChanges(text_a, text_b, {{Whole(text_a, text_b)}});
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(CountWords(text_a, changes->dropped), 1000u);
  EXPECT_EQ(Rest(text_a, changes->dropped), Rest(text_b, changes->added));
}

TEST(FindWordChangesTest, TakesTextsThatHaveNothingInCommon) {
  std::vector<std::string> a(2000, "one");
  std::vector<std::string> b(1500, "two");
  const std::string text_a = Join(a);
  const std::string text_b = Join(b);
  const auto changes = FindWordChanges(text_a, text_b, {{Whole(text_a, text_b)}});
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(changes->dropped.size(), 1u);
  EXPECT_EQ(changes->added.size(), 1u);
}

}  // namespace
}  // namespace newsprint
