#include "corpus/edge_codec.h"

#include <gtest/gtest.h>

namespace newsprint {
namespace {

TEST(EdgeCodec, GivesBackWhatItTook) {
  const Match match{.relation = Relation::kReprint,
                    .resemblance = 0.8125,
                    .containment_a = 0.97,
                    .containment_b = 0.83,
                    .passages = {{{0, 10}, {500, 512}, 3, 4, 5},
                                 {{10, 4'000'000}, {2, 400}, 70'000, 70'001, 70'002}},
                    .insufficient_evidence = true};
  const absl::StatusOr<Match> decoded = DecodeEdge(EncodeEdge(match));
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(*decoded, match);
}

TEST(EdgeCodec, RefusesWhatItDidNotWrite) {
  Match match;
  match.passages = {{{0, 10}, {5, 12}, 3}};
  const std::string bytes = EncodeEdge(match);
  const std::string cases[] = {bytes.substr(0, bytes.size() - 1), "\xff\xff",
                               std::string("\x08\x63", 2)};
  for (const std::string& damaged : cases) {
    EXPECT_EQ(DecodeEdge(damaged).status().code(), absl::StatusCode::kDataLoss) << damaged.size();
  }
}

}  // namespace
}  // namespace newsprint
