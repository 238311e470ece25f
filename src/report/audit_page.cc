#include "newsprint/report/audit_page.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "newsprint/article/status.h"
#include "newsprint/report/comparison.h"
#include "report/assets.h"
#include "report/finding_json.h"
#include "report/html_page.h"
#include "report/json_writer.h"
#include "report/pair_json.h"
#include "report/utf16_offsets.h"

namespace newsprint {
namespace {

using report::ShownTime;

// Of texts in one file: what a browser takes, and memory holds.
constexpr size_t kMaxTextBytes = 128u << 20;

// Every article that the copies speak of, once.
class TextTable {
 public:
  explicit TextTable(const ArticleTexts& texts) : texts_(texts) {}

  size_t Add(const AuditedArticle& article, std::string_view side) {
    const auto [place, is_new] =
        places_.try_emplace({article.id.value(), article.revision}, shown_.size());
    if (is_new) {
      articles_.push_back(&article);
      shown_.push_back({.side = std::string(side),
                        .title = article.title,
                        .publisher = article.publisher,
                        .id = article.id.value(),
                        .url = article.url,
                        .language = article.language,
                        .published_at = article.published_at,
                        .body = TextOf(article)});
    }
    return place->second;
  }

  const ShownText& text(size_t i) const { return shown_[i]; }

  void Write(JsonWriter& json) const {
    json.Key("texts").BeginArray();
    for (size_t i = 0; i < shown_.size(); ++i) {
      const AuditedArticle& article = *articles_[i];
      json.BeginObject();
      report::WriteText(json, shown_[i]);
      json.Key("first_seen").StringOrNull(ShownTime(article.first_seen_at));
      json.Key("revision").Integer(article.revision);
      json.Key("ordinal").Integer(article.ordinal);
      json.Key("sha256").String(article.text_sha256);
      json.EndObject();
    }
    json.EndArray();
  }

 private:
  // As far as there is room.
  std::optional<std::string> TextOf(const AuditedArticle& article) {
    if (text_bytes_ + article.body_bytes > kMaxTextBytes) return std::nullopt;
    text_bytes_ += article.body_bytes;
    return texts_(article);
  }

  const ArticleTexts& texts_;
  size_t text_bytes_ = 0;
  std::map<std::pair<std::string, uint32_t>, size_t> places_;
  std::vector<const AuditedArticle*> articles_;
  std::vector<ShownText> shown_;
};

// Ascending and disjoint: of spans that overlap, their union.
std::vector<Span> Joined(std::vector<Span> spans) {
  std::ranges::sort(spans);
  std::vector<Span> joined;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!joined.empty() && span.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

// What to mark as changed: what an ALTERED finding counted, or else every word that differs.
absl::StatusOr<WordChanges> ChangesIn(const AuditedCopy& copy, const ShownText& original,
                                      const ShownText& text) {
  WordChanges changes;
  for (const Finding& finding : copy.findings) {
    for (const Alteration& alteration : finding.alterations) {
      changes.dropped.push_back(alteration.original);
      changes.added.push_back(alteration.copy);
    }
  }
  if (changes.dropped.empty()) {
    if (!original.body || !text.body) return changes;
    return FindWordChanges(*original.body, *text.body, copy.passages);
  }
  return WordChanges{Joined(std::move(changes.dropped)), Joined(std::move(changes.added))};
}

// The credit line, and what a finding says of a line or a link besides.
std::vector<ShownLine> CreditsIn(const AuditedCopy& copy) {
  std::vector<ShownLine> credits;
  const auto add = [&](const std::optional<Span>& span, std::string_view note) {
    if (!span || span->empty()) return;
    const auto overlaps = [&](const ShownLine& other) {
      return span->begin < other.span.end && other.span.begin < span->end;
    };
    if (std::ranges::none_of(credits, overlaps)) credits.push_back({*span, std::string(note)});
  };
  add(copy.credit, "Credit line");
  for (const Finding& finding : copy.findings) add(finding.credit, "Credit line");
  for (const Finding& finding : copy.findings) add(finding.link, "Link");
  std::ranges::sort(credits, {}, &ShownLine::span);
  return credits;
}

absl::Status WriteCopy(JsonWriter& json, const AuditedCopy& copy, TextTable& table) {
  const size_t a = table.Add(copy.original, "Original");
  const size_t b = table.Add(copy.copy, "Copy");
  const ShownText& original = table.text(a);
  const ShownText& text = table.text(b);
  ShownPair pair{.passages = copy.passages, .credits_b = CreditsIn(copy)};
  NEWSPRINT_ASSIGN_OR_RETURN(pair.changes, ChangesIn(copy, original, text));

  json.BeginObject();
  json.Key("a").Integer(a).Key("b").Integer(b);
  json.Key("source").String(copy.source);
  json.Key("licensee").String(copy.licensee);
  json.Key("licence").String(copy.licence);
  report::WriteCopyFigures(json, copy);
  json.Key("copied_at").StringOrNull(ShownTime(copy.copied_at));
  json.Key("clock").String(ClockName(copy.clock));
  report::WriteMarks(json, pair, original, text);
  json.Key("findings").BeginArray();
  const auto body = [](const ShownText& of) {
    return of.body ? std::string_view(*of.body) : std::string_view();
  };
  const report::Utf16Offsets in_original(body(original));
  const report::Utf16Offsets in_copy(body(text));
  for (const Finding& finding : copy.findings) {
    report::WriteFinding(json, finding, in_original, in_copy);
  }
  json.EndArray();
  json.EndObject();
  return absl::OkStatus();
}

void WriteUnjudged(JsonWriter& json, const UnjudgedCopy& copy) {
  json.BeginObject();
  json.Key("publisher").String(copy.copy.publisher);
  json.Key("title").String(copy.copy.title);
  json.Key("id").String(copy.copy.id.value());
  json.Key("url").String(copy.copy.url);
  json.Key("date").StringOrNull(
      ShownTime(copy.copy.published_at ? copy.copy.published_at : copy.copy.first_seen_at));
  json.Key("source").String(copy.source);
  json.Key("other").String(copy.other.value());
  json.Key("relation").String(RelationName(copy.relation));
  json.EndObject();
}

void WriteStrings(JsonWriter& json, std::string_view key, std::span<const std::string> strings) {
  json.Key(key).BeginArray();
  for (const std::string& string : strings) json.String(string);
  json.EndArray();
}

std::optional<absl::Time> Finite(absl::Time time) {
  if (time == absl::InfinitePast() || time == absl::InfiniteFuture()) return std::nullopt;
  return time;
}

void WriteHeader(JsonWriter& json, const RunHeader& header) {
  json.Key("run").BeginObject();
  json.Key("id").String(header.run_id);
  json.Key("software").String(header.software_version);
  json.Key("store").String(header.store_id);
  json.Key("scheme").String(header.scheme);
  json.Key("snapshot").Integer(header.snapshot);
  json.Key("policy_file").String(header.policy_file);
  json.Key("policy_hash").String(header.policy_hash);
  json.Key("sources_hash").String(header.sources_hash);
  json.Key("credits_hash").String(header.credits_hash);
  json.Key("ignore_hash").String(header.ignore_hash);
  json.Key("since_run").String(header.since_run);
  WriteStrings(json, "sources", header.scope.sources);
  WriteStrings(json, "licensees", header.scope.licensees);
  json.Key("from").StringOrNull(ShownTime(Finite(header.scope.published_from)));
  json.Key("to").StringOrNull(ShownTime(Finite(header.scope.published_to)));
  json.EndObject();
}

void WriteSummary(JsonWriter& json, const AuditSummary& summary) {
  json.Key("summary").BeginObject();
  json.Key("articles").Integer(summary.articles);
  json.Key("copies").Integer(summary.copies);
  json.Key("compliant").Integer(summary.compliant_copies);
  json.Key("violating").Integer(summary.violating_copies);
  json.Key("unjudged").Integer(summary.unjudged_copies);
  json.Key("removed").BeginArray();
  for (const RemovedArticle& removed : summary.removed) json.String(removed.id.value());
  json.EndArray();
  WriteStrings(json, "expired_ignores", summary.expired_ignores);
  json.EndObject();
}

}  // namespace

absl::StatusOr<std::string> RenderAuditReport(const AuditReport& report, const ArticleTexts& texts,
                                              std::string_view generator) {
  TextTable table(texts);
  JsonWriter json;
  json.BeginObject();
  json.Key("generator").String(generator);
  WriteHeader(json, report.header);
  WriteSummary(json, report.summary);
  json.Key("left_out").Integer(report.left_out);
  json.Key("copies").BeginArray();
  for (const AuditedCopy& copy : report.copies) {
    NEWSPRINT_RETURN_IF_ERROR(WriteCopy(json, copy, table));
  }
  json.EndArray();
  json.Key("unjudged").BeginArray();
  for (const UnjudgedCopy& copy : report.unjudged) WriteUnjudged(json, copy);
  json.EndArray();
  table.Write(json);
  json.EndObject();
  return report::RenderHtml({.title = "Reprint audit",
                             .generator = generator,
                             .data = json.text(),
                             .assets = report::AuditAssets()});
}

}  // namespace newsprint
