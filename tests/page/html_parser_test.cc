#include "page/html_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint::page {
namespace {

using ::testing::HasSubstr;

std::string Repeat(const std::string& text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

HtmlTree Parse(const std::string& html) {
  auto tree = ParseHtml(html, {});
  EXPECT_TRUE(tree.ok()) << tree.status();
  return tree.ok() ? *std::move(tree) : HtmlTree();
}

std::string AllText(const std::string& html) {
  const HtmlTree tree = Parse(html);
  return tree.empty() ? "" : tree.TextBelow(0);
}

TEST(ParseHtml, DecodesTextOnce) {
  const struct {
    const char* html;
    const char* text;
  } cases[] = {
      {"<p>a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#x27; &eacute;&nbsp;&hellip;",
       "a & b <c> \"d\" 'e' é\u00a0…"},
      {"<p>&amp;lt;b&amp;gt;", "&lt;b&gt;"},
      {"<p>AT&T &unknown; &", "AT&T &unknown; &"},
      {"<p>one<!-- <p>two --> three", "one three"},
      {"<p>a < b", "a < b"},
      {"<script>var a = '<p>no</p>';</script><style>p{}</style><p>yes", "yes"},
      {"<p>Ünïcödé 委员会 😀", "Ünïcödé 委员会 😀"},
  };
  for (const auto& c : cases) EXPECT_EQ(AllText(c.html), c.text) << c.html;
}

TEST(ParseHtml, KeepsJsonLdScriptsOnly) {
  EXPECT_EQ(
      AllText("<script type='application/ld+json'>{\"a\":\"<b>\"}</script><script>x()</script>"),
      "{\"a\":\"<b>\"}");
}

TEST(ParseHtml, TreeIsInDocumentOrder) {
  const HtmlTree tree = Parse("<body><div class='x y' id=z><p>one<b>two</b></p></div><p>three</p>");
  for (NodeId i = 1; i < tree.size(); ++i) {
    EXPECT_LT(tree[i].parent, i);
    EXPECT_LE(tree[i].end, tree[tree[i].parent].end);
    EXPECT_GT(tree[i].end, i);
  }
  NodeId div = 0;
  while (tree[div].tag != Tag::kDiv) ++div;
  EXPECT_EQ(tree.attribute(div, Attribute::kClass), "x y");
  EXPECT_EQ(tree.attribute(div, Attribute::kId), "z");
  EXPECT_FALSE(tree.has_attribute(div, Attribute::kHref));
  EXPECT_EQ(tree.TextBelow(div), "onetwo");
}

TEST(ParseHtml, DissolvesWhatIsTooDeep) {
  PageLimits limits;
  limits.max_depth = 8;
  const auto tree =
      ParseHtml(Repeat("<div>", 100'000) + "deep" + Repeat("</div>", 100'000) + "<p>after", limits);
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_LT(tree->size(), 20u);
  EXPECT_EQ(tree->TextBelow(0), "deepafter");
}

TEST(ParseHtml, CutsLongAttributesAtACharacter) {
  PageLimits limits;
  limits.max_attribute_bytes = 10;
  const auto tree = ParseHtml("<p class='123456789\xc3\xa9\xc3\xa9'>x", limits);
  ASSERT_TRUE(tree.ok());
  for (NodeId i = 0; i < tree->size(); ++i) {
    if ((*tree)[i].tag == Tag::kP) {
      EXPECT_EQ(tree->attribute(i, Attribute::kClass), "123456789");
    }
  }
}

TEST(ParseHtml, NamesValueAndLimit) {
  std::string many_attributes = "<a";
  for (int i = 0; i < 200'000; ++i) many_attributes += " b" + std::to_string(i);
  const struct {
    std::string html;
    const char* message;
  } cases[] = {
      {Repeat("<p>", 2000), "more than 1000 nodes, the limit"},
      {"<a" + Repeat(" b c d e", 3) + " b1 b2 b3 b4 b5 b6 b7 b8 b9>x</a>",
       "attributes or more, the limit is 8"},
      {many_attributes + ">x</a>", "attributes or more, the limit is 8"},
      {Repeat("<b>", 20'000) + Repeat("</i>", 20'000), "take more than 1000000 steps, the limit"},
  };
  PageLimits limits;
  limits.max_nodes = 1000;
  limits.max_tag_attributes = 8;
  limits.max_parser_steps = 1'000'000;
  for (const auto& c : cases) {
    const auto tree = ParseHtml(c.html, limits);
    EXPECT_EQ(tree.status().code(), absl::StatusCode::kInvalidArgument) << c.html.substr(0, 20);
    EXPECT_THAT(std::string(tree.status().message()), HasSubstr(c.message));
  }
}

TEST(ParseHtml, LongValuesAreOneAttribute) {
  PageLimits limits;
  limits.max_tag_attributes = 8;
  const std::string words = Repeat("w ", 500'000);
  const auto tree =
      ParseHtml("<div data-x=\"" + words + "\" data-y='" + words + "'>text</div>", limits);
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_EQ(tree->TextBelow(0), "text");
}

}  // namespace
}  // namespace newsprint::page
