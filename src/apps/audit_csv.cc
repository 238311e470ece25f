#include "apps/audit_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "absl/time/time.h"
#include "apps/audit_text.h"
#include "apps/delimited_row.h"

namespace newsprint {
namespace {

// In the order of the table.
struct Row {
  std::string finding_class;
  std::string severity;
  std::string reason;
  std::string ignored;
  std::string publisher;
  std::string licensee;
  std::string copy_title;
  std::string copy_url;
  std::string published_utc;
  std::string clock;
  std::string source;
  std::string original_title;
  std::string original_url;
  std::string licence;
  std::string relation;
  std::string words;
  std::string share_of_original;
  std::string message;
  std::string advice;
  std::string credit_in_copy;
  std::string required_wording;
  std::string confirm;
  std::string finding_id;
  std::string copy_id;
  std::string original_id;
};

constexpr std::array<std::pair<std::string_view, std::string Row::*>, 25> kColumns = {{
    {"class", &Row::finding_class},
    {"severity", &Row::severity},
    {"reason", &Row::reason},
    {"ignored", &Row::ignored},
    {"publisher", &Row::publisher},
    {"licensee", &Row::licensee},
    {"copy_title", &Row::copy_title},
    {"copy_url", &Row::copy_url},
    {"published_utc", &Row::published_utc},
    {"clock", &Row::clock},
    {"source", &Row::source},
    {"original_title", &Row::original_title},
    {"original_url", &Row::original_url},
    {"licence", &Row::licence},
    {"relation", &Row::relation},
    {"words", &Row::words},
    {"share_of_original", &Row::share_of_original},
    {"message", &Row::message},
    {"advice", &Row::advice},
    {"credit_in_copy", &Row::credit_in_copy},
    {"required_wording", &Row::required_wording},
    {"confirm", &Row::confirm},
    {"finding_id", &Row::finding_id},
    {"copy_id", &Row::copy_id},
    {"original_id", &Row::original_id},
}};

// A spreadsheet runs a cell that begins so; some take the wide forms, too.
constexpr std::array<std::string_view, 11> kFormulaBegins = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

std::string Safe(std::string cell) {
  if (std::ranges::any_of(kFormulaBegins,
                          [&](std::string_view begin) { return cell.starts_with(begin); })) {
    cell.insert(cell.begin(), '\'');
  }
  return cell;
}

std::vector<std::string> CellsOf(const Row& row) {
  std::vector<std::string> cells;
  for (const auto& [name, member] : kColumns) cells.push_back(Safe(row.*member));
  return cells;
}

std::string AddressOf(const AuditedArticle& article) {
  return article.url.empty() ? article.id.value() : article.url;
}

// A form that spreadsheets read as a time.
std::string TimeCell(const std::optional<absl::Time>& time) {
  return time ? absl::FormatTime("%Y-%m-%d %H:%M:%S", *time, absl::UTCTimeZone()) : "";
}

std::string Quoted(const std::optional<Span>& span, const std::optional<std::string>& body) {
  if (!span || !body || span->end > body->size()) return "";
  return body->substr(span->begin, span->size());
}

}  // namespace

std::string CsvHead() {
  std::vector<std::string> names;
  for (const auto& [name, member] : kColumns) names.emplace_back(name);
  return "\ufeff" + CsvRow(names);
}

std::vector<std::vector<std::string>> FindingRows(const AuditedCopy& copy,
                                                  const std::optional<std::string>& body) {
  Row row;
  row.publisher = copy.copy.publisher;
  row.licensee = copy.licensee;
  row.copy_title = copy.copy.title;
  row.copy_url = AddressOf(copy.copy);
  row.published_utc = TimeCell(copy.copied_at);
  row.clock = ClockName(copy.clock);
  row.source = copy.source;
  row.copy_id = copy.copy.id.value();
  row.original_id = copy.original.id.value();
  row.original_title = copy.original.title;
  row.original_url = AddressOf(copy.original);
  row.licence = copy.licence;
  row.relation = RelationName(copy.relation);
  row.words = fmt::format("{:.0f}", copy.reproduced_words);
  row.share_of_original = fmt::format("{:.3f}", copy.containment_original);
  row.credit_in_copy = Quoted(copy.credit, body);
  std::vector<std::vector<std::string>> rows;
  for (const Finding& finding : copy.findings) {
    row.finding_class = FindingClassName(finding.finding_class);
    row.severity = SeverityName(finding.severity);
    row.reason = finding.reason;
    row.ignored = finding.ignored ? "ignored" : "";
    row.message = finding.message;
    row.advice = finding.advice;
    row.required_wording = finding.required_wording;
    row.confirm = finding.confirm_on_page ? "confirm on page" : "";
    row.finding_id = finding.id;
    rows.push_back(CellsOf(row));
  }
  return rows;
}

std::vector<std::string> UnjudgedRow(const UnjudgedCopy& copy) {
  Row row;
  row.finding_class = "NOT_JUDGED";
  row.reason = copy.source.empty() ? "unknown_origin" : "absent_original";
  row.publisher = copy.copy.publisher;
  row.licensee = copy.copy.publisher_id;
  row.copy_title = copy.copy.title;
  row.copy_url = AddressOf(copy.copy);
  row.published_utc =
      TimeCell(copy.copy.published_at ? copy.copy.published_at : copy.copy.first_seen_at);
  row.source = copy.source;
  row.copy_id = copy.copy.id.value();
  if (!copy.other.empty()) row.relation = RelationName(copy.relation);
  row.message = WhyUnjudged(copy);
  return CellsOf(row);
}

}  // namespace newsprint
