// Words that differ as a misread or mistyped word differs from the right one.
#ifndef NEWSPRINT_SRC_MATCH_SIMILAR_WORDS_H_
#define NEWSPRINT_SRC_MATCH_SIMILAR_WORDS_H_

#include <string_view>

namespace newsprint {

// Whether one becomes the other by few enough edits of a byte: up to a third of the longer's
// length, and at least four bytes of it must stay. Symmetric. Time: O(length); words over 48 bytes
// are compared whole.
bool AreSimilarWords(std::string_view a, std::string_view b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_MATCH_SIMILAR_WORDS_H_
