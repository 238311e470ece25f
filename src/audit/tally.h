// Adds what an audit found up to its summary.
#ifndef NEWSPRINT_SRC_AUDIT_TALLY_H_
#define NEWSPRINT_SRC_AUDIT_TALLY_H_

#include "newsprint/audit/report.h"

namespace newsprint {

void CountCopy(const AuditedCopy& judged, AuditSummary& summary);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_TALLY_H_
