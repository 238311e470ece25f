// Winnowing by its definition: the rightmost minimum of every window, each position once.
#ifndef NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_WINNOW_H_
#define NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_WINNOW_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/sketch/winnow.h"

namespace newsprint::oracle {

// Time: O(shingles.size() * window).
std::vector<Anchor> BruteForceWinnow(std::span<const uint64_t> shingles, size_t window);

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_BRUTE_FORCE_WINNOW_H_
