// Findings, as the script in src/report/assets/finding.js reads them, and the figures beside them.
#ifndef NEWSPRINT_REPORT_FINDING_JSON_H_
#define NEWSPRINT_REPORT_FINDING_JSON_H_

#include "newsprint/audit/report.h"
#include "report/json_writer.h"
#include "report/utf16_offsets.h"

namespace newsprint::report {

// An object. Spans as UTF-16 code units of the two bodies: quotes are cut from those in the page.
void WriteFinding(JsonWriter& json, const Finding& finding, const Utf16Offsets& original,
                  const Utf16Offsets& copy);

// Members of an open object: the relation and the shares of a copy.
void WriteCopyFigures(JsonWriter& json, const AuditedCopy& copy);

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_FINDING_JSON_H_
