#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsprint/page/page.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;

const std::string kText =
    "<p>The council agreed on Tuesday, after a night of talks, to open the old bridge to walkers "
    "again.</p>";

Page Extract(const std::string& head, const std::string& body = "", std::string_view url = "") {
  auto page = ExtractPage("<html><head>" + head + "</head><body>" + body + kText + "</body></html>",
                          {.url = url});
  EXPECT_TRUE(page.ok()) << page.status();
  return page.ok() ? *std::move(page) : Page();
}

std::string Published(const std::string& head, const std::string& body = "") {
  const Page page = Extract(head, body);
  return page.published ? page.published->ToRfc3339() : "";
}

TEST(Metadata, PublicationTime) {
  const struct {
    const char* head;
    const char* body;
    const char* time;
  } cases[] = {
      {"<meta property='article:published_time' content='2024-05-03T15:47:42+02:00'>", "",
       "2024-05-03T15:47:42+02:00"},
      {"<meta name=DC.date.issued content='2024-05-03'>", "", "2024-05-03T00:00:00Z"},
      {"<meta itemprop=datePublished content='2024-05-03T01:02:03Z'>", "", "2024-05-03T01:02:03Z"},
      {"", "<time datetime='2024-05-03T10:00:00-04:00'>Friday</time>", "2024-05-03T10:00:00-04:00"},
      {"",
       "<span itemprop=datePublished content='2024-05-03'></span><time "
       "datetime='2020-01-01'></time>",
       "2024-05-03T00:00:00Z"},
      {"", "<div class=post-date>Published 3 May 2024, 10:15</div>", "2024-05-03T10:15:00Z"},
      {"<script "
       "type='application/"
       "ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03T09:00:00+09:00\"}"
       "</script><meta property='article:published_time' content='2020-01-01'>",
       "", "2024-05-03T09:00:00+09:00"},
      {"<script "
       "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"soon\"}</script>"
       "<meta property='article:published_time' content='2024-05-03'>",
       "", "2024-05-03T00:00:00Z"},
      {"", "", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Published(c.head, c.body), c.time) << c.head << c.body;
  const Page page = Extract(
      "<meta property='article:published_time' content='2024-05-03T15:47:42+02:00'>"
      "<meta property='article:modified_time' content='2024-05-04T15:47:42+02:00'>");
  EXPECT_EQ(page.article.published_at, page.published->time);
  EXPECT_EQ(page.published->offset_seconds, 7200);
  EXPECT_EQ(page.modified->ToRfc3339(), "2024-05-04T15:47:42+02:00");
}

TEST(Metadata, Byline) {
  const struct {
    const char* head;
    const char* body;
    const char* byline;
  } cases[] = {
      {"<meta name=author content='Jane Roe'>", "", "Jane Roe"},
      {"<meta name=author content='By Jane Roe'>", "", "Jane Roe"},
      {"<meta property='article:author' content='AFP'>", "", "AFP"},
      {"<meta property='article:author' content='https://example.org/jane'>", "", ""},
      {"<meta name=author content='10592'>", "", ""},
      {"<meta name=author content='Jane Roe'><meta name=author content='Max Muster'>", "",
       "Jane Roe, Max Muster"},
      {"", "<a rel=author href=/jane>Jane Roe</a>", "Jane Roe"},
      {"", "<span itemprop=author>von Max Muster</span>", "Max Muster"},
      {"", "<p class=byline>By Jane Roe</p>", "Jane Roe"},
      {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Jane "
       "Roe\"},{\"name\":"
       "\"Max Muster\"}]}</script><meta name=author content=Desk>",
       "", "Jane Roe, Max Muster"},
      // People before the house.
      {"<script "
       "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Example "
       "News\"},"
       "\"publisher\":{\"name\":\"Example News\"}}</script><meta name=author content='Jane Roe'>",
       "", "Jane Roe"},
      {"<script "
       "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Example "
       "News\"},"
       "\"publisher\":{\"name\":\"Example News\"}}</script>",
       "", "Example News"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(Extract(c.head, c.body).byline, c.byline) << c.head << c.body;
}

TEST(Metadata, PublisherAndLanguage) {
  EXPECT_EQ(Extract("<meta property='og:site_name' content='Example News'>").article.publisher,
            "Example News");
  EXPECT_EQ(
      Extract("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":\"The "
              "Example\"}"
              "</script><meta property='og:site_name' content='example.org'>")
          .article.publisher,
      "The Example");
  EXPECT_EQ(ExtractPage("<html lang=sr_Cyrl><p>text", {})->article.language, "sr-Cyrl");
  EXPECT_EQ(ExtractPage("<html lang='{{lang}}'><meta property=og:locale content=pt_BR><p>text", {})
                ->article.language,
            "pt-BR");
  EXPECT_EQ(Extract("").article.language, "en") << "by its letters";
  EXPECT_EQ(ExtractPage("<p>12", {})->article.language, "");
}

TEST(Metadata, SignalsOfOrigin) {
  const Page page = Extract(
      "<link rel=canonical href='https://wire.example/story/9'>"
      "<meta name=source content='The Example Wire'>"
      "<meta name=syndication-source content='https://wire.example/s'>"
      "<meta name=original-source content='https://wire.example/o'>"
      "<meta property='article:author' content='EW'>"
      "<script "
      "type='application/"
      "ld+json'>{\"@type\":\"ReportageNewsArticle\",\"author\":\"EW\",\"publisher\":"
      "{\"name\":\"Example News\"},\"copyrightHolder\":{\"name\":\"Example Wire\"},\"isBasedOn\":"
      "\"https://wire.example/9\"}</script>",
      "", "https://www.news.example/2024/story");
  const PageSignals& signals = page.signals;
  EXPECT_EQ(signals.canonical_url, "https://wire.example/story/9");
  EXPECT_TRUE(signals.canonical_on_other_host);
  EXPECT_EQ(signals.meta_source, "The Example Wire");
  EXPECT_EQ(signals.syndication_source, "https://wire.example/s");
  EXPECT_EQ(signals.original_source, "https://wire.example/o");
  EXPECT_THAT(signals.meta_authors, ElementsAre("EW"));
  EXPECT_EQ(signals.json_ld_type, "ReportageNewsArticle");
  EXPECT_THAT(signals.json_ld_authors, ElementsAre("EW"));
  EXPECT_THAT(signals.json_ld_publishers, ElementsAre("Example News"));
  EXPECT_THAT(signals.json_ld_copyright_holders, ElementsAre("Example Wire"));
  EXPECT_THAT(signals.json_ld_is_based_on, ElementsAre("https://wire.example/9"));
  EXPECT_EQ(page.article.url, "https://www.news.example/2024/story");
}

TEST(Metadata, CanonicalOnTheSameHostIsNoSign) {
  const struct {
    const char* head;
    const char* url;
    bool other;
  } cases[] = {
      {"<link rel=canonical href=/a>", "https://news.example/a?x", false},
      {"<link rel=canonical href=https://www.news.example/a>", "https://news.example/a?x", false},
      {"<link rel=canonical href=https://wire.example/a>", "https://news.example/a?x", true},
      {"<link rel=canonical href=https://wire.example/a><meta property=og:url "
       "content=https://news.example/a>",
       "", true},
      {"<link rel=canonical href=https://wire.example/a>", "", false},
      {"", "https://news.example/a", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Extract(c.head, "", c.url).signals.canonical_on_other_host, c.other)
        << c.head << c.url;
  }
}

TEST(Metadata, AddressOfThePage) {
  EXPECT_EQ(Extract("<link rel=canonical href=https://news.example/a>").article.url,
            "https://news.example/a");
  EXPECT_EQ(Extract("<meta property=og:url content=https://news.example/b>"
                    "<link rel=canonical href=https://wire.example/a>")
                .article.url,
            "https://news.example/b");
  EXPECT_EQ(Extract("").article.url, "");
}

TEST(Metadata, TheArticleCarriesWhatThePageSaysOfItsOrigin) {
  const Page page = Extract(
      "<link rel=canonical href='https://wire.example/1'>"
      "<meta name=source content='Coastal Wire'><meta name=author content='Ann Reed'>"
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
      "\"copyrightHolder\":{\"name\":\"Coastal Wire\"},\"isBasedOn\":\"https://wire.example/0\"}"
      "</script>",
      "<p>The council <a href='https://wire.example/2'>agreed</a> on the night before, as <a "
      "href='/own'>we wrote</a>, to <a href='https://wire.example/2'>open</a> the old bridge to "
      "all walkers.</p>",
      "https://gazette.example/a");
  std::vector<std::string> said;
  for (const OriginSignal& signal : page.article.signals) {
    said.push_back(std::string(SignalKindName(signal.kind)) + " " + signal.value +
                   page.article.body.substr(signal.span.begin, signal.span.size()));
  }
  EXPECT_THAT(said,
              ElementsAre("canonical https://wire.example/1", "is_based_on https://wire.example/0",
                          "copyright_holder Coastal Wire", "source Coastal Wire", "author Ann Reed",
                          "link https://wire.example/2agreed"));
}

}  // namespace
}  // namespace newsprint
