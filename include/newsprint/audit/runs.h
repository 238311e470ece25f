// Audits that are kept: each run under the name of all that decides it, so that it can be read
// again, and run again with the same outcome.
//
// A run keeps what it rests on: which articles, and which passages they share. Running it again
// judges those anew, from the texts; what came in since changes nothing, and of what was deleted
// since it names the ids.
#ifndef NEWSPRINT_AUDIT_RUNS_H_
#define NEWSPRINT_AUDIT_RUNS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "newsprint/audit/auditor.h"
#include "newsprint/audit/ignore_list.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/report.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

struct StoredRun {
  RunHeader header;
  AuditSummary summary;
  absl::Time create_time;  // When it was first run; not part of what it found.
};

struct RunRequest {
  AuditScope scope = {};
  std::string software_version;
  absl::CivilDay today;     // For the ignore list, in UTC.
  IgnoreList ignores = {};  // May be empty.
  std::string again;        // The id of a stored run to run again; its scope and snapshot hold.
  // Give the sink only findings that the newest stored run of this scope does not have.
  bool only_new = false;
  CallControl control = {};
};

struct RunSink {
  std::function<absl::Status(const RunHeader&)> begin = {};  // Before all others.
  AuditSink audit = {};
};

// Findings of a stored run, of each kind as the run met them.
struct RunPart {
  std::vector<AuditedCopy> copies;
  std::vector<UnjudgedCopy> unjudged;
};

// Calls one of the two for each of a part, in the order in which the run met them, until one gives
// an error. Both may be null.
absl::Status VisitInOrder(const RunPart& part,
                          const std::function<absl::Status(const AuditedCopy&)>& copy,
                          const std::function<absl::Status(const UnjudgedCopy&)>& unjudged);

// Thread-safe. Keeps a reference to the corpus.
class AuditRuns {
 public:
  explicit AuditRuns(Corpus& corpus) : corpus_(corpus) {}

  // Runs, gives the sink what is found while it is found, and keeps all of it at the end.
  //
  // Errors: INVALID_ARGUMENT as CheckParties; NOT_FOUND for no run of that id; FAILED_PRECONDITION
  // if a run is run again under another policy, source list, ignore list or version (names both);
  // those of Auditor::Run.
  absl::StatusOr<StoredRun> Run(const Policy& policy, const RunRequest& request,
                                const RunSink& sink);

  // All that are kept, the newest first. Errors: those of the store.
  absl::StatusOr<std::vector<StoredRun>> List() const;

  // Errors: NOT_FOUND; those of the store.
  absl::StatusOr<StoredRun> Find(const std::string& run_id) const;

  // The part of a run after the first `parts` ones; empty after the last. Titles, addresses and
  // publishers are those of the articles, as far as these are still there.
  //
  // Errors: those of the store.
  absl::StatusOr<RunPart> ReadPart(const std::string& run_id, size_t parts) const;

 private:
  // Fills in the summary and the time of `run`.
  absl::Status RunAndKeep(const Policy& policy, const CreditLineFinder& credits,
                          const RunRequest& request, const AuditSink& sink, StoredRun& run);
  // Its id; empty if none of this scope is kept.
  absl::StatusOr<std::string> NewestRunOf(const AuditScope& scope) const;

  Corpus& corpus_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_RUNS_H_
