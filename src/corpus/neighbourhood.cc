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
  if (known->credit) found.credit = known->credit->span;
  PairJudge judge(searcher_.common_text());
  std::vector<Edge> edges;
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
    Edge edge;
    edge.newer = ordinal;  // The sides, not the ages, are what origins are decided by.
    edge.older = other;
    edge.match = match;
    edges.push_back(std::move(edge));
    found.matches.push_back({std::move(match), (*text)->summary, (*text)->witness, {}});
  }
  const OriginTable origins(edges, witnesses);
  const bool any_source = std::ranges::any_of(
      found.matches, [](const Neighbour& one) { return one.witness.owner_is_source; });
  const auto strongest = std::ranges::max_element(found.matches, {}, [](const Neighbour& one) {
    return std::max(one.match.containment_a, one.match.containment_b);
  });
  for (size_t i = 0; i < edges.size(); ++i) {
    const bool wanted = found.matches[i].witness.owner_is_source ||
                        (!any_source && strongest - found.matches.begin() == static_cast<long>(i));
    if (wanted) found.matches[i].origin = origins.Decide(edges[i]);
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
