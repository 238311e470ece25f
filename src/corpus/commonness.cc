#include "corpus/commonness.h"

#include <algorithm>

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

std::vector<Span> CommonSpans(const AnchorCommonness& commonness, const TokenizedText& tokens) {
  const std::vector<Anchor>& anchors = commonness.anchors;
  std::vector<Span> spans;
  for (size_t i = 0; i < anchors.size(); ++i) {
    if (!commonness.common[i]) continue;
    const auto middle = [&](size_t left, size_t right) {
      return (anchors[left].position + kShingleTokens + anchors[right].position) / 2;
    };
    const size_t begin = i == 0 ? 0 : middle(i - 1, i);
    const size_t end = i + 1 == anchors.size() ? tokens.size() : middle(i, i + 1);
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
