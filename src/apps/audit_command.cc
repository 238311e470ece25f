// `audit`: copies held against licences.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "apps/audit_json.h"
#include "apps/batch_corpus.h"
#include "apps/commands.h"
#include "apps/flagged_files.h"
#include "apps/json_list.h"
#include "apps/terminal.h"
#include "audit/sha256.h"
#include "newsprint/article/status.h"
#include "newsprint/audit/auditor.h"
#include "newsprint/audit/policy.h"
#include "newsprint/report/audit_page.h"

namespace newsprint {
namespace {

absl::StatusOr<Policy> ReadPolicy(const Invocation& call) {
  if (!call.Has("--licences")) return absl::InvalidArgumentError("--licences FILE is missing");
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text,
                             ReadFlagged(call, "--licences", kMaxPolicyBytes));
  return ParsePolicy(text, call.Text("--licences"));
}

absl::StatusOr<ExitCode> CheckPolicy(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text,
                             ReadFlagged(call, "--check-policy", kMaxPolicyBytes));
  const std::string file = call.Text("--check-policy");
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ParsePolicy(text, file));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  if (registry) NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, *registry));
  context.out.Write(file + ": " + Counted(policy.licences.size(), "licence", "licences") +
                    ", SHA-256 " + policy.hash + "\n");
  return ExitCode::kDone;
}

// The bodies of articles as they were judged.
ArticleTexts TextsIn(const Corpus& corpus) {
  return [&corpus](const AuditedArticle& article) -> std::optional<std::string> {
    absl::StatusOr<StoredArticle> stored = corpus.Get(article.id, article.revision);
    if (!stored.ok() || Sha256Hex(stored->article.body) != article.text_sha256) return std::nullopt;
    return std::move(stored->article.body);
  };
}

AuditSink Collect(AuditReport& report) {
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

absl::StatusOr<ExitCode> AuditDocuments(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ReadPolicy(call));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  const CreditLineFinder credits =
      registry ? CreditLineFinder::WithDefaultPatterns(*registry) : CreditLineFinder::Default();
  NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, credits.registry()));
  NEWSPRINT_ASSIGN_OR_RETURN(const BatchCorpus batch,
                             ReadBatchCorpus(call.Text("--docs"), credits));
  const Auditor auditor(*batch.corpus, policy, credits);
  // When a file was read says nothing of when its documents were seen.
  const AuditOptions options = {.scope = {}, .first_seen_counts = false};
  absl::StatusOr<AuditSummary> summary;
  if (call.Text("--format") == "html") {
    AuditReport report;
    report.header = {.software_version = NEWSPRINT_VERSION,
                     .scheme = CurrentScheme(),
                     .snapshot = batch.ordinals.empty() ? 0 : batch.ordinals.back(),
                     .policy_hash = policy.hash,
                     .policy_file = policy.file_name,
                     .sources_hash = credits.registry().hash(),
                     .credits_hash = credits.patterns_hash()};
    summary = auditor.Run(options, Collect(report));
    NEWSPRINT_RETURN_IF_ERROR(summary.status());
    report.summary = *summary;
    NEWSPRINT_ASSIGN_OR_RETURN(
        const std::string html,
        RenderAuditReport(report, TextsIn(*batch.corpus), "newsprint " NEWSPRINT_VERSION));
    context.out.Write(html);
  } else {
    JsonList list(context.out, call.Text("--format"));
    summary = auditor.Run(
        options, {.copy =
                      [&](const AuditedCopy& copy) {
                        list.Add([&](JsonWriter& json) { WriteAuditedCopy(json, copy); });
                        return context.out.closed() ? absl::CancelledError("") : absl::OkStatus();
                      },
                  .unjudged =
                      [&](const UnjudgedCopy& copy) {
                        list.Add([&](JsonWriter& json) { WriteUnjudgedCopy(json, copy); });
                        return absl::OkStatus();
                      }});
    if (!summary.ok()) {
      if (context.out.closed()) return ExitCode::kDone;
      return summary.status();
    }
    list.Finish();
  }
  return summary->violating_copies > 0 ? ExitCode::kFound : ExitCode::kDone;
}

}  // namespace

absl::StatusOr<ExitCode> RunAudit(const Invocation& call, CommandContext& context) {
  if (call.Has("--check-policy")) return CheckPolicy(call, context);
  return AuditDocuments(call, context);
}

}  // namespace newsprint
