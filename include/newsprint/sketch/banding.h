// Locality-sensitive hashing of signatures by banding: a signature's positions are cut into bands
// of a few rows, and sets that agree in all rows of any band become candidates. Source: A.
// Rajaraman, J. Ullman, "Mining of massive datasets", chapter 3.
#ifndef NEWSPRINT_SKETCH_BANDING_H_
#define NEWSPRINT_SKETCH_BANDING_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "newsprint/sketch/min_hash.h"

namespace newsprint {

inline constexpr size_t kBands = 42;
inline constexpr size_t kRowsPerBand = 3;
static_assert(kBands * kRowsPerBand <= kSignatureSize);

// Key i is XXH3 of band number i and its rows: equal keys of two signatures mean an equal band, up
// to collisions of 64 bits.
using BandKeys = std::array<uint64_t, kBands>;

BandKeys ComputeBandKeys(const Signature& signature);

// The probability 1 - (1 - J^rows)^bands that two sets of Jaccard similarity `jaccard` share a
// band. For 42 x 3: .041, .683, .996 at J = .1, .3, .5.
double ProbabilityFound(double jaccard, size_t bands = kBands, size_t rows = kRowsPerBand);

}  // namespace newsprint

#endif  // NEWSPRINT_SKETCH_BANDING_H_
