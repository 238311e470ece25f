#include "corpus/origins.h"

#include <algorithm>

#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// A third article holds what two share if this share of it stands in the third too.
constexpr double kSiblingOverlap = 0.5;

uint64_t Size(const std::vector<Span>& spans) {
  uint64_t bytes = 0;
  for (const Span span : spans) bytes += span.size();
  return bytes;
}

// Both ascending and disjoint.
uint64_t Overlap(const std::vector<Span>& a, const std::vector<Span>& b) {
  uint64_t bytes = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint32_t begin = std::max(a[i].begin, b[j].begin);
    const uint32_t end = std::min(a[i].end, b[j].end);
    if (begin < end) bytes += end - begin;
    a[i].end < b[j].end ? ++i : ++j;
  }
  return bytes;
}

}  // namespace

HeldText HeldTextOf(Ordinal other, std::span<const Passage> passages, bool side_a) {
  HeldText held{.other = other, .spans = {}};
  held.spans.reserve(passages.size());
  for (const Passage& passage : passages) held.spans.push_back(side_a ? passage.a : passage.b);
  std::ranges::sort(held.spans);
  return held;
}

bool IsCopy(Relation relation) {
  return relation != Relation::kUnrelated && relation != Relation::kTemplate &&
         relation != Relation::kQuote;
}

absl::StatusOr<OriginDecision> OriginFinder::Decide(Ordinal a, Ordinal b,
                                                    std::span<const Passage> passages) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness* const witness_a, witnesses_(a));
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness* const witness_b, witnesses_(b));
  if (witness_a == nullptr || witness_b == nullptr) return OriginDecision();
  std::unordered_set<Ordinal> holders;
  NEWSPRINT_RETURN_IF_ERROR(AddSiblings(a, HeldTextOf(b, passages, true), holders));
  NEWSPRINT_RETURN_IF_ERROR(AddSiblings(b, HeldTextOf(a, passages, false), holders));
  std::vector<OriginWitness> siblings;
  for (const Ordinal ordinal : holders) {
    NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness* const witness, witnesses_(ordinal));
    if (witness != nullptr) siblings.push_back(*witness);
  }
  return DecideOrigin(*witness_a, *witness_b, siblings);
}

absl::Status OriginFinder::AddSiblings(Ordinal of, const HeldText& shared,
                                       std::unordered_set<Ordinal>& siblings) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<HeldText>* const copies, copies_(of));
  const auto needed =
      static_cast<uint64_t>(kSiblingOverlap * static_cast<double>(Size(shared.spans)));
  for (const HeldText& copy : *copies) {
    if (copy.other == shared.other || copy.other == of) continue;
    if (Overlap(shared.spans, copy.spans) >= needed) siblings.insert(copy.other);
  }
  return absl::OkStatus();
}

}  // namespace newsprint
