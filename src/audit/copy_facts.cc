#include "audit/copy_facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// A shorter passage may be a headline: the text begins with the first one that is longer.
constexpr uint32_t kRunningTextWords = 15;

// The line that credits the source; one for a part of the text only where there is no other.
std::optional<CreditLine> CreditOf(const CreditReading& reading, const SourceRegistry& registry,
                                   const Source& source) {
  const auto rank = [](const CreditLine& credit) {
    return std::pair(credit.type != CreditType::kPartial, credit.confidence);
  };
  const CreditLine* best = nullptr;
  for (const CreditLine& credit : reading.credits) {
    if (credit.own || credit.confidence < kMinStatedConfidence ||
        registry.SourceOf(credit.party) != &source) {
      continue;
    }
    if (best == nullptr || rank(credit) > rank(*best)) best = &credit;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

bool TitlesDiffer(const std::string& one, const std::string& other) {
  const auto a = Tokenize(one);
  const auto b = Tokenize(other);
  if (!a.ok() || !b.ok() || a->size() == 0 || b->size() == 0) return false;
  if (a->size() != b->size()) return true;
  for (size_t i = 0; i < a->size(); ++i) {
    if (a->folded(i) != b->folded(i)) return true;
  }
  return false;
}

void SetRegions(const Match& match, CopyFacts& facts) {
  facts.before_text = facts.after_text = facts.whole();
  const auto is_text = [](const Passage& passage) { return passage.words >= kRunningTextWords; };
  const bool any = std::ranges::any_of(match.passages, is_text);
  uint32_t begin = facts.whole().end;
  uint32_t end = 0;
  for (const Passage& passage : match.passages) {
    if (any && !is_text(passage)) continue;
    begin = std::min(begin, passage.b.begin);
    end = std::max(end, passage.b.end);
  }
  if (match.passages.empty()) return;
  facts.before_text.end = begin;
  facts.after_text.begin = end;
}

void SetTime(const CopyCase& given, CopyFacts& facts) {
  const Article& copy = given.copy.article;
  if (copy.published_at) {
    facts.copied_at = copy.published_at;
    facts.clock = Clock::kPublisher;
  }
  // Who claims a time after we saw the page cannot be right.
  if (given.first_seen_counts && copy.first_seen_at &&
      (!facts.copied_at || *copy.first_seen_at < *facts.copied_at)) {
    facts.copied_at = copy.first_seen_at;
    facts.clock = Clock::kPipeline;
  }
}

}  // namespace

Span CopyFacts::Region(Placement place) const {
  switch (place) {
    case Placement::kAnywhere:
      return whole();
    case Placement::kBeforeText:
      return before_text;
    case Placement::kAfterText:
      return after_text;
  }
  return whole();
}

double CopyFacts::ReproducedShare() const {
  if (comparison.story_words <= 0) return 0;
  return std::min(1.0, comparison.reproduced_words / comparison.story_words);
}

Party PublisherOf(const Article& article, const SourceRegistry& registry) {
  return registry.FindPublisher(article.publisher, article.url);
}

absl::StatusOr<CopyFacts> GatherFacts(const CopyCase& given, const CreditLineFinder& credits) {
  const SourceRegistry& registry = credits.registry();
  const Article& copy = given.copy.article;
  const Article& original = given.original.article;
  CopyFacts facts;
  facts.given = &given;
  facts.source = registry.SourceOf(PublisherOf(original, registry));
  if (facts.source == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat("original '", original.id.value(), "': '",
                                                   original.publisher,
                                                   "' is no registered source"));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(facts.copy_tokens, Tokenize(copy.body));
  NEWSPRINT_ASSIGN_OR_RETURN(facts.original_tokens, Tokenize(original.body));
  facts.comparison =
      CompareToOriginal({original.body, facts.original_tokens, given.original_furniture},
                        {copy.body, facts.copy_tokens, given.copy_furniture}, given.match.passages);
  const CreditReading reading =
      credits.Read(copy.body, {.publisher = copy.publisher, .url = copy.url});
  facts.credit = CreditOf(reading, registry, *facts.source);
  facts.original_credits =
      credits.Read(original.body, {.publisher = original.publisher, .url = original.url});
  facts.links = FindLinks(copy);
  const std::string address = original.url.empty() ? original.id.value() : original.url;
  facts.original_page = PageOf(address);

  if (original.published_at) {
    facts.slots.years.push_back(
        absl::StrCat(absl::ToCivilYear(*original.published_at, absl::UTCTimeZone()).year()));
  }
  if (!facts.original_page.empty()) {
    const size_t scheme = address.find("://");
    const std::string bare = scheme == std::string::npos ? address : address.substr(scheme + 3);
    facts.slots.urls = {address, bare};
    if (bare.starts_with("www.")) facts.slots.urls.push_back(bare.substr(4));
  }
  AddSource(*facts.source, facts.slots);
  if (!copy.publisher.empty()) facts.slots.outlets.push_back(copy.publisher);
  const Party outlet = PublisherOf(copy, registry);
  if (outlet.kind == Party::Kind::kPublisher) {
    facts.slots.outlets.push_back(registry.publishers()[outlet.index].name);
  } else if (outlet.kind == Party::Kind::kSource) {
    facts.slots.outlets.push_back(registry.sources()[outlet.index].name);
  }
  SetRegions(given.match, facts);
  SetTime(given, facts);
  facts.headline_changed = TitlesDiffer(original.title, copy.title);
  return facts;
}

}  // namespace newsprint
