// What callers send, as values of the corpus; and the names of resources.
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
#include "service/convert_parts.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr std::string_view kArticlePrefix = "articles/";
constexpr std::string_view kStoryPrefix = "stories/";
constexpr std::string_view kSourcePrefix = "sources/";
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

// All names of resources have one form: a prefix, and an id under the rules of articles' ids.
absl::StatusOr<ArticleId> IdFromName(std::string_view name, std::string_view prefix,
                                     std::string_view field) {
  if (name.empty()) return FieldError(field, "must not be empty");
  if (!name.starts_with(prefix)) {
    return FieldError(field, absl::StrCat("must be ", View(prefix), "{id}, not ", Quoted(name)));
  }
  absl::StatusOr<ArticleId> id = ArticleId::Create(name.substr(prefix.size()));
  if (id.ok()) return id;
  const absl::string_view why = absl::StripPrefix(id.status().message(), "id: ");
  return FieldError(field, {why.data(), why.size()});
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

}  // namespace

std::string ArticleName(const ArticleId& id) {
  return id.empty() ? std::string() : absl::StrCat(View(kArticlePrefix), id.value());
}

std::string StoryName(const ArticleId& id) {
  return id.empty() ? std::string() : absl::StrCat(View(kStoryPrefix), id.value());
}

std::string SourceResourceName(std::string_view id) {
  return id.empty() ? std::string() : absl::StrCat(View(kSourcePrefix), View(id));
}

absl::StatusOr<ArticleId> ArticleIdFromName(std::string_view name, std::string_view field) {
  return IdFromName(name, kArticlePrefix, field);
}

absl::StatusOr<ArticleId> StoryIdFromName(std::string_view name, std::string_view field) {
  return IdFromName(name, kStoryPrefix, field);
}

absl::StatusOr<std::string> SourceIdFromName(std::string_view name, std::string_view field) {
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, IdFromName(name, kSourcePrefix, field));
  return id.value();
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

}  // namespace newsprint
