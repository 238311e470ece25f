#include "corpus/provenance.h"

#include <algorithm>

#include "corpus/edge_codec.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Whether a word stands in the span. Tokens ascend.
bool HasWord(const TokenizedText& text, Span span) {
  const auto first = std::ranges::lower_bound(text.tokens(), span.begin, {},
                                              [](const Token& token) { return token.span.begin; });
  return first != text.tokens().end() && first->span.end <= span.end;
}

bool CoversMost(std::span<const Span> spans, Span line) {
  uint32_t covered = 0;
  auto i = std::ranges::lower_bound(spans, line.begin, {}, [](Span span) { return span.end; });
  for (; i != spans.end() && i->begin < line.end; ++i) {
    covered += std::min(i->end, line.end) - std::max(i->begin, line.begin);
  }
  return 2 * covered > line.size();
}

}  // namespace

std::string_view PartKindName(PartKind kind) {
  switch (kind) {
    case PartKind::kParagraph:
      return "paragraph";
    case PartKind::kWords:
      return "words";
    case PartKind::kHeadline:
      return "headline";
    case PartKind::kCredit:
      return "credit";
    case PartKind::kPromo:
      return "promo";
    case PartKind::kRelated:
      return "related";
    case PartKind::kRights:
      return "rights";
    case PartKind::kPhoto:
      return "photo";
    case PartKind::kNavigation:
      return "navigation";
    case PartKind::kBoilerplate:
      return "boilerplate";
  }
  return "";
}

std::vector<TextPart> PartsOutside(const KnownText& known, std::span<const Span> shared,
                                   std::span<const Span> common) {
  std::vector<TextPart> parts;
  size_t next = 0;
  for (const TextPart& line : known.lines) {
    if (parts.size() >= kMaxPartsShown) break;
    while (next < shared.size() && shared[next].end <= line.span.begin) ++next;
    uint32_t begin = line.span.begin;
    bool whole = true;
    const auto add = [&](uint32_t end) {
      const Span piece{begin, end};
      if (begin >= end || !HasWord(known.text.tokens, piece)) return;
      PartKind kind = whole ? line.kind : PartKind::kWords;
      const bool is_story = kind == PartKind::kParagraph || kind == PartKind::kHeadline;
      if (is_story && CoversMost(common, piece)) kind = PartKind::kBoilerplate;
      parts.push_back({piece, kind});
    };
    for (size_t i = next; i < shared.size() && shared[i].begin < line.span.end; ++i) {
      whole = false;
      add(shared[i].begin);
      begin = std::max(begin, shared[i].end);
    }
    add(line.span.end);
  }
  if (parts.size() > kMaxPartsShown) parts.resize(kMaxPartsShown);
  return parts;
}

absl::StatusOr<OriginAnswer> AnswerOf(const OriginDecision& decision, const ArticleSummary* a,
                                      const ArticleSummary* b, const SummaryOf& third) {
  struct Identity {
    MatchSide side = MatchSide::kNeither;
    std::optional<ArticleSummary> summary;
  };
  const auto identify = [&](Ordinal ordinal) -> absl::StatusOr<Identity> {
    if (a != nullptr && a->ordinal == ordinal) return Identity{MatchSide::kA, *a};
    if (b != nullptr && b->ordinal == ordinal) return Identity{MatchSide::kB, *b};
    NEWSPRINT_ASSIGN_OR_RETURN(std::optional<ArticleSummary> summary, third(ordinal));
    return Identity{MatchSide::kNeither, std::move(summary)};
  };
  OriginAnswer answer{
      .kind = decision.kind, .source = decision.source, .confidence = decision.confidence};
  if (decision.kind == OriginKind::kArticle) {
    NEWSPRINT_ASSIGN_OR_RETURN(Identity identity, identify(decision.article));
    answer.side = identity.side;
    answer.article = std::move(identity.summary);
  }
  for (const OriginFact& fact : decision.facts) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Identity identity, identify(fact.article));
    answer.facts.push_back({.kind = fact.kind,
                            .against = fact.against,
                            .side = identity.side,
                            .article = identity.summary ? identity.summary->id : ArticleId(),
                            .source = fact.source,
                            .span = fact.span});
  }
  return answer;
}

MatchProvenance PartsOf(const ProvenanceSide& a, const ProvenanceSide& b, const Match& match) {
  return {.origin = {},
          .credits_a = a.known.credits,
          .credits_b = b.known.credits,
          .only_a = PartsOutside(a.known, HeldTextOf(0, match.passages, true).spans, a.common),
          .only_b = PartsOutside(b.known, HeldTextOf(0, match.passages, false).spans, b.common)};
}

SearchOrigins::SearchOrigins(const KnownText& asked, const SearchFindings& findings)
    : asked_summary_(asked.summary),
      asked_(asked.witness),
      finder_(
          [this](Ordinal ordinal) -> absl::StatusOr<const std::vector<HeldText>*> {
            return ordinal == asked_.ordinal ? &copies_ : &none_;
          },
          [this](Ordinal ordinal) -> absl::StatusOr<const OriginWitness*> {
            if (ordinal == asked_.ordinal) return &asked_;
            const auto found = witnesses_.find(ordinal);
            return found == witnesses_.end() ? nullptr : &found->second;
          }) {
  for (size_t i = 0; i < findings.matches.size(); ++i) {
    const FoundMatch& found = findings.matches[i];
    witnesses_.emplace(found.other.ordinal, findings.witnesses[i]);
    summaries_.emplace(found.other.ordinal, found.other);
    if (!IsCopy(found.match.relation)) continue;
    copies_.push_back(HeldTextOf(found.other.ordinal, found.match.passages, true));
  }
}

absl::StatusOr<OriginAnswer> SearchOrigins::Decide(const FoundMatch& found) const {
  NEWSPRINT_ASSIGN_OR_RETURN(
      const OriginDecision decision,
      finder_.Decide(asked_.ordinal, found.other.ordinal, found.match.passages));
  return AnswerOf(decision, &asked_summary_, &found.other,
                  [this](Ordinal ordinal) -> absl::StatusOr<std::optional<ArticleSummary>> {
                    const auto known = summaries_.find(ordinal);
                    if (known == summaries_.end()) return std::nullopt;
                    return known->second;
                  });
}

StoredOrigins::StoredOrigins(const Store& store, const Searcher& searcher,
                             const CallControl& control, Ordinal below)
    : store_(store),
      searcher_(searcher),
      control_(control),
      below_(below),
      finder_([this](Ordinal ordinal) { return CopiesOf(ordinal); },
              [this](Ordinal ordinal) { return WitnessOf(ordinal); }) {}

absl::StatusOr<OriginAnswer> StoredOrigins::Decide(const ArticleSummary& a, const ArticleSummary& b,
                                                   std::span<const Passage> passages) {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginDecision decision,
                             finder_.Decide(a.ordinal, b.ordinal, passages));
  return Answer(decision, &a, &b);
}

absl::StatusOr<OriginAnswer> StoredOrigins::DecideBetween(Ordinal a, Ordinal b,
                                                          std::span<const Passage> passages) {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginDecision decision, finder_.Decide(a, b, passages));
  return Answer(decision, nullptr, nullptr);
}

absl::StatusOr<OriginAnswer> StoredOrigins::DecideFor(const ArticleSummary& a, Ordinal copy,
                                                      std::span<const Passage> passages) {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginDecision decision,
                             finder_.Decide(a.ordinal, copy, passages));
  return Answer(decision, &a, nullptr);
}

absl::StatusOr<OriginAnswer> StoredOrigins::DecideAlone(const ArticleSummary& a) {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness* const witness, WitnessOf(a.ordinal));
  return Answer(witness == nullptr ? OriginDecision() : DecideOrigin(*witness), &a, nullptr);
}

absl::StatusOr<OriginAnswer> StoredOrigins::Answer(const OriginDecision& decision,
                                                   const ArticleSummary* a,
                                                   const ArticleSummary* b) const {
  return AnswerOf(decision, a, b,
                  [this](Ordinal ordinal) -> absl::StatusOr<std::optional<ArticleSummary>> {
                    const auto known = searcher_.Text(ordinal);
                    if (absl::IsNotFound(known.status())) return std::nullopt;
                    if (!known.ok()) return known.status();
                    return (*known)->summary;
                  });
}

absl::StatusOr<const std::vector<HeldText>*> StoredOrigins::CopiesOf(Ordinal ordinal) {
  const auto [known, is_new] = copies_.try_emplace(ordinal);
  if (!is_new) return &known->second;
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges, store_.ReadEdges(ordinal));
  for (const StoredEdge& edge : edges) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(edge.value));
    if (!IsCopy(match.relation)) continue;
    if (edge.newer >= below_) continue;
    const bool is_newer = edge.newer == ordinal;
    known->second.push_back(
        HeldTextOf(is_newer ? edge.older : edge.newer, match.passages, is_newer));
  }
  return &known->second;
}

absl::StatusOr<const OriginWitness*> StoredOrigins::WitnessOf(Ordinal ordinal) {
  const auto found = witnesses_.find(ordinal);
  if (found == witnesses_.end()) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
    absl::StatusOr<OriginWitness> read = searcher_.Witness(ordinal);
    if (!read.ok() && !absl::IsNotFound(read.status())) return read.status();
    std::optional<OriginWitness> witness;
    if (read.ok()) witness = *std::move(read);
    const auto& kept = witnesses_.emplace(ordinal, std::move(witness)).first->second;
    return kept ? &*kept : nullptr;
  }
  return found->second ? &*found->second : nullptr;
}

}  // namespace newsprint
