#include "report/html_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsprint::report {
namespace {

using ::testing::HasSubstr;

TEST(InertJsonTest, EscapesWhatMeansSomethingToAParser) {
  struct Case {
    std::string_view json;
    std::string_view inert;
  };
  for (const Case& c : std::vector<Case>{
           {R"("plain ü 中")", R"("plain ü 中")"},
           {R"("</script>")", R"("\u003c/script\u003e")"},
           {R"("<!--")", R"("\u003c!--")"},
           {R"("a&lt;b")", R"("a\u0026lt;b")"},
           {"\"\u2028\u2029\u2027\"", "\"\\u2028\\u2029\u2027\""},
           {"\"\xe2\"", "\"\xe2\""},
       }) {
    EXPECT_EQ(InertJson(c.json), c.inert);
  }
}

TEST(RenderHtmlTest, AllowsItsOwnStyleAndScriptOnly) {
  const HtmlPage page{.title = "a<b & \"c\"",
                      .generator = "g>",
                      .data = R"({"x":"</script>"})",
                      .assets = {"p{}", "sha256-S", "run()", "sha256-R"}};
  const std::string html = RenderHtml(page);
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none'; script-src 'sha256-R'; "
                              "style-src 'sha256-S'; base-uri 'none'; form-action 'none'\""));
  EXPECT_THAT(html, HasSubstr("<title>a&lt;b &amp; &quot;c&quot;</title>"));
  EXPECT_THAT(html, HasSubstr("content=\"g&gt;\""));
  EXPECT_THAT(html, HasSubstr("<style>p{}</style>"));
  EXPECT_THAT(html, HasSubstr("<script>run()</script>"));
  EXPECT_THAT(html, HasSubstr(R"(id="data">{"x":"\u003c/script\u003e"}</script>)"));
}

}  // namespace
}  // namespace newsprint::report
