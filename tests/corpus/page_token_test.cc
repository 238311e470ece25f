#include "corpus/page_token.h"

#include <gtest/gtest.h>

namespace newsprint {
namespace {

TEST(PageToken, GivesBackThePosition) {
  const std::string position("\0any bytes\xff", 11);
  const absl::StatusOr<std::string> decoded =
      DecodePageToken(EncodePageToken("query", 7, position), "query", 7);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(*decoded, position);
}

TEST(PageToken, SaysWhatIsWrong) {
  const std::string token = EncodePageToken("query", 7, "position");
  std::string flipped = token;
  flipped[10] = flipped[10] == 'A' ? 'B' : 'A';
  const struct {
    std::string token, query;
    uint64_t version;
    absl::StatusCode code;
  } cases[] = {
      {token, "other query", 7, absl::StatusCode::kInvalidArgument},
      {token, "query", 8, absl::StatusCode::kFailedPrecondition},
      {flipped, "query", 7, absl::StatusCode::kInvalidArgument},
      {token.substr(0, 20), "query", 7, absl::StatusCode::kInvalidArgument},
      {"not a token!", "query", 7, absl::StatusCode::kInvalidArgument},
      {"AAAA", "query", 7, absl::StatusCode::kInvalidArgument},
  };
  for (const auto& c : cases) {
    const absl::StatusOr<std::string> position = DecodePageToken(c.token, c.query, c.version);
    EXPECT_EQ(position.status().code(), c.code) << c.token;
    EXPECT_EQ(position.status().message().substr(0, 10), "page_token") << c.token;
  }
}

}  // namespace
}  // namespace newsprint
