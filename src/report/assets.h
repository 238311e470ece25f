// The styles and scripts of src/report/assets, as they were when newsprint was built.
#ifndef NEWSPRINT_REPORT_ASSETS_H_
#define NEWSPRINT_REPORT_ASSETS_H_

#include <string_view>

namespace newsprint::report {

struct PageAssets {
  std::string_view style;
  std::string_view style_hash;  // "sha256-...", as a Content-Security-Policy spells it.
  std::string_view script;
  std::string_view script_hash;
};

PageAssets ComparisonAssets();
PageAssets AuditAssets();

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_ASSETS_H_
