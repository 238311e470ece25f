#include "apps/batch_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "apps/batch_documents.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {
namespace {

constexpr size_t kDocumentsPerIngest = 256;

// Takes documents in, a batch at a time, and knows each by its place in the file.
class BatchIngest {
 public:
  explicit BatchIngest(Corpus& corpus) : corpus_(corpus), progress_("documents") {}

  absl::Status Add(Article article) {
    waiting_.push_back(std::move(article));
    return waiting_.size() < kDocumentsPerIngest ? absl::OkStatus() : TakeIn();
  }

  absl::Status Finish() {
    NEWSPRINT_RETURN_IF_ERROR(TakeIn());
    progress_.Clear();
    if (truncated_ > 0) {
      Message(fmt::format("{} met the work limit: pairs may be missing",
                          Counted(truncated_, "search", "searches")));
    }
    return absl::OkStatus();
  }

  const std::vector<std::string>& ids() const { return ids_; }

  // Ordinals ascend with the order of arrival.
  size_t PlaceOf(Ordinal ordinal) const {
    return static_cast<size_t>(std::ranges::lower_bound(ordinals_, ordinal) - ordinals_.begin());
  }

 private:
  absl::Status TakeIn() {
    SearchOptions options;
    options.max_matches = 0;  // All are kept, and visited when the last document is in.
    const auto reports = corpus_.IngestBatch(waiting_, options);
    for (size_t i = 0; i < reports.size(); ++i) {
      const std::string& id = waiting_[i].id.value();
      if (!reports[i].ok()) {
        return absl::Status(
            reports[i].status().code(),
            fmt::format("document '{}': {}", id, std::string(reports[i].status().message())));
      }
      truncated_ += reports[i]->search.truncated;
      ids_.push_back(id);
      ordinals_.push_back(reports[i]->ordinal);
    }
    waiting_.clear();
    progress_.Update(ids_.size());
    return absl::OkStatus();
  }

  Corpus& corpus_;
  Progress progress_;
  std::vector<Article> waiting_;
  std::vector<std::string> ids_;
  std::vector<Ordinal> ordinals_;
  uint64_t truncated_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> MatchBatch(
    const std::string& docs_path, const std::optional<SourceRegistry>& registry,
    const std::function<absl::Status(const std::vector<std::string>& ids, const BatchPair&)>&
        visit) {
  StoreOptions store;
  store.scheme = CurrentScheme();
  store.seed = kBatchSeed;
  CorpusOptions options;
  if (registry) options.credits = CreditLineFinder::WithDefaultPatterns(*registry);
  options.batch_threads = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<Corpus> corpus,
                             Corpus::Open(CreateMemoryStore(store), options));
  BatchIngest ingest(*corpus);
  NEWSPRINT_RETURN_IF_ERROR(VisitBatchDocuments(
      docs_path, [&](Article article) { return ingest.Add(std::move(article)); }));
  NEWSPRINT_RETURN_IF_ERROR(ingest.Finish());
  NEWSPRINT_RETURN_IF_ERROR(corpus->VisitEdges([&](const Edge& edge) {
    const Match seen_from_earlier = Mirrored(edge.match);
    BatchPair pair{.earlier = ingest.PlaceOf(edge.older),
                   .later = ingest.PlaceOf(edge.newer),
                   .match = seen_from_earlier,
                   .origin = edge.origin,
                   .origin_place = std::nullopt,
                   .credit = edge.credit};
    if (edge.origin.kind == OriginKind::kArticle) {
      pair.origin_place = ingest.PlaceOf(edge.origin.article);
    }
    if (edge.credit) pair.credit_place = ingest.PlaceOf(edge.credit->article);
    return visit(ingest.ids(), pair);
  }));
  return ingest.ids();
}

}  // namespace newsprint
