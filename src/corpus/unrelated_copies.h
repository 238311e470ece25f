// Lets a few near copies of a story speak for all of them, where they have the same phrase in
// common with the text asked about and nothing more: a story with thousands of copies must not cost
// every text that shares a phrase with it thousands of alignments.
#ifndef NEWSPRINT_SRC_CORPUS_UNRELATED_COPIES_H_
#define NEWSPRINT_SRC_CORPUS_UNRELATED_COPIES_H_

#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "corpus/near_copy_groups.h"
#include "newsprint/index/index.h"

namespace newsprint {

// A copy that shares another key, such as one of a paragraph that it alone has, is never spoken
// for; nor is one that has not been matched, or any of a group of which one was related.
class UnrelatedCopies {
 public:
  // The candidates of one search; they outlive it.
  UnrelatedCopies(const NearCopyGroups& groups, std::span<const Candidate> candidates);

  // Whether enough of its group that share the same keys were found unrelated, and none related.
  bool SpeakFor(size_t candidate) const;

  void Note(size_t candidate, bool unrelated);

 private:
  using Kind = std::pair<Ordinal, uint64_t>;  // Group and shared keys.

  Kind KindOf(size_t candidate) const {
    return {leaders_[candidate], candidates_[candidate].shared_keys};
  }

  const std::span<const Candidate> candidates_;
  const std::vector<Ordinal> leaders_;  // Of the candidates.
  std::map<Kind, int> unrelated_;       // Found so far; less than 0 once one was related.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_UNRELATED_COPIES_H_
