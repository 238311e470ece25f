#include "apps/audit_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "apps/audit_csv.h"
#include "apps/audit_json.h"
#include "apps/audit_text.h"
#include "apps/delimited_row.h"
#include "newsprint/article/status.h"
#include "newsprint/report/audit_page.h"

namespace newsprint {
namespace {

// What an HTML file shows one by one: no browser takes a file of millions of words for each of
// many thousand copies, and they would all have to be in memory. The figures count all.
constexpr size_t kMaxShownViolating = 5'000;
constexpr size_t kMaxShownOthers = 1'000;

bool IsViolation(const Finding& finding) {
  return finding.finding_class != FindingClass::kCompliant && !finding.ignored;
}

}  // namespace

AuditPrinter::AuditPrinter(Output& out, const std::string& format, const Palette& palette,
                           ArticleTexts texts)
    : out_(out), format_(format), palette_(palette), texts_(std::move(texts)) {
  if (format == "json" || format == "jsonl") list_.emplace(out, format);
  if (format == "csv") out.Write(CsvHead());
}

absl::Status AuditPrinter::CheckReader() const {
  return out_.closed() ? absl::CancelledError("the reader of standard output left")
                       : absl::OkStatus();
}

absl::Status AuditPrinter::Begin(const RunHeader& header) {
  report_.header = header;
  return absl::OkStatus();
}

absl::Status AuditPrinter::Add(const AuditedCopy& copy) {
  const bool violates = std::ranges::any_of(copy.findings, IsViolation);
  violating_ += violates;
  if (list_) {
    list_->Add([&](JsonWriter& json) { WriteAuditedCopy(json, copy); });
  } else if (format_ == "csv") {
    const auto body = copy.credit ? texts_(copy.copy) : std::nullopt;
    for (const auto& row : FindingRows(copy, body)) out_.Write(CsvRow(row));
  } else if (format_ == "html") {
    Show(copy, violates);
  } else if (copy.findings.front().finding_class != FindingClass::kCompliant) {
    out_.Write(CopyInWords(copy, texts_, palette_) + "\n");
  }
  return CheckReader();
}

void AuditPrinter::Show(const AuditedCopy& copy, bool violates) {
  size_t& shown = violates ? shown_violating_ : shown_others_;
  if (shown == (violates ? kMaxShownViolating : kMaxShownOthers)) {
    ++report_.left_out;
    return;
  }
  ++shown;
  report_.copies.push_back(copy);
}

absl::Status AuditPrinter::Add(const UnjudgedCopy& copy) {
  if (list_) {
    list_->Add([&](JsonWriter& json) { WriteUnjudgedCopy(json, copy); });
  } else if (format_ == "csv") {
    out_.Write(CsvRow(UnjudgedRow(copy)));
  } else if (format_ == "html") {
    if (report_.unjudged.size() < kMaxShownOthers) report_.unjudged.push_back(copy);
  } else {
    out_.Write(UnjudgedInWords(copy, palette_) + "\n");
  }
  return CheckReader();
}

absl::Status AuditPrinter::Finish(const AuditSummary& summary) {
  if (list_) {
    list_->Finish();
  } else if (format_ == "text") {
    if (!report_.header.since_run.empty()) {
      out_.Write(fmt::format("{} that run {} does not have. All that there is:\n",
                             Counted(violating_, "copy with findings", "copies with findings"),
                             report_.header.since_run));
    }
    out_.Write(SummaryInWords(summary, palette_));
  } else if (format_ == "html") {
    report_.summary = summary;
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string page,
                               RenderAuditReport(report_, texts_, "newsprint " NEWSPRINT_VERSION));
    out_.Write(page);
  }
  return CheckReader();
}

}  // namespace newsprint
