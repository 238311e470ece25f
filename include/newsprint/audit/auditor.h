// All copies in a corpus held against a policy, one article after the other.
//
//   const Auditor auditor(corpus, policy, credits);
//   absl::StatusOr<AuditSummary> summary = auditor.Run(
//       {}, {.copy = [](const AuditedCopy& copy) { ...; return absl::OkStatus(); }});
#ifndef NEWSPRINT_AUDIT_AUDITOR_H_
#define NEWSPRINT_AUDIT_AUDITOR_H_

#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "newsprint/audit/ignore_list.h"
#include "newsprint/audit/judge.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/report.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

struct AuditOptions {
  AuditScope scope;
  Ordinal snapshot = 0;                 // Articles up to this ordinal; 0: all that there are.
  bool first_seen_counts = true;        // CopyCase::first_seen_counts.
  const IgnoreList* ignores = nullptr;  // May be null.
  absl::CivilDay today = {};            // For the ignore list, in UTC.
  CallControl control = {};
};

// Who takes what is found, as it is found. An error of one ends the run and is its error. Those
// that are not set are not called.
struct AuditSink {
  std::function<absl::Status(const AuditedCopy&)> copy = {};
  std::function<absl::Status(const UnjudgedCopy&)> unjudged = {};
  // How far the run is: articles looked at, of about so many.
  std::function<absl::Status(uint64_t articles, uint64_t of)> progress = {};
};

// Keeps references to all three, which must outlive it. Thread-safe.
class Auditor {
 public:
  Auditor(const Corpus& corpus, const Policy& policy, const CreditLineFinder& credits)
      : corpus_(corpus), policy_(policy), credits_(credits) {}

  // Looks at the newest revision of each article, in the order of arrival; no more than a page of
  // them is in memory. A copy is held against each original that it takes text from; of several
  // versions of one text, against the one that it has most of.
  //
  // Errors: DEADLINE_EXCEEDED, CANCELLED; those of the store and of the sink.
  absl::StatusOr<AuditSummary> Run(const AuditOptions& options, const AuditSink& sink) const;

 private:
  const Corpus& corpus_;
  const Policy& policy_;
  const CreditLineFinder& credits_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_AUDITOR_H_
