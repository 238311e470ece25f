#include "newsprint/match/match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 42;

PreparedText Prepare(std::string_view body) { return *PrepareText(body, kSeed); }

Match MatchBodies(std::string_view a, std::string_view b) {
  return MatchTexts(Prepare(a), Prepare(b));
}

std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

// `words` words that stand in no other passage with another `tag`.
std::string Words(std::string_view tag, int words) {
  std::string text;
  for (int i = 0; i < words; ++i)
    absl::StrAppend(&text, std::string(tag), i, i % 12 == 11 ? ".\n" : " ");
  return text;
}

TEST(MatchTexts, RelationsAreWhatTheWordsSay) {
  const std::string story = Words("story", 200);
  const struct {
    const char* name;
    std::string a, b;
    Relation relation;
    double containment_a, containment_b;
  } cases[] = {
      {"same text", story, story, Relation::kIdentical, 1, 1},
      {"case and punctuation", "Don't PANIC, he said. " + story, "“Don’t panic” he said - " + story,
       Relation::kIdentical, 1, 1},
      {"own furniture around it", story, Words("promo", 20) + story + Words("footer", 30),
       Relation::kReprint, 1, 0.8},
      {"a passage of 40 words", Words("x", 300) + Words("passage", 40),
       Words("y", 200) + Words("passage", 40), Relation::kExcerpt, 40.0 / 340, 40.0 / 240},
      {"a passage of 15 words", Words("x", 300) + Words("passage", 15),
       Words("y", 200) + Words("passage", 15), Relation::kUnrelated, 15.0 / 315, 15.0 / 215},
      {"nothing", Words("x", 200), Words("y", 200), Relation::kUnrelated, 0, 0},
  };
  for (const auto& c : cases) {
    const Match match = MatchBodies(c.a, c.b);
    EXPECT_EQ(RelationName(match.relation), RelationName(c.relation)) << c.name;
    EXPECT_NEAR(match.containment_a, c.containment_a, 1e-9) << c.name;
    EXPECT_NEAR(match.containment_b, c.containment_b, 1e-9) << c.name;
    EXPECT_EQ(match.passages.empty(), c.relation == Relation::kUnrelated) << c.name;
    EXPECT_EQ(MatchBodies(c.b, c.a), Mirrored(match)) << c.name;
  }
}

TEST(MatchTexts, PassagesAreBytesOfBothTexts) {
  const std::string story = "Ёлки «зелёные» — " + Words("слово", 60);
  const std::string page = "Реклама: подпишитесь! " + story + " Конец страницы.";
  const Match match = MatchBodies(story, page);
  ASSERT_EQ(match.passages.size(), 1u);
  const std::string_view in_story = Slice(story, match.passages[0].a);
  EXPECT_EQ(in_story, Slice(page, match.passages[0].b));
  EXPECT_TRUE(in_story.starts_with("Ёлки")) << in_story;
  EXPECT_TRUE(in_story.ends_with("слово59")) << in_story;
  EXPECT_EQ(match.passages[0].words, 62u);
}

TEST(MatchTexts, CharactersOfScriptsWithoutSpacesCountHalf) {
  std::string passage;
  for (int i = 0; i < 60; ++i) {
    for (const int codepoint : {0x4e00 + i * 7, 0x5200 + i * 3}) {
      passage += static_cast<char>(0xe0 | codepoint >> 12);
      passage += static_cast<char>(0x80 | (codepoint >> 6 & 0x3f));
      passage += static_cast<char>(0x80 | (codepoint & 0x3f));
    }
  }
  const Match match = MatchBodies(passage, passage + "结束");
  ASSERT_EQ(match.passages.size(), 1u);
  EXPECT_EQ(match.passages[0].words, 60u);
}

TEST(MatchTexts, ShortTextsMatchOnlyTheirEquals) {
  const struct {
    std::string a, b;
    Relation relation;
  } cases[] = {
      {"Ferry cancelled.", "FERRY CANCELLED", Relation::kIdentical},
      {"Ferry cancelled.", "Ferry sails.", Relation::kUnrelated},
      {"Ferry", "ferry", Relation::kIdentical},
      {"!!!", "!!!", Relation::kUnrelated},
      {"", "", Relation::kUnrelated},
  };
  for (const auto& c : cases) {
    const Match match = MatchBodies(c.a, c.b);
    EXPECT_EQ(match.relation, c.relation) << c.a << " / " << c.b;
    EXPECT_TRUE(match.insufficient_evidence) << c.a;
  }
  EXPECT_FALSE(MatchBodies(Words("a", 50), Words("b", 50)).insufficient_evidence);
  EXPECT_TRUE(MatchBodies(Words("a", 49), Words("b", 50)).insufficient_evidence);
}

TEST(MatchTexts, FiguresStayInRange) {
  const Match match = MatchBodies(Words("a", 30) + Words("b", 30) + Words("a", 30),
                                  Words("a", 30) + Words("b", 30));
  for (const double figure : {match.resemblance, match.containment_a, match.containment_b}) {
    EXPECT_GE(figure, 0);
    EXPECT_LE(figure, 1);
  }
}

// The founding case: a page with a promo line, a headline, a photo credit and a credit line of its
// own, then the whole story.
TEST(SeedPage, IsAReprintOfTheStoryInsideIt) {
  std::ifstream file(NEWSPRINT_SHARED_DIR "/data/seed/american_military_news_reprint.txt");
  if (!file) GTEST_SKIP() << "shared/data/seed is not here";
  std::stringstream content;
  content << file.rdbuf();
  const std::string page = content.str();
  const size_t begin = page.find("NATO Secretary-General Jens Stoltenberg has welcomed");
  ASSERT_NE(begin, std::string::npos);
  const std::string story = page.substr(begin);

  const Match match = MatchBodies(page, story);
  EXPECT_EQ(match.relation, Relation::kReprint);
  EXPECT_EQ(match.containment_b, 1);
  EXPECT_GT(match.containment_a, 0.85);
  ASSERT_EQ(match.passages.size(), 1u);
  EXPECT_EQ(match.passages[0].a.begin, begin);
  EXPECT_EQ(match.passages[0].b.begin, 0u);
}

}  // namespace
}  // namespace newsprint
