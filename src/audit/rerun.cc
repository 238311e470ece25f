#include "audit/rerun.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "audit/tally.h"
#include "audit/terms.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<AuditSummary> Rerun::Run(const AuditRuns& runs, const StoredRun& stored,
                                        const AuditSink& sink) {
  summary_.articles = stored.summary.articles;
  summary_.expired_ignores = request_.ignores.ExpiredOn(request_.today);
  const uint64_t total = stored.summary.copies + stored.summary.unjudged_copies;
  uint64_t done = 0;
  for (size_t part = 0;; ++part) {
    NEWSPRINT_ASSIGN_OR_RETURN(const RunPart found, runs.ReadPart(stored.header.run_id, part));
    if (found.copies.empty() && found.unjudged.empty()) break;
    NEWSPRINT_RETURN_IF_ERROR(JudgePart(found, sink));
    done += found.copies.size() + found.unjudged.size();
    if (sink.progress) NEWSPRINT_RETURN_IF_ERROR(sink.progress(done, total));
  }
  for (const auto& [ordinal, id] : removed_) summary_.removed.push_back({id, ordinal});
  return std::move(summary_);
}

absl::Status Rerun::JudgePart(const RunPart& part, const AuditSink& sink) {
  const auto judge = [&](const AuditedCopy& copy) -> absl::Status {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(request_.control));
    NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<AuditedCopy> judged, Judge(copy));
    if (!judged) return absl::OkStatus();
    CountCopy(*judged, summary_);
    return sink.copy ? sink.copy(*judged) : absl::OkStatus();
  };
  const auto pass_on = [&](const UnjudgedCopy& copy) -> absl::Status {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<ArticleText> there, Read(copy.copy));
    if (!there) return absl::OkStatus();
    ++summary_.unjudged_copies;
    return sink.unjudged ? sink.unjudged(copy) : absl::OkStatus();
  };
  return VisitInOrder(part, judge, pass_on);
}

absl::StatusOr<std::optional<ArticleText>> Rerun::Read(const AuditedArticle& article) {
  absl::StatusOr<ArticleText> text = corpus_.ReadText(article.ordinal);
  if (text.ok()) return *std::move(text);
  if (!absl::IsNotFound(text.status())) return text.status();
  removed_[article.ordinal] = article.id;
  return std::nullopt;
}

absl::StatusOr<std::optional<AuditedCopy>> Rerun::Judge(const AuditedCopy& kept) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<ArticleText> copy, Read(kept.copy));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<ArticleText> original, Read(kept.original));
  if (!copy || !original) {
    CountGone(kept);
    return std::nullopt;
  }
  Match match;
  match.relation = kept.relation;
  match.containment_a = kept.containment_original;
  match.containment_b = kept.containment_copy;
  match.passages = kept.passages;
  NEWSPRINT_ASSIGN_OR_RETURN(AuditedCopy judged,
                             judge_.Judge({.copy = copy->article,
                                           .original = original->article,
                                           .match = match,
                                           .copy_furniture = copy->furniture,
                                           .original_furniture = original->furniture},
                                          counter_));
  request_.ignores.Apply(request_.today, judged.findings);
  return judged;
}

// A copy that is gone was one of its period all the same.
void Rerun::CountGone(const AuditedCopy& kept) {
  const auto licence = std::ranges::find(policy_.licences, kept.licence, &Licence::id);
  if (licence == policy_.licences.end() || !licence->count || !kept.copied_at) return;
  const bool uncovered = std::ranges::any_of(kept.findings, [](const Finding& finding) {
    return finding.finding_class == FindingClass::kUnlicensed && finding.reason != kOverCountReason;
  });
  if (uncovered) return;
  counter_.Count(*licence, kept.licensee, *kept.copied_at);
}

}  // namespace newsprint
