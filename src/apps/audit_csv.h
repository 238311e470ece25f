// What an audit found, as a table for spreadsheets.
#ifndef NEWSPRINT_APPS_AUDIT_CSV_H_
#define NEWSPRINT_APPS_AUDIT_CSV_H_

#include <optional>
#include <string>
#include <vector>

#include "newsprint/audit/report.h"

namespace newsprint {

// The mark by which spreadsheets know UTF-8, and the names of the columns.
std::string CsvHead();

// A row a finding. `body` is the copy's text, to quote its credit from; nothing where it is not at
// hand. Cells that a spreadsheet would take for a formula begin with an apostrophe.
std::vector<std::vector<std::string>> FindingRows(const AuditedCopy& copy,
                                                  const std::optional<std::string>& body);

// The row of a copy that nothing is held against: its class is NOT_JUDGED.
std::vector<std::string> UnjudgedRow(const UnjudgedCopy& copy);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_AUDIT_CSV_H_
