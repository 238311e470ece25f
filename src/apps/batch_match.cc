#include "apps/batch_match.h"

#include <utility>

#include "apps/batch_corpus.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<std::vector<std::string>> MatchBatch(
    const std::string& docs_path, const std::optional<SourceRegistry>& registry,
    const std::function<absl::Status(const std::vector<std::string>& ids, const BatchPair&)>&
        visit) {
  std::optional<CreditLineFinder> credits;
  if (registry) credits = CreditLineFinder::WithDefaultPatterns(*registry);
  NEWSPRINT_ASSIGN_OR_RETURN(BatchCorpus batch, ReadBatchCorpus(docs_path, credits));
  NEWSPRINT_RETURN_IF_ERROR(batch.corpus->VisitEdges([&](const Edge& edge) {
    const Match seen_from_earlier = Mirrored(edge.match);
    BatchPair pair{.earlier = batch.PlaceOf(edge.older),
                   .later = batch.PlaceOf(edge.newer),
                   .match = seen_from_earlier,
                   .origin = edge.origin,
                   .origin_place = std::nullopt,
                   .credit = edge.credit};
    if (edge.origin.kind == OriginKind::kArticle) {
      pair.origin_place = batch.PlaceOf(edge.origin.article);
    }
    if (edge.credit) pair.credit_place = batch.PlaceOf(edge.credit->article);
    return visit(batch.ids, pair);
  }));
  return std::move(batch.ids);
}

}  // namespace newsprint
