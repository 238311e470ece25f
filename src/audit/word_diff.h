// The shortest edit from one sequence of words to another. Source: E. Myers, "An O(ND) difference
// algorithm and its variations", 1986, in linear space.
#ifndef NEWSPRINT_SRC_AUDIT_WORD_DIFF_H_
#define NEWSPRINT_SRC_AUDIT_WORD_DIFF_H_

#include <cstdint>
#include <span>
#include <vector>

namespace newsprint {

// Words [a_begin, a_end) of a stand where [b_begin, b_end) of b do, and none are equal.
struct DiffHunk {
  uint32_t a_begin = 0, a_end = 0;
  uint32_t b_begin = 0, b_end = 0;

  friend bool operator==(const DiffHunk&, const DiffHunk&) = default;
};

// Ascending and apart: at least one equal word stands between two hunks. Time: O((n + m) * edits),
// but never more than a bounded number of steps a word: stretches that would cost more are given as
// changed where they need not be.
std::vector<DiffHunk> DiffWords(std::span<const uint32_t> a, std::span<const uint32_t> b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_WORD_DIFF_H_
