#include "apps/match_json.h"

#include <optional>

#include "absl/time/time.h"

namespace newsprint {
namespace {

void WriteSpan(JsonWriter& json, std::string_view side, Span span) {
  json.Key(side).BeginArray().Integer(span.begin).Integer(span.end).EndArray();
}

void WriteShares(JsonWriter& json, const Match& match) {
  json.Key("relation").String(RelationName(match.relation));
  json.Key("resemblance").Share(match.resemblance);
  json.Key("containment_a").Share(match.containment_a);
  json.Key("containment_b").Share(match.containment_b);
}

void WritePassages(JsonWriter& json, const Match& match) {
  json.Key("passages").BeginArray();
  for (const Passage& passage : match.passages) {
    json.BeginObject();
    WriteSpan(json, "a", passage.a);
    WriteSpan(json, "b", passage.b);
    json.EndObject();
  }
  json.EndArray();
}

void WriteTime(JsonWriter& json, std::string_view member, const std::optional<absl::Time>& time) {
  json.Key(member).StringOrNull(
      time ? absl::FormatTime(absl::RFC3339_full, *time, absl::UTCTimeZone()) : "");
}

void WriteArticle(JsonWriter& json, std::string_view member, const ArticleSummary& article) {
  json.Key(member).BeginObject();
  json.Key("id").StringOrNull(article.id.value());
  json.Key("revision");
  if (article.revision > 0) {
    json.Integer(article.revision);
  } else {
    json.Null();
  }
  json.Key("title").StringOrNull(article.title);
  json.Key("publisher").StringOrNull(article.publisher);
  json.Key("url").StringOrNull(article.url);
  json.Key("language").StringOrNull(article.language);
  WriteTime(json, "published_at", article.published_at);
  WriteTime(json, "first_seen_at", article.first_seen_at);
  json.EndObject();
}

}  // namespace

void WriteEvaluationLine(JsonWriter& json, const EvaluationLine& line) {
  json.BeginObject();
  json.Key("a").String(line.a).Key("b").String(line.b);
  WriteShares(json, line.match);
  json.Key("origin").String(line.origin).Key("origin_confidence").Share(line.origin_confidence);
  json.Key("credit");
  if (line.credit) {
    json.BeginObject().Key("source").String(line.credit->source);
    json.Key("begin").Integer(line.credit->span.begin).Key("end").Integer(line.credit->span.end);
    json.Key("doc").String(line.credit_document).EndObject();
  } else {
    json.Null();
  }
  WritePassages(json, line.match);
  json.EndObject();
}

void WritePair(JsonWriter& json, const PairReport& pair) {
  json.BeginObject();
  WriteArticle(json, "a", pair.a);
  WriteArticle(json, "b", pair.b);
  WriteShares(json, pair.match);
  json.Key("insufficient_evidence").Bool(pair.match.insufficient_evidence);
  WritePassages(json, pair.match);
  json.EndObject();
}

void WriteSearchResult(JsonWriter& json, const SearchResult& result) {
  json.BeginObject();
  json.Key("document").String(result.where);
  json.Key("total_matches").Integer(result.total_matches);
  if (result.total_is_upper_bound) json.Key("total_is_upper_bound").Bool(true);
  json.Key("truncated").Bool(result.truncated);
  json.Key("insufficient_evidence").Bool(result.insufficient_evidence);
  json.Key("matches").BeginArray();
  for (const PairReport& pair : result.matches) WritePair(json, pair);
  json.EndArray().EndObject();
}

}  // namespace newsprint
