#include "newsprint/sketch/winnow.h"

#include <algorithm>

#include "absl/base/macros.h"

namespace newsprint {
namespace {

// The minimum so far; `Take` without a branch, which on hashes would be mispredicted at every other
// shingle.
struct Minimum {
  Anchor anchor;

  void TakeIf(bool take, const Anchor& other) {
    anchor.hash = take ? other.hash : anchor.hash;
    anchor.position = take ? other.position : anchor.position;
  }
};

}  // namespace

// The text is cut into blocks of a window's length. A window is then a suffix of one block and a
// prefix of the next, and its minimum the less of theirs: three comparisons a shingle, whatever the
// input. Source: M. van Herk, "A fast algorithm for local minimum and maximum filters", 1992.
std::vector<Anchor> SelectAnchors(std::span<const uint64_t> shingles, size_t window) {
  ABSL_HARDENING_ASSERT(window > 0);
  std::vector<Anchor> anchors;
  if (shingles.empty()) return anchors;
  window = std::min(window, shingles.size());
  anchors.reserve(shingles.size() / window * 2 + 1);
  const auto at = [&](size_t i) {
    return Anchor{.hash = shingles[i], .position = static_cast<uint32_t>(i)};
  };

  std::vector<Anchor> suffix_minima(window);
  for (size_t block = 0; block + window <= shingles.size(); block += window) {
    Minimum suffix{at(block + window - 1)};
    for (size_t i = window; i-- > 0;) {
      const Anchor shingle = at(block + i);
      suffix.TakeIf(shingle.hash < suffix.anchor.hash, shingle);
      suffix_minima[i] = suffix.anchor;
    }
    const size_t windows = std::min(window, shingles.size() - window - block + 1);
    Minimum prefix;
    for (size_t i = 0; i < windows; ++i) {
      Minimum whole{suffix_minima[i]};
      if (i > 0) {
        const Anchor shingle = at(block + window + i - 1);
        prefix.TakeIf(i == 1 || shingle.hash <= prefix.anchor.hash, shingle);
        whole.TakeIf(prefix.anchor.hash <= whole.anchor.hash, prefix.anchor);
      }
      if (anchors.empty() || anchors.back().position != whole.anchor.position) {
        anchors.push_back(whole.anchor);
      }
    }
  }
  return anchors;
}

}  // namespace newsprint
