// What a copy did to its original, word by word, inside what it took.
#ifndef NEWSPRINT_SRC_AUDIT_ALTERATIONS_H_
#define NEWSPRINT_SRC_AUDIT_ALTERATIONS_H_

#include <span>
#include <string_view>
#include <vector>

#include "newsprint/audit/report.h"
#include "newsprint/match/match.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

// One of the two texts.
struct ComparedText {
  std::string_view body;
  const TokenizedText& tokens;
  std::span<const Span> furniture;  // Credits, promotions, footers: ascending, disjoint.
};

// Words are the original's.
struct TextComparison {
  double story_words = 0;               // Of the original, its furniture left out.
  double reproduced_words = 0;          // That stand in the copy, changed ones included.
  double changed_words = 0;             // Of the reproduced; words added within a line count, too.
  double unchanged_words = 0;           // Of the reproduced.
  std::vector<Alteration> alterations;  // Ascending by place in the original.
};

// `passages`: side a is of the original, side b of the copy; ascending by a. A misread letter (the
// noise of OCR), case, punctuation and encoding are no changes; nor is furniture that stands
// between the lines of a copy. Time: O(tokens * edits), bounded.
TextComparison CompareToOriginal(const ComparedText& original, const ComparedText& copy,
                                 std::span<const Passage> passages);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_ALTERATIONS_H_
