// What an audit found, in words.
#ifndef NEWSPRINT_APPS_AUDIT_TEXT_H_
#define NEWSPRINT_APPS_AUDIT_TEXT_H_

#include <string>

#include "apps/terminal.h"
#include "newsprint/audit/report.h"

namespace newsprint {

// What it is, whose, what is missing and what to do. `texts` has the bodies to quote from, as far
// as they are at hand.
std::string CopyInWords(const AuditedCopy& copy, const ArticleTexts& texts, const Palette& palette);

// Why nothing is held against it: a sentence.
std::string WhyUnjudged(const UnjudgedCopy& copy);

// Which it is, and why nothing is held against it.
std::string UnjudgedInWords(const UnjudgedCopy& copy, const Palette& palette);

// Counts by class, and what else a run has to say at its end.
std::string SummaryInWords(const AuditSummary& summary, const Palette& palette);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_AUDIT_TEXT_H_
