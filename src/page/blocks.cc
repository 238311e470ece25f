#include "page/blocks.h"

#include <algorithm>
#include <optional>

#include "page/hints.h"

namespace newsprint::page {
namespace {

constexpr uint32_t kMaxHeadingLetters = 150;  // A longer one is a paragraph in large type.

Tag KindOf(Tag tag) {
  switch (tag) {
    case Tag::kP:
    case Tag::kLi:
    case Tag::kBlockquote:
    case Tag::kPre:
    case Tag::kFigcaption:
      return tag;
    case Tag::kTd:
    case Tag::kTh:
    case Tag::kCaption:
      return Tag::kTd;
    case Tag::kDt:
    case Tag::kDd:
      return Tag::kLi;
    default:
      return IsHeading(tag) ? tag : Tag::kDiv;
  }
}

// Decodes one character; the text is UTF-8.
char32_t CharacterAt(std::string_view text, size_t at, size_t& size) {
  const auto byte = [&](size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return size = 1, lead;
  if (lead < 0xe0) return size = 2, (lead & 0x1f) << 6 | (byte(1) & 0x3f);
  if (lead < 0xf0) return size = 3, (lead & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
  return size = 4,
         (lead & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff; }

bool IsWide(char32_t c) { return (c >= 0x3040 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af); }

// Latin, CJK, Arabic, Devanagari, Armenian, Ethiopic, Khmer, Burmese.
bool EndsSentenceOrClause(char32_t c) {
  switch (c) {
    case '.':
    case ',':
    case '!':
    case '?':
    case ';':
    case 0x2026:
    case 0x3001:
    case 0x3002:
    case 0xff0c:
    case 0xff01:
    case 0xff1f:
    case 0x060c:
    case 0x061f:
    case 0x06d4:
    case 0x0964:
    case 0x0589:
    case 0x1362:
    case 0x17d4:
    case 0x104b:
      return true;
    default:
      return false;
  }
}

// What the walk knows of an open element.
struct Open {
  NodeId node = 0;
  bool block = false;
  bool preformatted = false;
};

class Cutter {
 public:
  explicit Cutter(const HtmlTree& tree) : tree_(tree) {}

  BlockList Cut() {
    if (tree_.empty()) return {};
    list_.hints.assign(tree_.size(), 0);
    open_.push_back({.node = 0, .block = true});
    NodeId i = 0;
    while (i < tree_.size()) {
      while (open_.size() > 1 && tree_[open_.back().node].end <= i) Leave();
      const Node& node = tree_[i];
      if (node.tag == Tag::kText) {
        AddText(tree_.text(i));
        ++i;
      } else if (node.tag == Tag::kBr) {
        Break();
        ++i;
      } else if (IsInvisible(node.tag)) {
        i = node.end;
      } else {
        Enter(i);
        ++i;
      }
    }
    while (open_.size() > 1) Leave();
    EndBlock();
    return std::move(list_);
  }

 private:
  uint16_t HintsOf(NodeId id) {
    names_.clear();
    for (const Attribute name : {Attribute::kClass, Attribute::kId, Attribute::kRole,
                                 Attribute::kTestId, Attribute::kItemprop}) {
      if (const std::string_view value = tree_.attribute(id, name); !value.empty()) {
        names_.append(names_.empty() ? "" : " ").append(value);
      }
    }
    return hints_.Of(names_);
  }

  void Enter(NodeId id) {
    const Node& node = tree_[id];
    Open open = open_.back();
    open.node = id;
    open.block = IsBlock(node.tag);
    const uint16_t hints = HintsOf(id);
    list_.hints[id] = hints;
    // An inline element that names itself furniture stands apart from the text around it. Links and
    // emphasis do not: they are named for other reasons.
    if (!open.block && node.tag == Tag::kOther &&
        (hints & (kBoilerplateHint | kCommentHint | kHiddenHint)))
      open.block = true;
    if (open.block) {
      EndBlock();
      inline_hints_ = 0;
    } else {
      inline_hints_ |= hints;
    }
    open.preformatted |= node.tag == Tag::kPre;
    if (node.tag == Tag::kA) {
      anchor_ = id;
      anchor_begin_ = static_cast<uint32_t>(list_.text.size());
    }
    open_.push_back(open);
  }

  void Leave() {
    if (tree_[open_.back().node].tag == Tag::kA) EndAnchor();
    if (open_.back().block) EndBlock();
    open_.pop_back();
  }

  void AddText(std::string_view text) {
    const bool preformatted = open_.back().preformatted;
    size_t size = 0;
    for (size_t at = 0; at < text.size(); at += size) {
      const char32_t c = CharacterAt(text, at, size);
      if (IsSpace(c)) {
        if (preformatted && c == '\n') Break();
        space_ = true;
        continue;
      }
      if (IsControl(c)) continue;
      if (!block_) BeginBlock();
      if (breaks_ == 1 && list_.text.size() > block_->begin) {
        list_.text.push_back('\n');
      } else if (space_ && list_.text.size() > block_->begin) {
        list_.text.push_back(' ');
      }
      breaks_ = 0;
      space_ = false;
      if (anchor_ && !anchor_started_) {
        anchor_started_ = true;
        anchor_begin_ = static_cast<uint32_t>(list_.text.size());
      }
      list_.text.append(text.substr(at, size));
      const uint32_t weight = IsWide(c) ? 3 : 1;
      block_->letters += weight;
      if (anchor_) block_->link_letters += weight;
      if (EndsSentenceOrClause(c)) ++block_->sentences;
    }
  }

  // One line break stays inside the block, two make a new one.
  void Break() {
    if (++breaks_ == 2) {
      const uint32_t kept = breaks_;
      EndBlock();
      breaks_ = kept;
    }
  }

  void BeginBlock() {
    size_t at = open_.size() - 1;
    while (at > 0 && !open_[at].block) --at;
    const Open& open = open_[at];
    block_ = Block{.node = open.node,
                   .kind = KindOf(tree_[open.node].tag),
                   .begin = static_cast<uint32_t>(list_.text.size()),
                   .first_anchor = static_cast<uint32_t>(list_.anchors.size())};
    block_->hints = list_.hints[open.node];
    breaks_ = 0;
    space_ = false;
    if (anchor_) {
      anchor_started_ = false;
    }
  }

  void EndBlock() {
    if (block_) {
      if (anchor_ && anchor_started_) AddAnchor();
      anchor_started_ = false;
      block_->hints |= inline_hints_;
      if (IsHeading(block_->kind) && block_->letters > kMaxHeadingLetters) block_->kind = Tag::kP;
      block_->end = static_cast<uint32_t>(list_.text.size());
      block_->last_anchor = static_cast<uint32_t>(list_.anchors.size());
      list_.blocks.push_back(*block_);
      block_.reset();
    }
    breaks_ = 0;
    space_ = false;
  }

  void AddAnchor() {
    list_.anchors.push_back({anchor_begin_, static_cast<uint32_t>(list_.text.size()), *anchor_});
  }

  void EndAnchor() {
    if (block_ && anchor_ && anchor_started_) AddAnchor();
    anchor_.reset();
    anchor_started_ = false;
  }

  const HtmlTree& tree_;
  HintTable hints_;
  std::vector<Open> open_;
  std::string names_;
  BlockList list_;
  std::optional<Block> block_;
  uint16_t inline_hints_ = 0;
  std::optional<NodeId> anchor_;  // The open <a>; anchors do not nest.
  bool anchor_started_ = false;
  uint32_t anchor_begin_ = 0;
  uint32_t breaks_ = 0;
  bool space_ = false;
};

}  // namespace

BlockList CutBlocks(const HtmlTree& tree) { return Cutter(tree).Cut(); }

}  // namespace newsprint::page
