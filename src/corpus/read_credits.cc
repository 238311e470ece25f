#include "corpus/read_credits.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "corpus/commonness.h"
#include "corpus/url_host.h"
#include "newsprint/sketch/fingerprint.h"

namespace newsprint {
namespace {

// The source that a party is or belongs to, or else the publisher itself; empty for nobody.
std::string OwnerId(const SourceRegistry& registry, Party party) {
  if (const Source* source = registry.SourceOf(party)) return source->id;
  return party.kind == Party::Kind::kPublisher ? registry.publishers()[party.index].id
                                               : std::string();
}

std::string SourceId(const SourceRegistry& registry, Party party) {
  const Source* source = registry.SourceOf(party);
  return source != nullptr ? source->id : std::string();
}

// A longer line with words of promotion in it is a paragraph of the story: long furniture is told
// by the many pages that have it.
constexpr size_t kMaxFurnitureTokens = 30;

size_t TokensIn(const TokenizedText& text, Span span) {
  const auto begin_of = [](const Token& token) { return token.span.begin; };
  const auto first = std::ranges::lower_bound(text.tokens(), span.begin, {}, begin_of);
  const auto last = std::ranges::lower_bound(text.tokens(), span.end, {}, begin_of);
  return static_cast<size_t>(last - first);
}

// Names in one spelling, as far as ASCII goes.
std::string NameKey(std::string_view name) {
  std::string key = absl::AsciiStrToLower({name.data(), name.size()});
  absl::RemoveExtraAsciiWhitespace(&key);
  return key.starts_with("the ") ? key.substr(4) : key;
}

PartKind KindOf(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kPromo:
      return PartKind::kPromo;
    case FurnitureKind::kRelated:
      return PartKind::kRelated;
    case FurnitureKind::kRights:
      return PartKind::kRights;
    case FurnitureKind::kPhoto:
      return PartKind::kPhoto;
    case FurnitureKind::kNavigation:
      return PartKind::kNavigation;
    case FurnitureKind::kNotice:
      return PartKind::kBoilerplate;
  }
  return PartKind::kPromo;
}

// The address in a line such as "Read the original: https://...", or nothing.
std::string_view AddressIn(std::string_view line) {
  const size_t begin = line.find("http");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  return line.substr(0, line.find_first_of(" \t\r\n<>\"()"));
}

// The address that others link to: a canonical one on the article's own site, or else where it was
// seen.
std::string_view OwnAddress(const Article& article) {
  const std::string_view seen = article.url.empty() ? article.id.value() : article.url;
  for (const OriginSignal& signal : article.signals) {
    if (signal.kind == SignalKind::kCanonical && HostOf(signal.value) == HostOf(seen)) {
      return signal.value;
    }
  }
  return seen;
}

OriginPointer PointerOf(const SourceRegistry& registry, const OriginSignal& signal) {
  OriginPointer pointer{.kind = signal.kind, .span = signal.span};
  if (!HostOf(signal.value).empty()) {
    pointer.owner = SourceId(registry, registry.FindByUrl(signal.value));
    pointer.page_key = PageKey(signal.value);
  } else {
    Party party = registry.FindByName(signal.value);
    if (!party.known()) party = registry.FindByPublisherName(signal.value);
    pointer.owner = SourceId(registry, party);
  }
  return pointer;
}

// Whom the markup, and addresses in lines of their own, name: nobody who is the article's owner.
std::vector<OriginPointer> ReadPointers(const SourceRegistry& registry, const Article& article,
                                        const CreditReading& reading,
                                        const OriginWitness& witness) {
  std::vector<OriginPointer> pointers;
  const auto add = [&](OriginPointer pointer) {
    if (!witness.owner.empty() && pointer.owner == witness.owner) return;
    if (pointer.page_key == witness.page_key) pointer.page_key = 0;
    if (pointer.owner.empty() && pointer.page_key == 0) return;
    if (std::ranges::find(pointers, pointer) == pointers.end()) pointers.push_back(pointer);
  };
  for (const OriginSignal& signal : article.signals) add(PointerOf(registry, signal));
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != MentionKind::kLink) continue;
    const std::string_view line =
        std::string_view(article.body).substr(mention.span.begin, mention.span.size());
    add({.kind = SignalKind::kLink,
         .owner = SourceId(registry, mention.party),
         .page_key = PageKey(AddressIn(line)),
         .span = mention.span});
  }
  return pointers;
}

// The first of `parts`, which ascend, that covers most of the line; or null. `next` is where the
// search begins, and moves on with the lines.
const TextPart* Covering(const std::vector<TextPart>& parts, Span line, size_t& next) {
  while (next < parts.size() && parts[next].span.end <= line.begin) ++next;
  for (size_t i = next; i < parts.size() && parts[i].span.begin < line.end; ++i) {
    const uint32_t begin = std::max(parts[i].span.begin, line.begin);
    const uint32_t end = std::min(parts[i].span.end, line.end);
    if (begin < end && 2 * (end - begin) > line.size()) return &parts[i];
  }
  return nullptr;
}

// Each line with a word in it, and what it is. `furniture` ascends.
std::vector<TextPart> ReadLines(std::string_view body, const PreparedText& text,
                                const std::vector<TextPart>& furniture) {
  std::vector<TextPart> headlines;
  for (const Span span : text.marks.headlines) headlines.push_back({span, PartKind::kHeadline});
  std::vector<TextPart> lines;
  size_t next_furniture = 0;
  size_t next_headline = 0;
  for (const Token& token : text.tokens.tokens()) {
    if (!lines.empty() && token.span.begin < lines.back().span.end) continue;
    const size_t before =
        token.span.begin == 0 ? std::string_view::npos : body.rfind('\n', token.span.begin - 1);
    const size_t after = std::min(body.find('\n', token.span.begin), body.size());
    const std::string_view line = body.substr(0, after);
    const size_t last = line.find_last_not_of(" \t\r");
    const Span span{before == std::string_view::npos ? 0 : static_cast<uint32_t>(before + 1),
                    static_cast<uint32_t>(last + 1)};
    const TextPart* known = Covering(furniture, span, next_furniture);
    if (known == nullptr) known = Covering(headlines, span, next_headline);
    lines.push_back({span, known != nullptr ? known->kind : PartKind::kParagraph});
  }
  return lines;
}

}  // namespace

void ReadCredits(const CreditLineFinder& finder, const Article& article, KnownText& known) {
  const std::string_view body = article.body;
  const SourceRegistry registry = finder.registry();
  const CreditReading reading =
      finder.Read(body, {.publisher = known.summary.publisher, .url = known.summary.url});

  OriginWitness& witness = known.witness;
  const Party publisher = registry.FindPublisher(known.summary.publisher, known.summary.url);
  witness.ordinal = known.summary.ordinal;
  witness.id = known.summary.id.value();
  witness.owner = OwnerId(registry, publisher);
  witness.owner_is_source = registry.SourceOf(publisher) != nullptr;
  witness.published_at = known.summary.published_at;
  witness.first_seen_at = known.summary.first_seen_at;
  witness.page_key = PageKey(OwnAddress(article));
  witness.text_key = HashExactly(known.text.token_hashes);
  const CreditLine* telling = BestCredit(reading, registry);
  if (telling != nullptr) {
    known.stated_credit = static_cast<size_t>(telling - reading.credits.data());
  } else {
    // Where no line is fit to be stated, a dateline or a credit of another outlet still tells.
    for (const CreditLine& credit : reading.credits) {
      if (credit.own || credit.type == CreditType::kPartial) continue;
      if (telling == nullptr || credit.confidence > telling->confidence) telling = &credit;
    }
  }
  witness.publisher_name = NameKey(known.summary.publisher);
  if (telling != nullptr) {
    witness.credited = OwnerId(registry, telling->party);
    witness.credit_span = telling->span;
    if (witness.credited.empty()) witness.credited_name = NameKey(telling->name);
    if (witness.credited_name == witness.publisher_name) witness.credited_name.clear();
  }
  if (witness.credited == witness.owner) witness.credited.clear();
  witness.pointers = ReadPointers(registry, article, reading, witness);

  std::vector<TextPart> furniture;
  for (const CreditLine& credit : reading.credits) {
    known.credits.push_back({.span = credit.span,
                             .type = credit.type,
                             .source = SourceId(registry, credit.party),
                             .name = credit.name,
                             .name_span = credit.name_span,
                             .own = credit.own,
                             .confidence = credit.confidence});
    furniture.push_back({credit.span, PartKind::kCredit});
  }
  for (const Mention& mention : reading.mentions) {
    if (mention.kind == MentionKind::kLink) {
      furniture.push_back({mention.span, PartKind::kNavigation});
    } else if (mention.kind == MentionKind::kPhoto) {
      furniture.push_back({mention.span, PartKind::kPhoto});
    }
  }
  const auto is_short = [&](Span line) {
    return TokensIn(known.text.tokens, line) <= kMaxFurnitureTokens;
  };
  for (const Furniture& line : finder.FindFurniture(body, is_short)) {
    furniture.push_back({line.span, KindOf(line.kind)});
  }
  std::ranges::sort(furniture, {}, &TextPart::span);
  known.lines = ReadLines(body, known.text, furniture);
  std::vector<Span> spans;
  spans.reserve(furniture.size());
  for (const TextPart& part : furniture) spans.push_back(part.span);
  known.furniture = JoinSpans(std::move(spans), {});
}

}  // namespace newsprint
