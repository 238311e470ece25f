#include "corpus/origins.h"

#include <algorithm>

namespace newsprint {
namespace {

// A third article holds what two share if this share of it stands in the third too.
constexpr double kSiblingOverlap = 0.5;

bool IsCopy(Relation relation) {
  return relation != Relation::kUnrelated && relation != Relation::kTemplate &&
         relation != Relation::kQuote;
}

std::vector<Span> SideOf(const Edge& edge, Ordinal ordinal) {
  std::vector<Span> spans;
  for (const Passage& passage : edge.match.passages) {
    spans.push_back(edge.newer == ordinal ? passage.a : passage.b);
  }
  std::ranges::sort(spans);
  return spans;
}

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

OriginTable::OriginTable(const std::vector<Edge>& edges,
                         const std::unordered_map<Ordinal, OriginWitness>& witnesses)
    : edges_(edges), witnesses_(witnesses) {
  for (uint32_t i = 0; i < edges.size(); ++i) {
    if (!IsCopy(edges[i].match.relation)) continue;
    edges_of_[edges[i].newer].push_back(i);
    edges_of_[edges[i].older].push_back(i);
  }
}

OriginDecision OriginTable::Decide(const Edge& edge) const {
  const auto newer = witnesses_.find(edge.newer);
  const auto older = witnesses_.find(edge.older);
  if (newer == witnesses_.end() || older == witnesses_.end()) return {};
  std::unordered_set<Ordinal> holders;
  AddSiblings(edge.newer, edge.older, SideOf(edge, edge.newer), holders);
  AddSiblings(edge.older, edge.newer, SideOf(edge, edge.older), holders);
  std::vector<OriginWitness> siblings;
  for (const Ordinal ordinal : holders) {
    const auto witness = witnesses_.find(ordinal);
    if (witness != witnesses_.end()) siblings.push_back(witness->second);
  }
  return DecideOrigin(newer->second, older->second, siblings);
}

void OriginTable::AddSiblings(Ordinal of, Ordinal than, const std::vector<Span>& shared,
                              std::unordered_set<Ordinal>& siblings) const {
  const auto found = edges_of_.find(of);
  if (found == edges_of_.end()) return;
  const auto needed = static_cast<uint64_t>(kSiblingOverlap * static_cast<double>(Size(shared)));
  for (const uint32_t index : found->second) {
    const Edge& edge = edges_[index];
    const Ordinal sibling = edge.newer == of ? edge.older : edge.newer;
    if (sibling == than || Overlap(shared, SideOf(edge, of)) < needed) continue;
    siblings.insert(sibling);
  }
}

}  // namespace newsprint
