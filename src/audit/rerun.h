// A kept run, run again: the same pairs, judged anew from their texts.
#ifndef NEWSPRINT_SRC_AUDIT_RERUN_H_
#define NEWSPRINT_SRC_AUDIT_RERUN_H_

#include <map>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/audit/judge.h"
#include "newsprint/audit/runs.h"

namespace newsprint {

// Keeps references to its arguments. Of one run.
class Rerun {
 public:
  Rerun(const Corpus& corpus, const Policy& policy, const CreditLineFinder& credits,
        const RunRequest& request)
      : corpus_(corpus), policy_(policy), request_(request), judge_(policy, credits) {}

  // Gives the sink what is still there, and names in the summary what is not. Errors: as
  // AuditRuns::Run.
  absl::StatusOr<AuditSummary> Run(const AuditRuns& runs, const StoredRun& stored,
                                   const AuditSink& sink);

 private:
  // Nothing if the article is gone, which is noted.
  absl::StatusOr<std::optional<ArticleText>> Read(const AuditedArticle& article);
  // Nothing if an article is gone.
  absl::StatusOr<std::optional<AuditedCopy>> Judge(const AuditedCopy& kept);
  absl::Status JudgePart(const RunPart& part, const AuditSink& sink);
  void CountGone(const AuditedCopy& kept);

  const Corpus& corpus_;
  const Policy& policy_;
  const RunRequest& request_;
  const CopyJudge judge_;
  CopyCounter counter_;
  std::map<Ordinal, ArticleId> removed_;
  AuditSummary summary_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_RERUN_H_
