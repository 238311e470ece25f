// A page's visible text as a sequence of blocks (paragraphs, headings, list items, cells), each
// with what the tree says about it.
#ifndef NEWSPRINT_PAGE_BLOCKS_H_
#define NEWSPRINT_PAGE_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/html_tree.h"

namespace newsprint::page {

struct Block {
  NodeId node = 0;  // The block element whose own text this is.
  Tag kind =
      Tag::kDiv;  // kP, a heading, kLi, kTd, kBlockquote, kPre, kFigcaption, or kDiv for all else.
  uint32_t begin = 0, end = 0;                 // Into BlockList::text.
  uint32_t first_anchor = 0, last_anchor = 0;  // Into BlockList::anchors, half open.
  uint32_t letters =
      0;  // Characters but for white space; one of Han, Kana and Hangul counts as three.
  uint32_t link_letters = 0;  // Those in anchors.
  uint32_t sentences = 0;     // Marks that end a sentence, and commas.
  uint16_t hints = 0;         // Of the element and of what is inline in it (see hints.h).

  double link_density() const { return letters == 0 ? 0 : double(link_letters) / letters; }
};

struct Anchor {
  uint32_t begin = 0, end = 0;  // Into BlockList::text.
  NodeId node = 0;
};

struct BlockList {
  std::string text;  // White space is collapsed; '\n' stands for a line break inside a block.
  std::vector<Block> blocks;
  std::vector<Anchor> anchors;
  std::vector<uint16_t> hints;  // By node: what its own names say (see hints.h).

  std::string_view Text(const Block& block) const {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
};

// Invisible elements (see tag.h) give none. Time: O(size of the tree).
BlockList CutBlocks(const HtmlTree& tree);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_BLOCKS_H_
