// What an audit found, for people and for spreadsheets.
#ifndef NEWSPRINT_APPS_AUDIT_TEXT_H_
#define NEWSPRINT_APPS_AUDIT_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "apps/terminal.h"
#include "newsprint/audit/report.h"

namespace newsprint {

// What it is, whose, what is missing and what to do. `body` is the copy's text, to quote its credit
// from; nothing where it is not at hand.
std::string CopyInWords(const AuditedCopy& copy, const std::optional<std::string>& body,
                        const Palette& palette);

// A line.
std::string UnjudgedInWords(const UnjudgedCopy& copy, const Palette& palette);

// Counts by class, and what else a run has to say at its end.
std::string SummaryInWords(const AuditSummary& summary, const Palette& palette);

// The names of the columns of FindingRows.
std::vector<std::string> FindingColumns();

// A row a finding. Cells that a spreadsheet would take for a formula begin with an apostrophe.
std::vector<std::vector<std::string>> FindingRows(const AuditedCopy& copy);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_AUDIT_TEXT_H_
