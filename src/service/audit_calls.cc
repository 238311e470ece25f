#include "service/audit_calls.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/audit_service.pb.h"
#include "service/audit_convert.h"
#include "service/decode.h"
#include "service/errors.h"

namespace newsprint {
namespace {

// Progress is told after so many articles.
constexpr uint64_t kArticlesPerProgress = 200;

constexpr size_t kDefaultRunsPerPage = 50;
constexpr size_t kMaxRunsPerPage = 1000;

}  // namespace

absl::Status AuditCalls::RunAudit(std::string_view bytes, const CallControl& control,
                                  const Emit& emit) {
  v1::RunAuditRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  const std::string file =
      request.licences_file().empty() ? "licences.yaml" : request.licences_file();
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ParsePolicy(request.licences(), file));
  RunRequest run;
  run.scope = ScopeFromProto(request.scope());
  run.software_version = NEWSPRINT_VERSION;
  run.today = absl::ToCivilDay(absl::Now(), absl::UTCTimeZone());
  run.only_new = request.only_new();
  run.control = control;
  if (!request.ignore_list().empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        run.ignores, ParseIgnoreList(request.ignore_list(), request.ignore_list_file().empty()
                                                                ? "ignore.yaml"
                                                                : request.ignore_list_file()));
  }
  if (!request.again().empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(run.again, RunIdFromName(request.again(), "again"));
  }
  v1::RunAuditResponse response;
  const auto send = [&] { return emit(response.SerializeAsString()); };
  const absl::StatusOr<StoredRun> finished = runs_.Run(
      policy, run,
      {.begin =
           [&](const RunHeader& header) {
             response.Clear();
             FillRun(header, *response.mutable_run());
             return send();
           },
       .audit = {.copy =
                     [&](const AuditedCopy& copy) {
                       response.Clear();
                       FillCopy(copy, *response.mutable_copy());
                       return send();
                     },
                 .unjudged =
                     [&](const UnjudgedCopy& copy) {
                       response.Clear();
                       FillUnjudged(copy, *response.mutable_unjudged());
                       return send();
                     },
                 .progress =
                     [&](uint64_t articles, uint64_t of) {
                       if (articles % kArticlesPerProgress != 0) return absl::OkStatus();
                       response.Clear();
                       response.mutable_progress()->set_articles(static_cast<int64_t>(articles));
                       response.mutable_progress()->set_total_articles(static_cast<int64_t>(of));
                       return send();
                     }}});
  if (absl::IsNotFound(finished.status())) {
    return WithResource(finished.status(), request.again());
  }
  if (!finished.ok()) return finished.status();
  response.Clear();
  FillRun(*finished, *response.mutable_run());
  return send();
}

// A token is the last run of the page before: runs are not deleted, and newer ones come before it.
absl::StatusOr<std::string> AuditCalls::ListAuditRuns(std::string_view bytes,
                                                      const CallControl& control) const {
  v1::ListAuditRunsRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  if (request.page_size() < 0) {
    return FieldError("page_size", absl::StrCat(request.page_size(), ", must not be below 0"));
  }
  const size_t page_size =
      request.page_size() == 0
          ? kDefaultRunsPerPage
          : std::min(static_cast<size_t>(request.page_size()), kMaxRunsPerPage);
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRun> runs, runs_.List());
  auto first = runs.begin();
  if (!request.page_token().empty()) {
    first = std::ranges::find(runs, request.page_token(),
                              [](const StoredRun& run) { return run.header.run_id; });
    if (first == runs.end()) {
      return FieldError("page_token", absl::StrCat("\"", request.page_token(), "\" is no token"));
    }
    ++first;
  }
  v1::ListAuditRunsResponse response;
  for (; first != runs.end() && static_cast<size_t>(response.runs_size()) < page_size; ++first) {
    FillRun(*first, *response.add_runs());
  }
  if (first != runs.end()) response.set_next_page_token(std::prev(first)->header.run_id);
  return response.SerializeAsString();
}

absl::StatusOr<std::string> AuditCalls::ListFindings(std::string_view bytes,
                                                     const CallControl& control) const {
  v1::ListFindingsRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string run_id, RunIdFromName(request.name(), "name"));
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  uint32_t part = 0;
  if (!request.page_token().empty() && !absl::SimpleAtoi(request.page_token(), &part)) {
    return FieldError("page_token", absl::StrCat("\"", request.page_token(), "\" is no token"));
  }
  const absl::StatusOr<StoredRun> run = runs_.Find(run_id);
  if (!run.ok()) return WithResource(run.status(), request.name());
  NEWSPRINT_ASSIGN_OR_RETURN(const RunPart found, runs_.ReadPart(run_id, part));
  v1::ListFindingsResponse response;
  FillRun(*run, *response.mutable_run());
  for (const AuditedCopy& copy : found.copies) FillCopy(copy, *response.add_copies());
  for (const UnjudgedCopy& copy : found.unjudged) FillUnjudged(copy, *response.add_unjudged());
  if (!found.copies.empty() || !found.unjudged.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const RunPart next, runs_.ReadPart(run_id, part + 1));
    if (!next.copies.empty() || !next.unjudged.empty()) {
      response.set_next_page_token(absl::StrCat(part + 1));
    }
  }
  return response.SerializeAsString();
}

}  // namespace newsprint
