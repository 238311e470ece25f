#include "newsprint/audit/auditor.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/originals.h"
#include "audit/tally.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kArticlesPerPage = 256;

template <typename Call, typename... Arguments>
absl::Status CallIfSet(const Call& call, const Arguments&... arguments) {
  return call ? call(arguments...) : absl::OkStatus();
}

bool IsWanted(const std::vector<std::string>& wanted, const std::string& one) {
  return wanted.empty() || std::ranges::find(wanted, one) != wanted.end();
}

class Run {
 public:
  Run(const Corpus& corpus, const CopyJudge& judge, const SourceRegistry& registry,
      const AuditOptions& options, const AuditSink& sink)
      : corpus_(corpus), judge_(judge), registry_(registry), options_(options), sink_(sink) {}

  absl::StatusOr<AuditSummary> Make() {
    NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus_.Stats());
    const Ordinal last = stats.store.last_ordinal;
    snapshot_ = options_.snapshot == 0 ? last : std::min(options_.snapshot, last);
    if (options_.ignores != nullptr) {
      summary_.expired_ignores = options_.ignores->ExpiredOn(options_.today);
    }
    ListQuery query;
    query.page_size = kArticlesPerPage;
    query.control = options_.control;
    do {
      NEWSPRINT_ASSIGN_OR_RETURN(const ListPage page, corpus_.List(query));
      for (const StoredArticle& head : page.articles) {
        if (head.ordinal > snapshot_) return std::move(summary_);
        NEWSPRINT_RETURN_IF_ERROR(CheckControl(options_.control));
        NEWSPRINT_RETURN_IF_ERROR(LookAt(head));
        ++summary_.articles;
        NEWSPRINT_RETURN_IF_ERROR(
            CallIfSet(sink_.progress, summary_.articles, page.total_articles));
      }
      query.page_token = page.next_page_token;
    } while (!query.page_token.empty());
    return std::move(summary_);
  }

 private:
  bool IsInWindow(const Article& article) const {
    const std::optional<absl::Time> time =
        article.published_at ? article.published_at : article.first_seen_at;
    return !time || (*time >= options_.scope.published_from && *time < options_.scope.published_to);
  }

  absl::Status LookAt(const StoredArticle& head) {
    if (!IsInWindow(head.article)) return absl::OkStatus();
    absl::StatusOr<Neighbourhood> neighbourhood =
        corpus_.ReadNeighbourhood(head.ordinal, snapshot_);
    if (absl::IsNotFound(neighbourhood.status())) return absl::OkStatus();  // Deleted since.
    if (!neighbourhood.ok()) return neighbourhood.status();
    std::vector<const Neighbour*> originals = ChooseOriginals(*neighbourhood);
    if (originals.empty()) return NoteUnjudged(head, *neighbourhood);
    std::ranges::sort(originals, {}, [](const Neighbour* one) { return one->other.ordinal; });
    const absl::StatusOr<ArticleText> copy = corpus_.ReadText(head.ordinal);
    if (absl::IsNotFound(copy.status())) return absl::OkStatus();
    if (!copy.ok()) return copy.status();
    for (const Neighbour* original : originals) {
      NEWSPRINT_RETURN_IF_ERROR(Judge(*copy, *original));
    }
    return absl::OkStatus();
  }

  absl::Status Judge(const ArticleText& copy, const Neighbour& neighbour) {
    if (!IsWanted(options_.scope.sources, neighbour.witness.owner)) return absl::OkStatus();
    const absl::StatusOr<ArticleText> original = corpus_.ReadText(neighbour.other.ordinal);
    if (absl::IsNotFound(original.status())) return absl::OkStatus();
    if (!original.ok()) return original.status();
    const Match match = Mirrored(neighbour.match);
    NEWSPRINT_ASSIGN_OR_RETURN(AuditedCopy judged,
                               judge_.Judge({.copy = copy.article,
                                             .original = original->article,
                                             .match = match,
                                             .copy_furniture = copy.furniture,
                                             .original_furniture = original->furniture,
                                             .first_seen_counts = options_.first_seen_counts},
                                            counter_));
    if (!IsWanted(options_.scope.licensees, judged.licensee)) return absl::OkStatus();
    if (options_.ignores != nullptr) options_.ignores->Apply(options_.today, judged.findings);
    CountCopy(judged, summary_);
    return CallIfSet(sink_.copy, judged);
  }

  // A copy whose original is not here is named, and accused of nothing.
  absl::Status NoteUnjudged(const StoredArticle& head, const Neighbourhood& neighbourhood) {
    std::optional<UnjudgedCopy> unjudged = FindUnjudged(neighbourhood, registry_);
    if (!unjudged || !IsWanted(options_.scope.sources, unjudged->source)) return absl::OkStatus();
    const absl::StatusOr<ArticleText> copy = corpus_.ReadText(head.ordinal);
    if (absl::IsNotFound(copy.status())) return absl::OkStatus();
    if (!copy.ok()) return copy.status();
    unjudged->copy = DescribeArticle(copy->article, registry_);
    if (!options_.first_seen_counts) unjudged->copy.first_seen_at.reset();
    if (!IsWanted(options_.scope.licensees, unjudged->copy.publisher_id)) return absl::OkStatus();
    ++summary_.unjudged_copies;
    return CallIfSet(sink_.unjudged, *unjudged);
  }

  const Corpus& corpus_;
  const CopyJudge& judge_;
  const SourceRegistry& registry_;
  const AuditOptions& options_;
  const AuditSink& sink_;
  Ordinal snapshot_ = 0;
  CopyCounter counter_;
  AuditSummary summary_;
};

}  // namespace

absl::StatusOr<AuditSummary> Auditor::Run(const AuditOptions& options,
                                          const AuditSink& sink) const {
  const CopyJudge judge(policy_, credits_);
  return newsprint::Run(corpus_, judge, credits_.registry(), options, sink).Make();
}

}  // namespace newsprint
