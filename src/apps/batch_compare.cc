#include "apps/batch_compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "apps/batch_documents.h"
#include "apps/terminal.h"
#include "corpus/parallel.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kPairsPerRound = 4096;  // So many results are held at a time.

// The documents that stand in some pair, made ready to be matched.
class PreparedDocuments {
 public:
  explicit PreparedDocuments(size_t threads) : threads_(threads) {}

  absl::Status Read(const std::string& path, const std::vector<PairRow>& rows) {
    for (const PairRow& row : rows) {
      places_.emplace(row.id1, kNotRead);
      places_.emplace(row.id2, kNotRead);
    }
    std::vector<std::string> bodies;
    NEWSPRINT_RETURN_IF_ERROR(VisitBatchDocuments(path, [&](Article article) {
      if (const auto place = places_.find(article.id.value()); place != places_.end()) {
        place->second = bodies.size();
        bodies.push_back(std::move(article.body));
      }
      return absl::OkStatus();
    }));
    texts_.assign(bodies.size(), absl::UnknownError(""));
    ParallelFor(bodies.size(), threads_,
                [&](size_t i) { texts_[i] = PrepareText(bodies[i], kBatchSeed); });
    for (const auto& text : texts_) NEWSPRINT_RETURN_IF_ERROR(text.status());
    return absl::OkStatus();
  }

  // Errors: INVALID_ARGUMENT for an id that no document has.
  absl::StatusOr<const PreparedText*> Find(const std::string& id, const PairRow& row) const {
    const size_t place = places_.at(id);
    if (place == kNotRead) {
      return absl::InvalidArgumentError(
          fmt::format("{}: '{}' is not among the documents", row.where, id));
    }
    return &*texts_[place];
  }

 private:
  static constexpr size_t kNotRead = static_cast<size_t>(-1);

  size_t threads_;
  std::unordered_map<std::string, size_t> places_;
  std::vector<absl::StatusOr<PreparedText>> texts_;
};

}  // namespace

absl::Status CompareBatch(const std::string& docs_path, const std::string& pairs_path,
                          const std::function<absl::Status(const PairRow&, const Match&)>& visit) {
  const size_t threads = std::max(1u, std::thread::hardware_concurrency());
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<PairRow> rows, ReadPairs(pairs_path));
  PreparedDocuments documents(threads);
  NEWSPRINT_RETURN_IF_ERROR(documents.Read(docs_path, rows));
  std::vector<std::pair<const PreparedText*, const PreparedText*>> pairs;
  pairs.reserve(rows.size());
  for (const PairRow& row : rows) {
    auto& [a, b] = pairs.emplace_back();
    NEWSPRINT_ASSIGN_OR_RETURN(a, documents.Find(row.id1, row));
    NEWSPRINT_ASSIGN_OR_RETURN(b, documents.Find(row.id2, row));
  }

  Progress progress("pairs");
  for (size_t done = 0; done < pairs.size(); done += kPairsPerRound) {
    std::vector<Match> matches(std::min(kPairsPerRound, pairs.size() - done));
    ParallelFor(matches.size(), threads, [&](size_t i) {
      const auto& [a, b] = pairs[done + i];
      matches[i] = CompareTexts(*a, *b);
    });
    progress.Clear();
    for (size_t i = 0; i < matches.size(); ++i) {
      NEWSPRINT_RETURN_IF_ERROR(visit(rows[done + i], matches[i]));
    }
    progress.Update(done + matches.size());
  }
  return absl::OkStatus();
}

}  // namespace newsprint
