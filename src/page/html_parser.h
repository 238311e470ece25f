// HTML to a flat tree, by libxml2's push parser, in bounded time, memory and depth.
#ifndef NEWSPRINT_PAGE_HTML_PARSER_H_
#define NEWSPRINT_PAGE_HTML_PARSER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/page/page.h"
#include "page/html_tree.h"

namespace newsprint::page {

// `html` must be UTF-8 without NUL bytes. Elements deeper than limits.max_depth are left out, and
// their text goes to the deepest one that is kept. Attribute values are cut at
// limits.max_attribute_bytes.
//
// Errors: INVALID_ARGUMENT, which names value and limit: more nodes than limits.max_nodes, more
// attributes in a tag than limits.max_tag_attributes, or so many misplaced end tags at such depth
// that the parser would take quadratic time.
// Time: O(html.size() + limits.max_parser_steps).
absl::StatusOr<HtmlTree> ParseHtml(std::string_view html, const PageLimits& limits);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_HTML_PARSER_H_
