#include "newsprint/sketch/min_hash.h"

#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "sketch/mix.h"

namespace newsprint {
namespace {

using sketch::Mix;

// A minimum is the round in which its shingle came, in the high byte, over the high 56 bits of its
// hash in that round: ordered as the paper's round + fraction. The low bits of the hash choose the
// position, so the two are independent.
constexpr uint64_t kUnfilled = std::numeric_limits<uint64_t>::max();
constexpr int kRoundShift = 56;
constexpr int kFractionShift = 8;
static_assert(kSignatureSize <= size_t{1} << kFractionShift &&
              (kSignatureSize & (kSignatureSize - 1)) == 0);
static_assert(2 * kSignatureSize <= size_t{1} << (64 - kRoundShift));

uint64_t Minimum(size_t round, uint64_t hash) {
  return uint64_t{round} << kRoundShift | hash >> kFractionShift;
}

// Shingles are hashed so many at a time.
constexpr size_t kBlockShingles = 128;

// Calls visit(hash) for each shingle's hash in a round.
template <typename Visit>
void ForEachHash(std::span<const uint64_t> shingles, uint64_t key, const Visit& visit) {
  std::array<uint64_t, kBlockShingles> block;
  while (!shingles.empty()) {
    const size_t size = std::min(kBlockShingles, shingles.size());
    const std::span<uint64_t> hashes = std::span(block).first(size);
    sketch::MixAll(shingles.first(size), key, hashes);
    for (const uint64_t hash : hashes) visit(hash);
    shingles = shingles.subspan(size);
  }
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

  ForEachHash(shingles, round_key(0), [&](uint64_t hash) {
    uint64_t& minimum = minima[hash % kSignatureSize];
    minimum = std::min(minimum, Minimum(0, hash));
  });
  // A later round's minima are greater than an earlier one's: only empty positions can take them.
  // Stopping only after a whole round keeps the signature a function of the set alone.
  std::array<bool, kSignatureSize> empty;
  const auto find_empty = [&] {
    std::ranges::transform(minima, empty.begin(), [](uint64_t m) { return m == kUnfilled; });
    return std::ranges::find(empty, true) != empty.end();
  };
  bool any_empty = find_empty();
  for (size_t round = 1; round < kSignatureSize && any_empty; ++round) {
    ForEachHash(shingles, round_key(round), [&](uint64_t hash) {
      const size_t position = hash % kSignatureSize;
      if (empty[position]) minima[position] = std::min(minima[position], Minimum(round, hash));
    });
    any_empty = find_empty();
  }
  // What so many random throws left empty gets a round of its own, in which every shingle is thrown
  // there.
  for (size_t position = 0; position < kSignatureSize && any_empty; ++position) {
    if (!empty[position]) continue;
    const size_t round = kSignatureSize + position;
    ForEachHash(shingles, round_key(round), [&](uint64_t hash) {
      minima[position] = std::min(minima[position], Minimum(round, hash));
    });
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
