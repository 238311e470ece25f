#include "corpus/read_credits.h"

#include <algorithm>

#include "corpus/commonness.h"

namespace newsprint {
namespace {

// The source that a party is or belongs to, or else the publisher itself; empty for nobody.
std::string OwnerId(const SourceRegistry& registry, Party party) {
  if (const Source* source = registry.SourceOf(party)) return source->id;
  return party.kind == Party::Kind::kPublisher ? registry.publishers()[party.index].id
                                               : std::string();
}

Party PublisherOf(const SourceRegistry& registry, const ArticleSummary& article) {
  const Party party =
      article.publisher.empty() ? Party{} : registry.FindByPublisherName(article.publisher);
  return party.known() || article.url.empty() ? party : registry.FindByUrl(article.url);
}

// A longer line with words of promotion in it is a paragraph of the story: long furniture is told
// by the many pages that have it.
constexpr size_t kMaxFurnitureTokens = 30;

size_t TokensIn(const TokenizedText& text, Span span) {
  return static_cast<size_t>(std::ranges::count_if(text.tokens(), [span](const Token& token) {
    return token.span.begin >= span.begin && token.span.end <= span.end;
  }));
}

}  // namespace

void ReadCredits(const CreditLineFinder& finder, std::string_view body, KnownText& known) {
  const SourceRegistry& registry = finder.registry();
  const CreditReading reading =
      finder.Read(body, {.publisher = known.summary.publisher, .url = known.summary.url});

  OriginWitness& witness = known.witness;
  const Party publisher = PublisherOf(registry, known.summary);
  witness.owner = OwnerId(registry, publisher);
  witness.owner_is_source = registry.SourceOf(publisher) != nullptr;
  witness.published_at = known.summary.published_at;
  if (const CreditLine* best = BestCredit(reading, registry)) known.credit = *best;
  // Where no line is fit to be stated, a dateline or a credit of another outlet still tells.
  const CreditLine* telling = known.credit ? &*known.credit : nullptr;
  for (const CreditLine& credit : reading.credits) {
    if (known.credit || credit.own || credit.type == CreditType::kPartial) continue;
    if (telling == nullptr || credit.confidence > telling->confidence) telling = &credit;
  }
  if (telling != nullptr) witness.credited = OwnerId(registry, telling->party);
  if (witness.credited == witness.owner) witness.credited.clear();

  std::vector<Span> furniture;
  for (const CreditLine& credit : reading.credits) furniture.push_back(credit.span);
  for (const Mention& mention : reading.mentions) {
    if (mention.kind == MentionKind::kLink || mention.kind == MentionKind::kPhoto) {
      furniture.push_back(mention.span);
    }
  }
  for (const Furniture& line : finder.FindFurniture(body)) {
    if (TokensIn(known.text.tokens, line.span) <= kMaxFurnitureTokens)
      furniture.push_back(line.span);
  }
  known.furniture = JoinSpans(std::move(furniture), {});
}

}  // namespace newsprint
