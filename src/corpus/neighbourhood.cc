// One article with all that it matches: what an audit reads.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/corpus_impl.h"
#include "corpus/edge_codec.h"
#include "corpus/origins.h"
#include "corpus/pair_judge.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<ArticleText> Corpus::Impl::ReadText(Ordinal ordinal) const {
  ArticleText text;
  NEWSPRINT_ASSIGN_OR_RETURN(text.article, store_->ReadByOrdinal(ordinal));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> known, searcher_.Text(ordinal));
  text.furniture = known->furniture;
  return text;
}

absl::StatusOr<Neighbourhood> Corpus::Impl::ReadNeighbourhood(Ordinal ordinal,
                                                              Ordinal through) const {
  Neighbourhood found;
  NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> known, searcher_.Text(ordinal));
  found.witness = known->witness;
  if (known->stated_credit) found.credit = known->credits[*known->stated_credit].span;
  PairJudge judge(searcher_.common_text());
  // The sides, not the ages, are what origins are decided by.
  std::vector<HeldText> copies;
  const std::vector<HeldText> none;
  std::unordered_map<Ordinal, OriginWitness> witnesses = {{ordinal, known->witness}};
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> stored, store_->ReadEdges(ordinal));
  for (const StoredEdge& one : stored) {
    const bool is_newer = one.newer == ordinal;
    const Ordinal other = is_newer ? one.older : one.newer;
    if (other > through) continue;
    const absl::StatusOr<std::shared_ptr<const KnownText>> text = searcher_.Text(other);
    if (absl::IsNotFound(text.status())) continue;  // Deleted since the edge was read.
    if (!text.ok()) return text.status();
    NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(one.value));
    if (!is_newer) match = Mirrored(match);
    judge.Judge(*known, judge.CommonTextOf(*known), **text, match);
    if (match.relation == Relation::kUnrelated) continue;
    witnesses.try_emplace(other, (*text)->witness);
    if (IsCopy(match.relation)) copies.push_back(HeldTextOf(other, match.passages, true));
    found.matches.push_back({std::move(match), (*text)->summary, (*text)->witness, {}});
  }
  const OriginFinder origins(
      [&](Ordinal of) -> absl::StatusOr<const std::vector<HeldText>*> {
        return of == ordinal ? &copies : &none;
      },
      [&](Ordinal of) -> absl::StatusOr<const OriginWitness*> { return &witnesses.at(of); });
  const bool any_source = std::ranges::any_of(
      found.matches, [](const Neighbour& one) { return one.witness.owner_is_source; });
  const auto strongest = std::ranges::max_element(found.matches, {}, [](const Neighbour& one) {
    return std::max(one.match.containment_a, one.match.containment_b);
  });
  for (auto one = found.matches.begin(); one != found.matches.end(); ++one) {
    if (!one->witness.owner_is_source && (any_source || one != strongest)) continue;
    NEWSPRINT_ASSIGN_OR_RETURN(one->origin,
                               origins.Decide(ordinal, one->other.ordinal, one->match.passages));
  }
  return found;
}

absl::StatusOr<ArticleText> Corpus::ReadText(Ordinal ordinal) const {
  return impl_->ReadText(ordinal);
}

absl::StatusOr<Neighbourhood> Corpus::ReadNeighbourhood(Ordinal ordinal, Ordinal through) const {
  return impl_->ReadNeighbourhood(ordinal, through);
}

}  // namespace newsprint
