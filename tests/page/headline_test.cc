#include "page/headline.h"

#include <gtest/gtest.h>

namespace newsprint::page {
namespace {

TEST(ChooseHeadline, LeavesOutTheSite) {
  const struct {
    HeadlineCandidates candidates;
    const char* headline;
  } cases[] = {
      {{.json_ld = "Council votes"}, "Council votes"},
      {{.json_ld = "Council votes", .open_graph = "Vote in council"}, "Council votes"},
      {{.open_graph = "Council votes | Example News"}, "Council votes"},
      {{.open_graph = "Council votes - late - Example", .site_name = "Example"},
       "Council votes - late"},
      {{.document_title = "Council votes – Example News"}, "Council votes"},
      {{.document_title = "市议会投票通过新预算：例报", .site_name = "例报"},
       "市议会投票通过新预算"},
      {{.document_title = "Yes - but the council votes again today"},
       "Yes - but the council votes again today"},
      {{.document_title = "Council votes - The Example County Daily News",
        .headings = {"Council votes"}},
       "Council votes"},
      {{.json_ld = "Council votes - Example", .headings = {"Example", "Council votes"}},
       "Council votes"},
      {{.headings = {"Council votes"}}, "Council votes"},
      {{}, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(ChooseHeadline(c.candidates), c.headline);
}

TEST(ChooseHeadline, PrefersWhatReadersSeeToWhatSearchEnginesGet) {
  EXPECT_EQ(ChooseHeadline({.json_ld = "Council vote 2024: all results",
                            .open_graph = "“A night to remember”",
                            .document_title = "Council vote 2024: all results | Example",
                            .headings = {"“A night to remember”"}}),
            "“A night to remember”");
}

}  // namespace
}  // namespace newsprint::page
