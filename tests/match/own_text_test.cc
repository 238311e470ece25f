#include "newsprint/match/own_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text/tokenize.h"

namespace newsprint {
namespace {

Span SpanOf(std::string_view text, std::string_view part) {
  const size_t begin = text.find(part);
  EXPECT_NE(begin, std::string_view::npos) << part;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + part.size())};
}

// The page of a reprint: what stands around and in the shared text.
constexpr std::string_view kPage =
    "Sign up for our letters!\n"
    "Ferry sinks\n"
    "By our desk. First published by The Coast Radio.\n"
    "The ferry left at noon. It was full of people.\n"
    "Nobody was hurt, our reporter adds.\n"
    "It sank at two. All rights reserved.\n";

struct Described {
  std::string_view kind;
  std::string text;
  double words;

  friend bool operator==(const Described&, const Described&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Described& d) {
    return out << d.kind << " '" << d.text << "' " << d.words;
  }
};

std::vector<Described> Describe(std::string_view text, const std::vector<Span>& passages,
                                const KnownLines& known) {
  const absl::StatusOr<TokenizedText> tokens = Tokenize(text);
  EXPECT_TRUE(tokens.ok()) << tokens.status();
  std::vector<Described> described;
  for (const OwnText& own : FindOwnText(*tokens, LineBegins(text), passages, known)) {
    described.push_back({OwnTextKindName(own.kind),
                         std::string(text.substr(own.span.begin, own.span.size())), own.words});
  }
  return described;
}

TEST(OwnText, IsWhatPassagesLeaveByLineAndKind) {
  const std::vector<Span> passages = {
      SpanOf(kPage, "The ferry left at noon. It was full of people"),
      SpanOf(kPage, "It sank at two")};
  const std::vector<Span> credits = {SpanOf(kPage, "First published by The Coast Radio.")};
  const std::vector<Span> promos = {SpanOf(kPage, "Sign up for our letters!")};
  const std::vector<Span> boilerplate = {SpanOf(kPage, "All rights reserved.")};
  EXPECT_EQ(Describe(kPage, passages, {credits, promos, boilerplate}),
            (std::vector<Described>{{"promo", "Sign up for our letters", 5},
                                    {"paragraph", "Ferry sinks", 2},
                                    {"paragraph", "By our desk", 3},
                                    {"credit", "First published by The Coast Radio", 6},
                                    {"paragraph", "Nobody was hurt, our reporter adds", 6},
                                    {"boilerplate", "All rights reserved", 3}}));
}

TEST(OwnText, OfTwoKindsTheFirstCounts) {
  const std::vector<Span> whole = {{0, static_cast<uint32_t>(kPage.size())}};
  const std::vector<Span> line = {SpanOf(kPage, "Ferry sinks")};
  const std::vector<Described> described = Describe(kPage, {}, {line, {}, whole});
  ASSERT_EQ(described.size(), 6u);
  EXPECT_EQ(described[1], (Described{"credit", "Ferry sinks", 2}));
  EXPECT_EQ(described[0].kind, "boilerplate");
}

TEST(OwnText, ASharedPassageSplitsALine) {
  const std::string_view text = "one two three four five six";
  EXPECT_EQ(Describe(text, {SpanOf(text, "three four")}, {}),
            (std::vector<Described>{{"paragraph", "one two", 2}, {"paragraph", "five six", 2}}));
}

TEST(OwnText, OfATextThatIsAllSharedOrEmptyThereIsNone) {
  EXPECT_TRUE(Describe("one two", {{0, 7}}, {}).empty());
  EXPECT_TRUE(Describe(" ... \n --", {}, {}).empty());
}

TEST(OwnText, TwoCharactersOfAScriptWithoutSpacesAreOneWord) {
  EXPECT_EQ(Describe("\u65b0\u805e\u793e", {}, {}),
            (std::vector<Described>{{"paragraph", "\u65b0\u805e\u793e", 1.5}}));
}

}  // namespace
}  // namespace newsprint
