#include "audit/run_codec.h"

#include "audit/report_fields.h"
#include "newsprint/storage/v1/audit.pb.h"

namespace newsprint {
namespace {

// Parses all of `bytes`, or says that they are damaged.
template <typename Record>
absl::Status Parse(std::string_view bytes, Record& record) {
  if (record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return absl::OkStatus();
  return absl::DataLossError("audit run: the record is damaged");
}

}  // namespace

std::string EncodeRun(const StoredRun& run) {
  storage::v1::AuditRunRecord record;
  report_fields::Put(run.header, record);
  report_fields::Put(run.summary, *record.mutable_summary());
  report_fields::PutTime(run.create_time, *record.mutable_create_time());
  return record.SerializeAsString();
}

absl::StatusOr<StoredRun> DecodeRun(std::string_view bytes) {
  storage::v1::AuditRunRecord record;
  if (absl::Status parsed = Parse(bytes, record); !parsed.ok()) return parsed;
  StoredRun run;
  report_fields::Get(record, run.header);
  report_fields::Get(record.summary(), run.summary);
  run.create_time = report_fields::GetTime(record.create_time());
  return run;
}

std::string EncodePart(const RunPart& part) {
  storage::v1::AuditPartRecord record;
  for (const AuditedCopy& copy : part.copies) report_fields::Put(copy, *record.add_copies());
  for (const UnjudgedCopy& copy : part.unjudged) report_fields::Put(copy, *record.add_unjudged());
  return record.SerializeAsString();
}

absl::StatusOr<RunPart> DecodePart(std::string_view bytes) {
  storage::v1::AuditPartRecord record;
  if (absl::Status parsed = Parse(bytes, record); !parsed.ok()) return parsed;
  RunPart part;
  for (const auto& copy : record.copies()) report_fields::Get(copy, part.copies.emplace_back());
  for (const auto& copy : record.unjudged()) {
    report_fields::Get(copy, part.unjudged.emplace_back());
  }
  return part;
}

}  // namespace newsprint
