// A MinHash signature summarises a set of shingles in fixed size. The share of positions at which
// two signatures agree estimates the Jaccard similarity (resemblance) of the sets: A. Broder, "On
// the resemblance and containment of documents", 1997.
//
// The signature is a Fast Similarity Sketch: S. Dahlgaard, M. Knudsen, M. Thorup, "Fast similarity
// sketching", FOCS 2017. It is filled in about n + k log k steps in place of n * k, every position
// is filled however small the set, and its error is that of k independent permutations or less.
//
//   const MinHasher hasher(/*seed=*/store_seed);
//   absl::StatusOr<Signature> wire = hasher.Sign(wire_shingles);
//   double resemblance = EstimateJaccard(*wire, *reprint);
#ifndef NEWSPRINT_SKETCH_MIN_HASH_H_
#define NEWSPRINT_SKETCH_MIN_HASH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "absl/status/statusor.h"

namespace newsprint {

inline constexpr size_t kSignatureSize = 128;

// One minimum a position. Signatures of different seeds do not compare.
using Signature = std::array<uint32_t, kSignatureSize>;

// Immutable, so safe to share between threads.
class MinHasher {
 public:
  explicit MinHasher(uint64_t seed);

  // Order and repeats do not matter. Expected time O(n + k log k) for n shingles.
  //
  // Errors: INVALID_ARGUMENT if `shingles` is empty: an empty set has no minimum.
  absl::StatusOr<Signature> Sign(std::span<const uint64_t> shingles) const;

 private:
  uint64_t seed_;
};

// The share of positions that agree, in [0, 1]. Root mean square error about sqrt(J (1 - J) / k).
double EstimateJaccard(const Signature& a, const Signature& b);

}  // namespace newsprint

#endif  // NEWSPRINT_SKETCH_MIN_HASH_H_
