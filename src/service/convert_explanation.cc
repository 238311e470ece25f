// Why something is a match or none, as messages.
#include "service/convert.h"

namespace newsprint {
namespace {

v1::Gate::Comparison ComparisonToProto(GateKind kind) {
  switch (kind) {
    case GateKind::kAtLeast:
      return v1::Gate::COMPARISON_AT_LEAST;
    case GateKind::kBelow:
      return v1::Gate::COMPARISON_BELOW;
    case GateKind::kAtMost:
      return v1::Gate::COMPARISON_AT_MOST;
  }
  return v1::Gate::COMPARISON_UNSPECIFIED;
}

}  // namespace

void FillGates(const std::vector<Gate>& gates, v1::Match& proto) {
  for (const Gate& gate : gates) {
    v1::Gate& entry = *proto.add_gates();
    entry.set_relation(ToProto(gate.relation));
    entry.set_name(gate.name);
    entry.set_comparison(ComparisonToProto(gate.kind));
    entry.set_figure(gate.figure);
    entry.set_threshold(gate.threshold);
    entry.set_passed(gate.passed);
  }
}

v1::SearchExplanation ToProto(const SearchExplanation& explanation, const v1::ArticleSummary& a) {
  v1::SearchExplanation proto;
  proto.set_articles(static_cast<int64_t>(explanation.articles));
  proto.set_scheme(explanation.scheme);
  proto.set_anchors(static_cast<int64_t>(explanation.anchors));
  proto.set_common_anchors(static_cast<int64_t>(explanation.common_anchors));
  proto.set_max_postings(static_cast<int64_t>(explanation.max_postings));
  proto.set_max_candidates(static_cast<int64_t>(explanation.max_candidates));
  for (const NearMiss& miss : explanation.near_misses) {
    v1::NearMiss& entry = *proto.add_near_misses();
    *entry.mutable_match() = ToProto(miss.found.match, a, SummaryOf(miss.found.other));
    FillGates(miss.found.gates, *entry.mutable_match());
    entry.set_dropped_by(miss.dropped_by);
  }
  proto.set_total_near_misses(static_cast<int64_t>(explanation.total_near_misses));
  return proto;
}

}  // namespace newsprint
