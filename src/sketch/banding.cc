#include "newsprint/sketch/banding.h"

#include <bit>
#include <cmath>

#define XXH_INLINE_ALL  // Twice the speed on inputs this short.
#include <xxhash.h>

namespace newsprint {

static_assert(std::endian::native == std::endian::little, "band keys hash rows as they lie");

BandKeys ComputeBandKeys(const Signature& signature) {
  BandKeys keys;
  for (size_t band = 0; band < kBands; ++band) {
    std::array<uint32_t, 1 + kRowsPerBand> input = {static_cast<uint32_t>(band)};
    for (size_t row = 0; row < kRowsPerBand; ++row) {
      input[1 + row] = signature[band * kRowsPerBand + row];
    }
    keys[band] = XXH3_64bits(input.data(), sizeof(input));
  }
  return keys;
}

double ProbabilityFound(double jaccard, size_t bands, size_t rows) {
  return 1 - std::pow(1 - std::pow(jaccard, static_cast<double>(rows)), static_cast<double>(bands));
}

}  // namespace newsprint
