// Passages that were reworded: too few words in a row are left for exact runs, but sentence after
// sentence has the words of its counterpart. After M. Sanchez-Perez, G. Sidorov, A. Gelbukh, "A
// winning approach to text alignment for text reuse detection at PAN 2014", CLEF 2014.
#ifndef NEWSPRINT_SRC_MATCH_PARAPHRASE_H_
#define NEWSPRINT_SRC_MATCH_PARAPHRASE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "match/align.h"
#include "newsprint/match/match.h"

namespace newsprint {

// `exact` (of Align) with the reworded passages that add to it. Pairs of sentences that share
// enough of their rare words are seeds, and so are those that an exact passage runs through; seeds
// that stand close to each other in both texts form clusters, which must be alike as a whole. A
// cluster takes the place of the exact passages in it, unless one of these is long and verbatim:
// then its ends are known better. The ranges of a cluster are whole sentences; its equal_tokens are
// the distinct words that both sides have. Ascending by a, disjoint on both sides.
//
// Time: O(sentences_a * sentences_b * sentence length) at worst; texts of over 4,096 sentences are
// given back as they came.
//
// A cluster needs `min_scrap_words` in the exact passages that it takes the place of: names,
// numbers and quoted speech, which every report on a matter has, are not counted.
std::vector<AlignedPassage> AddReworded(const PreparedText& a, const PreparedText& b,
                                        std::vector<AlignedPassage> exact, double min_scrap_words);

// Whether the pair is worth a look for reworded passages: whether as many words are left in rows
// here and there, in `exact` (of Align), as rewording leaves and chance does not. Texts of so many
// sentences that it would cost much are not.
bool HasScraps(const PreparedText& a, const PreparedText& b, std::span<const AlignedPassage> exact);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_PARAPHRASE_H_
