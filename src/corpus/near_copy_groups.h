// Which stored articles are near copies of each other, as far as they have been matched: what tells
// a text that one story has in many copies from a text that many stories have.
#ifndef NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_
#define NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_

#include <cstddef>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <vector>

#include "newsprint/article/article.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Whether a match ties two articles to one story.
bool IsNearCopy(const Match& match);

// A union of sets over ordinals. Thread-safe. Memory: 8 bytes for each ordinal up to the largest.
class NearCopyGroups {
 public:
  // Of each ordinal, from 0 on: a member of its group, for all of the group the same and none of
  // them larger, or kUnsettled.
  static constexpr Ordinal kUnsettled = ~Ordinal{0};
  std::vector<Ordinal> Leaders() const;
  // As Leaders gave them; in place of what was settled before.
  void Restore(std::vector<Ordinal> leaders);

  // The leaders of these; kUnsettled for those that are not settled.
  std::vector<Ordinal> LeadersOf(std::span<const Ordinal> ordinals) const;

  // `ordinal` has been matched against all below it, and these of them are its near copies.
  void Settle(Ordinal ordinal, std::span<const Ordinal> near_copies);

  // The number of distinct groups among those of `ordinals` that are settled, counted up to
  // `limit`.
  size_t CountGroups(std::span<const Ordinal> ordinals, size_t limit) const;

 private:
  bool IsSettled(Ordinal ordinal) const {
    return ordinal < parent_.size() && parent_[ordinal] != kUnsettled;
  }
  Ordinal Root(Ordinal ordinal) const;

  mutable std::shared_mutex mutex_;
  std::vector<Ordinal> parent_;  // By ordinal; a root is its own.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_NEAR_COPY_GROUPS_H_
