#include "apps/api_values.h"

#include <fmt/format.h>
#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr std::string_view kArticles = "articles/";

void SetTime(absl::Time time, google::protobuf::Timestamp& to) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  to.set_seconds(seconds);
  to.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
}

absl::Time TimeOf(const google::protobuf::Timestamp& from) {
  return absl::FromUnixSeconds(from.seconds()) + absl::Nanoseconds(from.nanos());
}

// An enumerator is called as in reports, with a prefix.
std::string EnumeratorName(std::string_view relation) {
  return fmt::format("RELATION_{}", relation);
}

absl::StatusOr<Relation> RelationOf(v1::Relation from) {
  static constexpr Relation kAll[] = {
      Relation::kUnrelated, Relation::kIdentical, Relation::kRevision,
      Relation::kTemplate,  Relation::kQuote,     Relation::kReprint,
      Relation::kEmbedded,  Relation::kAbridged,  Relation::kExcerpt};
  for (const Relation relation : kAll) {
    if (v1::Relation_Name(from) == EnumeratorName(RelationName(relation))) return relation;
  }
  return absl::InternalError(fmt::format(
      "the server gave a relation that this version does not know: {}", static_cast<int>(from)));
}

absl::StatusOr<ArticleSummary> SummaryOf(const v1::ArticleSummary& from) {
  ArticleSummary summary;
  if (!from.name().empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdOf(from.name()));
    NEWSPRINT_ASSIGN_OR_RETURN(summary.id, ArticleId::Create(id));
  }
  summary.revision = static_cast<uint32_t>(from.revision());
  summary.ordinal = static_cast<Ordinal>(from.ordinal());
  summary.title = from.title();
  summary.url = from.uri();
  summary.publisher = from.publisher();
  summary.language = from.language_code();
  if (from.has_publish_time()) summary.published_at = TimeOf(from.publish_time());
  if (from.has_first_seen_time()) summary.first_seen_at = TimeOf(from.first_seen_time());
  return summary;
}

Span SpanOf(const v1::Span& from) {
  return {static_cast<uint32_t>(from.begin()), static_cast<uint32_t>(from.end())};
}

// The API's zeroes are "never sent", and its further numbers those of the corpus, one up. A number
// of a later version is taken for the last that this one knows.
template <typename Enum>
Enum OneDown(int value, Enum last) {
  return static_cast<Enum>(std::clamp(value - 1, 0, static_cast<int>(last)));
}

std::string SourceIdOf(std::string_view name) {
  return std::string(name.substr(std::min(name.find('/') + 1, name.size())));
}

TextPart PartOf(const v1::TextPart& from) {
  return {SpanOf(from.span()), OneDown(from.kind(), PartKind::kBoilerplate)};
}

absl::StatusOr<ArticleId> OptionalId(const std::string& name) {
  if (name.empty()) return ArticleId();
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdOf(name));
  return ArticleId::Create(id);
}

absl::StatusOr<GateKind> GateKindOf(v1::Gate::Comparison comparison) {
  switch (comparison) {
    case v1::Gate::COMPARISON_AT_LEAST:
      return GateKind::kAtLeast;
    case v1::Gate::COMPARISON_BELOW:
      return GateKind::kBelow;
    case v1::Gate::COMPARISON_AT_MOST:
      return GateKind::kAtMost;
    default:
      return absl::InternalError(
          absl::StrCat("the server sent a comparison that is not known: ", comparison));
  }
}

}  // namespace

ArticleCredit FromMessage(const v1::CreditLine& message) {
  return {.span = SpanOf(message.span()),
          .type = OneDown(message.type(), CreditType::kRights),
          .source = SourceIdOf(message.source()),
          .name = message.party(),
          .name_span = SpanOf(message.party_span()),
          .own = message.own(),
          .confidence = message.confidence()};
}

absl::StatusOr<OriginAnswer> FromMessage(const v1::Origin& message) {
  OriginAnswer origin{.source = SourceIdOf(message.source()), .confidence = message.confidence()};
  if (message.kind() == v1::Origin::KIND_ARTICLE) origin.kind = OriginKind::kArticle;
  if (message.kind() == v1::Origin::KIND_ABSENT_SOURCE) origin.kind = OriginKind::kAbsent;
  if (message.has_article()) {
    NEWSPRINT_ASSIGN_OR_RETURN(origin.article, SummaryOf(message.article()));
  }
  for (const v1::OriginFact& fact : message.facts()) {
    OriginAnswer::Fact& added = origin.facts.emplace_back();
    added.kind = OneDown(fact.kind(), OriginEvidence::kSameText);
    added.against = fact.against();
    added.side = static_cast<MatchSide>(fact.side());
    NEWSPRINT_ASSIGN_OR_RETURN(added.article, OptionalId(fact.article()));
    added.source = SourceIdOf(fact.source());
    added.span = SpanOf(fact.span());
  }
  return origin;
}

std::string ResourceName(std::string_view id) { return fmt::format("{}{}", kArticles, id); }

absl::StatusOr<std::string> IdOf(std::string_view name) {
  if (!name.starts_with(kArticles)) {
    return absl::InternalError(fmt::format("the server gave a name of no article: '{}'", name));
  }
  return std::string(name.substr(kArticles.size()));
}

v1::Article ToMessage(const Article& article) {
  v1::Article message;
  if (!article.id.empty()) message.set_name(ResourceName(article.id.value()));
  message.set_body(article.body);
  message.set_title(article.title);
  message.set_uri(article.url);
  message.set_publisher(article.publisher);
  message.set_language_code(article.language);
  if (article.published_at) SetTime(*article.published_at, *message.mutable_publish_time());
  if (article.first_seen_at) SetTime(*article.first_seen_at, *message.mutable_first_seen_time());
  for (const OriginSignal& signal : article.signals) {
    v1::OriginSignal& added = *message.add_signals();
    added.set_kind(static_cast<v1::OriginSignal::Kind>(signal.kind));
    added.set_value(signal.value);
    if (signal.span.empty()) continue;
    added.mutable_span()->set_begin(static_cast<int32_t>(signal.span.begin));
    added.mutable_span()->set_end(static_cast<int32_t>(signal.span.end));
  }
  return message;
}

v1::MatchFilter FilterOf(const Invocation& call) {
  v1::MatchFilter filter;
  for (const std::string& name : call.Texts("--relation")) {
    v1::Relation relation{};
    // The table of flags lets nothing else through.
    if (v1::Relation_Parse(EnumeratorName(name), &relation)) filter.add_relations(relation);
  }
  filter.set_min_containment(call.Share("--min-containment").value_or(0));
  filter.set_publisher(call.Text("--only-publisher"));
  filter.set_exclude_publisher(call.Text("--not-publisher"));
  filter.set_exclude_own_publisher(call.Has("--not-own"));
  filter.set_language_code(call.Text("--only-language"));
  if (const auto from = call.Time("--from")) SetTime(*from, *filter.mutable_start_publish_time());
  if (const auto to = call.Time("--to")) SetTime(*to, *filter.mutable_end_publish_time());
  return filter;
}

v1::ArticleFilter SourceOf(const Invocation& call) {
  v1::ArticleFilter source;
  source.set_publisher(call.Text("--source"));
  source.set_domain(call.Text("--domain"));
  if (const auto since = call.Time("--since")) {
    SetTime(*since, *source.mutable_start_publish_time());
  }
  if (const auto until = call.Time("--until")) SetTime(*until, *source.mutable_end_publish_time());
  return source;
}

absl::StatusOr<ExportedArticle> FromMessage(v1::Article&& message) {
  ExportedArticle exported;
  Article& article = exported.article;
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdOf(message.name()));
  NEWSPRINT_ASSIGN_OR_RETURN(article.id, ArticleId::Create(id));
  article.body = std::move(*message.mutable_body());
  article.title = std::move(*message.mutable_title());
  article.url = std::move(*message.mutable_uri());
  article.publisher = std::move(*message.mutable_publisher());
  article.language = std::move(*message.mutable_language_code());
  if (message.has_publish_time()) article.published_at = TimeOf(message.publish_time());
  if (message.has_first_seen_time()) article.first_seen_at = TimeOf(message.first_seen_time());
  for (v1::OriginSignal& signal : *message.mutable_signals()) {
    article.signals.push_back({.kind = static_cast<SignalKind>(signal.kind()),
                               .value = std::move(*signal.mutable_value()),
                               .span = SpanOf(signal.span())});
  }
  exported.revision = static_cast<uint32_t>(message.revision());
  return exported;
}

absl::StatusOr<PairReport> FromMessage(const v1::Match& message) {
  PairReport pair;
  NEWSPRINT_ASSIGN_OR_RETURN(pair.a, SummaryOf(message.a()));
  NEWSPRINT_ASSIGN_OR_RETURN(pair.b, SummaryOf(message.b()));
  NEWSPRINT_ASSIGN_OR_RETURN(pair.match.relation, RelationOf(message.relation()));
  pair.match.resemblance = message.resemblance();
  pair.match.containment_a = message.containment_a();
  pair.match.containment_b = message.containment_b();
  pair.match.insufficient_evidence = message.insufficient_evidence();
  NEWSPRINT_ASSIGN_OR_RETURN(pair.provenance.origin, FromMessage(message.origin()));
  pair.provenance.origin.side = static_cast<MatchSide>(message.original_side());
  for (const v1::CreditLine& credit : message.credits_a()) {
    pair.provenance.credits_a.push_back(FromMessage(credit));
  }
  for (const v1::CreditLine& credit : message.credits_b()) {
    pair.provenance.credits_b.push_back(FromMessage(credit));
  }
  for (const v1::TextPart& part : message.only_a()) {
    pair.provenance.only_a.push_back(PartOf(part));
  }
  for (const v1::TextPart& part : message.only_b()) {
    pair.provenance.only_b.push_back(PartOf(part));
  }
  for (const v1::Passage& passage : message.passages()) {
    pair.match.passages.push_back(
        {SpanOf(passage.a()), SpanOf(passage.b()), static_cast<uint32_t>(passage.words())});
  }
  for (const v1::Gate& gate : message.gates()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Relation relation, RelationOf(gate.relation()));
    NEWSPRINT_ASSIGN_OR_RETURN(const GateKind kind, GateKindOf(gate.comparison()));
    pair.gates.push_back(
        {relation, gate.name(), kind, gate.figure(), gate.threshold(), gate.passed()});
  }
  return pair;
}

absl::StatusOr<SearchExplanation> FromMessage(const v1::SearchExplanation& message) {
  SearchExplanation explanation;
  explanation.articles = static_cast<uint64_t>(message.articles());
  explanation.scheme = message.scheme();
  explanation.anchors = static_cast<uint64_t>(message.anchors());
  explanation.common_anchors = static_cast<uint64_t>(message.common_anchors());
  explanation.max_postings = static_cast<uint64_t>(message.max_postings());
  explanation.max_candidates = static_cast<uint64_t>(message.max_candidates());
  for (const v1::NearMiss& miss : message.near_misses()) {
    NEWSPRINT_ASSIGN_OR_RETURN(PairReport pair, FromMessage(miss.match()));
    explanation.near_misses.push_back(
        {{std::move(pair.match), std::move(pair.b), {}, std::move(pair.gates)}, miss.dropped_by()});
  }
  explanation.total_near_misses = static_cast<uint64_t>(message.total_near_misses());
  return explanation;
}

absl::StatusOr<Story> FromMessage(const v1::Story& message) {
  Story story;
  NEWSPRINT_ASSIGN_OR_RETURN(story.origin, FromMessage(message.origin()));
  NEWSPRINT_ASSIGN_OR_RETURN(story.original, OptionalId(message.original()));
  story.truncated = message.truncated();
  for (const v1::StoryArticle& one : message.articles()) {
    StoryArticle& article = story.articles.emplace_back();
    NEWSPRINT_ASSIGN_OR_RETURN(article.summary, SummaryOf(one.article()));
    for (const v1::StoryRevision& revision : one.revisions()) {
      RevisionMark& mark = article.revisions.emplace_back();
      mark.revision = static_cast<uint32_t>(revision.revision());
      mark.ordinal = static_cast<Ordinal>(revision.ordinal());
      mark.first_seen_at = TimeOf(revision.first_seen_time());
      if (revision.has_publish_time()) mark.published_at = TimeOf(revision.publish_time());
    }
    if (one.made_from_revision() > 0) {
      article.made_from_revision = static_cast<uint32_t>(one.made_from_revision());
    }
    if (article.revisions.empty()) {
      return absl::InternalError("the server gave an article of a story without a revision");
    }
  }
  if (story.articles.empty())
    return absl::InternalError("the server gave a story without articles");
  story.id = story.articles.front().summary.id;
  for (const v1::PublisherShare& share : message.publishers()) {
    story.publishers.push_back({.publisher = share.publisher(),
                                .articles = static_cast<uint64_t>(share.articles()),
                                .first_seen_at = TimeOf(share.first_seen_time())});
  }
  return story;
}

absl::StatusOr<MatchEvent> FromMessage(const v1::MatchEvent& message) {
  MatchEvent event;
  event.kind = OneDown(message.kind(), MatchEventKind::kWithdrawn);
  event.ordinal = static_cast<Ordinal>(message.ordinal());
  if (event.kind == MatchEventKind::kWithdrawn) {
    NEWSPRINT_ASSIGN_OR_RETURN(event.a, SummaryOf(message.match().a()));
    NEWSPRINT_ASSIGN_OR_RETURN(event.b, SummaryOf(message.match().b()));
  } else {
    NEWSPRINT_ASSIGN_OR_RETURN(PairReport pair, FromMessage(message.match()));
    event.a = std::move(pair.a);
    event.b = std::move(pair.b);
    event.match = std::move(pair.match);
    event.provenance = std::move(pair.provenance);
  }
  if (message.has_old()) {
    OldVerdict& old = event.old.emplace();
    NEWSPRINT_ASSIGN_OR_RETURN(old.match.relation, RelationOf(message.old().relation()));
    old.match.resemblance = message.old().resemblance();
    old.match.containment_a = message.old().containment_a();
    old.match.containment_b = message.old().containment_b();
    if (message.old().has_origin()) {
      NEWSPRINT_ASSIGN_OR_RETURN(old.origin, FromMessage(message.old().origin()));
    }
  }
  return event;
}

}  // namespace newsprint
