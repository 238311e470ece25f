#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "newsprint/article/utf8.h"
#include "newsprint/source/credit_lines.h"
#include "tests/source/registries.h"

namespace newsprint {
namespace {

// Texts of the parts that matter to the reader of lines, in any order.
std::string RandomText(std::mt19937& random) {
  static const std::vector<std::string> parts = {"Global Press Agency",
                                                 "GPA",
                                                 "(GPA)",
                                                 "--",
                                                 "© 2026 ",
                                                 "originally published by ",
                                                 "\n",
                                                 "\n\n",
                                                 " ",
                                                 ". ",
                                                 "told ",
                                                 "Photo: ",
                                                 "Радио Северный Маяк",
                                                 "环球通讯社",
                                                 "来源：",
                                                 "ራዲዮ ሰሜን ነጻነት",
                                                 "ምንጭ፦",
                                                 "https://gpa.example/a",
                                                 "gpa.example",
                                                 "tips@gpa.example",
                                                 "\u200b",
                                                 "\u00ad",
                                                 "&amp;",
                                                 "&quot;",
                                                 "\ue000",
                                                 "\ue001",
                                                 "e\u0301",
                                                 "لـراديو الشمال الحر",
                                                 "The Lantern",
                                                 "and ",
                                                 "/",
                                                 "'",
                                                 "-",
                                                 "'s ",
                                                 "connu sous le nom ",
                                                 "글로벌통신에 ",
                                                 ")",
                                                 "(",
                                                 "\"",
                                                 "«",
                                                 "»",
                                                 "\t",
                                                 "\r\n",
                                                 "\u00a0",
                                                 "0",
                                                 "I\u0307"};
  std::string text;
  const size_t count = random() % 60;
  for (size_t i = 0; i < count; ++i) text += parts[random() % parts.size()];
  return text;
}

bool IsBoundary(const std::string& text, uint32_t at) {
  return at == text.size() || (at < text.size() && (text[at] & 0xc0) != 0x80);
}

void ExpectSound(const std::string& text, Span span) {
  EXPECT_LT(span.begin, span.end);
  EXPECT_LE(span.end, text.size());
  EXPECT_TRUE(IsBoundary(text, span.begin) && IsBoundary(text, span.end)) << text;
}

TEST(CreditProperties, SpansAreSoundInAnyText) {
  std::mt19937 random(20260501);
  const CreditLineFinder& finder = InventedFinder();
  size_t credits = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string text = RandomText(random);
    ASSERT_TRUE(ValidateUtf8(text, "text").ok());
    const CreditReading reading = finder.Read(text, {"Pine Valley Courier", ""});
    for (const CreditLine& credit : reading.credits) {
      ++credits;
      ExpectSound(text, credit.span);
      EXPECT_GE(credit.confidence, kMinCreditConfidence);
      EXPECT_LE(credit.confidence, 1);
      EXPECT_EQ(credit.name, text.substr(credit.name_span.begin, credit.name_span.size()));
      if (!credit.name.empty()) {
        EXPECT_LE(credit.span.begin, credit.name_span.begin);
        EXPECT_GE(credit.span.end, credit.name_span.end);
      }
    }
    for (const Mention& mention : reading.mentions) ExpectSound(text, mention.span);
    for (const Furniture& furniture : finder.FindFurniture(text)) ExpectSound(text, furniture.span);
    EXPECT_EQ(reading.credits, finder.Read(text, {"Pine Valley Courier", ""}).credits);
  }
  EXPECT_GT(credits, 100u);
}

// Would take hours if any part were not linear; as it is, a second or two.
TEST(CreditProperties, AdversarialTextsStayCheap) {
  const auto repeated = [](const std::string& part, size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
  };
  for (const std::string part :
       {"GPA ", "(GPA) ", "GPA. ", "Global Press ", "GPA\n", "( ", "gpa.example/", "a@",
        "originally published by ", "e\u0301\u0301\u0301", "GPA and ", "环球"}) {
    const std::string text = repeated(part, 200u << 10);
    const CreditReading reading = InventedFinder().Read(text);
    EXPECT_LE(reading.credits.size() + reading.mentions.size(), text.size() / 3) << part;
  }
  EXPECT_TRUE(InventedFinder().FindFurniture(repeated("newsletter ", 1u << 20)).empty());
}

TEST(CreditProperties, OneFinderServesManyThreads) {
  const std::string text = "Headline\n\nThe story.\n\nReprinted with permission from GPA.\n";
  const std::vector<CreditLine> expected = InventedFinder().Read(text).credits;
  std::vector<std::thread> threads;
  std::vector<int> equal(4, 0);
  for (size_t t = 0; t < equal.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) equal[t] += InventedFinder().Read(text).credits == expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(equal, ::testing::Each(200));
}

}  // namespace
}  // namespace newsprint
