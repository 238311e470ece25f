#include "apps/check_licences.h"

#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <utility>

#include "apps/api_values.h"
#include "apps/terminal.h"
#include "audit/copy_facts.h"
#include "audit/originals.h"
#include "newsprint/article/status.h"
#include "newsprint/audit/judge.h"

namespace newsprint {
namespace {

std::string OwnerOf(const Article& article, const SourceRegistry& registry) {
  const Source* source = registry.SourceOf(PublisherOf(article, registry));
  return source == nullptr ? "" : source->id;
}

}  // namespace

absl::StatusOr<std::vector<AuditedCopy>> JudgePage(const Article& page,
                                                   const std::vector<PairReport>& matches,
                                                   const Policy& policy,
                                                   const CreditLineFinder& credits,
                                                   Connection& connection) {
  const SourceRegistry& registry = credits.registry();
  Neighbourhood around;
  around.witness.owner = OwnerOf(page, registry);
  for (const PairReport& pair : matches) {
    Article other;
    other.publisher = pair.b.publisher;
    other.url = pair.b.url;
    const std::string owner = OwnerOf(other, registry);
    if (owner.empty()) continue;
    Neighbour& one = around.matches.emplace_back();
    one.match = pair.match;
    one.other = pair.b;
    one.witness.owner = owner;
    one.witness.owner_is_source = true;
    one.origin = OriginDecision{.kind = OriginKind::kArticle, .article = pair.b.ordinal};
  }
  std::vector<AuditedCopy> judged;
  const CopyJudge judge(policy, credits);
  CopyCounter counter;
  for (const Neighbour* original : ChooseOriginals(around)) {
    v1::GetArticleRequest request;
    request.set_name(ResourceName(original->other.id.value()));
    request.set_revision(static_cast<int32_t>(original->other.revision));
    grpc::ClientContext context;
    v1::Article message;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.reprints().GetArticle(&context, request, &message)));
    NEWSPRINT_ASSIGN_OR_RETURN(ExportedArticle exported, FromMessage(std::move(message)));
    StoredArticle stored;
    stored.article = std::move(exported.article);
    stored.revision = exported.revision;
    stored.ordinal = original->other.ordinal;
    StoredArticle copy;
    copy.article = page;
    const Match match = Mirrored(original->match);
    NEWSPRINT_ASSIGN_OR_RETURN(
        judged.emplace_back(),
        judge.Judge({.copy = copy, .original = stored, .match = match, .first_seen_counts = false},
                    counter));
  }
  return judged;
}

std::string NothingToJudge(const Article& page, const CreditLineFinder& credits) {
  const CreditReading reading =
      credits.Read(page.body, {.publisher = page.publisher, .url = page.url});
  const CreditLine* credit = BestCredit(reading, credits.registry());
  if (credit == nullptr) return "  No text of a registered source that is stored stands in it.\n";
  return fmt::format(
      "  It credits {}, whose article is not stored: there is nothing to hold it "
      "against.\n",
      Printable(credit->name));
}

}  // namespace newsprint
