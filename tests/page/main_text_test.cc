// What of a page is its article. All pages here were written for these tests.
#include "page/main_text.h"

#include <gtest/gtest.h>

#include <string>

#include "page/blocks.h"
#include "page/html_parser.h"

namespace newsprint::page {
namespace {

const std::string kFirst =
    "<p>The council agreed on Tuesday, after a night of talks, to open the old bridge to walkers "
    "again.</p>";
const std::string kSecond =
    "<p>Repairs will cost four million, the mayor said, and should be done before the first "
    "snow.</p>";
const std::string kThird =
    "<p>Opponents, who had asked for a new bridge, said that they would look at the plans in "
    "detail.</p>";
const std::string kArticle =
    "The council agreed on Tuesday, after a night of talks, to open the old bridge to walkers "
    "again.\n"
    "Repairs will cost four million, the mayor said, and should be done before the first snow.\n"
    "Opponents, who had asked for a new bridge, said that they would look at the plans in "
    "detail.\n";
const std::string kOther =
    "<p>Another story altogether, about a fair, with sentences of its own, that stands on this "
    "page.</p>";

std::string Extract(const std::string& html, const MainTextEvidence& evidence = {},
                    bool* whole_page = nullptr) {
  const auto tree = ParseHtml(html, {});
  EXPECT_TRUE(tree.ok()) << tree.status();
  const BlockList list = CutBlocks(*tree);
  const MainText main = FindMainText(*tree, list, evidence);
  if (whole_page != nullptr) *whole_page = main.whole_page;
  std::string out;
  for (const uint32_t i : main.blocks) out.append(list.Text(list.blocks[i])).append("\n");
  return out;
}

TEST(FindMainText, LeavesOutFurniture) {
  const struct {
    const char* what;
    std::string html;
  } cases[] = {
      {"bare", kFirst + kSecond + kThird},
      {"no body tag, and an element unknown to HTML 4 first",
       "<title>T</title><nav><a href=/>Home</a></nav><article>" + kFirst + kSecond + kThird +
           "</article>"},
      {"navigation", "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav><div>" +
                         kFirst + kSecond + kThird + "</div>"},
      {"footer", "<div>" + kFirst + kSecond + kThird + "</div><footer>" + kOther + "</footer>"},
      {"sidebar by tag",
       "<div>" + kFirst + kSecond + kThird + "</div><aside>" + kOther + "</aside>"},
      {"sidebar by name", "<div class=content>" + kFirst + kSecond + kThird +
                              "</div><div id=rightSidebar>" + kOther + "</div>"},
      {"related in the middle", "<article>" + kFirst + "<div class=\"related-stories\">" + kOther +
                                    "</div>" + kSecond + kThird + "</article>"},
      {"newsletter box", "<article>" + kFirst +
                             "<section class=newsletter-signup><p>Get our letter, every "
                             "morning, with all that matters, in your box.</p></section>" +
                             kSecond + kThird + "</article>"},
      {"comments", "<article>" + kFirst + kSecond + kThird + "</article><div id=comments>" +
                       kOther + kOther + "</div>"},
      {"script and style", "<div>" + kFirst + "<script>var p = '<p>" + kOther + "';</script>" +
                               kSecond + "<style>p { color: red; }</style>" + kThird + "</div>"},
      {"noscript, template, iframe", "<div>" + kFirst + "<noscript>" + kOther +
                                         "</noscript><template>" + kOther + "</template><iframe>" +
                                         kOther + "</iframe>" + kSecond + kThird + "</div>"},
      {"hidden", "<div>" + kFirst + "<div hidden>" + kOther + "</div><div style='display: none'>" +
                     kOther + "</div><div aria-hidden=true>" + kOther + "</div>" + kSecond +
                     kThird + "</div>"},
      {"captions", "<div>" + kFirst +
                       "<figure><img src=x><figcaption>The bridge, seen from the east, in "
                       "May.</figcaption></figure>" +
                       kSecond +
                       "<div class=image-caption>The mayor, at the bridge, "
                       "on a day in June. Photo: J. Roe</div>" +
                       kThird + "</div>"},
      {"read more", "<div>" + kFirst + "<p>Read more: <a href=/x>What the bridge has seen</a></p>" +
                        kSecond + "<p>ADVERTISEMENT</p>" + kThird + "</div>"},
      {"follow us", "<div>" + kFirst + kSecond + kThird +
                        "<p>Follow us on <a href=/t>Twitter</a> and <a "
                        "href=/f>Facebook</a> for more news, all day.</p></div>"},
      {"teasers", "<div><div>" + kFirst + kSecond + kThird +
                      "</div><div><div><h3><a href=/1>A fair in "
                      "town</a></h3>" +
                      kOther + "</div><div><h3><a href=/2>Fair to open</a></h3>" + kOther +
                      "</div></div></div>"},
      {"split by an advertisement",
       "<article><div class=part>" + kFirst +
           "</div><div class=ad-slot>Buy, buy, "
           "buy this, and that as well, dear reader.</div><div class=part>" +
           kSecond + kThird + "</div></article>"},
      {"a list of teasers", "<div>" + kFirst + kSecond + kThird + "</div><ul>" +
                                "<li><a href=/1>A fair that comes to town once more</a> A fair, as "
                                "every year, comes to town, with bears, in May.</li>"
                                "<li><a href=/2>The fair that was closed after rain</a> A fair, as "
                                "every year, closed in the rain, without bears.</li>"
                                "<li><a href=/3>What the fair has cost the town</a> A fair, as "
                                "every year, costs the town, and dearly, they say.</li>"
                                "</ul>"},
      {"body in parts", "<div><div class=article-text>" + kFirst +
                            "</div><div class=article-text>" + kSecond + kThird +
                            "</div></div><p>Elsewhere.</p>"},
      {"body by name", "<div>" + kOther + "</div><div itemprop=articleBody>" + kFirst + kSecond +
                           kThird + "</div>"},
      {"breaks for paragraphs",
       "<div>The council agreed on Tuesday, after a night of talks, to open the old bridge to "
       "walkers "
       "again.<br><br>Repairs will cost four million, the mayor said, and should be done before "
       "the first "
       "snow.<br><br>Opponents, who had asked for a new bridge, said that they would look at the "
       "plans in "
       "detail.</div>"},
      {"table layout", "<table><tr><td><a href=/>Home</a> <a href=/n>News</a></td><td>" + kFirst +
                           kSecond + kThird + "</td></tr></table>"},
      {"a form around all", "<form>" + kFirst + kSecond + kThird + "</form>"},
      {"a misleading name around all",
       "<div class='sidebar-layout widget'>" + kFirst + kSecond + kThird + "</div>"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Extract(c.html), kArticle) << c.what;
    EXPECT_EQ(Extract("<html><body>" + c.html + "</body></html>"), kArticle) << c.what;
  }
}

TEST(FindMainText, KeepsWhatBelongsToTheArticle) {
  EXPECT_EQ(
      Extract("<article>" + kFirst + "<h2>The cost</h2>" + kSecond +
              "<ul><li>Paint</li><li>Steel</li></ul>" + kThird +
              "<blockquote>It is our bridge, and always was.</blockquote></article>"),
      "The council agreed on Tuesday, after a night of talks, to open the old bridge to walkers "
      "again.\n"
      "The cost\n"
      "Repairs will cost four million, the mayor said, and should be done before the first snow.\n"
      "Paint\nSteel\n"
      "Opponents, who had asked for a new bridge, said that they would look at the plans in "
      "detail.\n"
      "It is our bridge, and always was.\n");
}

TEST(FindMainText, LeavesOutHeadlineAndHeadingsWithoutText) {
  EXPECT_EQ(Extract("<article><h1>Bridge to open</h1><h2>Bridge to open</h2>" + kFirst + kSecond +
                        kThird + "<h3>More from the region</h3></article>",
                    {.title = "Bridge to open"}),
            kArticle);
}

TEST(FindMainText, ParagraphsStayWhateverTheyAreSetIn) {
  const std::string large =
      "A paragraph in large type, which some sites set as a heading, is still a paragraph, since "
      "it goes on, with its commas and its clauses, for much longer than any headline would, and "
      "then some more.";
  EXPECT_EQ(Extract("<div>" + kFirst + kSecond + kThird + "<h3>" + large + "</h3></div>"),
            kArticle + large + "\n");
  EXPECT_EQ(Extract("<article>" + kFirst +
                    "<section><a class=photo href=/x><img></a>Beside its picture, this text stands "
                    "in no paragraph at all.</section>" +
                    kSecond + "</article>"),
            "The council agreed on Tuesday, after a night of talks, to open the old bridge to "
            "walkers again.\n"
            "Beside its picture, this text stands in no paragraph at all.\n"
            "Repairs will cost four million, the mayor said, and should be done before the first "
            "snow.\n");
}

TEST(FindMainText, KeepsTheDeckBelowTheHeadline) {
  const std::string html =
      "<header><h1>Bridge to open</h1><p class=standfirst>After years of debate, walkers get "
      "their bridge.</p></header><article>" +
      kFirst + kSecond + kThird + "</article>";
  EXPECT_EQ(Extract(html, {.title = "Bridge to open"}),
            "After years of debate, walkers get their bridge.\n" + kArticle);
  const std::string unnamed =
      "<h1>Bridge to open</h1><p>After years of debate, walkers get their bridge.</p>"
      "<article>" +
      kFirst + kSecond + kThird + "</article>";
  EXPECT_EQ(Extract(unnamed, {.title = "Bridge to open",
                              .description = "After years of debate, walkers get their bridge."}),
            "After years of debate, walkers get their bridge.\n" + kArticle);
}

TEST(FindMainText, KeepsCreditLinesWhereverTheyStand) {
  for (const char* credit :
       {"This article was originally published by Example Wire and is reprinted with permission.",
        "Dieser Text ist zuerst erschienen bei Beispiel-Agentur.",
        "Publicado originalmente en Ejemplo.", "Source: Example Wire", "Джерело: Приклад",
        "© Example Wire"}) {
    const std::string line = std::string("<p>") + credit + "</p>";
    for (const std::string& html :
         {"<article>" + line + kFirst + kSecond + kThird + "</article>",
          "<article>" + kFirst + kSecond + kThird + "<div class=share>" + line + "</div></article>",
          "<article>" + kFirst + kSecond + kThird + "</article><div class=tags>" + line + "</div>",
          "<div class=promo>" + line + "</div><article>" + kFirst + kSecond + kThird +
              "</article>"}) {
      EXPECT_NE(Extract(html).find(credit), std::string::npos) << html;
    }
  }
  EXPECT_EQ(
      Extract("<article>" + kFirst + kSecond + kThird + "</article><p>© 2026 The Gazette</p>"),
      kArticle);
}

TEST(FindMainText, TakesTheArticleUnderTheHeadline) {
  const std::string other = kOther + kOther + kOther + kOther;
  EXPECT_EQ(Extract("<main><article><h1>Bridge to open</h1>" + kFirst + kSecond + kThird +
                        "</article><article><h1>A "
                        "fair</h1>" +
                        other + "</article></main>",
                    {.title = "Bridge to open"}),
            kArticle);
}

TEST(FindMainText, FallsBackToTheWholePage) {
  bool whole_page = false;
  const std::string text =
      Extract("<ul><li><a href=/1>Bridge opens</a></li><li><a href=/2>Fair closes</a></li></ul>",
              {}, &whole_page);
  EXPECT_TRUE(whole_page);
  EXPECT_EQ(text, "Bridge opens\nFair closes\n");
  Extract(kFirst + kSecond, {}, &whole_page);
  EXPECT_FALSE(whole_page);
}

TEST(FindMainText, WorksInScriptsWithoutSpaces) {
  const std::string prose =
      "<p>市议会周二经过一夜的会谈后同意，将旧桥重新向行人开放。修缮工程预计耗资四百万，"
      "应在第一场雪之前完成。</p>";
  EXPECT_EQ(
      Extract("<div><a href=/>首页</a><a href=/n>新闻</a></div><div>" + prose + prose + "</div>"),
      "市议会周二经过一夜的会谈后同意，将旧桥重新向行人开放。修缮工程预计耗资四百万，应在第一场雪之"
      "前完成。\n"
      "市议会周二经过一夜的会谈后同意，将旧桥重新向行人开放。修缮工程预计耗资四百万，应在第一场雪之"
      "前完成。\n");
}

TEST(CutBlocks, CollapsesWhiteSpaceAndKeepsWords) {
  const auto tree = ParseHtml(
      "<p>one \n\t two&nbsp;three<b>four</b> <i>five</i>&#8203;<br>six<br><br>seven</p><p> </p>",
      {});
  ASSERT_TRUE(tree.ok());
  const BlockList list = CutBlocks(*tree);
  ASSERT_EQ(list.blocks.size(), 2u);
  EXPECT_EQ(list.Text(list.blocks[0]), "one two threefour five\u200b\nsix");
  EXPECT_EQ(list.Text(list.blocks[1]), "seven");
}

}  // namespace
}  // namespace newsprint::page
