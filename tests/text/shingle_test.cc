#include "newsprint/text/shingle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include <array>
#include <string>

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(HashTokens, HashesFoldedBytesUnderTheSeed) {
  const TokenizedText text = *Tokenize("One, TWO");
  EXPECT_THAT(HashTokens(text, 7),
              ElementsAre(XXH3_64bits_withSeed("one", 3, 7), XXH3_64bits_withSeed("two", 3, 7)));
  EXPECT_NE(HashTokens(text, 7), HashTokens(text, 8));
  EXPECT_THAT(HashTokens(*Tokenize("?!"), 7), IsEmpty());
}

// Persisted values: a change here is a change of scheme.
TEST(HashTokens, NeverChanges) {
  EXPECT_THAT(HashTokens(*Tokenize("newsprint"), 1), ElementsAre(0x9fce6fd1c6bd952bu));
  EXPECT_THAT(HashShingles({1, 2, 3, 4, 5}, 1), ElementsAre(0x76ab7dca90c7f586u));
}

TEST(HashShingles, HashesFiveTokensInOrder) {
  const std::vector<uint64_t> tokens = {11, 12, 13, 14, 15, 16};
  std::array<unsigned char, 40> bytes{};
  for (size_t i = 0; i < 5; ++i) bytes[8 * i] = static_cast<unsigned char>(12 + i);
  const std::vector<uint64_t> shingles = HashShingles(tokens, 3);
  ASSERT_THAT(shingles, SizeIs(2));
  EXPECT_EQ(shingles[1], XXH3_64bits_withSeed(bytes.data(), bytes.size(), 3));
  EXPECT_NE(shingles[0], HashShingles({15, 14, 13, 12, 11}, 3)[0]);
}

TEST(HashShingles, TakesFiveTokensAtLeast) {
  EXPECT_THAT(HashShingles({}, 1), IsEmpty());
  EXPECT_THAT(HashShingles({1, 2, 3, 4}, 1), IsEmpty());
  EXPECT_THAT(HashShingles({1, 2, 3, 4, 5}, 1), SizeIs(1));
}

}  // namespace
}  // namespace newsprint
