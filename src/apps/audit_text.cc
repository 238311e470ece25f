#include "apps/audit_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "newsprint/article/span.h"

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

// What is quoted of one alteration, on one side.
constexpr size_t kQuotedCharacters = 60;
constexpr size_t kAlterationsShown = 5;

struct Bodies {
  std::optional<std::string> copy;
  std::optional<std::string> original;
};

// Only what is quoted from: each may be a call to a server.
Bodies BodiesFor(const AuditedCopy& copy, const ArticleTexts& texts) {
  Bodies bodies;
  for (const Finding& finding : copy.findings) {
    if (!bodies.copy && (finding.credit || !finding.alterations.empty())) {
      bodies.copy = texts(copy.copy);
    }
    if (!bodies.original && !finding.alterations.empty()) bodies.original = texts(copy.original);
  }
  return bodies;
}

std::string Quoted(const std::optional<std::string>& body, Span span) {
  if (!body || span.end > body->size()) return "(text not at hand)";
  return fmt::format("“{}”", FirstAndLastWords(*body, span, kQuotedCharacters));
}

std::string AlterationInWords(const Alteration& one, const AuditedCopy& copy,
                              const Bodies& bodies) {
  switch (one.kind) {
    case AlterationKind::kChanged:
      return fmt::format("changed {} to {}", Quoted(bodies.original, one.original),
                         Quoted(bodies.copy, one.copy));
    case AlterationKind::kAdded:
      return fmt::format("added {}", Quoted(bodies.copy, one.copy));
    case AlterationKind::kCut:
      return fmt::format("cut {}", Quoted(bodies.original, one.original));
    case AlterationKind::kHeadline:
      return fmt::format("headline “{}” to “{}”", Printable(copy.original.title),
                         Printable(copy.copy.title));
  }
  return "";
}

std::string AlterationsInWords(const Finding& finding, const AuditedCopy& copy,
                               const Bodies& bodies) {
  std::string text;
  const size_t shown = std::min(finding.alterations.size(), kAlterationsShown);
  for (size_t i = 0; i < shown; ++i) {
    text += fmt::format("      {}\n", AlterationInWords(finding.alterations[i], copy, bodies));
  }
  if (const size_t more = finding.alterations.size() - shown; more > 0) {
    text += fmt::format("      and {}\n", Counted(more, "other alteration", "other alterations"));
  }
  return text;
}

std::string FindingInWords(const Finding& finding, const AuditedCopy& copy, const Bodies& bodies,
                           const Palette& palette) {
  std::string text =
      fmt::format("  {} ({})  {}\n", palette.Strong(FindingClassName(finding.finding_class)),
                  SeverityName(finding.severity), Printable(finding.message));
  if (finding.credit && bodies.copy && finding.credit->end <= bodies.copy->size()) {
    text +=
        fmt::format("      has:    {}\n",
                    Printable(bodies.copy->substr(finding.credit->begin, finding.credit->size())));
  }
  // What to do says it, too, where the wording is to be put in.
  if (finding.advice.find(finding.required_wording) == std::string::npos) {
    text += fmt::format("      needs:  {}\n", Printable(finding.required_wording));
  }
  text += AlterationsInWords(finding, copy, bodies);
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

}  // namespace

std::string WhyUnjudged(const UnjudgedCopy& copy) {
  const std::string other = Printable(copy.other.value());
  if (copy.source.empty()) {
    return fmt::format("Shares its text with {}; whose text it is, is not known.", other);
  }
  return fmt::format("A text of {}, whose article is not stored{}.", Printable(copy.source),
                     other.empty() ? "" : fmt::format("; {} has it, too", other));
}

std::string CopyInWords(const AuditedCopy& copy, const ArticleTexts& texts,
                        const Palette& palette) {
  std::string text =
      fmt::format("{}\n  {} {}\n  {}\n", palette.Strong(Address(copy.copy)),
                  RelationInWords(copy.relation), Named(copy.original), Address(copy.original));
  text += fmt::format("  {} of the original, {:.0f} words; {}.\n",
                      Percent(copy.containment_original), copy.reproduced_words,
                      copy.changed_share > 0
                          ? fmt::format("{:.1f} % of them changed", copy.changed_share * 100)
                          : "none changed");
  text += copy.licence.empty()
              ? "  No licence.\n"
              : fmt::format("  Held against licence {}.\n", Printable(copy.licence));
  const Bodies bodies = BodiesFor(copy, texts);
  for (const Finding& finding : copy.findings) {
    text += FindingInWords(finding, copy, bodies, palette);
  }
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
  return fmt::format("{}\n  {} {}\n", palette.Strong(Address(copy.copy)),
                     palette.Strong("NOT JUDGED"), WhyUnjudged(copy));
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

}  // namespace newsprint
