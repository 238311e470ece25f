// What an audit found, as JSON: one value a copy.
#ifndef NEWSPRINT_APPS_AUDIT_JSON_H_
#define NEWSPRINT_APPS_AUDIT_JSON_H_

#include "newsprint/audit/report.h"
#include "report/json_writer.h"

namespace newsprint {

void WriteAuditedCopy(JsonWriter& json, const AuditedCopy& copy);

// The same members, as far as there are any: `original` is "absent:SOURCE" or "unknown".
void WriteUnjudgedCopy(JsonWriter& json, const UnjudgedCopy& copy);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_AUDIT_JSON_H_
