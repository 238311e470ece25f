// `audit`: copies held against licences.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "apps/api_values.h"
#include "apps/audit_printer.h"
#include "apps/batch_corpus.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/flagged_files.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "audit/sha256.h"
#include "newsprint/article/status.h"
#include "newsprint/audit/auditor.h"
#include "newsprint/audit/ignore_list.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/runs.h"
#include "service/audit_convert.h"

namespace newsprint {
namespace {

ExitCode ExitOf(uint64_t violating_copies) {
  return violating_copies > 0 ? ExitCode::kFound : ExitCode::kDone;
}

AuditScope ScopeOf(const Invocation& call) {
  AuditScope scope;
  scope.sources = call.Texts("--source");
  scope.licensees = call.Texts("--licensee");
  if (const auto since = call.Time("--since")) scope.published_from = *since;
  if (const auto until = call.Time("--until")) scope.published_to = *until;
  return scope;
}

absl::StatusOr<ExitCode> CheckPolicy(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text,
                             ReadFlagged(call, "--check-policy", kMaxPolicyBytes));
  const std::string file = call.Text("--check-policy");
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ParsePolicy(text, file));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  if (registry) NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, *registry));
  context.out.Write(fmt::format("{}: {}, SHA-256 {}\n", file,
                                Counted(policy.licences.size(), "licence", "licences"),
                                policy.hash));
  return ExitCode::kDone;
}

absl::StatusOr<ExitCode> AuditDocuments(const Invocation& call, CommandContext& context) {
  if (!call.Has("--licences")) return absl::InvalidArgumentError("--licences FILE is missing");
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ReadPolicy(call));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string ignored,
                             ReadFlagged(call, "--ignore", kMaxIgnoreListBytes));
  IgnoreList ignores;
  if (call.Has("--ignore")) {
    NEWSPRINT_ASSIGN_OR_RETURN(ignores, ParseIgnoreList(ignored, call.Text("--ignore")));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  const CreditLineFinder credits =
      registry ? CreditLineFinder::WithDefaultPatterns(*registry) : CreditLineFinder::Default();
  NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, credits.registry()));
  NEWSPRINT_ASSIGN_OR_RETURN(const BatchCorpus batch,
                             ReadBatchCorpus(call.Text("--docs"), credits));
  const Palette palette = PaletteOf(call);
  AuditPrinter printer(
      context.out, call.Text("--format"), palette,
      [&](const AuditedArticle& article) -> std::optional<std::string> {
        const auto stored = batch.corpus->Get(article.id, article.revision);
        if (!stored.ok() || Sha256Hex(stored->article.body) != article.text_sha256) {
          return std::nullopt;
        }
        return stored->article.body;
      });
  RunHeader header;
  header.software_version = NEWSPRINT_VERSION;
  header.scheme = CurrentScheme();
  header.snapshot = batch.ordinals.empty() ? 0 : batch.ordinals.back();
  header.policy_hash = policy.hash;
  header.policy_file = policy.file_name;
  header.sources_hash = credits.registry().hash();
  header.credits_hash = credits.patterns_hash();
  header.ignore_hash = ignores.hash;
  header.scope = ScopeOf(call);
  NEWSPRINT_RETURN_IF_ERROR(printer.Begin(header));
  // When a file was read says nothing of when its documents were seen.
  const auto summary =
      Auditor(*batch.corpus, policy, credits)
          .Run({.scope = header.scope,
                .first_seen_counts = false,
                .ignores = &ignores,
                .today = absl::ToCivilDay(absl::Now(), absl::UTCTimeZone())},
               {.copy = [&](const AuditedCopy& copy) { return printer.Add(copy); },
                .unjudged = [&](const UnjudgedCopy& copy) { return printer.Add(copy); }});
  if (context.out.closed()) return ExitCode::kDone;
  if (!summary.ok()) return summary.status();
  if (const absl::Status done = printer.Finish(*summary); !done.ok() && !context.out.closed()) {
    return done;
  }
  return ExitOf(summary->violating_copies);
}

// The body of an article, while the server has it as it was judged.
ArticleTexts TextsOf(Connection& connection) {
  return [&connection](const AuditedArticle& article) -> std::optional<std::string> {
    v1::GetArticleRequest request;
    request.set_name(ResourceName(article.id.value()));
    request.set_revision(static_cast<int32_t>(article.revision));
    grpc::ClientContext context;
    v1::Article response;
    if (!connection.reprints().GetArticle(&context, request, &response).ok() ||
        Sha256Hex(response.body()) != article.text_sha256) {
      return std::nullopt;
    }
    return response.body();
  };
}

std::string RunInWords(const StoredRun& run) {
  return fmt::format("{}  {}  {} through {}, {}: {} with violations\n", run.header.run_id,
                     ShownTime(run.create_time),
                     Counted(run.summary.articles, "article", "articles"), run.header.snapshot,
                     Printable(run.header.policy_file),
                     Counted(run.summary.violating_copies, "copy", "copies"));
}

absl::StatusOr<ExitCode> ListRuns(Connection& connection, CommandContext& context) {
  v1::ListAuditRunsRequest request;
  do {
    grpc::ClientContext client;
    v1::ListAuditRunsResponse page;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.audits().ListAuditRuns(&client, request, &page)));
    for (const v1::AuditRun& run : page.runs()) context.out.Write(RunInWords(RunFromProto(run)));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return ExitCode::kDone;
}

absl::StatusOr<ExitCode> ShowRun(Connection& connection, const Invocation& call,
                                 CommandContext& context) {
  const Palette palette = PaletteOf(call);
  AuditPrinter printer(context.out, call.Text("--format"), palette, TextsOf(connection));
  v1::ListFindingsRequest request;
  request.set_name("audits/" + call.Text("--run"));
  StoredRun run;
  do {
    grpc::ClientContext client;
    v1::ListFindingsResponse page;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.audits().ListFindings(&client, request, &page)));
    run = RunFromProto(page.run());
    if (request.page_token().empty()) NEWSPRINT_RETURN_IF_ERROR(printer.Begin(run.header));
    RunPart part;
    for (const v1::AuditedCopy& copy : page.copies()) part.copies.push_back(CopyFromProto(copy));
    for (const v1::UnjudgedCopy& copy : page.unjudged()) {
      part.unjudged.push_back(UnjudgedFromProto(copy));
    }
    NEWSPRINT_RETURN_IF_ERROR(VisitInOrder(
        part, [&](const AuditedCopy& copy) { return printer.Add(copy); },
        [&](const UnjudgedCopy& copy) { return printer.Add(copy); }));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  NEWSPRINT_RETURN_IF_ERROR(printer.Finish(run.summary));
  return ExitOf(run.summary.violating_copies);
}

absl::Status FillRequest(const Invocation& call, v1::RunAuditRequest& request) {
  NEWSPRINT_ASSIGN_OR_RETURN(*request.mutable_licences(),
                             ReadFlagged(call, "--licences", kMaxPolicyBytes));
  request.set_licences_file(call.Text("--licences"));
  NEWSPRINT_ASSIGN_OR_RETURN(*request.mutable_ignore_list(),
                             ReadFlagged(call, "--ignore", kMaxIgnoreListBytes));
  request.set_ignore_list_file(call.Text("--ignore"));
  FillScope(ScopeOf(call), *request.mutable_scope());
  request.set_only_new(call.Has("--only-new"));
  if (call.Has("--again")) request.set_again("audits/" + call.Text("--again"));
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> RunOnStore(Connection& connection, const Invocation& call,
                                    CommandContext& context) {
  if (!call.Has("--licences")) return absl::InvalidArgumentError("--licences FILE is missing");
  v1::RunAuditRequest request;
  NEWSPRINT_RETURN_IF_ERROR(FillRequest(call, request));
  const Palette palette = PaletteOf(call);
  AuditPrinter printer(context.out, call.Text("--format"), palette, TextsOf(connection));
  Progress progress("articles audited");
  StoredRun run;
  bool begun = false;
  grpc::ClientContext client;
  const auto stream = connection.audits().RunAudit(&client, request);
  v1::RunAuditResponse response;
  absl::Status printed;
  while (printed.ok() && stream->Read(&response)) {
    switch (response.event_case()) {
      case v1::RunAuditResponse::kRun:
        run = RunFromProto(response.run());
        if (!std::exchange(begun, true)) printed = printer.Begin(run.header);
        break;
      case v1::RunAuditResponse::kCopy:
        progress.Clear();
        printed = printer.Add(CopyFromProto(response.copy()));
        break;
      case v1::RunAuditResponse::kUnjudged:
        progress.Clear();
        printed = printer.Add(UnjudgedFromProto(response.unjudged()));
        break;
      case v1::RunAuditResponse::kProgress:
        progress.Update(static_cast<uint64_t>(response.progress().articles()),
                        static_cast<uint64_t>(response.progress().total_articles()));
        break;
      case v1::RunAuditResponse::EVENT_NOT_SET:
        break;
    }
  }
  if (!printed.ok()) client.TryCancel();
  const absl::Status outcome = connection.Outcome(stream->Finish());
  progress.Clear();
  if (context.out.closed()) return ExitCode::kDone;
  if (!printed.ok()) return printed;
  if (!outcome.ok()) return outcome;
  NEWSPRINT_RETURN_IF_ERROR(printer.Finish(run.summary));
  Message(fmt::format("run {}", run.header.run_id));
  return request.only_new() ? ExitOf(printer.violating()) : ExitOf(run.summary.violating_copies);
}

}  // namespace

absl::StatusOr<ExitCode> RunAudit(const Invocation& call, CommandContext& context) {
  if (call.Has("--check-policy")) return CheckPolicy(call, context);
  if (call.Has("--docs")) return AuditDocuments(call, context);
  if (call.Has("--server") && call.Has("--sources")) {
    return absl::InvalidArgumentError("--sources: a server has a list of sources of its own");
  }
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  if (call.Has("--runs")) return ListRuns(connection, context);
  if (call.Has("--run")) return ShowRun(connection, call, context);
  return RunOnStore(connection, call, context);
}

}  // namespace newsprint
