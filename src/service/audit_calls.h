// What each method of AuditService does: check, call, convert (calls.h).
#ifndef NEWSPRINT_SRC_SERVICE_AUDIT_CALLS_H_
#define NEWSPRINT_SRC_SERVICE_AUDIT_CALLS_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/audit/runs.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Sends one serialised answer of a stream; returns when there is room for the next. An error says
// that nobody takes answers any more, and ends the call.
using Emit = std::function<absl::Status(std::string answer)>;

// Thread-safe. Errors of every method: those that its comment in audit_service.proto names.
class AuditCalls {
 public:
  // `corpus` must outlive this.
  explicit AuditCalls(Corpus& corpus) : runs_(corpus) {}

  absl::Status RunAudit(std::string_view request, const CallControl& control, const Emit& emit);
  absl::StatusOr<std::string> ListAuditRuns(std::string_view request,
                                            const CallControl& control) const;
  absl::StatusOr<std::string> ListFindings(std::string_view request,
                                           const CallControl& control) const;

 private:
  AuditRuns runs_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_AUDIT_CALLS_H_
