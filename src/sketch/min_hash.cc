#include "newsprint/sketch/min_hash.h"

#include <algorithm>
#include <limits>

#include "absl/status/status.h"

namespace newsprint {
namespace {

// A minimum is the round in which its shingle came, in the high byte, over the high 56 bits of its
// hash in that round: ordered as the paper's round + fraction. The low bits of the hash choose the
// position, so the two are independent.
constexpr uint64_t kUnfilled = std::numeric_limits<uint64_t>::max();
constexpr int kRoundShift = 56;
constexpr int kFractionShift = 8;
static_assert(kSignatureSize <= size_t{1} << kFractionShift &&
              (kSignatureSize & (kSignatureSize - 1)) == 0);
static_assert(2 * kSignatureSize <= size_t{1} << (64 - kRoundShift));

// The finaliser of SplitMix64 (D. Stafford's variant 13 of MurmurHash3's): a bijection in which
// every bit of the argument moves every bit of the result.
uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

uint64_t Minimum(size_t round, uint64_t hash) {
  return uint64_t{round} << kRoundShift | hash >> kFractionShift;
}

}  // namespace

MinHasher::MinHasher(uint64_t seed) : seed_(seed) {}

absl::StatusOr<Signature> MinHasher::Sign(std::span<const uint64_t> shingles) const {
  if (shingles.empty()) {
    return absl::InvalidArgumentError("shingles: 0, the least is 1: an empty set has no minimum");
  }
  std::array<uint64_t, kSignatureSize> minima;
  minima.fill(kUnfilled);
  const auto round_key = [&](size_t round) { return Mix(seed_ + Mix(round + 1)); };

  // Stopping only after a whole round keeps the signature a function of the set alone.
  bool full = false;
  for (size_t round = 0; round < kSignatureSize && !full; ++round) {
    const uint64_t key = round_key(round);
    for (const uint64_t shingle : shingles) {
      const uint64_t hash = Mix(shingle ^ key);
      uint64_t& minimum = minima[hash % kSignatureSize];
      minimum = std::min(minimum, Minimum(round, hash));
    }
    full = std::ranges::find(minima, kUnfilled) == minima.end();
  }
  // What so many random throws left empty gets a round of its own, in which every shingle is thrown
  // there.
  for (size_t position = 0; position < kSignatureSize && !full; ++position) {
    if (minima[position] != kUnfilled) continue;
    const size_t round = kSignatureSize + position;
    const uint64_t key = round_key(round);
    for (const uint64_t shingle : shingles) {
      minima[position] = std::min(minima[position], Minimum(round, Mix(shingle ^ key)));
    }
  }

  Signature signature;
  // Minima crowd near zero: mixed once more, 32 bits tell them apart as well as 32 bits can.
  std::ranges::transform(minima, signature.begin(),
                         [](uint64_t minimum) { return static_cast<uint32_t>(Mix(minimum)); });
  return signature;
}

double EstimateJaccard(const Signature& a, const Signature& b) {
  int agreeing = 0;
  for (size_t i = 0; i < kSignatureSize; ++i) agreeing += a[i] == b[i] ? 1 : 0;
  return static_cast<double>(agreeing) / kSignatureSize;
}

}  // namespace newsprint
