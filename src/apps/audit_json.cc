#include "apps/audit_json.h"

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "report/finding_json.h"

namespace newsprint {
namespace {

void WriteTime(JsonWriter& json, std::string_view member, const std::optional<absl::Time>& time) {
  json.Key(member).StringOrNull(
      time ? absl::FormatTime(absl::RFC3339_full, *time, absl::UTCTimeZone()) : "");
}

void WriteSpan(JsonWriter& json, std::string_view member, const std::optional<Span>& span) {
  json.Key(member);
  if (!span) {
    json.Null();
    return;
  }
  json.BeginArray().Integer(span->begin).Integer(span->end).EndArray();
}

void WriteArticle(JsonWriter& json, std::string_view member, const AuditedArticle& article) {
  json.Key(member).BeginObject();
  json.Key("revision").Integer(article.revision);
  json.Key("title").StringOrNull(article.title);
  json.Key("url").StringOrNull(article.url);
  json.Key("publisher").StringOrNull(article.publisher);
  json.Key("language").StringOrNull(article.language);
  WriteTime(json, "published_at", article.published_at);
  WriteTime(json, "first_seen_at", article.first_seen_at);
  json.Key("text_sha256").String(article.text_sha256);
  json.EndObject();
}

void WriteWording(JsonWriter& json, const Finding& finding) {
  if (finding.required_wording.empty()) return;
  json.Key("required_wording").String(finding.required_wording);
  if (finding.wording.empty()) return;
  json.Key("wording").BeginArray();
  for (const WordingStep& step : finding.wording) {
    json.BeginObject().Key("step").String(WordingStepName(step.kind));
    json.Key("required").StringOrNull(step.required);
    WriteSpan(json, "copy", step.copy.empty() ? std::nullopt : std::optional(step.copy));
    json.EndObject();
  }
  json.EndArray();
}

void WriteLink(JsonWriter& json, const Finding& finding) {
  if (finding.finding_class != FindingClass::kMissingLink) return;
  json.Key("link_url").StringOrNull(finding.link_url);
  json.Key("link_hosts").BeginArray();
  for (const std::string& host : finding.link_hosts) json.String(host);
  json.EndArray();
  WriteSpan(json, "link", finding.link);
  json.Key("confirm_on_page").Bool(finding.confirm_on_page);
}

void WriteAlterations(JsonWriter& json, const Finding& finding) {
  if (finding.alterations.empty()) return;
  json.Key("alterations").BeginArray();
  for (const Alteration& one : finding.alterations) {
    json.BeginObject().Key("kind").String(AlterationKindName(one.kind));
    WriteSpan(json, "original", one.original);
    WriteSpan(json, "copy", one.copy);
    json.Key("words").Share(one.words);
    json.EndObject();
  }
  json.EndArray();
}

void WriteFinding(JsonWriter& json, const Finding& finding) {
  json.BeginObject();
  json.Key("class").String(FindingClassName(finding.finding_class));
  json.Key("id").String(finding.id);
  json.Key("severity").String(SeverityName(finding.severity));
  json.Key("reason").String(finding.reason);
  json.Key("message").String(finding.message);
  json.Key("advice").StringOrNull(finding.advice);
  if (finding.credit) WriteSpan(json, "credit", finding.credit);
  WriteWording(json, finding);
  WriteLink(json, finding);
  if (finding.limit != 0 || finding.measured != 0) {
    json.Key("measured").Share(finding.measured);
    json.Key("limit").Share(finding.limit);
  }
  if (finding.limit_time) WriteTime(json, "limit_time", finding.limit_time);
  WriteAlterations(json, finding);
  if (finding.ignored) {
    json.Key("ignored").BeginObject();
    json.Key("reason").String(finding.ignore_reason);
    json.Key("author").String(finding.ignore_author).EndObject();
  }
  json.EndObject();
}

}  // namespace

void WriteAuditedCopy(JsonWriter& json, const AuditedCopy& copy) {
  json.BeginObject();
  json.Key("copy").String(copy.copy.id.value());
  json.Key("original").String(copy.original.id.value());
  json.Key("source").String(copy.source);
  json.Key("licensee").StringOrNull(copy.licensee);
  json.Key("licence").StringOrNull(copy.licence);
  report::WriteCopyFigures(json, copy);
  WriteTime(json, "copied_at", copy.copied_at);
  json.Key("clock").String(ClockName(copy.clock));
  WriteSpan(json, "credit", copy.credit);
  json.Key("findings").BeginArray();
  for (const Finding& finding : copy.findings) WriteFinding(json, finding);
  json.EndArray();
  json.Key("passages").BeginArray();
  for (const Passage& passage : copy.passages) {
    json.BeginObject();
    WriteSpan(json, "original", passage.a);
    WriteSpan(json, "copy", passage.b);
    json.EndObject();
  }
  json.EndArray();
  WriteArticle(json, "copy_article", copy.copy);
  WriteArticle(json, "original_article", copy.original);
  json.EndObject();
}

void WriteUnjudgedCopy(JsonWriter& json, const UnjudgedCopy& copy) {
  json.BeginObject();
  json.Key("copy").String(copy.copy.id.value());
  json.Key("original").String(copy.source.empty() ? "unknown" : "absent:" + copy.source);
  json.Key("source").StringOrNull(copy.source);
  json.Key("licensee").StringOrNull(copy.copy.publisher_id);
  WriteSpan(json, "credit", copy.credit);
  json.Key("other").StringOrNull(copy.other.value());
  json.Key("relation").StringOrNull(copy.other.empty() ? "" : RelationName(copy.relation));
  json.Key("findings").BeginArray().EndArray();
  WriteArticle(json, "copy_article", copy.copy);
  json.EndObject();
}

}  // namespace newsprint
