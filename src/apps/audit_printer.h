// Prints an audit, while it runs, in the format that was asked for.
#ifndef NEWSPRINT_APPS_AUDIT_PRINTER_H_
#define NEWSPRINT_APPS_AUDIT_PRINTER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "apps/json_list.h"
#include "apps/output.h"
#include "apps/terminal.h"
#include "newsprint/audit/report.h"

namespace newsprint {

// Only HTML, which has its figures first, is held until the end, and only so much of it. Keeps
// references.
class AuditPrinter {
 public:
  // `format` is one of the command's; `texts` is asked where the format quotes.
  AuditPrinter(Output& out, const std::string& format, const Palette& palette, ArticleTexts texts);

  // Errors of all: CANCELLED if the reader of the output left.
  absl::Status Begin(const RunHeader& header);
  absl::Status Add(const AuditedCopy& copy);
  absl::Status Add(const UnjudgedCopy& copy);

  // Errors: as RenderAuditReport.
  absl::Status Finish(const AuditSummary& summary);

  // Of the copies added, those with a finding that is not ignored.
  uint64_t violating() const { return violating_; }

 private:
  absl::Status CheckReader() const;
  // In HTML, as far as there is room.
  void Show(const AuditedCopy& copy, bool violates);

  Output& out_;
  const std::string format_;
  const Palette& palette_;
  const ArticleTexts texts_;
  std::optional<JsonList> list_;
  AuditReport report_;  // Its header; of HTML, all that is shown.
  uint64_t violating_ = 0;
  size_t shown_violating_ = 0;
  size_t shown_others_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_AUDIT_PRINTER_H_
