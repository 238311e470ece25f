#include "page/json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsprint::page {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr size_t kLimit = 1 << 20;

JsonLdArticle Read(const std::string& script) { return ReadJsonLd({script}, kLimit); }

TEST(ReadJsonLd, ReadsAllThatAnArticleSays) {
  const JsonLdArticle article = Read(R"({
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Council &amp; mayor agree",
    "description": "A <b>short</b> one", "articleBody": "First line.\n\nSecond line.",
    "url": "https://example.org/1", "inLanguage": "en-GB",
    "datePublished": "2024-05-03T15:47:42+02:00", "dateModified": "2024-05-04",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Max Muster"}],
    "publisher": {"@type": "Organization", "name": "Example News"},
    "copyrightHolder": {"name": "Example Wire"}, "isBasedOn": "https://wire.example/9"})");
  EXPECT_EQ(article.type, "NewsArticle");
  EXPECT_EQ(article.headline, "Council & mayor agree");
  EXPECT_EQ(article.description, "A short one");
  EXPECT_EQ(article.body, "First line.\nSecond line.");
  EXPECT_EQ(article.url, "https://example.org/1");
  EXPECT_EQ(article.language, "en-GB");
  EXPECT_EQ(article.date_published, "2024-05-03T15:47:42+02:00");
  EXPECT_EQ(article.date_modified, "2024-05-04");
  EXPECT_THAT(article.authors, ElementsAre("Jane Roe", "Max Muster"));
  EXPECT_THAT(article.publishers, ElementsAre("Example News"));
  EXPECT_THAT(article.copyright_holders, ElementsAre("Example Wire"));
  EXPECT_THAT(article.is_based_on, ElementsAre("https://wire.example/9"));
}

TEST(ReadJsonLd, FindsTheArticleWhereverItStands) {
  const struct {
    const char* script;
    const char* headline;
  } cases[] = {
      {R"({"@graph":[{"@type":"WebSite","name":"S"},{"@type":"NewsArticle","headline":"H"}]})",
       "H"},
      {R"([{"@type":"BreadcrumbList"},{"@type":"ReportageNewsArticle","headline":"H"}])", "H"},
      {R"({"@type":"WebPage","mainEntity":{"@type":"Article","headline":"H"}})", "H"},
      {R"({"@type":["Thing","OpinionNewsArticle"],"headline":"H"})", "H"},
      {R"({"@type":"https://schema.org/NewsArticle","headline":"H"})", "H"},
      {R"({"@type":"schema:LiveBlogPosting","headline":"H"})", "H"},
      {R"({"@type":"BlogPosting","name":"H"})", "H"},
      // A telling type before a vague one, whatever the order.
      {R"([{"@type":"WebPage","headline":"W","author":"a","datePublished":"2024-01-01"},
           {"@type":"NewsArticle","headline":"H"}])",
       "H"},
      // Of equals the fullest, and of those the first.
      {R"([{"@type":"NewsArticle","headline":"teaser"},
           {"@type":"NewsArticle","headline":"H","datePublished":"2024-01-01"},
           {"@type":"NewsArticle","headline":"other","datePublished":"2024-01-01"}])",
       "H"},
      {R"({"@type":"Recipe","headline":"R"})", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Read(c.script).headline, c.headline) << c.script;
}

TEST(ReadJsonLd, NamesComeInEveryShape) {
  const struct {
    const char* author;
    std::vector<std::string> names;
  } cases[] = {
      {R"("Jane Roe")", {"Jane Roe"}},
      {R"(["Jane Roe","Max Muster","Jane Roe"])", {"Jane Roe", "Max Muster"}},
      {R"({"name":"Jane Roe"})", {"Jane Roe"}},
      {R"({"name":["Jane Roe","J. R."]})", {"Jane Roe"}},
      {R"({"@id":"#jane"})", {"Jane Roe"}},
      {R"([{"@id":"#jane"},{"@id":"#nobody"}])", {"Jane Roe"}},
      {R"({"name":null})", {}},
      {R"(42)", {}},
      {R"([])", {}},
  };
  for (const auto& c : cases) {
    const std::string script = std::string(R"({"@graph":[{"@type":"NewsArticle","author":)") +
                               c.author +
                               R"(},{"@type":"Person","@id":"#jane","name":"Jane Roe"}]})";
    EXPECT_EQ(Read(script).authors, c.names) << c.author;
  }
}

TEST(ReadJsonLd, BasisIsAUrlWhereThereIsOne) {
  EXPECT_THAT(Read(R"({"@type":"NewsArticle","isBasedOn":{"@type":"NewsArticle","name":"Wire story",
                       "url":"https://wire.example/9"}})")
                  .is_based_on,
              ElementsAre("https://wire.example/9"));
  EXPECT_THAT(
      Read(R"({"@type":"NewsArticle","isBasedOn":{"@id":"https://wire.example/9"}})").is_based_on,
      ElementsAre("https://wire.example/9"));
  EXPECT_THAT(Read(R"({"@type":"NewsArticle","isBasedOn":[{"name":"Wire story"}]})").is_based_on,
              ElementsAre("Wire story"));
}

TEST(ReadJsonLd, MendsTheUsualSlips) {
  const char* const scripts[] = {
      "<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"H\"}\n-->",
      "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"H\"}\n//]]>",
      "{\"@type\":\"NewsArticle\",\"headline\":\"H\",}",
      "{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"author\":[\"a\",],};",
      "{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"x\":\"line\nbreak\tand tab\"}",
      "{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"x\":\"a comma, } in a string\",}",
  };
  for (const char* script : scripts) EXPECT_EQ(Read(script).headline, "H") << script;
}

TEST(ReadJsonLd, LeavesOutWhatIsNoJson) {
  for (const std::string& script :
       std::vector<std::string>{"", "{", "}{", "[[[[", "null", "{\"@type\":}",
                                std::string(100000, '['), "{\"@type\":\"NewsArticle\""}) {
    EXPECT_EQ(Read(script).type, "") << script.substr(0, 20);
  }
  // One bad block does not spoil the others.
  EXPECT_EQ(ReadJsonLd({"{oops", R"({"@type":"NewsArticle","headline":"H"})"}, kLimit).headline,
            "H");
  // One that is too long is not looked at.
  EXPECT_EQ(ReadJsonLd({R"({"@type":"NewsArticle","headline":"H"})"}, 10).headline, "");
}

}  // namespace
}  // namespace newsprint::page
