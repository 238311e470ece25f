#include "apps/document_json.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "apps/json_reader.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kEscapedBytes = 6;             // \u0041
constexpr size_t kOtherMemberBytes = 8u << 20;  // Room for members that are ignored.

// Nothing for an empty text.
absl::StatusOr<std::optional<absl::Time>> ParseRfc3339(std::string_view member,
                                                       const std::string& text) {
  if (text.empty()) return std::nullopt;
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return absl::InvalidArgumentError(
        fmt::format("{}: '{}' is not a time by RFC 3339", member, text));
  }
  return time;
}

std::string ShownRfc3339(const std::optional<absl::Time>& time) {
  return time ? absl::FormatTime(absl::RFC3339_full, *time, absl::UTCTimeZone()) : "";
}

}  // namespace

namespace {

absl::Status NoSignal(std::string_view why) {
  return absl::InvalidArgumentError(fmt::format("signals: {}", why));
}

absl::StatusOr<Span> ParseSpan(simdjson::dom::element value) {
  simdjson::dom::array ends;
  uint64_t begin = 0;
  uint64_t end = 0;
  constexpr uint64_t kLimit = std::numeric_limits<uint32_t>::max();
  if (value.get(ends) != simdjson::SUCCESS || ends.size() != 2 ||
      ends.at(0).get(begin) != simdjson::SUCCESS || ends.at(1).get(end) != simdjson::SUCCESS ||
      begin > kLimit || end > kLimit) {
    return NoSignal("span: must be two numbers of bytes");
  }
  return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

absl::StatusOr<SignalKind> ParseSignalKind(std::string_view name) {
  for (const SignalKind kind :
       {SignalKind::kCanonical, SignalKind::kIsBasedOn, SignalKind::kCopyrightHolder,
        SignalKind::kSource, SignalKind::kAuthor, SignalKind::kLink}) {
    if (SignalKindName(kind) == name) return kind;
  }
  return NoSignal(fmt::format("'{}' is no kind of signal", name));
}

absl::StatusOr<std::vector<OriginSignal>> ParseSignals(simdjson::dom::element value) {
  std::vector<OriginSignal> signals;
  if (value.is_null()) return signals;
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return NoSignal("must be an array of objects");
  for (const simdjson::dom::element one : array) {
    simdjson::dom::object object;
    if (one.get(object) != simdjson::SUCCESS) return NoSignal("must be an array of objects");
    OriginSignal& signal = signals.emplace_back();
    for (const auto& [key, member] : object) {
      if (key == "kind") {
        NEWSPRINT_ASSIGN_OR_RETURN(const std::string kind, StringOf(member, "signals: kind"));
        NEWSPRINT_ASSIGN_OR_RETURN(signal.kind, ParseSignalKind(kind));
      } else if (key == "value") {
        NEWSPRINT_ASSIGN_OR_RETURN(signal.value, StringOf(member, "signals: value"));
      } else if (key == "span") {
        NEWSPRINT_ASSIGN_OR_RETURN(signal.span, ParseSpan(member));
      }
    }
  }
  return signals;
}

}  // namespace

size_t MaxDocumentLineBytes(const ArticleLimits& limits) {
  return kEscapedBytes *
             (limits.max_body_bytes + (6 + limits.max_signals) * limits.max_field_bytes) +
         kOtherMemberBytes;
}

struct DocumentParser::Parser {
  simdjson::dom::parser simdjson;
};

DocumentParser::DocumentParser() : parser_(std::make_unique<Parser>()) {}
DocumentParser::~DocumentParser() = default;

absl::StatusOr<Article> DocumentParser::Parse(const std::string& line) {
  NEWSPRINT_ASSIGN_OR_RETURN(const simdjson::dom::element root, ParseJson(parser_->simdjson, line));
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("must be a JSON object");
  }

  Article article;
  std::string id;
  std::string published_at;
  std::string first_seen_at;
  struct Member {
    std::string_view name;
    std::string* value;
    bool seen = false;
  };
  std::array<Member, 8> members = {{{"id", &id},
                                    {"text", &article.body},
                                    {"title", &article.title},
                                    {"published_at", &published_at},
                                    {"first_seen_at", &first_seen_at},
                                    {"publisher", &article.publisher},
                                    {"url", &article.url},
                                    {"language", &article.language}}};
  for (const auto& [key, value] : object) {
    if (key == "signals") {
      NEWSPRINT_ASSIGN_OR_RETURN(article.signals, ParseSignals(value));
      continue;
    }
    for (Member& member : members) {
      if (member.name != key) continue;
      if (std::exchange(member.seen, true)) {
        return absl::InvalidArgumentError(fmt::format("{}: given twice", member.name));
      }
      NEWSPRINT_ASSIGN_OR_RETURN(*member.value, StringOf(value, member.name));
    }
  }
  if (!members[1].seen) return absl::InvalidArgumentError("text: is missing");
  if (!id.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.id, ArticleId::Create(id));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(article.published_at, ParseRfc3339("published_at", published_at));
  NEWSPRINT_ASSIGN_OR_RETURN(article.first_seen_at, ParseRfc3339("first_seen_at", first_seen_at));
  return article;
}

void WriteDocument(JsonWriter& json, const Article& article, uint32_t revision) {
  json.BeginObject();
  json.Key("id").String(article.id.value());
  json.Key("url").StringOrNull(article.url);
  json.Key("publisher").StringOrNull(article.publisher);
  json.Key("title").StringOrNull(article.title);
  json.Key("text").String(article.body);
  json.Key("published_at").StringOrNull(ShownRfc3339(article.published_at));
  json.Key("first_seen_at").StringOrNull(ShownRfc3339(article.first_seen_at));
  json.Key("language").StringOrNull(article.language);
  json.Key("revision").Integer(revision);
  if (!article.signals.empty()) {
    json.Key("signals").BeginArray();
    for (const OriginSignal& signal : article.signals) {
      json.BeginObject().Key("kind").String(SignalKindName(signal.kind));
      json.Key("value").String(signal.value);
      if (!signal.span.empty()) {
        json.Key("span")
            .BeginArray()
            .Integer(signal.span.begin)
            .Integer(signal.span.end)
            .EndArray();
      }
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
}

}  // namespace newsprint
