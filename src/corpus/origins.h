// Origins of pairs, each decided among all the articles that hold what the two share.
#ifndef NEWSPRINT_SRC_CORPUS_ORIGINS_H_
#define NEWSPRINT_SRC_CORPUS_ORIGINS_H_

#include <functional>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/article/article.h"
#include "newsprint/match/match.h"
#include "newsprint/story/origin.h"

namespace newsprint {

// What of an article's text stands in another.
struct HeldText {
  Ordinal other = 0;
  std::vector<Span> spans;  // Of the article, ascending and disjoint.
};

// Of one side of a match.
HeldText HeldTextOf(Ordinal other, std::span<const Passage> passages, bool side_a);

// Whether a match means that one has text of the other: all but forms and quotations.
bool IsCopy(Relation relation);

class OriginFinder {
 public:
  // The copies that an article has, and what they hold of it. Valid while the finder is.
  using CopiesOf = std::function<absl::StatusOr<const std::vector<HeldText>*>(Ordinal)>;
  // Null for an article that is gone.
  using WitnessOf = std::function<absl::StatusOr<const OriginWitness*>(Ordinal)>;

  OriginFinder(CopiesOf copies, WitnessOf witnesses)
      : copies_(std::move(copies)), witnesses_(std::move(witnesses)) {}

  // Errors: those of the functions.
  absl::StatusOr<OriginDecision> Decide(Ordinal a, Ordinal b,
                                        std::span<const Passage> passages) const;

 private:
  // The articles beside the one in `shared` that hold most of what is shared with it.
  absl::Status AddSiblings(Ordinal of, const HeldText& shared,
                           std::unordered_set<Ordinal>& siblings) const;

  const CopiesOf copies_;
  const WitnessOf witnesses_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_ORIGINS_H_
