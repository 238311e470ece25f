// The frame of every page: one file that needs no network, and in which nothing runs but the
// script that newsprint put there.
//
// The texts of strangers never become markup. They travel as JSON in a block that no browser
// executes, the script shows them as text, and a Content-Security-Policy names the only style and
// the only script that may act, by their hashes.
#ifndef NEWSPRINT_REPORT_HTML_PAGE_H_
#define NEWSPRINT_REPORT_HTML_PAGE_H_

#include <string>
#include <string_view>

#include "report/assets.h"

namespace newsprint::report {

struct HtmlPage {
  std::string_view title;
  std::string_view generator;  // "newsprint 0.1.0".
  std::string_view data;       // JSON, for the script.
  PageAssets assets;
};

// Equal input gives equal bytes.
std::string RenderHtml(const HtmlPage& page);

// The same JSON without a character that means something to an HTML parser or ends a line of
// script.
std::string InertJson(std::string_view json);

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_HTML_PAGE_H_
