// Golden pages, and what holds of every page.
//
//   NEWSPRINT_WRITE_GOLDEN=1 newsprint_report_test     writes them, after a change that is meant.
#ifndef NEWSPRINT_TESTS_REPORT_GOLDEN_H_
#define NEWSPRINT_TESTS_REPORT_GOLDEN_H_

#include <string>
#include <string_view>

#include "report/assets.h"

namespace newsprint {

// The page with STYLE, SCRIPT and their hashes in place of the assets, which have files of their
// own.
std::string WithoutAssets(std::string page, const report::PageAssets& assets);

// Expects the page to be the golden file.
void ExpectGolden(const std::string& page, std::string_view file_name);

// Expects that a page made of HostileText() has no markup but that of the frame.
void ExpectInert(const std::string& html, const report::PageAssets& assets);

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_REPORT_GOLDEN_H_
