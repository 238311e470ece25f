#include "text/entity.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint::text {
namespace {

TEST(DecodeEntity, DecodesWhatIsAReference) {
  const struct {
    std::string text;
    char32_t character;
    size_t size;
  } cases[] = {
      {"&amp;", U'&', 5},
      {"&lt;b", U'<', 4},
      {"&quot;", U'"', 6},
      {"&apos;", U'\'', 6},
      {"&nbsp;", 0xa0, 6},
      {"&eacute;t", U'é', 8},
      {"&Eacute;", U'É', 8},
      {"&yuml;", U'ÿ', 6},
      {"&AElig;", U'Æ', 7},
      {"&rsquo;s", U'’', 7},
      {"&hellip;", U'…', 8},
      {"&thetasym;", 0, 0},  // no Latin-1 or punctuation
      {"&#8217;", U'’', 7},
      {"&#x2019;", U'’', 8},
      {"&#X2019;", U'’', 8},
      {"&#0065;", U'A', 7},
      {"&#146;", U'’', 6},  // Windows-1252
      {"&#x80;", U'€', 6},
      {"&#0;", 0xfffd, 4},
      {"&#xd800;", 0xfffd, 8},
      {"&#1114112;", 0xfffd, 10},
      // Encoded more than once.
      {"&amp;quot;", U'"', 10},
      {"&amp;amp;quot;", U'"', 14},
      {"&#38;quot;", U'"', 10},
      {"&amp;#8217;", U'’', 11},
      {"&amp;amp;amp;amp;", U'&', 17},
      {"&amp;amp;amp;amp;quot;", U'&', 17},  // the limit is four
      {"&amp;T", U'&', 5},
      {"&amp;T;", U'&', 5},
  };
  for (const auto& c : cases) {
    const auto entity = DecodeEntity(c.text);
    ASSERT_EQ(entity.has_value(), c.size != 0) << c.text;
    if (!entity) continue;
    EXPECT_EQ(entity->character, c.character) << c.text;
    EXPECT_EQ(entity->size, c.size) << c.text;
  }
}

TEST(DecodeEntity, LeavesTheRest) {
  for (const std::string text :
       {"", "a", "&", "&;", "&amp", "& amp;", "&AMP;", "&T;", "&bogus;", "&#;", "&#x;", "&#12",
        "&#1a;", "&#123456789;", "&#x110000000;", "&eacut", "&eacutee;", "&\xc3\xa9;", "amp;"}) {
    EXPECT_FALSE(DecodeEntity(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace newsprint::text
