#include "service/audit_convert.h"

#include "absl/strings/str_cat.h"
#include "audit/report_fields.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr std::string_view kCollection = "audits/";

}  // namespace

void FillRun(const RunHeader& header, v1::AuditRun& proto) {
  report_fields::Put(header, proto);
  proto.set_name(std::string(kCollection) + header.run_id);
}

void FillRun(const StoredRun& run, v1::AuditRun& proto) {
  FillRun(run.header, proto);
  report_fields::Put(run.summary, *proto.mutable_summary());
  report_fields::PutTime(run.create_time, *proto.mutable_create_time());
}

void FillCopy(const AuditedCopy& copy, v1::AuditedCopy& proto) { report_fields::Put(copy, proto); }

void FillUnjudged(const UnjudgedCopy& copy, v1::UnjudgedCopy& proto) {
  report_fields::Put(copy, proto);
}

StoredRun RunFromProto(const v1::AuditRun& proto) {
  StoredRun run;
  report_fields::Get(proto, run.header);
  report_fields::Get(proto.summary(), run.summary);
  run.create_time = report_fields::GetTime(proto.create_time());
  return run;
}

AuditedCopy CopyFromProto(const v1::AuditedCopy& proto) {
  AuditedCopy copy;
  report_fields::Get(proto, copy);
  return copy;
}

UnjudgedCopy UnjudgedFromProto(const v1::UnjudgedCopy& proto) {
  UnjudgedCopy copy;
  report_fields::Get(proto, copy);
  return copy;
}

void FillScope(const AuditScope& scope, v1::AuditScope& proto) { report_fields::Put(scope, proto); }

AuditScope ScopeFromProto(const v1::AuditScope& proto) {
  AuditScope scope;
  report_fields::Get(proto, scope);
  return scope;
}

absl::StatusOr<std::string> RunIdFromName(const std::string& name, std::string_view field) {
  if (!name.starts_with(kCollection) || name.size() == kCollection.size()) {
    return FieldError(field,
                      absl::StrCat("\"", name, "\" is no name of a run, such as audits/1f..."));
  }
  return name.substr(kCollection.size());
}

}  // namespace newsprint
