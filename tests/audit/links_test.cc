#include "audit/links.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsprint {
namespace {

TEST(Links, OnePageHasManyAddresses) {
  const struct {
    const char* url;
    const char* page;
  } cases[] = {
      {"https://www.nra.example/a/1.html", "nra.example/a/1.html"},
      {"http://NRA.example/a/1.html#top", "nra.example/a/1.html"},
      {"https://nra.example/a/1.html?utm_source=x", "nra.example/a/1.html"},
      {"https://nra.example/a/", "nra.example/a"},
      {"https://nra.example/", "nra.example"},
      {"https://nra.example/?p=17", "nra.example/?p=17"},  // The query names the page.
      {"nra.example/a", "nra.example/a"},
      {"no address", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(PageOf(one.url), one.page) << one.url;
}

TEST(Links, AreWrittenOrOfThePage) {
  Article article;
  article.body = "See (https://nra.example/a/1.html). Mail desk@nra.example; by nra.example.";
  article.signals = {{SignalKind::kLink, "https://coastwire.example/x?y=1", {0, 3}},
                     {SignalKind::kCanonical, "https://nra.example/b", {}}};
  std::vector<std::string> pages;
  for (const WrittenLink& link : FindLinks(article)) pages.push_back(link.page);
  EXPECT_EQ(pages, (std::vector<std::string>{"coastwire.example/x", "nra.example/a/1.html"}));
}

TEST(Links, ADomainHasWhatStandsBelowIt) {
  EXPECT_TRUE(IsOfDomain("nra.example", "nra.example"));
  EXPECT_TRUE(IsOfDomain("sports.nra.example", "nra.example"));
  EXPECT_FALSE(IsOfDomain("notnra.example", "nra.example"));
  EXPECT_FALSE(IsOfDomain("nra.example", ""));
}

}  // namespace
}  // namespace newsprint
