// Audits to test: a small one with a finding of each class, a large one, and a hostile one.
#ifndef NEWSPRINT_TESTS_REPORT_SAMPLE_AUDIT_H_
#define NEWSPRINT_TESTS_REPORT_SAMPLE_AUDIT_H_

#include <cstddef>
#include <map>
#include <string>

#include "newsprint/audit/report.h"

namespace newsprint {

struct SampleAudit {
  AuditReport report;
  std::map<std::string, std::string> bodies;  // By the id of the article.

  ArticleTexts Texts() const;
};

// One copy for each class of finding, one of them with two findings, one ignored, one in Persian,
// one whose text is gone; and a copy that could not be judged.
SampleAudit SmallAudit();

// `copies` copies of one original, over two years and 40 publishers.
SampleAudit LargeAudit(size_t copies);

// The small one with every string that a stranger writes hostile.
SampleAudit HostileAudit();

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_REPORT_SAMPLE_AUDIT_H_
