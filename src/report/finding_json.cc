#include "report/finding_json.h"

#include <optional>
#include <string_view>

#include "report/pair_json.h"

namespace newsprint::report {
namespace {

void WriteEnds(JsonWriter& json, const Utf16Offsets& offsets, Span span) {
  json.Integer(offsets.At(span.begin)).Integer(offsets.At(span.end));
}

void WriteSpan(JsonWriter& json, std::string_view key, const Utf16Offsets& offsets,
               const std::optional<Span>& span) {
  json.Key(key);
  if (!span) {
    json.Null();
    return;
  }
  json.BeginArray();
  WriteEnds(json, offsets, *span);
  json.EndArray();
}

}  // namespace

void WriteFinding(JsonWriter& json, const Finding& finding, const Utf16Offsets& original,
                  const Utf16Offsets& copy) {
  json.BeginObject();
  json.Key("id").String(finding.id);
  json.Key("class").String(FindingClassName(finding.finding_class));
  json.Key("severity").String(SeverityName(finding.severity));
  json.Key("reason").String(finding.reason);
  json.Key("message").String(finding.message);
  json.Key("advice").String(finding.advice);
  WriteSpan(json, "credit", copy, finding.credit);
  json.Key("required").String(finding.required_wording);
  json.Key("wording").BeginArray();
  for (const WordingStep& step : finding.wording) {
    json.BeginArray().String(WordingStepName(step.kind)).String(step.required);
    WriteEnds(json, copy, step.copy);
    json.EndArray();
  }
  json.EndArray();
  json.Key("link_hosts").BeginArray();
  for (const std::string& host : finding.link_hosts) json.String(host);
  json.EndArray();
  json.Key("link_url").String(finding.link_url);
  WriteSpan(json, "link", copy, finding.link);
  json.Key("confirm_on_page").Bool(finding.confirm_on_page);
  json.Key("limit_time").StringOrNull(ShownTime(finding.limit_time));
  json.Key("alterations").BeginArray();
  for (const Alteration& alteration : finding.alterations) {
    json.BeginArray().String(AlterationKindName(alteration.kind)).Share(alteration.words);
    WriteEnds(json, original, alteration.original);
    WriteEnds(json, copy, alteration.copy);
    json.EndArray();
  }
  json.EndArray();
  json.Key("ignored").Bool(finding.ignored);
  json.Key("ignore_reason").String(finding.ignore_reason);
  json.Key("ignore_author").String(finding.ignore_author);
  json.EndObject();
}

void WriteCopyFigures(JsonWriter& json, const AuditedCopy& copy) {
  json.Key("relation").String(RelationName(copy.relation));
  json.Key("containment_original").Share(copy.containment_original);
  json.Key("containment_copy").Share(copy.containment_copy);
  json.Key("reproduced_words").Share(copy.reproduced_words);
  json.Key("changed_share").Share(copy.changed_share);
  json.Key("changed_or_cut_share").Share(copy.changed_or_cut_share);
}

}  // namespace newsprint::report
