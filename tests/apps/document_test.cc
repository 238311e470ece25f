// JSON Lines, files and directories to articles; the registries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "apps/document_json.h"
#include "apps/documents.h"
#include "tests/apps/temporary_files.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

TEST(DocumentParserTest, ReadsTheKnownMembers) {
  DocumentParser parser;
  const auto article = parser.Parse(
      R"({"id":"a1","url":"https://x.example/1","publisher":"P","title":"T","extra":{"deep":[1]},)"
      R"("text":"Zwei\nZeilen \u00e4 \ud83d\ude00","published_at":"2026-03-03T13:06:00+03:00",)"
      R"("language":"de"})");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->id.value(), "a1");
  EXPECT_EQ(article->body, "Zwei\nZeilen ä 😀");
  EXPECT_EQ(article->title, "T");
  EXPECT_EQ(article->publisher, "P");
  EXPECT_EQ(article->url, "https://x.example/1");
  EXPECT_EQ(article->language, "de");
  EXPECT_EQ(article->published_at, absl::FromUnixSeconds(1772532360));
}

TEST(DocumentParserTest, TakesNullForNone) {
  DocumentParser parser;
  const auto article =
      parser.Parse(R"({"id":null,"text":"x","title":null,"published_at":null,"url":null})");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_TRUE(article->id.empty());
  EXPECT_FALSE(article->published_at.has_value());
}

TEST(DocumentParserTest, NamesWhatIsWrong) {
  const struct {
    std::string line;
    std::string message;
  } cases[] = {
      {"{", "not JSON"},
      {R"({"text":"x"} {})", "not JSON"},
      {"[1]", "must be a JSON object"},
      {R"({"id":"a"})", "text: is missing"},
      {R"({"id":1,"text":"x"})", "id: must be a string or null"},
      {R"({"text":["x"]})", "text: must be a string or null"},
      {R"({"text":"x","text":"y"})", "text: given twice"},
      {R"({"text":"x","published_at":"3 March"})",
       "published_at: '3 March' is not a time by RFC 3339"},
      {R"({"text":"x","id":"a\nb"})", "id: control character 0x0a at byte 1"},
      {R"({"text":"\ud83d"})", R"(JSON: \ud83d at byte 9 is half of a surrogate pair)"},
      {R"({"text":"\ude00\ud83d"})", R"(JSON: \ude00 at byte 9 is half of a surrogate pair)"},
      {R"({"text":"\\\uD83Dx"})", R"(JSON: \uD83D at byte 11 is half of a surrogate pair)"},
      {R"({"other":"\ud83d\u0041","text":"x"})", "half of a surrogate pair"},
      {"{\"text\":\"a\xff\"}", "JSON: not UTF-8 at byte 10"},
      {std::string(R"({"text":"x","deep":)") + std::string(5000, '['), "not JSON"},
  };
  for (const auto& c : cases) {
    DocumentParser parser;
    const auto article = parser.Parse(c.line);
    EXPECT_EQ(article.status().code(), absl::StatusCode::kInvalidArgument) << c.line;
    EXPECT_THAT(Message(article.status()), HasSubstr(c.message)) << c.line;
  }
}

TEST(DocumentParserTest, EscapedBackslashIsNoSurrogate) {
  DocumentParser parser;
  EXPECT_EQ(parser.Parse(R"({"text":"\\ud83d"})")->body, R"(\ud83d)");
}

// "id|body" of each document, or its error; without the directory's name.
std::vector<std::string> Documents(const TemporaryFiles& files,
                                   const std::vector<std::string>& paths,
                                   const DocumentOptions& options = {}) {
  const std::string prefix = files.Path("");
  const auto shortened = [&](std::string text) {
    for (size_t at; (at = text.find(prefix)) != std::string::npos;) text.erase(at, prefix.size());
    return text;
  };
  std::vector<std::string> result;
  EXPECT_TRUE(ReadDocuments(paths, options, [&](absl::StatusOr<Document> document) {
                result.push_back(shortened(document.ok() ? document->article.id.value() + "|" +
                                                               document->article.body
                                                         : "error: " + Message(document.status())));
                return absl::OkStatus();
              }).ok());
  return result;
}

TEST(ReadDocuments, TellsFormatsByNameOrElseByContent) {
  const TemporaryFiles files;
  const std::string json = R"({"id":"j","text":"x"})"
                           "\n";
  const struct {
    std::string name;
    std::string content;
    std::string document;
  } cases[] = {
      {"a.txt", "words", "a.txt|words"},
      {"brace.txt", "{not json}", "brace.txt|{not json}"},
      {"a.jsonl", json, "j|x"},
      {"a.json", json, "j|x"},
      {"b.ndjson", "\n \n" + json, "j|x"},
      {"bom.jsonl", "\ufeff" + json, "j|x"},
      {"no-suffix", "  " + json, "j|x"},
      {"story", "Words first", "story|Words first"},
      {"a.html", "<title>T</title><p>words", "a.html|words"},
      {"b.html", "<link rel=canonical href=https://example.org/b><p>words",
       "https://example.org/b|words"},
      {"page", "\n<!DOCTYPE HTML><p>words", "page|words"},
      {"latin.htm", "<meta charset=iso-8859-1><p>caf\xe9", "latin.htm|caf\u00e9"},
      {"scripts.html", "<script>x()</script>", "error: scripts.html: body: must not be empty"},
      {"empty.txt", "", "error: empty.txt: body: must not be empty"},
      {"bad.txt", "a\xff", "error: bad.txt: body: not UTF-8 at byte 1"},
      {"nul.txt", std::string("a\0b", 3), "error: nul.txt: body: NUL byte at byte 1"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Documents(files, {files.Write(c.name, c.content)}), ElementsAre(c.document));
  }
  EXPECT_THAT(Documents(files, {files.WriteGzip("a.jsonl.gz", json)}), ElementsAre("j|x"));
  EXPECT_THAT(Documents(files, {files.WriteGzip("a.txt.gz", "words")}),
              ElementsAre("a.txt.gz|words"));
}

TEST(ReadDocuments, GoesOnAfterABadLine) {
  const TemporaryFiles files;
  const std::string path = files.Write("d.jsonl", R"({"id":"1","text":"one"})"
                                                  "\n"
                                                  "{\n"
                                                  R"({"id":"2","text":""})"
                                                  "\n"
                                                  R"({"text":"nameless"})"
                                                  "\n"
                                                  R"({"id":"3","text":"three"})");
  EXPECT_THAT(Documents(files, {path, files.Path("missing"), path}),
              ElementsAre("1|one", HasSubstr("error: d.jsonl:2: not JSON"),
                          "error: d.jsonl:3: body: must not be empty", "|nameless", "3|three",
                          "error: missing: No such file or directory", "1|one", testing::_,
                          testing::_, testing::_, testing::_));
  EXPECT_THAT(Documents(files, {path}, {.require_id = true})[3],
              "error: d.jsonl:4: id: is missing");
}

TEST(ReadDocuments, AcceptsAnyTextOfALabelledSet) {
  const TemporaryFiles files;
  const std::string path = files.Write("d.jsonl", R"({"id":"1","text":"a\u0000b"})"
                                                  "\n"
                                                  R"({"id":"2","text":""})");
  EXPECT_THAT(Documents(files, {path}, {.accept_any_text = true}), ElementsAre("1|a b", "2| "));
}

TEST(ReadDocuments, WalksDirectoriesInTheOrderOfNames) {
  const TemporaryFiles files;
  files.Write("wire/b.txt", "b");
  files.Write("wire/a.txt", "a");
  files.Write("wire/sub/c.txt", "c");
  files.Write("wire/photo.jpg", "no");
  files.Write("wire/page.html", "<p>p");
  const std::vector<std::string> paths = {files.Path("wire")};
  std::vector<std::string> bodies;
  const auto counts = ReadDocuments(paths, {}, [&](absl::StatusOr<Document> document) {
    bodies.push_back(document->article.body);
    return absl::OkStatus();
  });
  EXPECT_THAT(bodies, ElementsAre("a", "b", "p", "c"));
  EXPECT_EQ(counts->files_skipped, 1u);
}

TEST(ReadDocuments, FillsInWhatTheArticleLeavesOut) {
  const TemporaryFiles files;
  const std::vector<std::string> paths = {files.Write("d.jsonl",
                                                      R"({"text":"x"})"
                                                      "\n"
                                                      R"({"text":"y","publisher":"Own"})")};
  std::vector<std::string> seen;
  ASSERT_TRUE(ReadDocuments(paths, {.publisher = "P", .language = "sr"},
                            [&](absl::StatusOr<Document> document) {
                              seen.push_back(document->article.publisher +
                                             document->article.language);
                              return absl::OkStatus();
                            })
                  .ok());
  EXPECT_THAT(seen, ElementsAre("Psr", "Ownsr"));
}

TEST(ReadDocuments, BoundsALine) {
  const TemporaryFiles files;
  DocumentOptions options;
  options.limits = {.max_body_bytes = 10, .max_field_bytes = 10};
  const size_t limit = MaxDocumentLineBytes(options.limits);
  const std::string bomb =
      files.WriteGzip("bomb.jsonl.gz", R"({"text":")" + std::string(limit, 'x'));
  EXPECT_THAT(Documents(files, {bomb}, options),
              ElementsAre("error: bomb.jsonl.gz:1: the line is longer than the limit of " +
                          std::to_string(limit) + " bytes"));
  EXPECT_THAT(Documents(files, {files.Write("long.txt", "12345678901")}, options),
              ElementsAre("error: long.txt: larger than the limit of 10 bytes"));
}

}  // namespace
}  // namespace newsprint
