// What a page says about its article, outside the article's text.
#ifndef NEWSPRINT_PAGE_METADATA_H_
#define NEWSPRINT_PAGE_METADATA_H_

#include <optional>
#include <string>

#include "newsprint/page/page.h"
#include "page/blocks.h"
#include "page/html_tree.h"
#include "page/json_ld.h"

namespace newsprint::page {

struct Metadata {
  std::string title;
  std::string byline;
  std::string description;
  std::string publisher;
  std::string language;  // BCP 47; empty if the page does not say.
  std::string base_url;  // What its links are relative to.
  std::string page_url;  // Its own address, as far as known.
  std::optional<PageTime> published;
  std::optional<PageTime> modified;
  PageSignals signals;
};

// JSON-LD is believed before <meta>, and that before what stands in the text.
Metadata ReadMetadata(const HtmlTree& tree, const BlockList& list, const JsonLdArticle& json_ld,
                      std::string_view url);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_METADATA_H_
