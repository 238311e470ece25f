// Which blocks of a page are its article.
#ifndef NEWSPRINT_PAGE_MAIN_TEXT_H_
#define NEWSPRINT_PAGE_MAIN_TEXT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/blocks.h"
#include "page/html_tree.h"

namespace newsprint::page {

struct MainTextEvidence {
  std::string_view title;        // The headline, which is not part of the body.
  std::string_view description;  // The summary, as <meta> or JSON-LD has it.
};

struct MainText {
  std::vector<uint32_t> blocks;  // Into BlockList::blocks, ascending.
  bool whole_page = false;       // No main text stood out: all blocks.
};

// Time: O(blocks * depth of the tree).
MainText FindMainText(const HtmlTree& tree, const BlockList& list,
                      const MainTextEvidence& evidence);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_MAIN_TEXT_H_
