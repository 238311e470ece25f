#include "page/html_tree.h"

namespace newsprint::page {

const HtmlTree::AttributeValue* HtmlTree::Find(NodeId id, Attribute name) const {
  const Node& node = nodes_[id];
  if (node.tag == Tag::kText) return nullptr;
  for (uint32_t i = node.first; i < node.first + node.size; ++i) {
    if (attributes_[i].name == name) return &attributes_[i];
  }
  return nullptr;
}

std::string_view HtmlTree::attribute(NodeId id, Attribute name) const {
  const AttributeValue* const found = Find(id, name);
  if (found == nullptr) return {};
  return std::string_view(characters_).substr(found->begin, found->size);
}

std::string HtmlTree::TextBelow(NodeId id) const {
  std::string all;
  for (NodeId i = id; i < nodes_[id].end; ++i) {
    if (nodes_[i].tag == Tag::kText) all.append(text(i));
  }
  return all;
}

NodeId HtmlTree::Ancestor(NodeId id, Tag tag) const {
  while (id != 0) {
    id = nodes_[id].parent;
    if (nodes_[id].tag == tag) return id;
  }
  return 0;
}

}  // namespace newsprint::page
