// Matches as JSON, in words, and as rows; stories from them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "apps/delimited_row.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "apps/match_text.h"
#include "apps/output.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Match Reprint() {
  Match match;
  match.relation = Relation::kReprint;
  match.resemblance = 0.81;
  match.containment_a = 0.83;
  match.containment_b = 1;
  match.passages = {{{0, 16}, {4, 20}, 3}, {{17, 30}, {21, 34}, 1}};
  return match;
}

PairReport Pair() {
  PairReport pair;
  pair.match = Reprint();
  pair.a.id = *ArticleId::Create("page.txt");
  pair.b.id = *ArticleId::Create("https://horizon.example/1");
  pair.b.url = "https://horizon.example/1";
  pair.b.revision = 2;
  pair.b.title = "Patrol \"boats\"";
  pair.b.publisher = "Radio Open Horizon";
  pair.b.published_at = absl::FromUnixSeconds(1772532360);
  OriginAnswer& origin = pair.provenance.origin;
  origin.kind = OriginKind::kArticle;
  origin.side = MatchSide::kB;
  origin.article = pair.b;
  origin.source = "roh";
  origin.confidence = 0.97;
  origin.facts = {{.kind = OriginEvidence::kCredit,
                   .side = MatchSide::kA,
                   .article = pair.a.id,
                   .source = "roh",
                   .span = {0, 7}},
                  {.kind = OriginEvidence::kFirstPublished,
                   .against = true,
                   .article = *ArticleId::Create("https://third.example/1")}};
  pair.provenance.credits_b = {{.span = {0, 4}, .type = CreditType::kRights, .own = true}};
  pair.provenance.credits_a = {
      {.span = {0, 7}, .source = "roh", .name = "Radio Open Horizon", .confidence = 0.95}};
  pair.provenance.only_a = {{{0, 7}, PartKind::kCredit},
                            {{8, 11}, PartKind::kParagraph},
                            {{12, 16}, PartKind::kParagraph}};
  pair.provenance.only_b = {{{0, 4}, PartKind::kPromo}};
  return pair;
}

TEST(WriteEvaluationLine, HasTheMembersOfTheFormat) {
  JsonWriter json;
  const Match match = Reprint();
  WriteEvaluationLine(json, {.a = "n\"1", .b = "n7", .match = match});
  EXPECT_EQ(json.text(),
            R"({"a":"n\"1","b":"n7","relation":"REPRINT","resemblance":0.81,)"
            R"("containment_a":0.83,"containment_b":1,"origin":"unknown","origin_confidence":0,)"
            R"("credit":null,"passages":[{"a":[0,16],"b":[4,20]},{"a":[17,30],"b":[21,34]}]})");
}

TEST(WriteEvaluationLine, NamesOriginAndCredit) {
  JsonWriter json;
  const Match match = Reprint();
  WriteEvaluationLine(json, {.a = "n1",
                             .b = "n7",
                             .match = match,
                             .origin = "absent:roh",
                             .origin_confidence = 0.9,
                             .credit = EdgeCredit{.source = "roh", .article = 7, .span = {3, 41}},
                             .credit_document = "n7"});
  EXPECT_EQ(
      json.text(),
      R"({"a":"n1","b":"n7","relation":"REPRINT","resemblance":0.81,)"
      R"("containment_a":0.83,"containment_b":1,"origin":"absent:roh","origin_confidence":0.9,)"
      R"("credit":{"source":"roh","begin":3,"end":41,"doc":"n7"},)"
      R"("passages":[{"a":[0,16],"b":[4,20]},{"a":[17,30],"b":[21,34]}]})");
}

TEST(WriteSearchResult, HasBothArticles) {
  JsonWriter json;
  SearchResult result;
  result.where = "page.txt";
  result.total_matches = 3;
  result.matches = {Pair()};
  result.matches[0].match.passages.resize(1);
  WriteSearchResult(json, result);
  EXPECT_EQ(json.text(),
            R"({"document":"page.txt","total_matches":3,"truncated":false,)"
            R"("insufficient_evidence":false,"matches":[{"a":{"id":"page.txt","revision":null,)"
            R"("title":null,"publisher":null,"url":null,"language":null,"published_at":null,)"
            R"("first_seen_at":null},"b":{"id":"https://horizon.example/1","revision":2,)"
            R"("title":"Patrol \"boats\"","publisher":"Radio Open Horizon",)"
            R"("url":"https://horizon.example/1","language":null,)"
            R"("published_at":"2026-03-03T10:06:00+00:00","first_seen_at":null},)"
            R"("relation":"REPRINT","resemblance":0.81,"containment_a":0.83,"containment_b":1,)"
            R"("insufficient_evidence":false,"origin":{"kind":"article","article":{)"
            R"("id":"https://horizon.example/1","revision":2,"title":"Patrol \"boats\"",)"
            R"("publisher":"Radio Open Horizon","url":"https://horizon.example/1","language":null,)"
            R"("published_at":"2026-03-03T10:06:00+00:00","first_seen_at":null},"source":"roh",)"
            R"("confidence":0.97,"facts":[{"kind":"credit","against":false,"article":"a",)"
            R"("source":"roh","span":[0,7]},{"kind":"first_published","against":true,)"
            R"("article":"https://third.example/1","source":null}]},"credits_a":[{"span":[0,7],)"
            R"("type":"full","source":"roh","name":"Radio Open Horizon","own":false,)"
            R"("confidence":0.95}],"credits_b":[{"span":[0,4],"type":"rights","source":null,)"
            R"("name":null,"own":true,"confidence":0}],"only_a":[{"span":[0,7],"kind":"credit"},)"
            R"({"span":[8,11],"kind":"paragraph"},{"span":[12,16],"kind":"paragraph"}],)"
            R"("only_b":[{"span":[0,4],"kind":"promo"}],"passages":[{"a":[0,16],"b":[4,20]}]}]})");
}

TEST(RelationInWords, SaysWhichSideIsWhich) {
  const struct {
    Relation relation;
    double containment_a;
    double containment_b;
    std::string words;
  } cases[] = {
      {Relation::kIdentical, 1, 1, "is word for word the same as"},
      {Relation::kReprint, 0.8, 0.9, "is a near copy of"},
      {Relation::kRevision, 0.8, 0.9, "is another version, by the same publisher, of"},
      {Relation::kEmbedded, 0.3, 1, "contains the whole of"},
      {Relation::kEmbedded, 1, 0.3, "stands whole inside"},
      {Relation::kAbridged, 1, 0.4, "is a shortened version of"},
      {Relation::kAbridged, 0.4, 1, "is a longer version of"},
      {Relation::kExcerpt, 0.1, 0.1, "has passages in common with"},
      {Relation::kQuote, 0.1, 0.1, "has a quotation in common with"},
      {Relation::kTemplate, 0.9, 0.9, "fills in the same form as"},
      {Relation::kUnrelated, 0, 0, "shares nothing that counts with"},
  };
  for (const auto& c : cases) {
    Match match;
    match.relation = c.relation;
    match.containment_a = c.containment_a;
    match.containment_b = c.containment_b;
    EXPECT_EQ(RelationInWords(match), c.words);
  }
}

TEST(ComparisonInWords, TellsItAll) {
  PairReport pair = Pair();
  pair.match.passages = {{{0, 7}, {4, 11}, 2}, {{12, 16}, {16, 20}, 1}};
  const std::string text = ComparisonInWords(
      pair, {.a = "One two and four", .b = "At: One two and four"}, Palette(false));
  EXPECT_EQ(text,
            "REPRINT: A is a near copy of B\n"
            "\n"
            "  A  page.txt\n"
            "  B  “Patrol \"boats\"”\n"
            "     Radio Open Horizon, published 2026-03-03 10:06 UTC\n"
            "     https://horizon.example/1\n"
            "\n"
            "  83 % of A stands in B; 100 % of B stands in A; resemblance 81 %\n"
            "\n"
            "  Whose text: B, of the source roh (97 % sure)\n"
            "    for: A's credit line at bytes 0-7 names roh: “One two”\n"
            "    against: https://third.example/1 was published first, as the pages claim\n"
            "  Credit line in B, rights, bytes 0-4, its own publisher: “At:”\n"
            "  Only A has: 2 paragraphs (bytes 8-11, 12-16), 1 credit line (bytes 0-7)\n"
            "  Only B has: 1 promotion (bytes 0-4)\n"
            "\n"
            "  2 passages in common, 3 words:\n"
            "\n"
            "    A bytes 0-7\n"
            "      One two\n"
            "    B bytes 4-11\n"
            "      One two\n"
            "\n"
            "    A bytes 12-16\n"
            "      four\n"
            "    B bytes 16-20\n"
            "      four\n");
}

TEST(SearchInWords, FitsOneScreen) {
  SearchResult result;
  result.where = "page.txt";
  result.body = std::string(400, 'x');
  result.total_matches = 1200;
  for (int i = 0; i < 5; ++i) {
    PairReport pair = Pair();
    pair.match.passages.clear();
    for (uint32_t p = 0; p < 50; ++p) {
      pair.match.passages.push_back({{p * 4, p * 4 + 3}, {p * 4, p * 4 + 3}, p + 1});
    }
    result.matches.push_back(pair);
  }
  const std::string text = SearchInWords(result, Palette(false));
  EXPECT_LE(std::ranges::count(text, '\n'), 95);
  EXPECT_THAT(text, HasSubstr("page.txt: 1,200 matches\n"));
  EXPECT_THAT(text, HasSubstr("50 passages in common, 1,275 words; the longest:\n"));
  EXPECT_THAT(text, HasSubstr("bytes 196-199, there 196-199"));
  EXPECT_THAT(text, Not(HasSubstr("bytes 0-3")));
  EXPECT_THAT(text, HasSubstr("1,195 further, weaker matches"));
}

TEST(SearchInWords, NamesBothSidesOfASourcesMatches) {
  SearchResult result;
  result.where = "Radio Open Horizon";
  result.of_source = true;
  result.total_is_upper_bound = true;
  result.strongest_first = false;
  result.total_matches = 1200;
  result.matches = {Pair()};
  result.matches[0].a.title = "Asked";
  result.matches[0].a.publisher = "Horizon";
  const std::string text = SearchInWords(result, Palette(false));
  EXPECT_THAT(text, HasSubstr("Radio Open Horizon: at most 1,200 matches\n"));
  EXPECT_THAT(text, HasSubstr("1. REPRINT: “Asked” is a near copy of “Patrol \"boats\"”\n"
                              "   Horizon\n   id page.txt\n   and\n   Radio Open Horizon, "));
  EXPECT_THAT(text, HasSubstr("1,199 further matches (--max-matches N shows more)"));
}

TEST(SearchInWords, SaysWhyThereMayBeNothing) {
  SearchResult result;
  result.where = "short.txt";
  EXPECT_EQ(SearchInWords(result, Palette(false)), "short.txt: no match\n");
  result.insufficient_evidence = true;
  EXPECT_THAT(SearchInWords(result, Palette(false)), HasSubstr("Too short to judge"));
  result.truncated = true;
  EXPECT_THAT(SearchInWords(result, Palette(false)), HasSubstr("work limit"));
}

TEST(SearchInWords, ShowsNoControlCharactersOfStrangers) {
  SearchResult result;
  result.where = "x";
  result.total_matches = 1;
  result.body = "a \x1b[2J z";
  result.matches = {Pair()};
  result.matches[0].b.title = "\x1b]0;owned\x07";
  result.matches[0].match.passages = {{{0, 8}, {0, 8}, 2}};
  EXPECT_THAT(SearchInWords(result, Palette(false)), Not(HasSubstr("\x1b")));
}

TEST(DelimitedRow, QuotesWhatItMust) {
  const std::vector<std::string> cells = {"a", "b,c", "say \"so\"", "two\nlines", "tab\there", ""};
  EXPECT_EQ(CsvRow(cells), "a,\"b,c\",\"say \"\"so\"\"\",\"two\nlines\",tab\there,\n");
  EXPECT_EQ(TsvRow(cells), "a\tb,c\tsay \"so\"\ttwo lines\ttab here\t\n");
}

// A pipe's end to write to; what was written can be read.
class PipeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    signal(SIGPIPE, SIG_IGN);
    ASSERT_EQ(pipe(ends_), 0);
  }
  void TearDown() override {
    close(ends_[1]);
    CloseReader();
  }
  void CloseReader() {
    if (ends_[0] >= 0) close(ends_[0]);
    ends_[0] = -1;
  }
  std::string Read() {
    std::string text(4096, '\0');
    text.resize(static_cast<size_t>(read(ends_[0], text.data(), text.size())));
    return text;
  }

  int ends_[2] = {-1, -1};
};

TEST_F(PipeTest, JsonListIsLinesOrAnArray) {
  const auto print = [&](std::string_view format, int values) {
    Output out(ends_[1]);
    JsonList list(out, format);
    for (int i = 0; i < values; ++i) {
      list.Add([&](JsonWriter& json) { json.Integer(static_cast<uint64_t>(i)); });
    }
    list.Finish();
    EXPECT_TRUE(out.Flush().ok());
    return Read();
  };
  EXPECT_EQ(print("jsonl", 2), "0\n1\n");
  EXPECT_EQ(print("json", 2), "[\n0,\n1\n]\n");
  EXPECT_EQ(print("json", 0), "[]\n");
}

TEST_F(PipeTest, OutputIsQuietWhenItsReaderLeaves) {
  Output out(ends_[1]);
  CloseReader();
  out.Write("some");
  EXPECT_FALSE(out.closed());
  EXPECT_TRUE(out.Flush().ok());
  EXPECT_TRUE(out.closed());
  out.Write("more");
  EXPECT_TRUE(out.Flush().ok());
}

TEST(OutputTest, ReportsWhatCannotBeWritten) {
  Output out(-1);
  out.Write("some");
  EXPECT_EQ(out.Flush().message(), "standard output: Bad file descriptor");
  EXPECT_TRUE(out.closed());
}

}  // namespace
}  // namespace newsprint
