#include "audit/run_records.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "audit/run_codec.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Of one record, of which a store takes kMaxRecordBytes.
constexpr size_t kCopiesPerPart = 64;
constexpr size_t kBytesPerPart = 1u << 20;

std::string PartKey(const std::string& run_id, size_t part) {
  return absl::StrCat("audit/part/", run_id, "/", absl::StrFormat("%08x", part));
}

}  // namespace

// A run goes by the ordinals of the copies, each of which is judged or else is not.
absl::Status VisitInOrder(const RunPart& part,
                          const std::function<absl::Status(const AuditedCopy&)>& copy,
                          const std::function<absl::Status(const UnjudgedCopy&)>& unjudged) {
  auto next = part.unjudged.begin();
  const auto visit_unjudged_before = [&](Ordinal ordinal) -> absl::Status {
    for (; next != part.unjudged.end() && next->copy.ordinal < ordinal; ++next) {
      if (unjudged) NEWSPRINT_RETURN_IF_ERROR(unjudged(*next));
    }
    return absl::OkStatus();
  };
  for (const AuditedCopy& one : part.copies) {
    NEWSPRINT_RETURN_IF_ERROR(visit_unjudged_before(one.copy.ordinal));
    if (copy) NEWSPRINT_RETURN_IF_ERROR(copy(one));
  }
  return visit_unjudged_before(std::numeric_limits<Ordinal>::max());
}

absl::StatusOr<RunPart> ReadStoredPart(const Corpus& corpus, const std::string& run_id,
                                       size_t part) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRecord> records,
                             corpus.ReadRecords(PartKey(run_id, part), "", 1));
  if (records.empty()) return RunPart{};
  return DecodePart(records[0].value);
}

absl::Status RunWriter::Add(const AuditedCopy& copy) {
  return Add(EncodePart({.copies = {copy}, .unjudged = {}}));
}

absl::Status RunWriter::Add(const UnjudgedCopy& copy) {
  return Add(EncodePart({.copies = {}, .unjudged = {copy}}));
}

// Messages one after the other read as one that has the lists of all.
absl::Status RunWriter::Add(const std::string& encoded) {
  if (part_.size() + encoded.size() > kBytesPerPart) NEWSPRINT_RETURN_IF_ERROR(Flush());
  part_ += encoded;
  return ++in_part_ < kCopiesPerPart ? absl::OkStatus() : Flush();
}

absl::Status RunWriter::Flush() {
  if (part_.empty()) return absl::OkStatus();
  in_part_ = 0;
  return corpus_.PutRecords({{PartKey(run_id_, parts_++), std::exchange(part_, {})}});
}

absl::Status RunWriter::Finish(const StoredRun& run) {
  NEWSPRINT_RETURN_IF_ERROR(Flush());
  // Of an earlier run of this name that found more: an empty part ends it.
  NEWSPRINT_RETURN_IF_ERROR(corpus_.PutRecords({{PartKey(run_id_, parts_), ""}}));
  return corpus_.PutRecords({{kRunPrefix + run_id_, EncodeRun(run)}});
}

absl::Status RunWriter::Discard() {
  part_.clear();
  for (; parts_ > 0; --parts_) {
    NEWSPRINT_RETURN_IF_ERROR(corpus_.PutRecords({{PartKey(run_id_, parts_ - 1), ""}}));
  }
  return absl::OkStatus();
}

}  // namespace newsprint
