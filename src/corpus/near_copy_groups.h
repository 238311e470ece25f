// Which stored articles are near copies of each other, as far as they have been matched: what tells
// a text that one story has in many copies from a text that many stories have.
#ifndef NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_
#define NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_

#include <cstddef>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "newsprint/article/article.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Whether a match ties two articles to one story.
bool IsNearCopy(const Match& match);

// A union of sets over ordinals. Thread-safe.
class NearCopyGroups {
 public:
  // `ordinal` has been matched against all below it, and these of them are its near copies.
  void Settle(Ordinal ordinal, std::span<const Ordinal> near_copies);

  // The number of distinct groups among those of `ordinals` that are settled, counted up to
  // `limit`.
  size_t CountGroups(std::span<const Ordinal> ordinals, size_t limit) const;

 private:
  Ordinal Root(Ordinal ordinal) const;

  mutable std::shared_mutex mutex_;
  std::unordered_map<Ordinal, Ordinal> parent_;  // Of the settled; a root is its own.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_
