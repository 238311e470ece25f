// `check --licences`: what an audit would say of a page, in one screen.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "apps/api_values.h"
#include "apps/audit_json.h"
#include "apps/audit_text.h"
#include "apps/check_call.h"
#include "apps/check_licences.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/documents.h"
#include "apps/flagged_files.h"
#include "apps/json_list.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// The original of a much reprinted text may not be among the few that match best.
constexpr int kMatchesLookedAt = 1000;

bool Violates(const PageJudgement& judgement) {
  return std::ranges::any_of(judgement.copies, [](const AuditedCopy& copy) {
    return copy.findings.front().finding_class != FindingClass::kCompliant;
  });
}

std::string InWords(const Document& page, const PageJudgement& judgement, const Palette& palette) {
  if (judgement.unjudged) return UnjudgedInWords(*judgement.unjudged, palette);
  if (judgement.copies.empty()) {
    return palette.Strong(Printable(page.where)) +
           "\n  No text of a registered source that is stored stands in it.\n";
  }
  std::string text;
  for (size_t i = 0; i < judgement.copies.size(); ++i) {
    const AuditedCopy& copy = judgement.copies[i];
    const auto texts = [&](const AuditedArticle& article) -> std::optional<std::string> {
      return &article == &copy.copy ? page.article.body : judgement.original_bodies[i];
    };
    text += CopyInWords(copy, texts, palette);
  }
  return text;
}

void AddAsJson(const PageJudgement& judgement, JsonList& list) {
  for (const AuditedCopy& copy : judgement.copies) {
    list.Add([&](JsonWriter& json) { WriteAuditedCopy(json, copy); });
  }
  if (judgement.unjudged) {
    list.Add([&](JsonWriter& json) { WriteUnjudgedCopy(json, *judgement.unjudged); });
  }
}

}  // namespace

absl::StatusOr<ExitCode> RunCheckLicences(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(const Policy policy, ReadPolicy(call));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  const CreditLineFinder credits =
      registry ? CreditLineFinder::WithDefaultPatterns(*registry) : CreditLineFinder::Default();
  NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, credits.registry()));
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  v1::CheckArticleRequest request;
  *request.mutable_filter() = FilterOf(call);
  request.set_max_matches(kMatchesLookedAt);
  const Palette palette = PaletteOf(call);
  const std::string format = call.Text("--format");
  const bool text = format == "text";
  JsonList list(context.out, text ? "jsonl" : format);
  const auto judge = [&](const Document& page, const SearchResult& found) -> absl::StatusOr<bool> {
    NEWSPRINT_ASSIGN_OR_RETURN(const PageJudgement judgement,
                               JudgePage(page.article, found.matches, policy, credits, connection));
    if (text) {
      context.out.Write(InWords(page, judgement, palette));
    } else {
      AddAsJson(judgement, list);
    }
    return Violates(judgement);
  };
  NEWSPRINT_ASSIGN_OR_RETURN(const ExitCode exit,
                             CheckDocuments(call, context, connection, std::move(request), judge));
  if (!text) list.Finish();
  return exit;
}

}  // namespace newsprint
