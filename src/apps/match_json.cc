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

std::string_view OriginKindName(OriginKind kind) {
  switch (kind) {
    case OriginKind::kArticle:
      return "article";
    case OriginKind::kAbsent:
      return "absent";
    case OriginKind::kUnknown:
      return "unknown";
  }
  return "";
}

void WriteParts(JsonWriter& json, std::string_view member, const std::vector<TextPart>& parts) {
  json.Key(member).BeginArray();
  for (const TextPart& part : parts) {
    json.BeginObject();
    WriteSpan(json, "span", part.span);
    json.Key("kind").String(PartKindName(part.kind)).EndObject();
  }
  json.EndArray();
}

}  // namespace

void WriteArticleSummary(JsonWriter& json, const ArticleSummary& article) {
  json.BeginObject();
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

void WriteOrigin(JsonWriter& json, const OriginAnswer& origin) {
  json.BeginObject().Key("kind").String(OriginKindName(origin.kind));
  json.Key("article");
  if (origin.article) {
    WriteArticleSummary(json, *origin.article);
  } else {
    json.Null();
  }
  json.Key("source").StringOrNull(origin.source);
  json.Key("confidence").Share(origin.confidence);
  json.Key("facts").BeginArray();
  for (const OriginAnswer::Fact& fact : origin.facts) {
    json.BeginObject().Key("kind").String(OriginEvidenceName(fact.kind));
    json.Key("against").Bool(fact.against);
    json.Key("article").StringOrNull(fact.side == MatchSide::kA   ? "a"
                                     : fact.side == MatchSide::kB ? "b"
                                                                  : fact.article.value());
    json.Key("source").StringOrNull(fact.source);
    if (!fact.span.empty()) WriteSpan(json, "span", fact.span);
    json.EndObject();
  }
  json.EndArray().EndObject();
}

void WriteCredits(JsonWriter& json, const std::vector<ArticleCredit>& credits) {
  json.BeginArray();
  for (const ArticleCredit& credit : credits) {
    json.BeginObject();
    WriteSpan(json, "span", credit.span);
    json.Key("type").String(CreditTypeName(credit.type));
    json.Key("source").StringOrNull(credit.source);
    json.Key("name").StringOrNull(credit.name);
    json.Key("own").Bool(credit.own);
    json.Key("confidence").Share(credit.confidence).EndObject();
  }
  json.EndArray();
}

void WriteGates(JsonWriter& json, const std::vector<Gate>& gates) {
  json.Key("gates").BeginArray();
  for (const Gate& gate : gates) {
    json.BeginObject();
    json.Key("relation").String(RelationName(gate.relation)).Key("name").String(gate.name);
    json.Key("comparison").String(GateKindName(gate.kind));
    json.Key("figure").Share(gate.figure).Key("threshold").Share(gate.threshold);
    json.Key("passed").Bool(gate.passed).EndObject();
  }
  json.EndArray();
}

void WriteExplanation(JsonWriter& json, const SearchExplanation& explanation) {
  json.Key("explanation").BeginObject();
  json.Key("articles").Integer(explanation.articles).Key("scheme").String(explanation.scheme);
  json.Key("anchors").Integer(explanation.anchors);
  json.Key("common_anchors").Integer(explanation.common_anchors);
  json.Key("max_postings").Integer(explanation.max_postings);
  json.Key("max_candidates").Integer(explanation.max_candidates);
  json.Key("total_near_misses").Integer(explanation.total_near_misses);
  json.Key("near_misses").BeginArray();
  for (const NearMiss& miss : explanation.near_misses) {
    json.BeginObject().Key("other");
    WriteArticleSummary(json, miss.found.other);
    WriteShares(json, miss.found.match);
    json.Key("dropped_by").StringOrNull(miss.dropped_by);
    WritePassages(json, miss.found.match);
    WriteGates(json, miss.found.gates);
    json.EndObject();
  }
  json.EndArray().EndObject();
}

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
  json.Key("a");
  WriteArticleSummary(json, pair.a);
  json.Key("b");
  WriteArticleSummary(json, pair.b);
  WriteShares(json, pair.match);
  json.Key("insufficient_evidence").Bool(pair.match.insufficient_evidence);
  json.Key("origin");
  WriteOrigin(json, pair.provenance.origin);
  json.Key("credits_a");
  WriteCredits(json, pair.provenance.credits_a);
  json.Key("credits_b");
  WriteCredits(json, pair.provenance.credits_b);
  WriteParts(json, "only_a", pair.provenance.only_a);
  WriteParts(json, "only_b", pair.provenance.only_b);
  WritePassages(json, pair.match);
  if (!pair.gates.empty()) WriteGates(json, pair.gates);
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
  json.EndArray();
  if (result.explanation) WriteExplanation(json, *result.explanation);
  json.EndObject();
}

}  // namespace newsprint
