#include "report/pair_json.h"

#include <span>
#include <string_view>

#include "report/utf16_offsets.h"

namespace newsprint::report {
namespace {

std::string_view BodyOf(const ShownText& text) {
  return text.body ? std::string_view(*text.body) : std::string_view();
}

void WriteEnds(JsonWriter& json, const Utf16Offsets& offsets, Span span) {
  json.Integer(offsets.At(span.begin)).Integer(offsets.At(span.end));
}

void WriteSpans(JsonWriter& json, std::string_view key, const Utf16Offsets& offsets,
                std::span<const Span> spans) {
  json.Key(key).BeginArray();
  for (const Span span : spans) {
    json.BeginArray();
    WriteEnds(json, offsets, span);
    json.EndArray();
  }
  json.EndArray();
}

void WriteLines(JsonWriter& json, std::string_view key, const Utf16Offsets& offsets,
                std::span<const ShownLine> lines) {
  json.Key(key).BeginArray();
  for (const ShownLine& line : lines) {
    json.BeginArray();
    WriteEnds(json, offsets, line.span);
    json.String(line.note).EndArray();
  }
  json.EndArray();
}

}  // namespace

std::string ShownTime(const std::optional<absl::Time>& time) {
  return time ? absl::FormatTime("%Y-%m-%d %H:%M UTC", *time, absl::UTCTimeZone()) : "";
}

void WriteText(JsonWriter& json, const ShownText& text) {
  json.Key("side").String(text.side);
  json.Key("title").String(text.title);
  json.Key("publisher").String(text.publisher);
  json.Key("id").String(text.id);
  json.Key("url").String(text.url);
  json.Key("language").String(text.language);
  json.Key("published").StringOrNull(ShownTime(text.published_at));
  json.Key("body");
  if (text.body) {
    json.String(*text.body);
  } else {
    json.Null();
  }
}

void WriteMarks(JsonWriter& json, const ShownPair& pair, const ShownText& a, const ShownText& b) {
  const Utf16Offsets in_a(BodyOf(a));
  const Utf16Offsets in_b(BodyOf(b));
  json.Key("passages").BeginArray();
  for (const Passage& passage : pair.passages) {
    json.BeginArray();
    WriteEnds(json, in_a, passage.a);
    WriteEnds(json, in_b, passage.b);
    json.Integer(passage.words).EndArray();
  }
  json.EndArray();
  WriteSpans(json, "dropped", in_a, pair.changes.dropped);
  WriteSpans(json, "added", in_b, pair.changes.added);
  WriteLines(json, "credits_a", in_a, pair.credits_a);
  WriteLines(json, "credits_b", in_b, pair.credits_b);
  WriteLines(json, "furniture_a", in_a, pair.furniture_a);
  WriteLines(json, "furniture_b", in_b, pair.furniture_b);
}

}  // namespace newsprint::report
