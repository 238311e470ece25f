#include "service/convert.h"

#include <array>
#include <cstdint>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "newsprint/article/status.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr std::string_view kArticlePrefix = "articles/";
// Of google.protobuf.Timestamp: the years 1 to 9999.
constexpr int64_t kMinTimestampSeconds = -62'135'596'800;
constexpr int64_t kMaxTimestampSeconds = 253'402'300'799;

// The names of the floors below in front of their messages, and those of the API.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFieldNames = {{
    {"id", "name"},
    {"body", "body"},
    {"title", "title"},
    {"url", "uri"},
    {"publisher", "publisher"},
    {"language", "language_code"},
    {"published_at", "publish_time"},
    {"first_seen_at", "first_seen_time"},
    {"domain", "domain"},
}};

// The verdicts of both sides. kUnrelated stands last in the API, whose zero means "no verdict".
constexpr std::array<std::pair<Relation, v1::Relation>, 9> kRelations = {{
    {Relation::kIdentical, v1::RELATION_IDENTICAL},
    {Relation::kRevision, v1::RELATION_REVISION},
    {Relation::kTemplate, v1::RELATION_TEMPLATE},
    {Relation::kQuote, v1::RELATION_QUOTE},
    {Relation::kReprint, v1::RELATION_REPRINT},
    {Relation::kEmbedded, v1::RELATION_EMBEDDED},
    {Relation::kAbridged, v1::RELATION_ABRIDGED},
    {Relation::kExcerpt, v1::RELATION_EXCERPT},
    {Relation::kUnrelated, v1::RELATION_UNRELATED},
}};

// The API's kinds of signals have the numbers of the corpus's.
static_assert(static_cast<int>(v1::OriginSignal::KIND_CANONICAL) ==
              static_cast<int>(SignalKind::kCanonical));
static_assert(static_cast<int>(v1::OriginSignal::Kind_MAX) == static_cast<int>(SignalKind::kLink));

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

std::string Path(std::string_view parent, std::string_view field) {
  return parent.empty() ? std::string(field) : absl::StrCat(View(parent), ".", View(field));
}

// A message of a floor below, "url: not UTF-8 at byte 3", as a violation of the API's field.
absl::Status AsFieldError(const absl::Status& status, std::string_view parent) {
  if (absl::StartsWith(status.message(), "signals")) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(status.message(), absl::MaxSplits(": ", 1));
    return FieldError(Path(parent, {parts.first.data(), parts.first.size()}),
                      {parts.second.data(), parts.second.size()});
  }
  for (const auto& [domain_name, api_name] : kFieldNames) {
    const std::string prefix = absl::StrCat(View(domain_name), ": ");
    if (absl::StartsWith(status.message(), prefix)) {
      const absl::string_view why = status.message().substr(prefix.size());
      return FieldError(Path(parent, api_name), {why.data(), why.size()});
    }
  }
  return status;
}

// For an error message: printable, and not longer than a line.
std::string Quoted(std::string_view value) {
  constexpr size_t kMaxBytes = 80;
  const std::string escaped = absl::CEscape(View(value.substr(0, kMaxBytes)));
  return absl::StrCat("\"", escaped, value.size() > kMaxBytes ? "..." : "", "\"");
}

absl::StatusOr<Relation> RelationFromProto(int value) {
  for (const auto& [relation, proto] : kRelations) {
    if (proto == value && relation != Relation::kUnrelated) return relation;
  }
  const std::string& name = v1::Relation_Name(static_cast<v1::Relation>(value));
  return absl::InvalidArgumentError(
      absl::StrCat(name.empty() ? absl::StrCat(value) : name, " is no relation to filter by"));
}

void FillSpan(Span span, v1::Span& proto) {
  proto.set_begin(static_cast<int32_t>(span.begin));
  proto.set_end(static_cast<int32_t>(span.end));
}

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

absl::StatusOr<OriginSignal> SignalFromProto(v1::OriginSignal&& proto, const std::string& field) {
  if (proto.kind() == v1::OriginSignal::KIND_UNSPECIFIED ||
      !v1::OriginSignal::Kind_IsValid(proto.kind())) {
    return FieldError(Path(field, "kind"),
                      absl::StrCat(static_cast<int>(proto.kind()), " is no kind of signal"));
  }
  const v1::Span& span = proto.span();
  if (span.begin() < 0 || span.end() < span.begin()) {
    return FieldError(Path(field, "span"),
                      absl::StrCat(span.begin(), " to ", span.end(), " is no span"));
  }
  return OriginSignal{
      .kind = static_cast<SignalKind>(proto.kind()),
      .value = std::move(*proto.mutable_value()),
      .span = {static_cast<uint32_t>(span.begin()), static_cast<uint32_t>(span.end())}};
}

void FillSignal(const OriginSignal& signal, v1::OriginSignal& proto) {
  proto.set_kind(static_cast<v1::OriginSignal::Kind>(signal.kind));
  proto.set_value(signal.value);
  if (!signal.span.empty()) FillSpan(signal.span, *proto.mutable_span());
}

// One end of a window.
absl::StatusOr<absl::Time> BoundFromProto(const google::protobuf::Timestamp& proto,
                                          const std::string& field) {
  if (proto.seconds() < kMinTimestampSeconds || proto.seconds() > kMaxTimestampSeconds) {
    return FieldError(field, absl::StrCat(proto.seconds(), " seconds, the range is ",
                                          kMinTimestampSeconds, " to ", kMaxTimestampSeconds));
  }
  return TimeFromProto(proto, field);
}

// Both filters have the window by the same names.
template <typename Proto, typename Filter>
absl::Status WindowFromProto(const Proto& proto, std::string_view field, Filter& filter) {
  const std::string start = Path(field, "start_publish_time");
  const std::string end = Path(field, "end_publish_time");
  if (proto.has_start_publish_time()) {
    NEWSPRINT_ASSIGN_OR_RETURN(filter.published_from,
                               BoundFromProto(proto.start_publish_time(), start));
  }
  if (proto.has_end_publish_time()) {
    NEWSPRINT_ASSIGN_OR_RETURN(filter.published_to, BoundFromProto(proto.end_publish_time(), end));
  }
  if (filter.published_to < filter.published_from) {
    return FieldError(end, "is before start_publish_time");
  }
  return absl::OkStatus();
}

// The API's enumerators have the corpus's numbers, one up: its zeroes are "never sent".
template <typename Proto, typename Enum>
Proto OneUp(Enum value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}
static_assert(static_cast<int>(CreditType::kRights) + 1 == v1::CreditLine::TYPE_RIGHTS);
static_assert(static_cast<int>(OriginEvidence::kFirstSeen) + 1 == v1::OriginFact::KIND_FIRST_SEEN);
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

// `a` and `b` are as the answer has them.
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

template <typename Proto>
void FillPlace(uint32_t revision, Ordinal ordinal, Proto& proto) {
  proto.set_revision(static_cast<int32_t>(revision));
  proto.set_ordinal(static_cast<int64_t>(ordinal));
}

}  // namespace

std::string ArticleName(const ArticleId& id) {
  return id.empty() ? std::string() : absl::StrCat(View(kArticlePrefix), id.value());
}

std::string SourceResourceName(std::string_view id) {
  return id.empty() ? std::string() : absl::StrCat("sources/", View(id));
}

absl::StatusOr<ArticleId> ArticleIdFromName(std::string_view name, std::string_view field) {
  if (name.empty()) return FieldError(field, "must not be empty");
  if (!name.starts_with(kArticlePrefix)) {
    return FieldError(field, absl::StrCat("must be articles/{id}, not ", Quoted(name)));
  }
  absl::StatusOr<ArticleId> id = ArticleId::Create(name.substr(kArticlePrefix.size()));
  if (id.ok()) return id;
  const absl::string_view why = absl::StripPrefix(id.status().message(), "id: ");
  return FieldError(field, {why.data(), why.size()});
}

absl::StatusOr<absl::Time> TimeFromProto(const google::protobuf::Timestamp& proto,
                                         std::string_view field) {
  if (proto.nanos() < 0 || proto.nanos() > 999'999'999) {
    return FieldError(field, absl::StrCat(proto.nanos(), " nanos, the range is 0 to 999999999"));
  }
  return absl::FromUnixSeconds(proto.seconds()) + absl::Nanoseconds(proto.nanos());
}

absl::StatusOr<Article> ArticleFromProto(v1::Article&& proto, const ArticleLimits& limits,
                                         Naming naming, std::string_view field) {
  Article article;
  if (!proto.name().empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.id, ArticleIdFromName(proto.name(), Path(field, "name")));
  }
  article.body = std::move(*proto.mutable_body());
  article.title = std::move(*proto.mutable_title());
  article.url = std::move(*proto.mutable_uri());
  article.publisher = std::move(*proto.mutable_publisher());
  article.language = std::move(*proto.mutable_language_code());
  if (proto.has_publish_time()) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.published_at,
                               TimeFromProto(proto.publish_time(), Path(field, "publish_time")));
  }
  if (proto.has_first_seen_time()) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        article.first_seen_at,
        TimeFromProto(proto.first_seen_time(), Path(field, "first_seen_time")));
  }
  for (int i = 0; i < proto.signals_size(); ++i) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.signals.emplace_back(),
                               SignalFromProto(std::move(*proto.mutable_signals(i)),
                                               Path(field, absl::StrCat("signals[", i, "]"))));
  }
  const bool nameless = article.id.empty();
  if (nameless) article.id = ArticleId::Derive(article.publisher, article.url, article.body);
  const absl::Status valid = ValidateArticle(article, limits);
  if (!valid.ok()) return AsFieldError(valid, field);
  if (nameless && naming == Naming::kNone) article.id = ArticleId();
  return article;
}

absl::StatusOr<MatchFilter> MatchFilterFromProto(const v1::MatchFilter& proto,
                                                 std::string_view field) {
  MatchFilter filter;
  for (int i = 0; i < proto.relations_size(); ++i) {
    const absl::StatusOr<Relation> relation = RelationFromProto(proto.relations(i));
    if (!relation.ok()) {
      const absl::string_view why = relation.status().message();
      return FieldError(Path(field, absl::StrCat("relations[", i, "]")), {why.data(), why.size()});
    }
    filter.relations.push_back(*relation);
  }
  // Written so that NaN fails too.
  if (!(proto.min_containment() >= 0 && proto.min_containment() <= 1)) {
    return FieldError(Path(field, "min_containment"),
                      absl::StrCat(proto.min_containment(), ", the range is 0 to 1"));
  }
  filter.min_containment = proto.min_containment();
  filter.publisher = proto.publisher();
  filter.language = proto.language_code();
  filter.exclude_publisher = proto.exclude_publisher();
  filter.exclude_own_publisher = proto.exclude_own_publisher();
  NEWSPRINT_RETURN_IF_ERROR(WindowFromProto(proto, field, filter));
  return filter;
}

absl::StatusOr<ArticleFilter> ArticleFilterFromProto(const v1::ArticleFilter& proto,
                                                     std::string_view field) {
  ArticleFilter filter;
  filter.publisher = proto.publisher();
  filter.domain = proto.domain();
  filter.language = proto.language_code();
  NEWSPRINT_RETURN_IF_ERROR(WindowFromProto(proto, field, filter));
  const absl::Status valid = ValidateFilter(filter);
  if (!valid.ok()) return AsFieldError(valid, field);
  return filter;
}

absl::StatusOr<size_t> MaxMatchesFromProto(std::optional<int32_t> max_matches) {
  if (!max_matches) return kDefaultMatches;
  if (*max_matches < 0 || *max_matches > kMaxMatches) {
    return FieldError("max_matches",
                      absl::StrCat(*max_matches, ", the range is 0 to ", kMaxMatches));
  }
  return static_cast<size_t>(*max_matches);
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
