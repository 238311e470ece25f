#include "apps/check_licences.h"

#include <grpcpp/client_context.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "apps/api_values.h"
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

// As an audit has it of a stored article: ordinals in place of ids. The page itself has none.
OriginDecision DecisionOf(const OriginAnswer& answer) {
  OriginDecision decision;
  decision.kind = answer.kind;
  decision.source = answer.source;
  if (answer.article && answer.side != MatchSide::kA) decision.article = answer.article->ordinal;
  return decision;
}

// Whom the lines of an article credit, if not its owner.
std::string CreditedIn(const std::vector<ArticleCredit>& credits, const std::string& owner) {
  const auto stated = std::ranges::find_if(credits, [&](const ArticleCredit& credit) {
    return !credit.own && !credit.source.empty() && credit.source != owner &&
           credit.confidence >= kMinStatedConfidence;
  });
  return stated == credits.end() ? "" : stated->source;
}

Neighbour NeighbourOf(const PairReport& pair, const SourceRegistry& registry) {
  Article other;
  other.publisher = pair.b.publisher;
  other.url = pair.b.url;
  Neighbour one;
  one.match = pair.match;
  one.other = pair.b;
  one.witness.ordinal = pair.b.ordinal;
  one.witness.owner = OwnerOf(other, registry);
  one.witness.owner_is_source = !one.witness.owner.empty();
  one.witness.credited = CreditedIn(pair.provenance.credits_b, one.witness.owner);
  one.origin = DecisionOf(pair.provenance.origin);
  return one;
}

Neighbourhood NeighbourhoodOf(const Article& page, const std::vector<PairReport>& matches,
                              const CreditLineFinder& credits) {
  const SourceRegistry& registry = credits.registry();
  Neighbourhood around;
  around.witness.owner = OwnerOf(page, registry);
  const CreditReading reading =
      credits.Read(page.body, {.publisher = page.publisher, .url = page.url});
  if (const CreditLine* credit = BestCredit(reading, registry)) {
    around.witness.credited = registry.SourceOf(credit->party)->id;
    around.credit = credit->span;
  }
  for (const PairReport& pair : matches) around.matches.push_back(NeighbourOf(pair, registry));
  return around;
}

// Of what stands in one of two articles alone, the lines that belong to the page and not to the
// story.
std::vector<Span> FurnitureIn(const std::vector<TextPart>& parts) {
  std::vector<Span> spans;
  for (const TextPart& part : parts) {
    switch (part.kind) {
      case PartKind::kCredit:
      case PartKind::kPromo:
      case PartKind::kRelated:
      case PartKind::kRights:
      case PartKind::kPhoto:
      case PartKind::kNavigation:
        spans.push_back(part.span);
        break;
      case PartKind::kParagraph:
      case PartKind::kWords:
      case PartKind::kHeadline:
      case PartKind::kBoilerplate:  // Depends on what else is stored: an audit does not count it.
        break;
    }
  }
  return spans;
}

absl::StatusOr<StoredArticle> Fetch(const ArticleSummary& article, Connection& connection) {
  v1::GetArticleRequest request;
  request.set_name(ResourceName(article.id.value()));
  request.set_revision(static_cast<int32_t>(article.revision));
  grpc::ClientContext context;
  v1::Article message;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.reprints().GetArticle(&context, request, &message)));
  NEWSPRINT_ASSIGN_OR_RETURN(ExportedArticle exported, FromMessage(std::move(message)));
  StoredArticle stored;
  stored.article = std::move(exported.article);
  stored.revision = exported.revision;
  stored.ordinal = article.ordinal;
  return stored;
}

}  // namespace

absl::StatusOr<PageJudgement> JudgePage(const Article& page, const std::vector<PairReport>& matches,
                                        const Policy& policy, const CreditLineFinder& credits,
                                        Connection& connection) {
  const Neighbourhood around = NeighbourhoodOf(page, matches, credits);
  const CopyJudge judge(policy, credits);
  CopyCounter counter;
  PageJudgement judgement;
  StoredArticle copy;
  copy.article = page;
  for (const Neighbour* original : ChooseOriginals(around)) {
    NEWSPRINT_ASSIGN_OR_RETURN(StoredArticle stored, Fetch(original->other, connection));
    const MatchProvenance& provenance =
        matches[static_cast<size_t>(original - around.matches.data())].provenance;
    const Match match = Mirrored(original->match);
    const std::vector<Span> copy_furniture = FurnitureIn(provenance.only_a);
    const std::vector<Span> original_furniture = FurnitureIn(provenance.only_b);
    NEWSPRINT_ASSIGN_OR_RETURN(judgement.copies.emplace_back(),
                               judge.Judge({.copy = copy,
                                            .original = stored,
                                            .match = match,
                                            .copy_furniture = copy_furniture,
                                            .original_furniture = original_furniture,
                                            .first_seen_counts = false},
                                           counter));
    judgement.original_bodies.push_back(std::move(stored.article.body));
  }
  if (judgement.copies.empty()) {
    judgement.unjudged = FindUnjudged(around, credits.registry());
    if (judgement.unjudged) judgement.unjudged->copy = DescribeArticle(copy, credits.registry());
  }
  return judgement;
}

}  // namespace newsprint
