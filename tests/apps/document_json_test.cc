#include "apps/document_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

using ::testing::HasSubstr;

TEST(WriteDocument, WritesWhatParseReads) {
  Article full;
  full.id = *ArticleId::Create("https://example.org/1?\"x\"");
  full.body = "First line.\n\tSecond “line” \\ и третья.";
  full.title = "A title";
  full.url = "https://example.org/1";
  full.publisher = "Борская правда";
  full.language = "sr-Cyrl";
  full.published_at = absl::FromUnixSeconds(1'000'000'000) + absl::Nanoseconds(123'456'789);
  full.first_seen_at = absl::FromUnixSeconds(-1);
  full.signals = {{SignalKind::kCanonical, "https://wire.example/\"1\"", {}},
                  {SignalKind::kLink, "https://wire.example/2", {0, 5}}};
  Article bare;
  bare.id = *ArticleId::Create("bare");
  bare.body = "Some text.";
  for (const Article& article : {full, bare}) {
    JsonWriter json;
    WriteDocument(json, article, 3);
    EXPECT_THAT(json.text(), HasSubstr(R"("revision":3)"));
    DocumentParser parser;
    const absl::StatusOr<Article> read = parser.Parse(json.text());
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, article) << json.text();
  }
}

TEST(DocumentParser, NamesATimeThatIsNone) {
  DocumentParser parser;
  EXPECT_EQ(parser.Parse(R"({"id":"a","text":"x","first_seen_at":"yesterday"})").status().message(),
            "first_seen_at: 'yesterday' is not a time by RFC 3339");
}

}  // namespace
}  // namespace newsprint
