// An audit report to messages of the API, and back for clients.
#ifndef NEWSPRINT_SRC_SERVICE_AUDIT_CONVERT_H_
#define NEWSPRINT_SRC_SERVICE_AUDIT_CONVERT_H_

#include <string>

#include "absl/status/statusor.h"
#include "newsprint/audit/report.h"
#include "newsprint/audit/runs.h"
#include "newsprint/v1/audit_service.pb.h"

namespace newsprint {

void FillRun(const RunHeader& header, v1::AuditRun& proto);
void FillRun(const StoredRun& run, v1::AuditRun& proto);
void FillCopy(const AuditedCopy& copy, v1::AuditedCopy& proto);
void FillUnjudged(const UnjudgedCopy& copy, v1::UnjudgedCopy& proto);

StoredRun RunFromProto(const v1::AuditRun& proto);
AuditedCopy CopyFromProto(const v1::AuditedCopy& proto);
UnjudgedCopy UnjudgedFromProto(const v1::UnjudgedCopy& proto);
void FillScope(const AuditScope& scope, v1::AuditScope& proto);
AuditScope ScopeFromProto(const v1::AuditScope& proto);

// The run's id in `audits/{run_id}`.
//
// Errors: INVALID_ARGUMENT, which names `field`.
absl::StatusOr<std::string> RunIdFromName(const std::string& name, std::string_view field);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_AUDIT_CONVERT_H_
