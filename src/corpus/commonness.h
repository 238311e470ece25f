// Which stretches of a text stand in so many unrelated stories that sharing them says nothing: page
// furniture (about, promo, cookie and footer lines), forms, stock phrases.
#ifndef NEWSPRINT_SRC_CORPUS_COMMONNESS_H_
#define NEWSPRINT_SRC_CORPUS_COMMONNESS_H_

#include <vector>

#include "corpus/near_copy_groups.h"
#include "newsprint/index/index.h"
#include "newsprint/match/match.h"

namespace newsprint {

// A text's anchors, each with whether it is common.
struct AnchorCommonness {
  std::vector<Anchor> anchors;  // Ascending by position.
  std::vector<bool> common;     // One an anchor.
};

// Thread-safe, as its parts are; they must outlive it.
class CommonTextFinder {
 public:
  CommonTextFinder(const Index& index, const NearCopyGroups& groups)
      : index_(index), groups_(groups) {}

  // Of the articles that hold an anchor, copies of one story count once.
  AnchorCommonness Classify(std::vector<Anchor> anchors) const;

 private:
  const Index& index_;
  const NearCopyGroups& groups_;
};

// The bytes around the common anchors. Common text and a story's own meet between two anchors: at
// the start of the sentence or line that is nearest to half way, or there if none starts between
// them. Ascending, disjoint.
std::vector<Span> CommonSpans(const AnchorCommonness& commonness, const PreparedText& text);

// Both together, ascending and disjoint.
std::vector<Span> JoinSpans(std::vector<Span> a, const std::vector<Span>& b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_COMMONNESS_H_
