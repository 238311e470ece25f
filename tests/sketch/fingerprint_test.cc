#include "newsprint/sketch/fingerprint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "absl/strings/escaping.h"
#include "newsprint/sketch/banding.h"
#include "tests/sketch/random_sets.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// Positions are free of the text here, to reach every length of a varint.
Fingerprint RandomFingerprint(std::mt19937_64& random) {
  Fingerprint fingerprint;
  fingerprint.exact_hash = random();
  if (random() % 4 != 0) {
    for (uint32_t& row : fingerprint.signature.emplace()) row = static_cast<uint32_t>(random());
  }
  uint64_t position = random() % 3;
  for (uint64_t count = random() % 40; count > 0 && position <= 0xffffffff; --count) {
    fingerprint.anchors.push_back({.hash = random(), .position = static_cast<uint32_t>(position)});
    position += 1 + (random() >> (32 + random() % 32));
  }
  return fingerprint;
}

std::string ErrorOf(std::string_view bytes) {
  return std::string(DecodeFingerprint(bytes).status().ToString());
}

TEST(ComputeFingerprintTest, HasWhatTheTextIsLongEnoughFor) {
  const MinHasher hasher(1);
  const Fingerprint nothing = ComputeFingerprint({}, {}, hasher);
  EXPECT_EQ(nothing, Fingerprint{});

  const std::vector<uint64_t> tokens = RandomShingles(4, 1);
  const Fingerprint brief = ComputeFingerprint(tokens, {}, hasher);
  EXPECT_NE(brief.exact_hash, 0u);
  EXPECT_FALSE(brief.signature.has_value());
  EXPECT_THAT(brief.anchors, IsEmpty());

  const std::vector<uint64_t> shingles = RandomShingles(300, 2);
  const Fingerprint full = ComputeFingerprint(tokens, shingles, hasher);
  EXPECT_EQ(full.exact_hash, brief.exact_hash);
  EXPECT_EQ(full.signature, *hasher.Sign(shingles));
  EXPECT_EQ(full.anchors, SelectAnchors(shingles));
}

TEST(ComputeFingerprintTest, TheExactHashKnowsOrderAndCount) {
  const MinHasher hasher(1);
  const auto exact = [&](std::vector<uint64_t> tokens) {
    return ComputeFingerprint(tokens, {}, hasher).exact_hash;
  };
  EXPECT_EQ(exact({1, 2}), exact({1, 2}));
  EXPECT_NE(exact({1, 2}), exact({2, 1}));
  EXPECT_NE(exact({1}), exact({1, 1}));
  EXPECT_NE(exact({0}), exact({}));
}

TEST(FingerprintCodingTest, DecodesWhatItEncoded) {
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 2000; ++trial) {
    const Fingerprint fingerprint = RandomFingerprint(random);
    const absl::StatusOr<Fingerprint> decoded = DecodeFingerprint(EncodeFingerprint(fingerprint));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(*decoded, fingerprint);
  }
  const Fingerprint last = {.exact_hash = 1, .signature = {}, .anchors = {{2, 0xffffffff}}};
  EXPECT_EQ(*DecodeFingerprint(EncodeFingerprint(last)), last);
}

TEST(FingerprintCodingTest, AnArticleOf600WordsTakesUnder1200Bytes) {
  const std::vector<uint64_t> tokens = RandomShingles(600, 1);
  const std::string bytes =
      EncodeFingerprint(ComputeFingerprint(tokens, RandomShingles(596, 2), MinHasher(1)));
  EXPECT_LT(bytes.size(), 1200u);
}

TEST(FingerprintCodingTest, NamesWhatIsWrongAndWhere) {
  const std::string head(9, '\0');  // No signature, exact hash 0.
  const struct {
    std::string bytes;
    const char* error;
  } cases[] = {
      {"", "DATA_LOSS: fingerprint of 0 bytes: no version at byte 0"},
      {std::string(1, '\0'), "DATA_LOSS: fingerprint of 1 bytes: bad version at byte 1"},
      {"\x02", "FAILED_PRECONDITION: fingerprint of version 2: this program reads versions to 1"},
      {"\x01", "bad signature mark at byte 1"},
      {"\x01\x02", "bad signature mark at byte 2"},
      {std::string("\x01\0abc", 5), "cut exact hash at byte 2"},
      {"\x01\x01" + std::string(100, 'x'), "cut signature at byte 10"},
      {"\x01" + head, "bad number of anchors at byte 10"},
      {"\x01" + head + "\x02" + std::string(9, 'x'), "bad number of anchors at byte 11"},
      {"\x01" + head + "\xff\xff\xff\xff\x0f", "bad number of anchors at byte 15"},
      {"\x01" + head + "\xff\xff\xff\xff\x1f", "bad number of anchors at byte 10"},
      {"\x01" + head + "\xff\xff\xff\xff\xff\x01", "bad number of anchors at byte 10"},
      {"\x01" + head + std::string("\x80\0", 2), "bad number of anchors at byte 10"},  // overlong 0
      {"\x01" + head + "\x01\xff\xff\xff\xff\x0f" + "12345678" + "x", "than a fingerprint"},
      {"\x01" + head + "\x02" + "\xff\xff\xff\xff\x0f" + "12345678" + std::string(9, '\0'),
       "bad anchor at byte 25"},
      {"\x01" + head + std::string("\0x", 2), "more than a fingerprint at byte 11"},
  };
  for (const auto& c : cases) EXPECT_THAT(ErrorOf(c.bytes), HasSubstr(c.error));
}

// An encoding is canonical, so a changed byte that still decodes is another fingerprint, which
// encodes to the changed bytes.
TEST(FingerprintCodingTest, DamageIsAnErrorOrAnotherFingerprint) {
  std::mt19937_64 random(4);
  for (int trial = 0; trial < 4; ++trial) {
    const Fingerprint fingerprint = RandomFingerprint(random);
    const std::string bytes = EncodeFingerprint(fingerprint);
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_THAT(ErrorOf(std::string(bytes, 0, size)), StartsWith("DATA_LOSS")) << size;
    }
    EXPECT_THAT(ErrorOf(bytes + '\0'), StartsWith("DATA_LOSS"));
    for (size_t i = 0; i < bytes.size(); ++i) {
      std::string damaged = bytes;
      for (int flip = 1; flip < 256; ++flip) {
        damaged[i] = static_cast<char>(bytes[i] ^ flip);
        const absl::StatusOr<Fingerprint> decoded = DecodeFingerprint(damaged);
        if (!decoded.ok()) continue;
        ASSERT_NE(*decoded, fingerprint);
        ASSERT_EQ(EncodeFingerprint(*decoded), damaged) << "byte " << i << " ^ " << flip;
      }
    }
  }
}

TEST(FingerprintCodingTest, NoiseIsAnErrorOrAFingerprint) {
  std::mt19937_64 random(6);
  for (int trial = 0; trial < 100'000; ++trial) {
    std::string bytes(random() % 64, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    if (bytes.size() > 1) bytes[0] = 1, bytes[1] = 0;
    const absl::StatusOr<Fingerprint> decoded = DecodeFingerprint(bytes);
    if (decoded.ok()) {
      ASSERT_EQ(EncodeFingerprint(*decoded), bytes);
    }
  }
}

// Stores hold these bytes: a change here needs a new scheme or a new version byte.
TEST(FingerprintGoldenTest, BytesOnDiskDoNotDrift) {
  const std::vector<uint64_t> tokens = {0x0123456789abcdef, 1, 2, 3, 4, 5, 6, 7};
  const std::vector<uint64_t> shingles = {0xfedcba9876543210, 10, 1ull << 63, 40};
  const Fingerprint fingerprint = ComputeFingerprint(tokens, shingles, MinHasher(42));

  EXPECT_EQ(absl::BytesToHexString(EncodeFingerprint(fingerprint)),
            "01"                // version
            "01"                // has a signature
            "f80a277962ab01c7"  // exact hash
            "cd868b8617787b3c2aeed330dc204162af15c7b6e7341430a873164dedde61790643acac5d5c564f"
            "9800f10bf53180f3ef7503ef7c3587b775f9abfe930a9fb4de2020d2f8fe42d63def12605d830a4d"
            "b71964054407b5118c815df76b47cd71f2f492741d4491f336415b77dbc3cda5d080b503d0ddb387"
            "aab0ae866b0c73124b9f58f3b5fa55d0775209b210c00aa8299cdc6df123512d2aa4cdc6970e9bf9"
            "f2b077bb7fab22c4e4aa4fe7014b096dae9bc4fbcfc1b791d45c302fc4f70dd1a7ba11b5c1f10b30"
            "3a628cae5053fb2479d242832aa6aca63e5a7f7e27337cd6ce2335189b6ed5ee2641ff963477bfdc"
            "3c908ae0127cfa88a271cc0ab37bea6fb4f6de877b35f32f8e8a4f14b38e053eb331540ba4539ee8"
            "feb208dbf916f9e39c4edb7252f9f2ccf906957bee17ab13160122a805459ca5508e72b6542b021f"
            "2204b551fb95874e9a074cb496a2b7b45fe5762fad433c161cd0f34dedacbda2f18a9273b92ebc77"
            "c1f6f2e06e98b94d1adea37d6b75d4167b54420079b828ff5566883539ed7eae7b1c2296b5ed3982"
            "b2a427ef4a95e9db84c4adf8b2b9f2e548488943ec1f58a1edb9af5c215ca75d7291d69f29e908b0"
            "4b6d1d140e42228f03400733511482094363319961b29fef0ddb9642502a32147c9762fed0583e65"
            "8686372a0a63a235ef66fd3f75291399596a5dc3292a64b00b1fa52532f0018e"
            "01"  // anchors
            "01"  // position 1, the hash 10
            "0a00000000000000");

  const BandKeys keys = ComputeBandKeys(*fingerprint.signature);
  EXPECT_EQ(keys.front(), 0x39ba6f16266b8d2cu);
  EXPECT_EQ(keys.back(), 0x6b7fec41fdd2d091u);
  EXPECT_EQ(std::accumulate(keys.begin(), keys.end(), uint64_t{0}), 0xe49fa042b9cf408au);
}

}  // namespace
}  // namespace newsprint
