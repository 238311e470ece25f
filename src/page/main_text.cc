#include "page/main_text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "page/furniture_lines.h"
#include "page/headline.h"
#include "page/hints.h"

namespace newsprint::page {
namespace {

constexpr uint32_t kParagraphLetters = 60;
constexpr double kParagraphLinkDensity = 0.4;
// An element with more than this share of the page's paragraphs is the page, whatever it is called.
constexpr double kTooLargeForFurniture = 0.5;
// If what names say leaves less than this share of what is there without them, they mislead.
constexpr double kNamesMislead = 0.35;
constexpr double kMinArticleShare = 0.25;
constexpr double kMaxTeaserLetters = 700;
constexpr uint32_t kMinTeasers = 3;
constexpr uint32_t kMinTeaserLinkBytes = 25;
constexpr double kMaxCaptionLetters = 450;
constexpr double kMaxPortraitLetters = 900;
constexpr double kMinArticleLetters = 150;
constexpr uint32_t kCreditReachBlocks = 12;
constexpr double kMostlyBodies = 0.9;
constexpr int kBodyPartLevels = 3;  // Between what holds the parts of a body and the parts.
// Less text than this, of a page with so many times more, is more likely a miss than an article.
constexpr double kUnsureLetters = 60;
constexpr double kUnsureShare = 10;

bool IsHiddenByStyle(std::string_view style) {
  std::string squeezed;
  for (const char c : style.substr(0, 256)) {
    if (c != ' ') squeezed.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return absl::StrContains(squeezed, "display:none") ||
         absl::StrContains(squeezed, "visibility:hidden");
}

// How much a block looks like a paragraph of prose, in letters.
double ProseOf(const Block& b) {
  if (IsHeading(b.kind) || b.kind == Tag::kFigcaption) return 0;
  if (b.letters < kParagraphLetters || b.link_density() > kParagraphLinkDensity) return 0;
  // A text without any stop or comma is a list, more likely than not.
  const double text = (b.sentences == 0 ? 0.3 : 1.0) * (b.letters - b.link_letters);
  if (b.kind == Tag::kP || b.kind == Tag::kBlockquote) return text;
  if (b.kind == Tag::kLi || b.kind == Tag::kTd) return 0.5 * text;
  return 0.8 * text;
}

class Finder {
 public:
  Finder(const HtmlTree& tree, const BlockList& list, const MainTextEvidence& evidence)
      : tree_(tree),
        list_(list),
        title_(HeadlineKey(evidence.title)),
        description_(HeadlineKey(evidence.description)) {}

  MainText Find() {
    MainText found;
    if (list_.blocks.empty()) return found;
    FindTitle();
    in_body_.assign(tree_.size(), false);
    holds_bodies_.assign(tree_.size(), false);
    for (NodeId i = 1; i < tree_.size(); ++i) {
      const bool says_body = SaysBody(i);
      in_body_[i] = in_body_[tree_[i].parent] || says_body;
      NodeId above = i;
      for (int level = 0; says_body && level <= kBodyPartLevels; ++level) {
        holds_bodies_[above] = true;
        above = tree_[above].parent;
      }
    }
    furniture_.assign(tree_.size(), false);
    SumUp();
    whole_ = sums_;
    SumUpBodies();
    MarkFurniture(false);
    SumUp();
    ChooseContainer();  // Without what the names say, to weigh that.
    const double all = sums_[container_].prose;
    for (const bool believe_names : {true, false}) {
      MarkFurniture(believe_names);
      MarkTeasers();
      MarkTeaserLists();
      MarkCaptions();
      SumUp();
      ChooseContainer();
      if (sums_[container_].prose >= kNamesMislead * all) break;
      if (SaysBody(container_) && sums_[container_].letters >= kMinArticleLetters) break;
    }
    NarrowToTitle();
    Select();
    AddDeck();
    AddCredits();
    double letters = 0, rest = 0;
    for (uint32_t i = 0; i < list_.blocks.size(); ++i) {
      const Block& b = list_.blocks[i];
      (kept_[i] ? letters : rest) += b.letters - b.link_letters;
      if (kept_[i]) found.blocks.push_back(i);
    }
    if (found.blocks.empty() || (letters < kUnsureLetters && rest > kUnsureShare * letters)) {
      found.blocks.clear();
      found.whole_page = true;
      for (uint32_t i = 0; i < list_.blocks.size(); ++i) found.blocks.push_back(i);
    }
    return found;
  }

 private:
  struct Sums {
    double prose = 0;
    double body_prose = 0;  // The part of it in elements that call themselves the body.
    double letters = 0;
    uint32_t linked_headings = 0;
  };

  void FindTitle() {
    title_block_ = static_cast<uint32_t>(list_.blocks.size());
    for (uint32_t i = 0; i < list_.blocks.size(); ++i) {
      const Block& b = list_.blocks[i];
      if (!IsTitle(b)) continue;
      if (title_block_ == list_.blocks.size() || b.kind == Tag::kH1) title_block_ = i;
      if (b.kind == Tag::kH1) break;
    }
  }

  bool HasTitle() const { return title_block_ < list_.blocks.size(); }

  bool IsHidden(NodeId id) const {
    return tree_.has_attribute(id, Attribute::kHidden) ||
           tree_.attribute(id, Attribute::kAriaHidden) == "true" ||
           IsHiddenByStyle(tree_.attribute(id, Attribute::kStyle));
  }

  // Whether an element says of itself that it is not the article.
  bool NamesItselfFurniture(NodeId id, bool believe_names) const {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::kHtml || tag == Tag::kBody || tag == Tag::kMain) return false;
    if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kMenu || tag == Tag::kDialog)
      return true;
    const uint16_t hints = list_.hints[id];
    if ((hints & kCommentHint) && !(hints & kBodyHint)) return true;
    if (!believe_names) return false;
    if (IsHidden(id) || (hints & kHiddenHint) || tag == Tag::kAside) return true;
    if (tag == Tag::kArticle || (hints & kBodyHint)) return false;
    if ((hints & kAuthorHint) && whole_[id].letters <= kMaxPortraitLetters) return true;
    return (hints & kBoilerplateHint) != 0;
  }

  void MarkFurniture(bool believe_names) {
    for (NodeId i = 1; i < tree_.size(); ++i) {
      furniture_[i] = furniture_[tree_[i].parent] || (tree_[i].tag != Tag::kText && IsSmall(i) &&
                                                      NamesItselfFurniture(i, believe_names));
    }
  }

  // An element with most of the page's paragraphs is the page, whatever it is called, unless
  // something else calls itself the article's body.
  bool IsSmall(NodeId id) const {
    return whole_[id].prose <= kTooLargeForFurniture * whole_[0].prose ||
           (bodies_[0] - bodies_[id] >= kMinArticleLetters && bodies_[0] > 3 * bodies_[id]);
  }

  bool IsArticleElement(NodeId id) const { return SaysBody(id) || tree_[id].tag == Tag::kArticle; }

  // Letters, by node, of what stands in an element that calls itself the body.
  void SumUpBodies() {
    bodies_.assign(tree_.size(), 0);
    for (const Block& b : list_.blocks) {
      if (in_body_[b.node] && b.link_density() <= kParagraphLinkDensity)
        bodies_[b.node] += b.letters;
    }
    for (NodeId i = tree_.size(); i-- > 1;) bodies_[tree_[i].parent] += bodies_[i];
  }

  void MarkBelow(NodeId id) {
    std::fill(furniture_.begin() + id, furniture_.begin() + tree_[id].end, true);
  }

  // A heading that is a link announces another page; so does what little stands around it.
  void MarkTeasers() {
    for (const Block& b : list_.blocks) {
      if (!IsLinkedHeading(b) || furniture_[b.node] || IsTitle(b)) continue;
      NodeId top = b.node;
      while (top != 0) {
        const Sums& above = whole_[tree_[top].parent];
        if (above.linked_headings > 1 || above.letters > kMaxTeaserLetters) break;
        top = tree_[top].parent;
      }
      MarkBelow(top);
    }
  }

  // A list whose items begin with links that run into text is a list of other articles.
  void MarkTeaserLists() {
    std::vector<uint32_t> items(tree_.size(), 0), teasers(tree_.size(), 0);
    for (const Block& b : list_.blocks) {
      if (b.kind != Tag::kLi) continue;
      ++items[tree_[b.node].parent];
      teasers[tree_[b.node].parent] += BeginsWithLink(b);
    }
    for (NodeId i = 1; i < tree_.size(); ++i) {
      if (teasers[i] >= kMinTeasers && teasers[i] * 4 >= items[i] * 3) MarkBelow(i);
    }
  }

  bool BeginsWithLink(const Block& b) const {
    if (b.first_anchor == b.last_anchor || b.letters < kParagraphLetters) return false;
    const Anchor& anchor = list_.anchors[b.first_anchor];
    return anchor.begin == b.begin && anchor.end - anchor.begin >= kMinTeaserLinkBytes;
  }

  void MarkCaptions() {
    for (NodeId i = 1; i < tree_.size(); ++i) {
      const Tag tag = tree_[i].tag;
      if (furniture_[i] || tag == Tag::kText || whole_[i].letters > kMaxCaptionLetters) continue;
      if (tag == Tag::kFigure || tag == Tag::kFigcaption || (list_.hints[i] & kCaptionHint)) {
        MarkBelow(i);
      }
    }
  }

  static bool IsLinkedHeading(const Block& b) {
    return IsHeading(b.kind) && b.letters > 0 && b.link_density() > 0.8;
  }

  // In what calls itself the body, short lines count, too.
  double ShortProseOf(const Block& b) const {
    if (!in_body_[b.node] || IsHeading(b.kind) || b.link_density() > kParagraphLinkDensity)
      return 0;
    return 0.5 * (b.letters - b.link_letters);
  }

  void SumUp() {
    sums_.assign(tree_.size(), Sums());
    for (const Block& b : list_.blocks) {
      if (furniture_[b.node]) continue;
      const double prose = std::max(ProseOf(b), ShortProseOf(b));
      sums_[b.node].prose += prose;
      if (in_body_[b.node]) sums_[b.node].body_prose += prose;
      sums_[b.node].letters += b.letters;
      sums_[b.node].linked_headings += IsLinkedHeading(b);
    }
    for (NodeId i = tree_.size(); i-- > 1;) {
      Sums& above = sums_[tree_[i].parent];
      above.prose += sums_[i].prose;
      above.body_prose += sums_[i].body_prose;
      above.letters += sums_[i].letters;
      above.linked_headings += sums_[i].linked_headings;
    }
  }

  // The element with the most prose for the text in it, those that call themselves the article's
  // body preferred. Several parts of an article are held together by what is above them.
  void ChooseContainer() {
    container_ = 0;
    double best = 0;
    for (NodeId i = 0; i < tree_.size(); ++i) {
      const Sums& sums = sums_[i];
      if (sums.prose <= 0 || !CanHold(tree_[i].tag)) continue;
      const double score = sums.prose * std::sqrt(sums.prose / sums.letters) * Preference(i);
      if (score >= best) {
        best = score;
        container_ = i;
      }
    }
  }

  bool SaysBody(NodeId id) const {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::kHtml || tag == Tag::kBody) return false;
    return (list_.hints[id] & kBodyHint) != 0;
  }

  double Preference(NodeId id) const {
    const Tag tag = tree_[id].tag;
    const std::string_view itemprop = tree_.attribute(id, Attribute::kItemprop);
    if (itemprop.find("articleBody") != std::string_view::npos) return 1.8;
    // What holds several bodies close below, and little else, holds one in several parts.
    const double share = sums_[id].body_prose / sums_[id].prose;
    const double of_bodies = holds_bodies_[id] && share >= kMostlyBodies ? 1.0 + 0.5 * share : 1.0;
    return std::max(of_bodies, tag == Tag::kArticle ? 1.3 : tag == Tag::kMain ? 1.1 : 1.0);
  }

  static bool CanHold(Tag tag) {
    return IsBlock(tag) && tag != Tag::kP && tag != Tag::kLi && !IsHeading(tag);
  }

  // Of several <article>s in the container, the one under the headline.
  void NarrowToTitle() {
    if (!HasTitle()) return;
    NodeId article = tree_.Ancestor(list_.blocks[title_block_].node, Tag::kArticle);
    if (article > container_ && article < tree_[container_].end &&
        sums_[article].prose > kMinArticleShare * sums_[container_].prose) {
      container_ = article;
    }
  }

  bool IsTitle(const Block& b) const {
    if (title_.empty() || b.letters > 400) return false;
    const std::string text = HeadlineKey(list_.Text(b));
    if (text == title_) return true;
    return IsHeading(b.kind) &&
           (absl::StrContains(text, title_) ||
            (text.size() * 2 > title_.size() && absl::StrContains(title_, text)));
  }

  bool InContainer(const Block& b) const {
    return b.node >= container_ && b.node < tree_[container_].end && !furniture_[b.node];
  }

  void Select() {
    const auto count = static_cast<uint32_t>(list_.blocks.size());
    kept_.assign(count, false);
    uint32_t first = count, last = 0;  // Paragraphs of prose.
    for (uint32_t i = 0; i < count; ++i) {
      const Block& b = list_.blocks[i];
      kept_[i] = InContainer(b) && Keeps(b);
      if (kept_[i] && ProseOf(b) > 0) {
        first = std::min(first, i);
        last = i;
      }
    }
    for (uint32_t i = 0; i < count; ++i) {
      const Block& b = list_.blocks[i];
      if (HasTitle() && i < title_block_ && title_block_ < first) kept_[i] = false;
      const bool outside = i < first || i > last;
      if (outside && !SaysBody(container_) && b.letters < kParagraphLetters && !IsHeading(b.kind) &&
          !EndsSentence(b)) {
        kept_[i] = false;
      }
    }
    // A heading stands for the text below it.
    bool text_follows = false;
    for (uint32_t i = count; i-- > 0;) {
      if (!kept_[i]) continue;
      if (IsHeading(list_.blocks[i].kind)) {
        if (!text_follows) kept_[i] = false;
        text_follows = false;
      } else {
        text_follows = true;
      }
    }
  }

  // The summary between headline and body, where it stands outside the container.
  void AddDeck() {
    if (!HasTitle()) return;
    for (uint32_t i = title_block_ + 1; i < list_.blocks.size(); ++i) {
      const Block& b = list_.blocks[i];
      if (b.node >= container_) break;
      if (furniture_[b.node] || b.letters < 30 || b.letters > 600 || b.link_density() > 0.3 ||
          IsTitle(b))
        continue;
      if ((b.hints & kDeckHint) || IsDescription(b)) kept_[i] = true;
    }
  }

  // Lines that say where the text comes from belong to it wherever the site puts them: inside the
  // container, or right before or after it.
  void AddCredits() {
    const auto count = static_cast<uint32_t>(list_.blocks.size());
    uint32_t first = count, last = 0;
    for (uint32_t i = 0; i < count; ++i) {
      if (!kept_[i]) continue;
      first = std::min(first, i);
      last = i;
    }
    if (first == count) return;
    const uint32_t begin = first > kCreditReachBlocks ? first - kCreditReachBlocks : 0;
    for (uint32_t i = begin; i < std::min(count, last + 1 + kCreditReachBlocks); ++i) {
      if (!kept_[i] && !IsTitle(list_.blocks[i]) && MayBeCredit(list_.Text(list_.blocks[i])))
        kept_[i] = true;
    }
  }

  bool IsDescription(const Block& b) const {
    return !description_.empty() && HeadlineKey(list_.Text(b)) == description_;
  }

  bool EndsSentence(const Block& b) const {
    std::string_view text = list_.Text(b);
    for (const std::string_view quote : {"\"", "”", "’", "»", "“", ")"}) {
      if (text.ends_with(quote)) text.remove_suffix(quote.size());
    }
    for (const std::string_view mark : {".", "!", "?", "…", ":", "。", "！", "？", "।", "؟", "۔"}) {
      if (text.ends_with(mark)) return true;
    }
    return false;
  }

  bool Keeps(const Block& b) const {
    if (b.kind == Tag::kH1 || b.kind == Tag::kFigcaption || IsTitle(b)) return false;
    if (b.link_density() > 0.6) return false;
    const std::string_view text = list_.Text(b);
    if (IsFurnitureLine(text)) return false;
    if (LeadsToAnotherPage(text) && (b.link_letters > 0 || b.letters < kParagraphLetters))
      return false;
    if (AsksToSubscribe(text) && b.link_letters > 0) return false;
    if ((list_.hints[b.node] & kCaptionHint) && b.letters < 300) return false;
    if ((b.hints & (kBylineHint | kHeadlineHint)) && b.letters < 100 && !IsHeading(b.kind)) {
      return false;
    }
    if (b.kind == Tag::kDiv && b.letters < 30 && b.sentences == 0) return false;
    return true;
  }

  const HtmlTree& tree_;
  const BlockList& list_;
  const std::string title_, description_;  // Their keys.
  uint32_t title_block_ = 0;               // The number of blocks if there is none.
  std::vector<bool> in_body_;              // By node: it or one above says so.
  std::vector<bool> holds_bodies_;         // By node: it or one close below says so.
  std::vector<bool> furniture_;            // By node.
  std::vector<Sums> sums_;                 // By node, of all below it but furniture.
  std::vector<double> bodies_;             // By node: letters of all bodies below it.
  std::vector<Sums> whole_;                // Likewise, furniture and all.
  NodeId container_ = 0;
  std::vector<bool> kept_;  // By block.
};

}  // namespace

MainText FindMainText(const HtmlTree& tree, const BlockList& list,
                      const MainTextEvidence& evidence) {
  return Finder(tree, list, evidence).Find();
}

}  // namespace newsprint::page
