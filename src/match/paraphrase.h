// Passages that were reworded: too few words in a row are left for exact runs, but sentence after
// sentence has the words of its counterpart. After M. Sanchez-Perez, G. Sidorov, A. Gelbukh, "A
// winning approach to text alignment for text reuse detection at PAN 2014", CLEF 2014.
#ifndef NEWSPRINT_SRC_MATCH_PARAPHRASE_H_
#define NEWSPRINT_SRC_MATCH_PARAPHRASE_H_

#include <vector>

#include "match/align.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Pairs of sentences that share enough of their rare words are seeds; seeds that stand close to
// each other in both texts form clusters, which must be alike as a whole. The ranges of a result
// are whole sentences; its equal_tokens are the distinct words that both sides have. Ascending by
// a, disjoint on both sides.
//
// Time: O(sentences_a * sentences_b * sentence length) at worst; texts of over 4,096 sentences give
// nothing.
std::vector<AlignedPassage> AlignReworded(const PreparedText& a, const PreparedText& b);

// `exact` with the reworded passages that add to it: a passage that is mostly covered by exact ones
// is left out, and exact ones that lie inside a reworded one are part of it.
std::vector<AlignedPassage> MergeReworded(std::vector<AlignedPassage> exact,
                                          const std::vector<AlignedPassage>& reworded);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_PARAPHRASE_H_
