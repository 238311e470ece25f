#include "tests/oracle/brute_force_winnow.h"

#include <algorithm>
#include <set>

namespace newsprint::oracle {

std::vector<Anchor> BruteForceWinnow(std::span<const uint64_t> shingles, size_t window) {
  std::set<size_t> positions;
  for (size_t begin = 0; begin < shingles.size(); ++begin) {
    const size_t end = std::min(begin + window, shingles.size());
    // The windows cut short by the end of a text count only where no whole one fits.
    if (end - begin < window && begin > 0) break;
    size_t least = begin;
    for (size_t i = begin; i < end; ++i) {
      if (shingles[i] <= shingles[least]) least = i;
    }
    positions.insert(least);
  }
  std::vector<Anchor> anchors;
  for (const size_t position : positions) {
    anchors.push_back({.hash = shingles[position], .position = static_cast<uint32_t>(position)});
  }
  return anchors;
}

}  // namespace newsprint::oracle
