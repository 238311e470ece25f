// Where the runs of an audit lie among the records of a store, and how they are written there.
#ifndef NEWSPRINT_SRC_AUDIT_RUN_RECORDS_H_
#define NEWSPRINT_SRC_AUDIT_RUN_RECORDS_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/audit/runs.h"

namespace newsprint {

inline constexpr size_t kRunIdDigits = 32;
inline constexpr char kRunPrefix[] = "audit/run/";

// As AuditRuns::ReadPart, without what is read from the articles.
absl::StatusOr<RunPart> ReadStoredPart(const Corpus& corpus, const std::string& run_id,
                                       size_t part);

// Keeps what a run finds, a part at a time; what is kept is no run until its header is.
class RunWriter {
 public:
  RunWriter(Corpus& corpus, std::string run_id) : corpus_(corpus), run_id_(std::move(run_id)) {}

  // Errors of all: those of the store.
  absl::Status Add(const AuditedCopy& copy);
  absl::Status Add(const UnjudgedCopy& copy);
  absl::Status Finish(const StoredRun& run);

  // Empties the parts of a run that came to no end. Not of one that is kept from an earlier time.
  absl::Status Discard();

 private:
  absl::Status Add(const std::string& encoded);
  absl::Status Flush();

  Corpus& corpus_;
  const std::string run_id_;
  std::string part_;    // Encoded.
  size_t in_part_ = 0;  // Copies.
  size_t parts_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_RUN_RECORDS_H_
