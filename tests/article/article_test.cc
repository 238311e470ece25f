#include "newsprint/article/article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "newsprint/article/utf8.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

Article Sound() {
  Article article;
  article.id = *ArticleId::Create("https://example.org/a");
  article.body = "Body.";
  return article;
}

TEST(ValidateUtf8, AcceptsWhatTheStandardDoes) {
  for (const std::string text : {"", "ascii only, eight bytes and more", "ß", "한국어", "😀",
                                 "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(ValidateUtf8(text, "body").ok()) << text;
  }
}

TEST(ValidateUtf8, NamesTheFirstBadByte) {
  const struct {
    std::string text;
    size_t offset;
  } cases[] = {
      {"\xff", 0},
      {"abc\x80", 3},
      {"12345678\xc0\xaf", 8},   // overlong
      {"\xed\xa0\x80", 0},       // surrogate
      {"a\xf4\x90\x80\x80", 1},  // over U+10FFFF
      {"ab\xe2\x82", 2},
      {"\xf0\x9f\x98", 0},
      {"\xe0\x80\x80", 0},
  };
  for (const auto& c : cases) {
    const absl::Status status = ValidateUtf8(c.text, "body");
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(Message(status), "body: not UTF-8 at byte " + std::to_string(c.offset));
  }
}

TEST(ArticleIdTest, NamesValueAndLimit) {
  EXPECT_TRUE(ArticleId::Create(std::string(512, 'x')).ok());
  EXPECT_THAT(Message(ArticleId::Create(std::string(513, 'x')).status()),
              HasSubstr("513 bytes, the limit is 512"));
  EXPECT_THAT(Message(ArticleId::Create("").status()), HasSubstr("empty"));
  EXPECT_THAT(Message(ArticleId::Create("a\nb").status()), HasSubstr("0x0a at byte 1"));
  EXPECT_THAT(Message(ArticleId::Create("a\xff").status()), HasSubstr("not UTF-8 at byte 1"));
}

TEST(ArticleIdTest, DerivesTheSameIdTwiceAndAnotherForOtherText) {
  EXPECT_EQ(ArticleId::Derive("p", "https://example.org/a", "x").value(), "https://example.org/a");
  const ArticleId first = ArticleId::Derive("p", "", "x");
  EXPECT_EQ(first, ArticleId::Derive("p", "", "x"));
  EXPECT_NE(first, ArticleId::Derive("p", "", "y"));
  EXPECT_NE(ArticleId::Derive("ab", "", "c"), ArticleId::Derive("a", "", "bc"));
  EXPECT_FALSE(ArticleId::Derive("p", std::string(600, 'u'), "x").empty());
}

TEST(ValidateArticle, NamesFieldValueAndLimit) {
  const ArticleLimits limits;
  EXPECT_TRUE(ValidateArticle(Sound(), limits).ok());
  const struct {
    void (*break_it)(Article&);
    const char* message;
  } cases[] = {
      {[](Article& a) { a.id = ArticleId(); }, "id: must not be empty"},
      {[](Article& a) { a.body.clear(); }, "body: must not be empty"},
      {[](Article& a) { a.body = std::string((4u << 20) + 1, 'x'); },
       "body: 4194305 bytes, the limit is 4194304"},
      {[](Article& a) { a.body = std::string("a\0b", 3); }, "body: NUL byte at byte 1"},
      {[](Article& a) { a.body = "a\xff"; }, "body: not UTF-8 at byte 1"},
      {[](Article& a) { a.title = std::string(8193, 'x'); },
       "title: 8193 bytes, the limit is 8192"},
      {[](Article& a) { a.url = "\x80"; }, "url: not UTF-8 at byte 0"},
      {[](Article& a) { a.published_at = absl::FromUnixSeconds(-99999999999); },
       "the range is 1600-01-01 to 9999-12-31"},
      {[](Article& a) { a.first_seen_at = absl::InfiniteFuture(); }, "first_seen_at: infinite"},
      {[](Article& a) { a.signals.resize(257); }, "signals: 257 of them, the limit is 256"},
      {[](Article& a) { a.signals.resize(1); }, "signals[0]: must not be empty"},
      {[](Article& a) { a.signals = {{.value = "x\xff"}}; }, "signals[0]: not UTF-8 at byte 1"},
      {[](Article& a) { a.signals = {{.value = std::string(8193, 'x')}}; },
       "signals[0]: 8193 bytes, the limit is 8192"},
      {[](Article& a) {
         a.body = "\u00e9";
         a.signals = {{.value = "x", .span = {0, 1}}};
       },
       "signals[0]: the span 0 to 1 is none of the body, which has 2 bytes"},
      {[](Article& a) {
         a.body = "ab";
         a.signals = {{.value = "x", .span = {0, 3}}};
       },
       "signals[0]: the span 0 to 3"},
  };
  for (const auto& c : cases) {
    Article article = Sound();
    c.break_it(article);
    const absl::Status status = ValidateArticle(article, limits);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(Message(status), HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace newsprint
