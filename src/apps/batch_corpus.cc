#include "apps/batch_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <thread>
#include <utility>

#include "apps/batch_documents.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"
#include "newsprint/store/store.h"

namespace newsprint {
namespace {

constexpr size_t kDocumentsPerIngest = 256;

// Takes documents in, a batch at a time.
class BatchIngest {
 public:
  explicit BatchIngest(BatchCorpus& batch) : batch_(batch), progress_("documents") {}

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

 private:
  absl::Status TakeIn() {
    SearchOptions options;
    options.max_matches = 0;  // All are kept, and read when the last document is in.
    const auto reports = batch_.corpus->IngestBatch(waiting_, options);
    for (size_t i = 0; i < reports.size(); ++i) {
      const std::string& id = waiting_[i].id.value();
      if (!reports[i].ok()) {
        return absl::Status(
            reports[i].status().code(),
            fmt::format("document '{}': {}", id, std::string(reports[i].status().message())));
      }
      truncated_ += reports[i]->search.truncated;
      batch_.ids.push_back(id);
      batch_.ordinals.push_back(reports[i]->ordinal);
    }
    waiting_.clear();
    progress_.Update(batch_.ids.size());
    return absl::OkStatus();
  }

  BatchCorpus& batch_;
  Progress progress_;
  std::vector<Article> waiting_;
  uint64_t truncated_ = 0;
};

}  // namespace

size_t BatchCorpus::PlaceOf(Ordinal ordinal) const {
  return static_cast<size_t>(std::ranges::lower_bound(ordinals, ordinal) - ordinals.begin());
}

absl::StatusOr<BatchCorpus> ReadBatchCorpus(const std::string& docs_path,
                                            const std::optional<CreditLineFinder>& credits) {
  StoreOptions store;
  store.scheme = CurrentScheme();
  store.seed = kBatchSeed;
  CorpusOptions options;
  options.credits = credits;
  options.batch_threads = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
  BatchCorpus batch;
  NEWSPRINT_ASSIGN_OR_RETURN(batch.corpus, Corpus::Open(CreateMemoryStore(store), options));
  BatchIngest ingest(batch);
  NEWSPRINT_RETURN_IF_ERROR(VisitBatchDocuments(
      docs_path, [&](Article article) { return ingest.Add(std::move(article)); }));
  NEWSPRINT_RETURN_IF_ERROR(ingest.Finish());
  return batch;
}

}  // namespace newsprint
