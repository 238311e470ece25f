#include "source/line_split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsprint::source {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Texts(const std::string& text, const std::vector<Span>& spans) {
  std::vector<std::string> texts;
  for (const Span span : spans) texts.push_back(text.substr(span.begin, span.size()));
  return texts;
}

TEST(NonBlankLines, LeavesOutBlanksAndTheirEdges) {
  const std::string text = "\n  One \r\n\n\u00a0Two\u00a0\n \t \nThree";
  EXPECT_THAT(Texts(text, NonBlankLines(text)), ElementsAre("One", "Two", "Three"));
  EXPECT_THAT(NonBlankLines(" \n\n"), ElementsAre());
}

TEST(Sentences, EndWhereMarksOfAnyScriptSaySo) {
  const struct {
    std::string text;
    std::vector<std::string> sentences;
  } cases[] = {
      {"One. Two! \"Three?\" Four", {"One.", "Two!", "\"Three?\"", "Four"}},
      {"一。二！三", {"一。", "二！", "三"}},
      {"ሀ። ለ", {"ሀ።", "ለ"}},
      {"एक। दो।", {"एक।", "दो।"}},
      {"version 2.0 of example.org", {"version 2.0 of example.org"}},
      {"...", {"..."}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Texts(c.text, Sentences(c.text, {0, static_cast<uint32_t>(c.text.size())})),
              c.sentences);
  }
}

}  // namespace
}  // namespace newsprint::source
