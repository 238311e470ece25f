// A source, a paper and a story out of thin air, for tests of the audit.
#ifndef NEWSPRINT_TESTS_AUDIT_CASES_H_
#define NEWSPRINT_TESTS_AUDIT_CASES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/audit/auditor.h"
#include "newsprint/audit/judge.h"
#include "newsprint/match/match.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

inline SourceRegistry AuditRegistry() {
  return *SourceRegistry::Parse(R"(
version: 1
sources:
  - id: nra
    name: Northern Rivers Agency
    abbreviation: NRA
    domains: [nra.example]
    desks: [{name: NRA Sports, domain: sports.nra.example, languages: [en]}]
  - id: cwire
    name: Coastwire
    domains: [coastwire.example]
publishers:
  - {id: mill, name: Mill Valley Post, domain: millvalley.example, groups: [valley]}
  - {id: dune, name: Dune Courier, domain: dune.example}
)",
                                "sources.yaml");
}

// Compiling the patterns takes its time.
inline const CreditLineFinder& AuditCredits() {
  static const auto& credits =
      *new CreditLineFinder(CreditLineFinder::WithDefaultPatterns(AuditRegistry()));
  return credits;
}

inline absl::Time At(std::string_view rfc3339) {
  absl::Time time;
  std::string error;
  absl::ParseTime(absl::RFC3339_full, std::string(rfc3339), &time, &error);
  return time;
}

// 150 words in five paragraphs of thirty.
inline std::string StoryText() {
  std::string text;
  for (int i = 0; i < 150; ++i) {
    absl::StrAppend(&text, i % 10 == 0 ? "The " : "", "word", i * 37 % 1000, "th",
                    i % 10 == 9 ? ". " : " ");
    if (i % 30 == 29) absl::StrAppend(&text, "\n\n");
  }
  return text;
}

inline StoredArticle MakeStored(std::string_view id, std::string body, std::string_view publisher,
                                std::string_view published_at) {
  StoredArticle stored;
  stored.article.id = *ArticleId::Create(id);
  stored.article.url = std::string(id);
  stored.article.body = std::move(body);
  stored.article.publisher = std::string(publisher);
  stored.article.language = "en";
  if (!published_at.empty()) stored.article.published_at = At(published_at);
  return stored;
}

inline StoredArticle StoryOfSource() {
  StoredArticle stored = MakeStored("https://www.nra.example/2026/river-rises.html", StoryText(),
                                    "Northern Rivers Agency", "2026-03-01T12:00:00Z");
  stored.ordinal = 1;
  stored.article.title = "River rises again";
  return stored;
}

inline StoredArticle CopyOf(std::string body, std::string_view publisher = "Mill Valley Post",
                            std::string_view published_at = "2026-03-02T12:00:00Z") {
  StoredArticle stored =
      MakeStored("https://millvalley.example/copy", std::move(body), publisher, published_at);
  stored.ordinal = 2;
  stored.article.title = "River rises again";
  return stored;
}

inline Match MatchOf(const StoredArticle& original, const StoredArticle& copy) {
  constexpr uint64_t kSeed = 7;
  return MatchTexts(*PrepareText(original.article.body, kSeed),
                    *PrepareText(copy.article.body, kSeed));
}

inline std::vector<std::string> ClassesOf(const AuditedCopy& judged) {
  std::vector<std::string> names;
  for (const Finding& finding : judged.findings) {
    names.emplace_back(FindingClassName(finding.finding_class));
    if (!finding.reason.empty() && finding.finding_class != FindingClass::kCompliant) {
      names.back() += "/" + finding.reason;
    }
  }
  return names;
}

// Gathers what a run finds.
inline AuditSink SinkInto(AuditReport& report) {
  return {.copy =
              [&report](const AuditedCopy& copy) {
                report.copies.push_back(copy);
                return absl::OkStatus();
              },
          .unjudged =
              [&report](const UnjudgedCopy& copy) {
                report.unjudged.push_back(copy);
                return absl::OkStatus();
              }};
}

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_AUDIT_CASES_H_
