// Writes the pages that the tests of the HTML views open.
//
// Usage: newsprint_browser_pages FOLDER
#include <cstdio>
#include <fstream>
#include <string>

#include "newsprint/report/audit_page.h"
#include "newsprint/report/comparison.h"
#include "tests/report/sample_audit.h"
#include "tests/report/sample_pages.h"

int main(int argc, char** argv) {
  using namespace newsprint;
  if (argc != 2) {
    std::fputs("usage: newsprint_browser_pages FOLDER\n", stderr);
    return 2;
  }
  const auto write = [&](const std::string& name, const std::string& html) {
    std::ofstream(std::string(argv[1]) + "/" + name + ".html") << html;
  };
  const auto write_comparison = [&](const std::string& name, const ComparisonPage& page) {
    write(name, RenderComparison(page, "newsprint test"));
  };
  ComparisonPage removed = SmallComparison();
  removed.b.body.reset();
  write_comparison("comparison", SmallComparison());
  write_comparison("comparison-hostile", HostileComparison());
  write_comparison("comparison-persian", PersianComparison());
  write_comparison("comparison-removed", removed);
  write_comparison("comparison-shuffled", ShuffledComparison());
  const auto write_audit = [&](const std::string& name, const SampleAudit& audit) {
    write(name, *RenderAuditReport(audit.report, audit.Texts(), "newsprint test"));
  };
  write_audit("audit", SmallAudit());
  write_audit("audit-empty", {});
  write_audit("audit-hostile", HostileAudit());
  write_audit("audit-large", LargeAudit(1000));
  return 0;
}
