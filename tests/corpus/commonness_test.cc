// Where the text that many stories have ends, and a story's own begins.
#include "corpus/commonness.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 42;

uint32_t PositionOf(const PreparedText& text, std::string_view word) {
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (text.tokens.folded(i) == word) return i;
  }
  ADD_FAILURE() << "no word " << word;
  return 0;
}

TEST(CommonSpans, MeetAStorysOwnTextAtASentence) {
  const std::string footer =
      "Write to the desk of this paper under the address below at any hour. ";
  const std::string story =
      "Ferries stay in port today. Nobody knows how long the storm will last, the harbour office "
      "said. ";
  const std::string run_on =
      "write to the desk of this paper under the address below at any hour and read how long the "
      "storm will last according to the harbour office";
  const struct {
    const char* name;
    std::string body;
    std::string_view common_word;  // A common anchor begins here,
    std::string_view own_word;     // and one of the story's own here.
    std::string common;
  } cases[] = {
      {"furniture and a first sentence", footer + story, "below", "nobody",
       "Write to the desk of this paper under the address below at any hour. Ferries stay in port "
       "today"},
      {"a line between", footer + story, "desk", "knows",
       "Write to the desk of this paper under the address below at any hour"},
      {"no sentence between: half way", run_on, "desk", "storm",
       "write to the desk of this paper under the address below at any"},
  };
  for (const auto& c : cases) {
    const PreparedText text = *PrepareText(c.body, kSeed);
    const AnchorCommonness commonness{
        {{1, PositionOf(text, c.common_word)}, {2, PositionOf(text, c.own_word)}}, {true, false}};
    const std::vector<Span> spans = CommonSpans(commonness, text);
    ASSERT_EQ(spans.size(), 1u) << c.name;
    EXPECT_EQ(c.body.substr(spans[0].begin, spans[0].end - spans[0].begin), c.common) << c.name;
  }
}

TEST(CommonSpans, RunFromAnchorToAnchorWhereAllIsCommon) {
  const std::string body = "one two three four five six seven. Eight nine ten eleven twelve.";
  const PreparedText text = *PrepareText(body, kSeed);
  const std::vector<Span> spans = CommonSpans({{{1, 0}, {2, 6}}, {true, true}}, text);
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0], (Span{0, static_cast<uint32_t>(body.size()) - 1}));
  EXPECT_TRUE(CommonSpans({{{1, 0}, {2, 6}}, {false, false}}, text).empty());
}

}  // namespace
}  // namespace newsprint
