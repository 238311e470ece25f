#include "apps/audit_printer.h"

#include <utility>

#include "apps/audit_json.h"
#include "apps/audit_text.h"
#include "apps/delimited_row.h"
#include "newsprint/article/status.h"
#include "newsprint/report/audit_page.h"

namespace newsprint {

AuditPrinter::AuditPrinter(Output& out, const std::string& format, const Palette& palette,
                           ArticleTexts texts)
    : out_(out), format_(format), palette_(palette), texts_(std::move(texts)) {
  if (format == "json" || format == "jsonl") list_.emplace(out, format);
  if (format == "csv") out.Write(CsvRow(FindingColumns()));
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
  if (list_) {
    list_->Add([&](JsonWriter& json) { WriteAuditedCopy(json, copy); });
  } else if (format_ == "csv") {
    for (const auto& row : FindingRows(copy)) out_.Write(CsvRow(row));
  } else if (format_ == "html") {
    report_.copies.push_back(copy);
  } else if (copy.findings.front().finding_class != FindingClass::kCompliant) {
    out_.Write(CopyInWords(copy, texts_(copy.copy), palette_) + "\n");
  }
  return CheckReader();
}

absl::Status AuditPrinter::Add(const UnjudgedCopy& copy) {
  if (list_) {
    list_->Add([&](JsonWriter& json) { WriteUnjudgedCopy(json, copy); });
  } else if (format_ == "html") {
    report_.unjudged.push_back(copy);
  }
  return CheckReader();
}

absl::Status AuditPrinter::Finish(const AuditSummary& summary) {
  if (list_) {
    list_->Finish();
  } else if (format_ == "text") {
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
