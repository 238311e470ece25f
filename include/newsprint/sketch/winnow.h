// Winnowing selects a few shingles of a text, the anchors, so that two texts which share a long
// enough run share an anchor in it. Source: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local
// algorithms for document fingerprinting", SIGMOD 2003.
#ifndef NEWSPRINT_SKETCH_WINNOW_H_
#define NEWSPRINT_SKETCH_WINNOW_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsprint {

// In shingles: any shared run of kWinnowWindow + kShingleTokens - 1 = 20 tokens leaves an anchor.
inline constexpr size_t kWinnowWindow = 16;

struct Anchor {
  uint64_t hash = 0;      // The shingle.
  uint32_t position = 0;  // Its index in the text's shingles, and so of its first token.

  friend bool operator==(const Anchor&, const Anchor&) = default;
};

// In order of position; every window of `window` consecutive shingles holds at least one anchor.
// Ties go to the rightmost (robust winnowing would keep the last choice; on text the two differ
// only in runs of one repeated shingle). A text of fewer shingles than a window, but at least one,
// gets the minimum of what it has. Expected density 2 / (window + 1). Time: O(n).
std::vector<Anchor> SelectAnchors(std::span<const uint64_t> shingles,
                                  size_t window = kWinnowWindow);

}  // namespace newsprint

#endif  // NEWSPRINT_SKETCH_WINNOW_H_
