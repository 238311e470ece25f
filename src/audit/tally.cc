#include "audit/tally.h"

namespace newsprint {

void CountCopy(const AuditedCopy& judged, AuditSummary& summary) {
  ++summary.copies;
  bool violates = false;
  for (const Finding& finding : judged.findings) {
    ClassCount& count = summary.by_class[finding.finding_class];
    ++(finding.ignored ? count.ignored : count.findings);
    violates |= finding.finding_class != FindingClass::kCompliant && !finding.ignored;
  }
  summary.compliant_copies += judged.findings.front().finding_class == FindingClass::kCompliant;
  if (!violates) return;
  ++summary.violating_copies;
  ++summary
        .violations_by_licensee[judged.licensee.empty() ? judged.copy.publisher : judged.licensee];
  ++summary.violations_by_source[judged.source];
}

}  // namespace newsprint
