// What the corpus answers, as messages.
#include <utility>

#include "newsprint/corpus/corpus.h"
#include "service/convert.h"
#include "service/convert_parts.h"

namespace newsprint {
namespace {

v1::IngestReport::Outcome OutcomeToProto(IngestOutcome outcome) {
  switch (outcome) {
    case IngestOutcome::kCreated:
      return v1::IngestReport::OUTCOME_CREATED;
    case IngestOutcome::kUnchanged:
      return v1::IngestReport::OUTCOME_UNCHANGED;
    case IngestOutcome::kRevised:
      return v1::IngestReport::OUTCOME_REVISED;
  }
  return v1::IngestReport::OUTCOME_UNSPECIFIED;
}

// Article and ArticleSummary have these fields by the same names.
template <typename From, typename Proto>
void FillFacts(const From& from, Proto& proto) {
  proto.set_name(ArticleName(from.id));
  proto.set_title(from.title);
  proto.set_uri(from.url);
  proto.set_publisher(from.publisher);
  proto.set_language_code(from.language);
  if (from.published_at) *proto.mutable_publish_time() = ToProto(*from.published_at);
  if (from.first_seen_at) *proto.mutable_first_seen_time() = ToProto(*from.first_seen_at);
}

void FillSignal(const OriginSignal& signal, v1::OriginSignal& proto) {
  proto.set_kind(static_cast<v1::OriginSignal::Kind>(signal.kind));
  proto.set_value(signal.value);
  if (!signal.span.empty()) FillSpan(signal.span, *proto.mutable_span());
}

static_assert(static_cast<int>(CreditType::kRights) + 1 == v1::CreditLine::TYPE_RIGHTS);
static_assert(static_cast<int>(OriginEvidence::kSameText) + 1 == v1::OriginFact::KIND_SAME_TEXT);
static_assert(static_cast<int>(PartKind::kBoilerplate) + 1 == v1::TextPart::KIND_BOILERPLATE);
static_assert(static_cast<int>(MatchSide::kB) == v1::SIDE_B);

v1::Side ToProto(MatchSide side) { return static_cast<v1::Side>(side); }

v1::Origin::Kind ToProto(OriginKind kind) {
  switch (kind) {
    case OriginKind::kUnknown:
      return v1::Origin::KIND_UNKNOWN;
    case OriginKind::kArticle:
      return v1::Origin::KIND_ARTICLE;
    case OriginKind::kAbsent:
      return v1::Origin::KIND_ABSENT_SOURCE;
  }
  return v1::Origin::KIND_UNSPECIFIED;
}

void FillCredit(const ArticleCredit& credit, v1::CreditLine& proto) {
  FillSpan(credit.span, *proto.mutable_span());
  proto.set_type(OneUp<v1::CreditLine::Type>(credit.type));
  proto.set_source(SourceResourceName(credit.source));
  proto.set_party(credit.name);
  if (!credit.name.empty()) FillSpan(credit.name_span, *proto.mutable_party_span());
  proto.set_own(credit.own);
  proto.set_confidence(credit.confidence);
}

void FillPart(const TextPart& part, v1::TextPart& proto) {
  FillSpan(part.span, *proto.mutable_span());
  proto.set_kind(OneUp<v1::TextPart::Kind>(part.kind));
}

}  // namespace

void FillSpan(Span span, v1::Span& proto) {
  proto.set_begin(static_cast<int32_t>(span.begin));
  proto.set_end(static_cast<int32_t>(span.end));
}

void FillOrigin(const OriginAnswer& origin, const v1::ArticleSummary& a,
                const v1::ArticleSummary& b, v1::Origin& proto) {
  proto.set_kind(ToProto(origin.kind));
  if (origin.side == MatchSide::kA) {
    *proto.mutable_article() = a;
  } else if (origin.side == MatchSide::kB) {
    *proto.mutable_article() = b;
  } else if (origin.article) {
    *proto.mutable_article() = SummaryOf(*origin.article);
  }
  proto.set_source(SourceResourceName(origin.source));
  proto.set_confidence(origin.confidence);
  for (const OriginAnswer::Fact& fact : origin.facts) {
    v1::OriginFact& added = *proto.add_facts();
    added.set_kind(OneUp<v1::OriginFact::Kind>(fact.kind));
    added.set_against(fact.against);
    added.set_side(ToProto(fact.side));
    if (fact.side == MatchSide::kNeither) {
      added.set_article(ArticleName(fact.article));
    } else {
      added.set_article(fact.side == MatchSide::kA ? a.name() : b.name());
    }
    added.set_source(SourceResourceName(fact.source));
    if (!fact.span.empty()) FillSpan(fact.span, *added.mutable_span());
  }
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  const int64_t seconds = absl::ToUnixSeconds(time);  // Rounds towards the past.
  proto.set_seconds(seconds);
  proto.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return proto;
}

v1::Relation ToProto(Relation relation) {
  for (const auto& [value, proto] : kRelations) {
    if (value == relation) return proto;
  }
  return v1::RELATION_UNSPECIFIED;
}

v1::ArticleSummary SummaryOf(const Article& article) {
  v1::ArticleSummary proto;
  FillFacts(article, proto);
  return proto;
}

v1::ArticleSummary SummaryOf(const ArticleSummary& summary) {
  v1::ArticleSummary proto;
  FillFacts(summary, proto);
  FillPlace(summary.revision, summary.ordinal, proto);
  return proto;
}

v1::ArticleSummary SummaryOf(const StoredArticle& stored) {
  v1::ArticleSummary proto = SummaryOf(stored.article);
  FillPlace(stored.revision, stored.ordinal, proto);
  return proto;
}

v1::Article ToProto(const StoredArticle& stored) {
  v1::Article proto;
  FillFacts(stored.article, proto);
  FillPlace(stored.revision, stored.ordinal, proto);
  proto.set_body(stored.article.body);
  for (const OriginSignal& signal : stored.article.signals) {
    FillSignal(signal, *proto.add_signals());
  }
  *proto.mutable_ingest_time() = ToProto(stored.ingested_at);
  return proto;
}

v1::Article ToProto(const StoredArticle& stored, const ArticleProvenance& provenance) {
  v1::Article proto = ToProto(stored);
  for (const ArticleCredit& credit : provenance.credits) FillCredit(credit, *proto.add_credits());
  FillOrigin(provenance.origin, SummaryOf(stored), {}, *proto.mutable_origin());
  return proto;
}

v1::Match ToProto(const Match& match, const v1::ArticleSummary& a, const v1::ArticleSummary& b) {
  v1::Match proto;
  *proto.mutable_a() = a;
  *proto.mutable_b() = b;
  proto.set_relation(ToProto(match.relation));
  proto.set_resemblance(match.resemblance);
  proto.set_containment_a(match.containment_a);
  proto.set_containment_b(match.containment_b);
  for (const Passage& passage : match.passages) {
    v1::Passage& added = *proto.add_passages();
    FillSpan(passage.a, *added.mutable_a());
    FillSpan(passage.b, *added.mutable_b());
    added.set_words(static_cast<int32_t>(passage.words));
  }
  proto.set_insufficient_evidence(match.insufficient_evidence);
  return proto;
}

v1::Match ToProto(const FoundMatch& found, const v1::ArticleSummary& a,
                  const v1::ArticleSummary& b) {
  v1::Match proto = ToProto(found.match, a, b);
  const MatchProvenance& provenance = found.provenance;
  proto.set_original_side(ToProto(provenance.origin.side));
  FillOrigin(provenance.origin, a, b, *proto.mutable_origin());
  for (const ArticleCredit& credit : provenance.credits_a) {
    FillCredit(credit, *proto.add_credits_a());
  }
  for (const ArticleCredit& credit : provenance.credits_b) {
    FillCredit(credit, *proto.add_credits_b());
  }
  for (const TextPart& part : provenance.only_a) FillPart(part, *proto.add_only_a());
  for (const TextPart& part : provenance.only_b) FillPart(part, *proto.add_only_b());
  FillGates(found.gates, proto);
  return proto;
}

v1::Match ToProto(const FoundMatch& found, const v1::ArticleSummary& a) {
  return ToProto(found, a, SummaryOf(found.other));
}

v1::SearchReport ToProto(const SearchReport& report, const v1::ArticleSummary& a) {
  v1::SearchReport proto;
  for (const FoundMatch& found : report.matches) *proto.add_matches() = ToProto(found, a);
  proto.set_total_matches(static_cast<int64_t>(report.total_matches));
  proto.set_truncated(report.truncated);
  proto.set_insufficient_evidence(report.insufficient_evidence);
  proto.mutable_work()->set_postings_read(static_cast<int64_t>(report.work.postings_read));
  proto.mutable_work()->set_candidates(static_cast<int64_t>(report.work.candidates));
  proto.mutable_work()->set_candidates_verified(
      static_cast<int64_t>(report.work.candidates_verified));
  if (report.explanation) *proto.mutable_explanation() = ToProto(*report.explanation, a);
  return proto;
}

v1::IngestReport ToProto(const IngestReport& report, const Article& article) {
  v1::IngestReport proto;
  proto.set_name(ArticleName(report.id));
  FillPlace(report.revision, report.ordinal, proto);
  proto.set_outcome(OutcomeToProto(report.outcome));
  v1::ArticleSummary a = SummaryOf(article);
  FillPlace(report.revision, report.ordinal, a);
  *proto.mutable_search() = ToProto(report.search, a);
  return proto;
}

}  // namespace newsprint
