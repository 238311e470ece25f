#include "page/url.h"

#include <gtest/gtest.h>

namespace newsprint::page {
namespace {

TEST(ResolveUrl, FollowsTheStandard) {
  const struct {
    const char* base;
    const char* reference;
    const char* url;
  } cases[] = {
      {"https://example.org/a/b?q", "c", "https://example.org/a/c"},
      {"https://example.org/a/b?q", "./c", "https://example.org/a/c"},
      {"https://example.org/a/b?q", "../c", "https://example.org/c"},
      {"https://example.org/a/b?q", "../../../c", "https://example.org/c"},
      {"https://example.org/a/b?q", "/c/./d/../e", "https://example.org/c/e"},
      {"https://example.org/a/b?q", "?x=1", "https://example.org/a/b?x=1"},
      {"https://example.org/a/b?q", "//other.org/x", "https://other.org/x"},
      {"https://example.org/a/b?q", "http://other.org", "http://other.org/"},
      {"https://example.org/a/b?q", "HTTPS://other.org/A", "https://other.org/A"},
      {"https://example.org", "c", "https://example.org/c"},
      {"https://example.org/a/", "c#part", "https://example.org/a/c#part"},
      {"https://example.org/a/", "c?u=../x", "https://example.org/a/c?u=../x"},
      {"https://example.org/a/", " c d\n", "https://example.org/a/c%20d"},
      {"", "https://example.org/x", "https://example.org/x"},
      {"", "c", ""},
      {"mailto:a@b", "c", ""},
      {"https://example.org/", "#part", ""},
      {"https://example.org/", "", ""},
      {"https://example.org/", "javascript:alert(1)", ""},
      {"https://example.org/", "java\nscript:alert(1)", ""},
      {"https://example.org/", "mailto:a@example.org", ""},
      {"https://example.org/", "https:", ""},
      {"https://example.org/", "https://", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(ResolveUrl(c.base, c.reference), c.url) << c.reference;
}

TEST(HostOf, LeavesOutUserPortAndWww) {
  EXPECT_EQ(HostOf("https://WWW.Example.org:443/x"), "example.org");
  EXPECT_EQ(HostOf("http://user:pass@news.example.org"), "news.example.org");
  EXPECT_EQ(HostOf("http://[::1]:80/"), "[::1]");
  EXPECT_EQ(HostOf("example.org"), "");
}

}  // namespace
}  // namespace newsprint::page
