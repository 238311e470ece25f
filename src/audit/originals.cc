#include "audit/originals.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "newsprint/article/span.h"

namespace newsprint {
namespace {

// An original of which this share of the passages is spoken for is another version of one chosen.
constexpr double kSameText = 0.5;
// Versions that differ by less in resemblance to a copy are equally close to it.
constexpr double kEquallyClose = 0.01;

std::vector<Span> SidesOf(const Match& match) {
  std::vector<Span> spans;
  for (const Passage& passage : match.passages) spans.push_back(passage.a);
  std::ranges::sort(spans);
  return spans;
}

uint64_t BytesOf(const std::vector<Span>& spans) {
  uint64_t bytes = 0;
  for (const Span span : spans) bytes += span.size();
  return bytes;
}

uint64_t Shared(const std::vector<Span>& one, const std::vector<Span>& other) {
  uint64_t bytes = 0;
  for (const Span a : one) {
    for (const Span b : other) {
      const uint32_t begin = std::max(a.begin, b.begin);
      const uint32_t end = std::min(a.end, b.end);
      if (begin < end) bytes += end - begin;
    }
  }
  return bytes;
}

uint64_t WordsOf(const Match& match) {
  uint64_t words = 0;
  for (const Passage& passage : match.passages) words += passage.words;
  return words;
}

bool IsEarlier(const Neighbour& one, const Neighbour& other) {
  const auto& a = one.other.published_at;
  const auto& b = other.other.published_at;
  if (a && b && *a != *b) return *a < *b;
  return one.other.ordinal < other.other.ordinal;
}

// Of two versions of a text, the one that the copy is closer to; if neither is, the first.
bool IsLikelierVersion(const Neighbour& one, const Neighbour& than) {
  const double closer = one.match.resemblance - than.match.resemblance;
  return std::abs(closer) > kEquallyClose ? closer > 0 : IsEarlier(one, than);
}

}  // namespace

bool IsCopyRelation(Relation relation) {
  return relation != Relation::kUnrelated && relation != Relation::kTemplate &&
         relation != Relation::kQuote;
}

std::vector<const Neighbour*> ChooseOriginals(const Neighbourhood& neighbourhood) {
  std::vector<const Neighbour*> candidates;
  for (const Neighbour& one : neighbourhood.matches) {
    if (!IsCopyRelation(one.match.relation) || !one.origin) continue;
    if (one.origin->kind != OriginKind::kArticle || one.origin->article != one.other.ordinal) {
      // Another version of the source's, of which this copy may have more.
      const bool same_owner = one.origin->kind == OriginKind::kArticle &&
                              one.origin->article != neighbourhood.witness.ordinal;
      if (!same_owner || !one.witness.owner_is_source || !one.witness.credited.empty()) continue;
    }
    if (!one.witness.owner_is_source || one.witness.owner == neighbourhood.witness.owner) continue;
    candidates.push_back(&one);
  }
  std::ranges::sort(candidates, [](const Neighbour* x, const Neighbour* y) {
    const uint64_t words_x = WordsOf(x->match);
    const uint64_t words_y = WordsOf(y->match);
    return words_x != words_y ? words_x > words_y : x->other.ordinal < y->other.ordinal;
  });
  std::vector<const Neighbour*> chosen;
  for (const Neighbour* candidate : candidates) {
    const std::vector<Span> spans = SidesOf(candidate->match);
    const double enough = kSameText * static_cast<double>(BytesOf(spans));
    const auto same_text = std::ranges::find_if(chosen, [&](const Neighbour* one) {
      return static_cast<double>(Shared(spans, SidesOf(one->match))) > enough;
    });
    if (same_text == chosen.end()) {
      chosen.push_back(candidate);
    } else if ((*same_text)->witness.owner == candidate->witness.owner &&
               IsLikelierVersion(*candidate, **same_text)) {
      *same_text = candidate;
    }
  }
  return chosen;
}

std::optional<UnjudgedCopy> FindUnjudged(const Neighbourhood& neighbourhood,
                                         const SourceRegistry& registry) {
  const Neighbour* strongest = nullptr;
  for (const Neighbour& one : neighbourhood.matches) {
    if (!one.origin || !IsCopyRelation(one.match.relation)) continue;
    if (one.origin->kind == OriginKind::kArticle) return std::nullopt;  // An outlet's own.
    if (strongest == nullptr) strongest = &one;
  }
  const OriginWitness& witness = neighbourhood.witness;
  UnjudgedCopy unjudged;
  unjudged.source = strongest != nullptr && strongest->origin->kind == OriginKind::kAbsent
                        ? strongest->origin->source
                        : witness.credited;
  if (registry.FindSource(unjudged.source) == nullptr) unjudged.source.clear();
  if (strongest == nullptr && unjudged.source.empty()) return std::nullopt;
  if (!unjudged.source.empty() && unjudged.source == witness.owner) {
    return std::nullopt;  // Its own text, that others have.
  }
  if (witness.credited == unjudged.source) unjudged.credit = neighbourhood.credit;
  if (strongest != nullptr) {
    unjudged.other = strongest->other.id;
    unjudged.relation = strongest->match.relation;
  }
  return unjudged;
}

}  // namespace newsprint
