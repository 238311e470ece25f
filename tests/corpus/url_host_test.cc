#include "corpus/url_host.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

TEST(HostOf, TakesTheHostOfAWebAddress) {
  const struct {
    std::string url, host;
  } cases[] = {
      {"https://www.Example.org/politics/1.html?x=1#y", "www.example.org"},
      {"HTTP://example.org", "example.org"},
      {"http://example.org:8080/x", "example.org"},
      {"https://user:pw@example.org./", "example.org"},
      {"https://example.org?x=https://other.example/", "example.org"},
      {"https://example.org\\@other.example/", "example.org"},
      {"http://[2001:db8::1]:80/x", "[2001:db8::1]"},
      {"https://", ""},
      {"ftp://example.org/x", ""},
      {"example.org/x", ""},
      {"urn:newsml:1", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(HostOf(c.url), c.host) << c.url;
}

TEST(ReversedHost, PutsWhatLiesBelowADomainBehindIt) {
  EXPECT_EQ(ReversedHost("www.example.org"), "org.example.www.");
  EXPECT_EQ(ReversedHost("org"), "org.");
  EXPECT_EQ(ReversedHost(""), "");
}

TEST(ParseDomain, TakesDomainsOnly) {
  EXPECT_EQ(*ParseDomain("WWW.Example.Org."), "www.example.org");
  EXPECT_EQ(*ParseDomain("localhost"), "localhost");
  EXPECT_EQ(*ParseDomain("вести.example"), "вести.example");
  for (const std::string bad : {"", ".", "https://example.org", "example.org/x", "example.org:80",
                                "a..b", ".org", "*.org", "a b", "a\nb"}) {
    const absl::Status status = ParseDomain(bad).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << bad;
    EXPECT_EQ(status.message().substr(0, 24), "domain: must be a domain") << bad;
  }
}

TEST(PageKey, IsOfThePageAndNotOfTheSpelling) {
  const uint64_t key = PageKey("https://wire.example/a/1?x=2");
  for (const char* same : {"http://wire.example/a/1?x=2", "https://www.Wire.Example/a/1?x=2",
                           "https://wire.example/a/1?x=2#top"}) {
    EXPECT_EQ(PageKey(same), key) << same;
  }
  for (const char* other : {"https://wire.example/a/1", "https://wire.example/A/1?x=2",
                            "https://m.wire.example/a/1?x=2", "https://wire.example/a/1?x=3"}) {
    EXPECT_NE(PageKey(other), key) << other;
  }
  EXPECT_EQ(PageKey("https://wire.example"), PageKey("https://wire.example/"));
  EXPECT_EQ(PageKey("wire.example/a/1"), 0u);
}

}  // namespace
}  // namespace newsprint
