#include "page/html_parser.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint::page {
namespace {

// The parser sees the page in pieces of this size, and is looked after between them.
constexpr size_t kPieceBytes = 16 << 10;

const Attribute* AttributeOf(std::string_view name) {
  static const auto* const kAttributes = new absl::flat_hash_map<absl::string_view, Attribute>{
      {"aria-hidden", Attribute::kAriaHidden},
      {"class", Attribute::kClass},
      {"content", Attribute::kContent},
      {"datetime", Attribute::kDatetime},
      {"hidden", Attribute::kHidden},
      {"href", Attribute::kHref},
      {"http-equiv", Attribute::kHttpEquiv},
      {"id", Attribute::kId},
      {"itemprop", Attribute::kItemprop},
      {"itemtype", Attribute::kItemtype},
      {"lang", Attribute::kLang},
      {"name", Attribute::kName},
      {"property", Attribute::kProperty},
      {"rel", Attribute::kRel},
      {"role", Attribute::kRole},
      {"style", Attribute::kStyle},
      {"data-testid", Attribute::kTestId},
      {"type", Attribute::kType},
  };
  const auto found = kAttributes->find(absl::string_view(name.data(), name.size()));
  return found == kAttributes->end() ? nullptr : &found->second;
}

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// The number of attributes in a tag, by the parser's own reading of it; `markup` begins at its '<'.
// Stops at `limit`.
size_t CountAttributes(std::string_view markup, size_t limit) {
  size_t i = 1, count = 0;
  while (i < markup.size() && !IsBlank(markup[i]) && markup[i] != '>') ++i;
  while (i < markup.size() && markup[i] != '>' && count < limit) {
    if (IsBlank(markup[i])) {
      ++i;
      continue;
    }
    ++count;
    while (i < markup.size() && !IsBlank(markup[i]) && markup[i] != '>' && markup[i] != '=') ++i;
    while (i < markup.size() && IsBlank(markup[i])) ++i;
    if (i >= markup.size() || markup[i] != '=') continue;
    ++i;
    while (i < markup.size() && IsBlank(markup[i])) ++i;
    if (i >= markup.size()) break;
    if (markup[i] == '"' || markup[i] == '\'') {
      i = markup.find(markup[i], i + 1);
      if (i == std::string_view::npos) break;
      ++i;
    } else {
      while (i < markup.size() && !IsBlank(markup[i]) && markup[i] != '>') ++i;
    }
  }
  return count;
}

}  // namespace

// Gets the parser's events and grows the tree.
class TreeBuilder {
 public:
  explicit TreeBuilder(const PageLimits& limits) : limits_(limits) {}

  void set_parser(htmlParserCtxtPtr parser) { parser_ = parser; }
  const absl::Status& status() const { return status_; }

  HtmlTree Take() {
    while (!open_.empty()) Close();
    return std::move(tree_);
  }

  void Start(std::string_view name, const xmlChar** attributes) {
    if (!status_.ok()) return;
    size_t count = 0;
    for (const xmlChar** a = attributes; a != nullptr && *a != nullptr; a += 2) ++count;
    if (count > limits_.max_tag_attributes) return FailAttributes(count);
    if (open_.size() >= limits_.max_depth) {
      ++dissolved_;
      return;
    }
    const Tag tag = TagOf(name);
    const uint32_t first = static_cast<uint32_t>(tree_.attributes_.size());
    for (const xmlChar** a = attributes; a != nullptr && *a != nullptr; a += 2) {
      if (const Attribute* attribute = AttributeOf(View(a[0])); attribute != nullptr) {
        AddAttribute(*attribute, View(a[1]));
      }
    }
    Add({.tag = tag,
         .first = first,
         .size = static_cast<uint32_t>(tree_.attributes_.size()) - first});
    open_.push_back(tree_.size() - 1);
  }

  void End() {
    if (dissolved_ > 0) {
      --dissolved_;
    } else if (!open_.empty()) {
      Close();
    }
  }

  void Characters(std::string_view text) {
    if (!status_.ok() || open_.empty()) return;
    const Tag parent = tree_.nodes_[open_.back()].tag;
    if (parent == Tag::kStyle || (parent == Tag::kScript && !KeepsScript())) return;
    const NodeId last = tree_.size() - 1;
    if (tree_.nodes_[last].tag == Tag::kText && tree_.nodes_[last].parent == open_.back()) {
      tree_.nodes_[last].size += static_cast<uint32_t>(text.size());
    } else {
      Add({.tag = Tag::kText,
           .first = static_cast<uint32_t>(tree_.characters_.size()),
           .size = static_cast<uint32_t>(text.size())});
      tree_.nodes_.back().end = tree_.size();
    }
    tree_.characters_.append(text);
  }

  // An error is mostly an end tag that closes nothing, for which all open elements were searched.
  void Error() {
    steps_ += static_cast<size_t>(parser_->nameNr) + 1;
    if (steps_ > limits_.max_parser_steps) {
      Fail(absl::StrCat("page: misplaced tags at a depth of ", parser_->nameNr, " take more than ",
                        limits_.max_parser_steps, " steps, the limit"));
    }
  }

  // Called between pieces. What the parser has not yet consumed is one unfinished piece of markup.
  void LookAfter() {
    if (!status_.ok()) return;
    const auto* const begin = reinterpret_cast<const char*>(parser_->input->cur);
    const auto* const end = reinterpret_cast<const char*>(parser_->input->end);
    const bool in_tag = end - begin > 1 && begin[0] == '<' &&
                        absl::ascii_isalpha(static_cast<unsigned char>(begin[1]));
    if (!in_tag || InRawText()) return;
    const size_t count =
        CountAttributes({begin, static_cast<size_t>(end - begin)}, limits_.max_tag_attributes + 1);
    if (count > limits_.max_tag_attributes) FailAttributes(count);
  }

 private:
  void AddAttribute(Attribute name, std::string_view value) {
    size_t size = std::min(value.size(), limits_.max_attribute_bytes);
    while (size < value.size() && size > 0 && (value[size] & 0xc0) == 0x80) --size;
    tree_.attributes_.push_back(
        {name, static_cast<uint32_t>(tree_.characters_.size()), static_cast<uint32_t>(size)});
    tree_.characters_.append(value.substr(0, size));
  }

  void Add(Node node) {
    if (tree_.size() >= limits_.max_nodes) {
      return Fail(absl::StrCat("page: more than ", limits_.max_nodes, " nodes, the limit"));
    }
    node.parent = open_.empty() ? 0 : open_.back();
    tree_.nodes_.push_back(node);
  }

  void Close() {
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  bool InRawText() const {
    const std::string_view name = View(parser_->name);
    return name == "script" || name == "style";
  }

  bool KeepsScript() const {
    const std::string_view type = tree_.attribute(open_.back(), Attribute::kType);
    return type.find("ld+json") != std::string_view::npos;
  }

  void FailAttributes(size_t count) {
    Fail(absl::StrCat("page: a tag has ", count, " attributes or more, the limit is ",
                      limits_.max_tag_attributes));
  }

  void Fail(const std::string& message) {
    if (!status_.ok()) return;
    status_ = absl::InvalidArgumentError(message);
    xmlStopParser(parser_);
  }

  const PageLimits& limits_;
  htmlParserCtxtPtr parser_ = nullptr;
  absl::Status status_;
  HtmlTree tree_;
  std::vector<NodeId> open_;
  size_t dissolved_ = 0;  // Open elements beyond the depth limit.
  size_t steps_ = 0;
};

namespace {

TreeBuilder& Builder(void* context) { return *static_cast<TreeBuilder*>(context); }

void OnStart(void* context, const xmlChar* name, const xmlChar** attributes) {
  Builder(context).Start(View(name), attributes);
}

void OnEnd(void* context, const xmlChar*) { Builder(context).End(); }

void OnCharacters(void* context, const xmlChar* text, int size) {
  Builder(context).Characters({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}

void OnError(void* context, xmlErrorPtr) { Builder(context).Error(); }

htmlSAXHandler Handler() {
  htmlSAXHandler handler;
  std::memset(&handler, 0, sizeof(handler));
  handler.startElement = OnStart;
  handler.endElement = OnEnd;
  handler.characters = OnCharacters;
  handler.ignorableWhitespace = OnCharacters;
  handler.cdataBlock = OnCharacters;
  handler.serror = OnError;
  handler.initialized = XML_SAX2_MAGIC;
  return handler;
}

}  // namespace

absl::StatusOr<HtmlTree> ParseHtml(std::string_view html, const PageLimits& limits) {
  [[maybe_unused]] static const bool initialised = (xmlInitParser(), true);
  TreeBuilder builder(limits);
  htmlSAXHandler handler = Handler();
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&handler, &builder, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      &htmlFreeParserCtxt);
  if (parser == nullptr) return absl::ResourceExhaustedError("page: no memory for a parser");
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  builder.set_parser(parser.get());
  for (size_t at = 0; at < html.size() && builder.status().ok(); at += kPieceBytes) {
    const std::string_view piece = html.substr(at, kPieceBytes);
    htmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0);
    builder.LookAfter();
  }
  if (builder.status().ok()) htmlParseChunk(parser.get(), "", 0, 1);
  NEWSPRINT_RETURN_IF_ERROR(builder.status());
  return builder.Take();
}

}  // namespace newsprint::page
