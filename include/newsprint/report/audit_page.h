// An audit as one HTML file that works offline: headline figures, charts, a table to sort, filter
// and search, and for each finding both texts side by side with what it rests on.
//
//   absl::StatusOr<std::string> html = RenderAuditReport(report, texts, "newsprint 0.1.0");
#ifndef NEWSPRINT_REPORT_AUDIT_PAGE_H_
#define NEWSPRINT_REPORT_AUDIT_PAGE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/audit/report.h"

namespace newsprint {

// `texts` is asked once for each article that a judged copy or its original is; where it has none,
// the page says that the text is gone and shows the rest. `generator` is what made the page. Equal
// reports and texts give equal bytes.
//
// Errors: INVALID_ARGUMENT if a text is not the one that the spans are of, as far as that shows.
absl::StatusOr<std::string> RenderAuditReport(const AuditReport& report, const ArticleTexts& texts,
                                              std::string_view generator);

}  // namespace newsprint

#endif  // NEWSPRINT_REPORT_AUDIT_PAGE_H_
