// Bytes on disk: what is written is read, and what is damaged is refused within bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "store/body_codec.h"
#include "store/keys.h"
#include "store/missing_ordinals.h"
#include "store/record_codec.h"
#include "tests/store/fixtures.h"

namespace newsprint::store {
namespace {

using ::testing::HasSubstr;

TEST(BodyCodec, GivesBackTheBody) {
  for (const std::string& body :
       {std::string("x"), std::string("déjà vu"), std::string(5 << 20, 'y')}) {
    const std::string frame = *CompressBody(body);
    EXPECT_EQ(*DecompressBody(frame, body.size()), body);
  }
}

TEST(BodyCodec, RefusesDamage) {
  const std::string body = "A body of some words, and of some more words.";
  const std::string frame = *CompressBody(body);
  std::string bomb(ZSTD_compressBound(kMaxStoredBodyBytes + 1), '\0');
  const std::string zeros(kMaxStoredBodyBytes + 1, '\0');
  bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), zeros.data(), zeros.size(), 1));
  const struct {
    std::string frame;
    size_t body_bytes;
    const char* message;
  } cases[] = {
      {frame, body.size() - 1, "a zstd frame of 45 bytes, not of 44"},
      {frame, body.size() + 1, "a zstd frame of 45 bytes, not of 46"},
      {frame.substr(0, frame.size() - 1), body.size(), "body: "},
      {"not a frame", body.size(), "not a zstd frame of known size"},
      {"", body.size(), "not a zstd frame of known size"},
      {bomb, kMaxStoredBodyBytes + 1, "67108865 bytes, the limit is 67108864"},
      {bomb, 10, "a zstd frame of 67108865 bytes, not of 10"},
  };
  for (const auto& c : cases) {
    const absl::Status status = DecompressBody(c.frame, c.body_bytes).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(Message(status), HasSubstr(c.message));
  }
}

TEST(Keys, SortAsTheirNumbers) {
  const std::vector<Ordinal> ordinals = {0,          1, 255, 256, 65535, 1u << 31, ~Ordinal{0} - 1,
                                         ~Ordinal{0}};
  for (size_t i = 0; i + 1 < ordinals.size(); ++i) {
    EXPECT_LT(OrdinalKey(ordinals[i]), OrdinalKey(ordinals[i + 1]));
    EXPECT_EQ(ParseOrdinal(OrdinalKey(ordinals[i])), ordinals[i]);
    EXPECT_EQ(ParseOrdinal(EdgeKey(3, ordinals[i]), kOrdinalKeyBytes), ordinals[i]);
  }
  EXPECT_EQ(ParseOrdinal("1234567"), std::nullopt);
  EXPECT_EQ(ParseOrdinal(OrdinalKey(1), 1), std::nullopt);
}

TEST(Keys, AreThoseOfTheFormat) {
  EXPECT_EQ(OrdinalKey(0x0102030405060708), "\1\2\3\4\5\6\7\10");
  EXPECT_EQ(RevisionKey(Id("a"), 0x01020304), std::string("a\0\1\2\3\4", 6));
}

TEST(RecordCodec, GivesBackTheSignals) {
  Article article = Revision("a").article;
  article.signals = {{SignalKind::kCanonical, "https://wire.example/1", {}},
                     {SignalKind::kLink, "https://wire.example/2", {3, 9}}};
  const auto decoded = DecodeArticle(1, EncodeArticle(article, 1, absl::UnixEpoch(), 0));
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->stored.article.signals, article.signals);
}

TEST(RecordCodec, RefusesWhatItDidNotWrite) {
  for (const std::string value : {"\xff\xff\xff", "\x08"}) {
    EXPECT_EQ(DecodeArticle(1, value).status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(DecodeHead(value).status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(DecodeLogEntry(1, value).status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(DecodeIdentity(value).status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(DecodeCounts(value).status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(DecodeMissing(value).status().code(), absl::StatusCode::kDataLoss);
  }
  EXPECT_THAT(Message(DecodeLogEntry(1, "").status()), HasSubstr("id: must not be empty"));
}

TEST(ContentHashTest, IsOfAllThatTheArticleSays) {
  const Article article = Revision("a").article;
  EXPECT_EQ(ContentHash(article), 112642947886128387u);  // On disk: never changes.
  const std::vector<void (*)(Article&)> same = {
      [](Article& a) { a.first_seen_at.reset(); },
      [](Article& a) { a.first_seen_at = absl::UnixEpoch(); },
      [](Article& a) { *a.published_at += absl::Nanoseconds(1) / 4; },
  };
  for (const auto& change : same) {
    Article changed = article;
    change(changed);
    EXPECT_EQ(ContentHash(changed), ContentHash(article));
  }
  const std::vector<void (*)(Article&)> other = {
      [](Article& a) { a.body += '.'; },
      [](Article& a) { a.title.clear(); },
      [](Article& a) { a.title.swap(a.url); },
      [](Article& a) { a.publisher += a.language, a.language.clear(); },
      [](Article& a) { a.published_at.reset(); },
      [](Article& a) { *a.published_at += absl::Nanoseconds(1); },
      [](Article& a) { a.signals = {{SignalKind::kLink, "x", {0, 1}}}; },
      [](Article& a) { a.signals = {{SignalKind::kLink, "x", {0, 2}}}; },
      [](Article& a) { a.signals = {{SignalKind::kSource, "x", {0, 1}}}; },
      [](Article& a) { a.signals = {{SignalKind::kLink, "y", {0, 1}}}; },
  };
  std::vector<uint64_t> hashes = {ContentHash(article)};
  for (const auto& change : other) {
    Article changed = article;
    change(changed);
    hashes.push_back(ContentHash(changed));
  }
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

TEST(OrdinalRanges, AreMergedAndNamed) {
  const std::vector<OrdinalRange> merged = MergeRanges({{20, 20}, {5, 7}, {8, 9}, {1, 2}, {6, 6}});
  EXPECT_EQ(merged, (std::vector<OrdinalRange>{{1, 2}, {5, 9}, {20, 20}}));
  EXPECT_EQ(DescribeRanges(merged), "1 to 2, 5 to 9, 20");
}

}  // namespace
}  // namespace newsprint::store
