#include "apps/audit_text.h"

#include <fmt/format.h>

#include "absl/time/time.h"

namespace newsprint {
namespace {

std::string RelationInWords(Relation relation) {
  switch (relation) {
    case Relation::kIdentical:
      return "is the same text as";
    case Relation::kReprint:
    case Relation::kRevision:
      return "is a reprint of";
    case Relation::kEmbedded:
      return "holds, in a longer page,";
    case Relation::kAbridged:
      return "is an abridged version of";
    default:
      return "reuses a part of";
  }
}

std::string Named(const AuditedArticle& article) {
  std::string name = article.title.empty() ? Printable(article.id.value())
                                           : fmt::format("\"{}\"", Printable(article.title));
  if (!article.publisher.empty()) name += fmt::format(" by {}", Printable(article.publisher));
  return name;
}

std::string Address(const AuditedArticle& article) {
  return Printable(article.url.empty() ? article.id.value() : article.url);
}

std::string FindingInWords(const Finding& finding, const std::optional<std::string>& body,
                           const Palette& palette) {
  std::string text =
      fmt::format("  {} ({})  {}\n", palette.Strong(FindingClassName(finding.finding_class)),
                  SeverityName(finding.severity), Printable(finding.message));
  if (finding.credit && body && finding.credit->end <= body->size()) {
    text += fmt::format("      has:    {}\n",
                        Printable(body->substr(finding.credit->begin, finding.credit->size())));
  }
  if (!finding.required_wording.empty()) {
    text += fmt::format("      needs:  {}\n", Printable(finding.required_wording));
  }
  if (finding.confirm_on_page) {
    text += palette.Faint("      The text alone cannot tell: look at the page for a link.") + "\n";
  }
  if (finding.ignored) {
    text += palette.Faint(fmt::format("      Ignored by {}: {}", Printable(finding.ignore_author),
                                      Printable(finding.ignore_reason))) +
            "\n";
  }
  return text;
}

// A spreadsheet runs a cell that begins so.
std::string Safe(std::string cell) {
  if (!cell.empty() &&
      std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos) {
    cell.insert(cell.begin(), '\'');
  }
  return cell;
}

std::string TimeCell(const std::optional<absl::Time>& time) {
  return time ? absl::FormatTime(absl::RFC3339_full, *time, absl::UTCTimeZone()) : "";
}

}  // namespace

std::string CopyInWords(const AuditedCopy& copy, const std::optional<std::string>& body,
                        const Palette& palette) {
  std::string text =
      fmt::format("{}\n  {} {}\n  {}\n", palette.Strong(Address(copy.copy)),
                  RelationInWords(copy.relation), Named(copy.original), Address(copy.original));
  text += fmt::format("  {} of the original, {:.0f} words; {:.1f} % of them changed.\n",
                      Percent(copy.containment_original), copy.reproduced_words,
                      copy.changed_share * 100);
  text += copy.licence.empty()
              ? "  No licence.\n"
              : fmt::format("  Held against licence {}.\n", Printable(copy.licence));
  for (const Finding& finding : copy.findings) text += FindingInWords(finding, body, palette);
  std::string advice;
  for (const Finding& finding : copy.findings) {
    if (!finding.advice.empty() && !finding.ignored) {
      advice += fmt::format("  - {}\n", Printable(finding.advice));
    }
  }
  if (!advice.empty()) text += "  What to do:\n" + advice;
  return text;
}

std::string UnjudgedInWords(const UnjudgedCopy& copy, const Palette& palette) {
  return fmt::format(
      "{}\n  {}\n", palette.Strong(Address(copy.copy)),
      copy.source.empty()
          ? "shares its text with others; where it comes from is unknown. Not judged."
          : fmt::format("is a text of {}, whose article is not here. Not judged.",
                        Printable(copy.source)));
}

std::string SummaryInWords(const AuditSummary& summary, const Palette& palette) {
  std::string text = fmt::format(
      "{} looked at: {} of licensed texts, {} with violations, {} compliant, {} not judged.\n",
      Counted(summary.articles, "article", "articles"), Counted(summary.copies, "copy", "copies"),
      WithThousands(summary.violating_copies), WithThousands(summary.compliant_copies),
      WithThousands(summary.unjudged_copies));
  for (const auto& [finding_class, count] : summary.by_class) {
    if (finding_class == FindingClass::kCompliant) continue;
    text += fmt::format("  {:<22}{:>8}{}\n", FindingClassName(finding_class),
                        WithThousands(count.findings),
                        count.ignored > 0 ? fmt::format("  ({} ignored)", count.ignored) : "");
  }
  for (const RemovedArticle& removed : summary.removed) {
    text += fmt::format("  removed since: {}\n", Printable(removed.id.value()));
  }
  if (!summary.expired_ignores.empty()) {
    text +=
        palette.Faint(fmt::format("  {} of the ignore list ran out.",
                                  Counted(summary.expired_ignores.size(), "entry", "entries"))) +
        "\n";
  }
  return text;
}

std::vector<std::string> FindingColumns() {
  return {"class",     "severity", "reason",       "copy",  "copy_title", "copy_url",
          "publisher", "licensee", "published_at", "clock", "original",   "original_url",
          "source",    "licence",  "relation",     "words", "message",    "advice",
          "confirm",   "ignored",  "finding_id"};
}

std::vector<std::vector<std::string>> FindingRows(const AuditedCopy& copy) {
  std::vector<std::vector<std::string>> rows;
  for (const Finding& finding : copy.findings) {
    std::vector<std::string>& row = rows.emplace_back();
    for (std::string cell : {std::string(FindingClassName(finding.finding_class)),
                             std::string(SeverityName(finding.severity)),
                             finding.reason,
                             copy.copy.id.value(),
                             copy.copy.title,
                             copy.copy.url,
                             copy.copy.publisher,
                             copy.licensee,
                             TimeCell(copy.copied_at),
                             std::string(ClockName(copy.clock)),
                             copy.original.id.value(),
                             copy.original.url,
                             copy.source,
                             copy.licence,
                             std::string(RelationName(copy.relation)),
                             fmt::format("{:.0f}", copy.reproduced_words),
                             finding.message,
                             finding.advice,
                             std::string(finding.confirm_on_page ? "confirm on page" : ""),
                             std::string(finding.ignored ? "ignored" : ""),
                             finding.id}) {
      row.push_back(Safe(std::move(cell)));
    }
  }
  return rows;
}

}  // namespace newsprint
