// The words that differ inside the passages of two texts.
//
// Words are compared as matching compares them (newsprint/text/tokenize.h), so that case,
// punctuation and typography are no change.
//
//   absl::StatusOr<WordChanges> changes = FindWordChanges(wire, page, match.passages);
//   // "two centres" against "the two centers": dropped {"centres"}, added {"the", "centers"}
#ifndef NEWSPRINT_REPORT_WORD_CHANGES_H_
#define NEWSPRINT_REPORT_WORD_CHANGES_H_

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/article/span.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Each span runs from the first to the last of words that follow each other. Ascending, disjoint.
struct WordChanges {
  std::vector<Span> dropped;  // In a, missing from b.
  std::vector<Span> added;    // In b, missing from a.

  friend bool operator==(const WordChanges&, const WordChanges&) = default;
};

// As few changes as can be, but where a passage has thousands (src/audit/word_diff.h): there some
// words are marked that need not be. Passages may be in any order.
//
// Errors: INVALID_ARGUMENT as Tokenize, and for a passage beyond the end of a text.
absl::StatusOr<WordChanges> FindWordChanges(std::string_view a, std::string_view b,
                                            std::span<const Passage> passages);

}  // namespace newsprint

#endif  // NEWSPRINT_REPORT_WORD_CHANGES_H_
