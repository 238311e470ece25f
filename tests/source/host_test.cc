#include "source/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsprint::source {
namespace {

using ::testing::ElementsAre;

TEST(HostOf, TakesTheHostOfWhatLooksLikeAUrl) {
  const struct {
    std::string url, host;
  } cases[] = {
      {"https://www.Example.org:443/a?b#c", "example.org"},
      {"example.org/x", "example.org"},
      {"//a.b.example.org", "a.b.example.org"},
      {"mailto:x@example.org", "example.org"},
      {"https://www.example.org.", "example.org"},
      {"münchen.example", "münchen.example"},
      {"example", ""},
      {"a..b", ""},
      {".org", ""},
      {"a b.org", ""},
      {std::string(254, 'a') + ".org", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(HostOf(c.url), c.host) << c.url;
}

TEST(DomainsAbove, GoesUpLabelByLabel) {
  EXPECT_THAT(DomainsAbove("a.b.example.org"),
              ElementsAre("a.b.example.org", "b.example.org", "example.org"));
  EXPECT_THAT(DomainsAbove("org"), ElementsAre());
}

TEST(NextAddress, FindsAddressesAndTheirKind) {
  const struct {
    std::string text, found, host;
    bool url, mail;
  } cases[] = {
      {"see https://a.example.org/b, please", "https://a.example.org/b", "a.example.org", true,
       false},
      {"(www.example.org)", "www.example.org", "example.org", false, false},
      {"From example.org.", "example.org", "example.org", false, false},
      {"example.org/story-1", "example.org/story-1", "example.org", true, false},
      {"write to tips@example.org now", "tips@example.org", "example.org", false, true},
      {"来源：www.example.org。", "www.example.org", "example.org", false, false},
  };
  for (const auto& c : cases) {
    const std::optional<Address> found = NextAddress(c.text, 0, c.text.size());
    ASSERT_TRUE(found.has_value()) << c.text;
    EXPECT_EQ(c.text.substr(found->span.begin, found->span.size()), c.found);
    EXPECT_EQ(found->host, c.host);
    EXPECT_EQ(found->url, c.url) << c.text;
    EXPECT_EQ(found->mail, c.mail) << c.text;
  }
  EXPECT_FALSE(NextAddress("No address, not RFE/RL: none!", 0, 29).has_value());
}

}  // namespace
}  // namespace newsprint::source
