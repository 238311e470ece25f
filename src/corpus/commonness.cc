#include "corpus/commonness.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "newsprint/text/shingle.h"

namespace newsprint {
namespace {

// A stretch that stands in this many stories that have nothing else in common is nobody's text. A
// statement that so many newsrooms quote is told by the first few; furniture passes this within a
// day.
constexpr size_t kCommonStories = 8;

// Holders of an anchor that are looked at: enough to meet kCommonStories stories among their
// copies, few enough that the most syndicated story costs no more than another.
constexpr size_t kMaxHolders = 64;

// The first token that belongs to the right one of two anchors.
uint32_t BorderBetween(const Anchor& left, const Anchor& right,
                       const std::vector<uint32_t>& sentences) {
  const auto first = left.position + static_cast<uint32_t>(kShingleTokens);
  const uint32_t middle = (first + right.position) / 2;
  if (first >= right.position) return middle;  // Their shingles touch.
  const auto after = std::ranges::lower_bound(sentences, middle);
  uint32_t border = UINT32_MAX;
  if (after != sentences.end() && *after <= right.position) border = *after;
  if (after != sentences.begin()) {
    const uint32_t before = *std::prev(after);
    if (before >= first && (border == UINT32_MAX || middle - before < border - middle))
      border = before;
  }
  return border == UINT32_MAX ? middle : border;
}

}  // namespace

AnchorCommonness CommonTextFinder::Classify(std::vector<Anchor> anchors) const {
  AnchorCommonness commonness;
  const std::vector<std::vector<uint64_t>> holders = index_.AnchorHolders(anchors, kMaxHolders);
  commonness.common.reserve(anchors.size());
  for (const std::vector<uint64_t>& ordinals : holders) {
    commonness.common.push_back(ordinals.size() >= kCommonStories &&
                                groups_.CountGroups(ordinals, kCommonStories) == kCommonStories);
  }
  commonness.anchors = std::move(anchors);
  return commonness;
}

std::vector<Span> CommonSpans(const AnchorCommonness& commonness, const PreparedText& text) {
  const std::vector<Anchor>& anchors = commonness.anchors;
  const TokenizedText& tokens = text.tokens;
  std::vector<Span> spans;
  for (size_t i = 0; i < anchors.size(); ++i) {
    if (!commonness.common[i]) continue;
    const auto border = [&](size_t left) {
      return BorderBetween(anchors[left], anchors[left + 1], text.marks.sentences);
    };
    const size_t begin = i == 0 ? 0 : border(i - 1);
    const size_t end = i + 1 == anchors.size() ? tokens.size() : border(i);
    if (begin >= end) continue;
    const Span span{tokens.span(begin).begin, tokens.span(end - 1).end};
    if (!spans.empty() && i > 0 && commonness.common[i - 1]) {
      spans.back().end = std::max(spans.back().end, span.end);
    } else {
      spans.push_back(span);
    }
  }
  return spans;
}

std::vector<Span> JoinSpans(std::vector<Span> a, const std::vector<Span>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::ranges::sort(a);
  std::vector<Span> joined;
  for (const Span span : a) {
    if (!joined.empty() && span.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

}  // namespace newsprint
