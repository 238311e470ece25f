// Pages to test: small ones that a person can check, and what strangers might send.
#ifndef NEWSPRINT_TESTS_REPORT_SAMPLE_PAGES_H_
#define NEWSPRINT_TESTS_REPORT_SAMPLE_PAGES_H_

#include <string>

#include "newsprint/report/comparison.h"

namespace newsprint {

// Text that would end scripts and styles, run handlers, and reorder lines, if it were not text.
std::string HostileText();

// A wire story and a copy with a credit line and two changed words, as CompareTexts sees them.
ComparisonPage SmallComparison();

// Every string that a stranger writes is hostile.
ComparisonPage HostileComparison();

// A Persian story and a copy of it with a word changed.
ComparisonPage PersianComparison();

// Many passages, in another order in b than in a.
ComparisonPage ShuffledComparison();

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_REPORT_SAMPLE_PAGES_H_
