// Pages made to hurt: each is answered with an article or a clear status, in bounded time and
// memory, and what comes out is sound.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "newsprint/article/utf8.h"
#include "newsprint/page/page.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Repeat(const std::string& text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

void ExpectSound(const absl::StatusOr<Page>& page, const std::string& what) {
  if (!page.ok()) {
    EXPECT_EQ(page.status().code(), absl::StatusCode::kInvalidArgument) << what << page.status();
    EXPECT_THAT(std::string(page.status().message()), HasSubstr("page: ")) << what;
    return;
  }
  EXPECT_TRUE(page->article.body.empty() || ValidateArticle(page->article, {}).ok()) << what;
  EXPECT_TRUE(ValidateUtf8(page->byline, "byline").ok()) << what;
  const std::string& body = page->article.body;
  for (const PageLink& link : page->links) {
    ASSERT_LT(link.text.begin, link.text.end) << what;
    ASSERT_LE(link.text.end, body.size()) << what;
    EXPECT_NE(body[link.text.begin] & 0xc0, 0x80) << what;
    EXPECT_THAT(link.href, HasSubstr("http")) << what;
  }
}

TEST(HostilePage, Bombs) {
  const size_t n = 30'000;
  std::string attributes = "<a";
  for (size_t i = 0; i < n; ++i) attributes += " b" + std::to_string(i);
  const std::vector<std::string> bombs = {
      Repeat("<div>", n) + "x",
      Repeat("<div>", n) + Repeat("</span>", n),
      Repeat("<table><tr><td>", n) + "x",
      Repeat("<a><b>", n) + "x",
      Repeat("<p>", n),
      Repeat("<br>", n),
      Repeat("<", n),
      Repeat("<a", n),
      Repeat("<a ", n),
      Repeat("</p>", n) + "x",
      Repeat("<!--", n),
      Repeat("<![CDATA[", n),
      Repeat("<?", n),
      Repeat("<!DOCTYPE ", n),
      "<script>" + Repeat("</", n),
      Repeat("<script>", n),
      Repeat("<svg><title>", n) + "x",
      Repeat("<select><option>", n),
      Repeat("<form>", n),
      Repeat("&amp", n) + Repeat("&#1234567890;", n) + Repeat("&", n),
      "<a title=\"" + Repeat("w ", n) + "\" " + Repeat("=", n) + Repeat("'", n),
      attributes + ">x</a>",
      Repeat("<h2><a href=x>heading</a></h2>", n / 4),
      Repeat("<h1>heading</h1>", n / 4),
      Repeat("<a href=../../a/b>link</a> ", n),
      Repeat("<meta name=author content=a>", n) + "x",
      "<script type=application/ld+json>" + Repeat("[", n) + "</script>x",
      "<script type=application/ld+json>" + Repeat("{\"@type\":\"NewsArticle\",\"author\":", n) +
          "</script>x",
      "<base href='//" + Repeat("../", n) + "'><a href='" + Repeat("../", n) + "'>x</a>",
      std::string(n, '\0'),
      std::string(n, '\xff'),
      "\xff\xfe" + std::string(n, '<'),
      Repeat("\xf0\x9f\x98", n),
  };
  for (const std::string& bomb : bombs) {
    ExpectSound(ExtractPage(bomb, {.url = "https://example.org/"}), bomb.substr(0, 20));
  }
}

TEST(HostilePage, DeepNestingLosesNoText) {
  const auto page = ExtractPage(Repeat("<div>", 100'000) +
                                    "<p>The text at the bottom, which is a sentence that is long "
                                    "enough, is found.</p>",
                                {});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->article.body,
            "The text at the bottom, which is a sentence that is long enough, is found.");
}

TEST(HostilePage, ScriptsNeverReachTheBody) {
  const std::string prose =
      "<p>A sentence, long enough to be a paragraph, stands here for all to read it.</p>";
  for (const std::string& script : std::vector<std::string>{
           "<script>EVIL</script>", "<SCRIPT>EVIL</SCRIPT >", "<script>'</p>' EVIL</script>",
           "<script><!-- EVIL --></script>", "<style>EVIL</style>",
           "<script type='text/template'><p>EVIL</p></script>",
           "<script type=application/ld+json>{\"x\":\"EVIL\"}</script>",
           "<noscript><p>EVIL</p></noscript>", "<template><p>EVIL</p></template>",
           "<svg><text>EVIL</text></svg>", "<!-- EVIL -->", "<textarea>EVIL</textarea>",
           "<select><option>EVIL</select>", "<object>EVIL</object>"}) {
    const auto page = ExtractPage("<div>" + prose + script + prose + "</div>", {});
    ASSERT_TRUE(page.ok());
    EXPECT_THAT(page->article.body, Not(HasSubstr("EVIL"))) << script;
    EXPECT_THAT(page->article.body, HasSubstr("A sentence")) << script;
  }
}

TEST(HostilePage, ControlCharactersAreLeftOut) {
  const auto page = ExtractPage(
      "<title>a&#7;b\x01</title><p>one&#0;&#1;two\x02three&#x85;\xef\xbb\xbf four</p>", {});
  ASSERT_TRUE(page.ok());
  for (const char c : page->article.body + page->article.title) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  }
}

TEST(HostilePage, MutatedMarkup) {
  const std::string page =
      "<html lang=en><head><title>T - S</title><meta name=author content='J &amp; R'><link "
      "rel=canonical href=/x>"
      "<script "
      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"H\"}</script></"
      "head><body><div "
      "class='article-body'><h1>T</h1><p>One sentence, <a href='/y' rel=nofollow>linked</a>, of "
      "some length, for the "
      "count.</p><ul><li>item<li>item</ul><table><tr><td>cell</table></div></body></html>";
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string mutant = page;
    for (int edit = 0; edit < 4; ++edit) {
      const size_t at = random() % mutant.size();
      switch (random() % 4) {
        case 0:
          mutant[at] = static_cast<char>(random());
          break;
        case 1:
          mutant.erase(at, random() % 20);
          break;
        case 2:
          mutant.insert(at, page.substr(random() % page.size(), random() % 30));
          break;
        default:
          mutant.insert(at, 1, "<>\"'&=/ "[random() % 8]);
          break;
      }
      if (mutant.empty()) mutant.assign(1, 'x');
    }
    ExpectSound(ExtractPage(mutant, {.url = "https://example.org/"}), mutant);
  }
}

}  // namespace
}  // namespace newsprint
