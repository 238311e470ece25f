// What the metadata of two articles says of them as a pair.
#include "corpus/pair_judge.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

TEST(ContextOf, TellsOnePublisherByNameOrElseBySite) {
  const struct {
    const char* name;
    std::string publisher_a, url_a, title_a, publisher_b, url_b, title_b;
    bool same_publisher, same_title_alone;
  } cases[] = {
      {"nothing known", "", "", "", "", "", "", false, false},
      {"the same name", "Skerby Post", "", "", "Skerby Post", "", "", true, false},
      {"other names on one platform", "Skerby Post", "https://host.example/a", "", "Skerby Star",
       "https://host.example/b", "", false, false},
      {"one site", "", "https://post.example/a", "", "", "https://post.example/b", "", true, false},
      {"two sites, one title", "", "https://post.example/a", "Storm", "", "https://star.example/b",
       "Storm", false, false},
      {"a name and a site", "Skerby Post", "", "", "", "https://post.example/b", "", false, false},
      {"the title alone", "", "", "Storm", "", "", "Storm", false, true},
      {"two titles", "", "", "Storm", "", "", "Calm", false, false},
  };
  for (const auto& c : cases) {
    ArticleSummary a, b;
    a.publisher = c.publisher_a, a.url = c.url_a, a.title = c.title_a;
    b.publisher = c.publisher_b, b.url = c.url_b, b.title = c.title_b;
    EXPECT_EQ(ContextOf(a, b).same_publisher, c.same_publisher) << c.name;
    EXPECT_EQ(ContextOf(a, b).same_title_alone, c.same_title_alone) << c.name;
  }
}

}  // namespace
}  // namespace newsprint
