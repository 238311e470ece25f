#include "newsprint/page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The founding case in small: a promo, a headline, a photo credit, a licensed reprint.
constexpr char kReprint[] = R"(<!DOCTYPE html>
<html lang="en-US"><head>
<title>Ferry returns to the strait - Example Military Paper</title>
<meta property="og:site_name" content="Example Military Paper">
<meta property="article:published_time" content="2020-03-04T15:00:00-05:00">
<meta name="author" content="Example Wire">
<link rel="canonical" href="/2020/03/ferry-returns/">
</head><body>
<header class="site-header"><nav><a href="/">Home</a><a href="/news">News</a></nav></header>
<div class="promo-top">Not a subscriber yet? Get our letter, free of charge, each morning.</div>
<main><article>
<h1>Ferry returns to the strait</h1>
<div class="byline">By <a rel="author" href="/wire">Example Wire</a> | March 4, 2020</div>
<figure><img src="f.jpg" alt=""><figcaption>The ferry. (Example Photo/Released)</figcaption></figure>
<p><em>This article was originally published by <a href="https://wire.example/ferry" rel="noopener">Example Wire</a>
and is reprinted with permission.</em></p>
<p>After nine years the ferry crossed the strait again on Wednesday, carrying forty people,
two lorries and a&nbsp;brass band.</p>
<p>&ldquo;We had stopped hoping,&rdquo; said the harbour master, who had kept the <a href="../times">timetable</a>
on his wall.</p>
<p>The service will run twice a day until autumn &mdash; weather permitting &mdash; and daily after that.</p>
<div class="share-buttons"><a href="#">Share</a><a href="#">Tweet</a></div>
<div class="related-posts"><h3>Related</h3><p>A storm closed the harbour, for a week, in the spring of last year.</p></div>
</article></main>
<footer><p>Copyright Example Military Paper, all rights reserved, of course.</p></footer>
</body></html>)";

TEST(ExtractPage, FoundingCase) {
  const auto page =
      ExtractPage(kReprint, {.url = "https://paper.example/2020/03/ferry-returns/?utm=1"});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(
      page->article.body,
      "This article was originally published by Example Wire and is reprinted with permission.\n"
      "After nine years the ferry crossed the strait again on Wednesday, carrying forty people, "
      "two lorries "
      "and a brass band.\n"
      "“We had stopped hoping,” said the harbour master, who had kept the timetable on his wall.\n"
      "The service will run twice a day until autumn — weather permitting — and daily after that.");
  EXPECT_EQ(page->article.title, "Ferry returns to the strait");
  EXPECT_EQ(page->article.publisher, "Example Military Paper");
  EXPECT_EQ(page->article.language, "en-US");
  EXPECT_EQ(page->article.url, "https://paper.example/2020/03/ferry-returns/?utm=1");
  EXPECT_EQ(page->byline, "Example Wire");
  EXPECT_EQ(page->published->ToRfc3339(), "2020-03-04T15:00:00-05:00");
  EXPECT_EQ(page->signals.canonical_url, "https://paper.example/2020/03/ferry-returns/");
  EXPECT_FALSE(page->signals.canonical_on_other_host);
  EXPECT_FALSE(page->whole_page_fallback);
  EXPECT_TRUE(ValidateArticle(page->article, {}).ok());
}

TEST(ExtractPage, LinksStandAtTheirText) {
  const auto page = ExtractPage(kReprint, {.url = "https://paper.example/2020/03/ferry-returns/"});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->links.size(), 2u);
  const auto text = [&](const PageLink& link) {
    return page->article.body.substr(link.text.begin, link.text.size());
  };
  EXPECT_EQ(text(page->links[0]), "Example Wire");
  EXPECT_EQ(page->links[0].href, "https://wire.example/ferry");
  EXPECT_EQ(page->links[0].rel, "noopener");
  EXPECT_EQ(text(page->links[1]), "timetable");
  EXPECT_EQ(page->links[1].href, "https://paper.example/2020/03/times");
  EXPECT_EQ(page->links[1].rel, "");
}

TEST(ExtractPage, LinksFollowTheBase) {
  const std::string tail = " and so on, and on, until the sentence is long enough to be one.";
  const auto page = ExtractPage(
      "<base href='https://cdn.example/x/'><p>See <a href=y><b>the</b> <i>list</i></a>" + tail,
      {.url = "https://paper.example/1"});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->links.size(), 1u);
  EXPECT_EQ(page->links[0].href, "https://cdn.example/x/y");
  EXPECT_EQ(page->links[0].text, (Span{4, 12}));
  // One that goes nowhere is none.
  for (const char* href : {"#top", "javascript:void(0)", "mailto:a@b.example", ""}) {
    const auto none =
        ExtractPage(std::string("<p>See <a href='") + href + "'>the list</a>" + tail, {});
    ASSERT_TRUE(none.ok());
    EXPECT_THAT(none->links, IsEmpty()) << href;
  }
}

TEST(ExtractPage, SameBytesSamePage) {
  const auto first = ExtractPage(kReprint, {}), second = ExtractPage(kReprint, {});
  EXPECT_EQ(first->article, second->article);
  EXPECT_EQ(first->links, second->links);
  EXPECT_EQ(first->signals, second->signals);
}

TEST(ExtractPage, JsonLdGivesTheTextThatScriptsWouldShow) {
  const std::string body =
      "The council agreed on Tuesday, after a night of talks, to open the old bridge to walkers "
      "again. Repairs will "
      "cost four million, the mayor said, and should be done before the first snow falls on the "
      "river.";
  const auto page = ExtractPage(
      "<title>Bridge to open</title><script type='application/ld+json'>{\"@type\":"
      "\"NewsArticle\",\"articleBody\":\"" +
          body +
          "\\n\\nThird.\"}</script><div id=app>Loading"
          "</div>",
      {});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->article.body, body + "\nThird.");
}

TEST(ExtractPage, TellsItsFallbacks) {
  const auto list =
      ExtractPage("<ul><li><a href=/1>One thing</a><li><a href=/2>Another</a></ul>", {});
  ASSERT_TRUE(list.ok());
  EXPECT_TRUE(list->whole_page_fallback);
  EXPECT_EQ(list->article.body, "One thing\nAnother");
  const auto title = ExtractPage("<title>Only a title</title>", {});
  ASSERT_TRUE(title.ok());
  EXPECT_EQ(title->article.body, "Only a title");
}

TEST(ExtractPage, NamesValueAndLimit) {
  PageOptions options;
  options.limits.max_page_bytes = 10;
  EXPECT_EQ(std::string(ExtractPage("<p>12345678", options).status().message()),
            "page: 11 bytes, the limit is 10");
}

TEST(ExtractPage, PageWithoutTextHasAnEmptyBody) {
  for (const char* html : {"", "   ", "<script>x()</script>", "<!-- only a comment -->"}) {
    const auto page = ExtractPage(html, {});
    ASSERT_TRUE(page.ok()) << html;
    EXPECT_EQ(page->article.body, "") << html;
  }
}

TEST(ExtractPage, CutsAtTheArticlesLimits) {
  PageOptions options;
  options.limits.article.max_body_bytes = 200;
  options.limits.article.max_field_bytes = 9;
  const std::string line =
      "<p>Füße, viele Füße, und noch mehr Füße, die alle über die Brücke wollen, sofort.</p>";
  const auto page = ExtractPage("<title>Füße über Brücken</title>" + line + line + line, options);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_LE(page->article.body.size(), 200u);
  EXPECT_THAT(page->article.body, Not(IsEmpty()));
  EXPECT_EQ(page->article.title, "Füße ü");
}

}  // namespace
}  // namespace newsprint
