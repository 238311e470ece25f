#include "corpus/page_token.h"

#include <gtest/gtest.h>

namespace newsprint {
namespace {

TEST(PageToken, GivesBackThePosition) {
  const std::string token = EncodePageToken("query", 7, {0.75, 0.5, "https://example.org/ü"});
  const absl::StatusOr<PagePosition> position = DecodePageToken(token, "query", 7);
  ASSERT_TRUE(position.ok()) << position.status();
  EXPECT_EQ(position->larger_containment, 0.75);
  EXPECT_EQ(position->resemblance, 0.5);
  EXPECT_EQ(position->id, "https://example.org/ü");
}

TEST(PageToken, SaysWhatIsWrong) {
  const std::string token = EncodePageToken("query", 7, {0.75, 0.5, "id"});
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
    const absl::StatusOr<PagePosition> position = DecodePageToken(c.token, c.query, c.version);
    EXPECT_EQ(position.status().code(), c.code) << c.token;
    EXPECT_EQ(position.status().message().substr(0, 10), "page_token") << c.token;
  }
}

}  // namespace
}  // namespace newsprint
