// The part of a page's document tree that extraction reads, flat and in document order, so that
// every walk is a loop: no depth of nesting can overflow a stack.
#ifndef NEWSPRINT_PAGE_HTML_TREE_H_
#define NEWSPRINT_PAGE_HTML_TREE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/tag.h"

namespace newsprint::page {

// The attributes that the tree keeps; the parser drops all others.
enum class Attribute : uint8_t {
  kAriaHidden,
  kClass,
  kContent,
  kDatetime,
  kHidden,
  kHref,
  kHttpEquiv,
  kId,
  kItemprop,
  kItemtype,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kTestId,
  kType,
};

using NodeId = uint32_t;

// The descendants of node i are those from i + 1 to end - 1.
struct Node {
  Tag tag = Tag::kOther;
  NodeId parent = 0;   // Its own id for the root.
  NodeId end = 0;      // One past the last descendant.
  uint32_t first = 0;  // Into the characters of the tree for text, into its attributes else.
  uint32_t size = 0;   // Bytes of text, or count of attributes.
};

class HtmlTree {
 public:
  bool empty() const { return nodes_.empty(); }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }

  // Of a text node, or of a script that the parser keeps (JSON-LD): entities are decoded.
  std::string_view text(NodeId id) const {
    return std::string_view(characters_).substr(nodes_[id].first, nodes_[id].size);
  }

  // Empty where the element has no such attribute.
  std::string_view attribute(NodeId id, Attribute name) const;
  bool has_attribute(NodeId id, Attribute name) const { return Find(id, name) != nullptr; }

  // All text below a node (itself, if it is text), white space as it stands.
  std::string TextBelow(NodeId id) const;

  // The nearest ancestor of the kind, or the root, whose id is 0, if there is none.
  NodeId Ancestor(NodeId id, Tag tag) const;

 private:
  friend class TreeBuilder;

  struct AttributeValue {
    Attribute name;
    uint32_t begin, size;  // Into characters_.
  };

  const AttributeValue* Find(NodeId id, Attribute name) const;

  std::vector<Node> nodes_;
  std::vector<AttributeValue> attributes_;
  std::string characters_;
};

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_HTML_TREE_H_
