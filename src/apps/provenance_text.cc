#include "apps/provenance_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "apps/terminal.h"

namespace newsprint {
namespace {

constexpr size_t kQuoteCharacters = 90;
constexpr size_t kPlacesShown = 4;  // Of one kind of part.

std::string Quote(std::string_view text, Span span) {
  if (text.empty() || span.empty() || span.end > text.size()) return "";
  return fmt::format(": “{}”", FirstAndLastWords(text, span, kQuoteCharacters));
}

std::string Bytes(Span span) { return fmt::format("{}-{}", span.begin, span.end); }

std::string_view TextOf(MatchSide side, const NamedTexts& texts) {
  if (side == MatchSide::kNeither) return {};
  return side == MatchSide::kA ? texts.text_a : texts.text_b;
}

// "its", "that article's", "https://wire.example/1's".
std::string Possessive(const OriginAnswer::Fact& fact, const NamedTexts& texts) {
  if (fact.side == MatchSide::kA) return std::string(texts.a_has);
  if (fact.side == MatchSide::kB) return std::string(texts.b_has);
  if (fact.article.empty()) return "another article's";
  return Printable(fact.article.value()) + "'s";
}

std::string Subject(const OriginAnswer::Fact& fact, const NamedTexts& texts) {
  if (fact.side == MatchSide::kA) return std::string(texts.a);
  if (fact.side == MatchSide::kB) return std::string(texts.b);
  return fact.article.empty() ? "another article" : Printable(fact.article.value());
}

std::string FactInWords(const OriginAnswer::Fact& fact, const NamedTexts& texts) {
  const std::string whose = Possessive(fact, texts);
  const std::string named = fact.source.empty() ? "the very article" : Printable(fact.source);
  switch (fact.kind) {
    case OriginEvidence::kCredit:
      return fmt::format("{} credit line at bytes {} names {}{}", whose, Bytes(fact.span),
                         fact.source.empty() ? "the article's publisher" : named,
                         Quote(TextOf(fact.side, texts), fact.span));
    case OriginEvidence::kCanonical:
      return fmt::format("{} page gives an address of {} as that of its text", whose, named);
    case OriginEvidence::kIsBasedOn:
      return fmt::format("{} page says that its text is based on one of {}", whose, named);
    case OriginEvidence::kCopyrightHolder:
      return fmt::format("{} page says that {} has the rights", whose, named);
    case OriginEvidence::kSource:
      return fmt::format("{} page names {} as its source", whose, named);
    case OriginEvidence::kByline:
      return fmt::format("{} byline names {}", whose, named);
    case OriginEvidence::kLink:
      return fmt::format("{} text links to {}{}{}", whose, named,
                         fact.span.empty() ? "" : fmt::format(" at bytes {}", Bytes(fact.span)),
                         Quote(TextOf(fact.side, texts), fact.span));
    case OriginEvidence::kOwnPublisher:
      return fmt::format("{} publisher is the source {}", whose, named);
    case OriginEvidence::kFirstPublished:
      return fmt::format("{} was published first, as the pages claim", Subject(fact, texts));
    case OriginEvidence::kFirstSeen:
      return fmt::format("{} was seen first", Subject(fact, texts));
    case OriginEvidence::kSameText:
      return fmt::format(
          "{}, of another publisher, is the same word for word, as texts of an agency are",
          Subject(fact, texts));
  }
  return "";
}

// "by Coastal Wire, “Bridge opens”", as far as known.
std::string NameOf(const ArticleSummary& article) {
  std::string name = article.title.empty() ? Printable(article.id.value())
                                           : fmt::format("“{}”", Printable(article.title));
  if (!article.publisher.empty()) name += fmt::format(" by {}", Printable(article.publisher));
  return name;
}

std::string Verdict(const OriginAnswer& origin, const NamedTexts& texts) {
  const std::string sure = fmt::format("{} sure", Percent(origin.confidence));
  const std::string source =
      origin.source.empty() ? "" : fmt::format(", of the source {}", Printable(origin.source));
  switch (origin.kind) {
    case OriginKind::kUnknown:
      break;
    case OriginKind::kAbsent:
      return fmt::format("the source {}; its own article is not in the store ({})",
                         Printable(origin.source), sure);
    case OriginKind::kArticle:
      if (origin.side == MatchSide::kA) return fmt::format("{}{} ({})", texts.a, source, sure);
      if (origin.side == MatchSide::kB) return fmt::format("{}{} ({})", texts.b, source, sure);
      return fmt::format("{}{} ({})",
                         origin.article ? NameOf(*origin.article) : "an article that is gone",
                         source, sure);
  }
  return "nobody can be named";
}

std::pair<std::string_view, std::string_view> NounsOf(PartKind kind) {
  switch (kind) {
    case PartKind::kParagraph:
      return {"paragraph", "paragraphs"};
    case PartKind::kWords:
      return {"stretch of words", "stretches of words"};
    case PartKind::kHeadline:
      return {"headline", "headlines"};
    case PartKind::kCredit:
      return {"credit line", "credit lines"};
    case PartKind::kPromo:
      return {"promotion", "promotions"};
    case PartKind::kRelated:
      return {"heading of other stories", "headings of other stories"};
    case PartKind::kRights:
      return {"copyright line", "copyright lines"};
    case PartKind::kPhoto:
      return {"photo credit", "photo credits"};
    case PartKind::kNavigation:
      return {"line of navigation", "lines of navigation"};
    case PartKind::kBoilerplate:
      return {"line that many articles have", "lines that many articles have"};
  }
  return {"line", "lines"};
}

// "3 paragraphs (bytes 10-90, 91-200, 201-350), 1 credit line (bytes 0-9)".
std::string PartsInWords(const std::vector<TextPart>& parts) {
  std::string out;
  for (int kind = 0; kind <= static_cast<int>(PartKind::kBoilerplate); ++kind) {
    size_t count = 0;
    std::string places;
    for (const TextPart& part : parts) {
      if (static_cast<int>(part.kind) != kind) continue;
      if (++count > kPlacesShown) continue;
      places += fmt::format("{}{}", places.empty() ? "" : ", ", Bytes(part.span));
    }
    if (count == 0) continue;
    const auto [one, many] = NounsOf(static_cast<PartKind>(kind));
    fmt::format_to(std::back_inserter(out), "{}{} (bytes {}{})", out.empty() ? "" : ", ",
                   Counted(count, one, many), places, count > kPlacesShown ? ", ..." : "");
  }
  return out;
}

// Those that are no evidence: the others were told of with it.
void AddCredits(const std::vector<ArticleCredit>& credits, const OriginAnswer& origin,
                MatchSide side, const NamedTexts& texts, std::vector<std::string>& lines) {
  for (const ArticleCredit& credit : credits) {
    if (std::ranges::any_of(origin.facts, [&](const OriginAnswer::Fact& fact) {
          return fact.side == side && fact.kind == OriginEvidence::kCredit &&
                 fact.span == credit.span;
        })) {
      continue;
    }
    std::string names =
        credit.name.empty() ? "" : fmt::format(", names {}", Printable(credit.name));
    if (!credit.source.empty()) names += fmt::format(" ({})", Printable(credit.source));
    if (credit.own) names += ", its own publisher";
    lines.push_back(fmt::format("Credit line in {}, {}, bytes {}{}{}",
                                side == MatchSide::kA ? texts.a : texts.b,
                                CreditTypeName(credit.type), Bytes(credit.span), names,
                                Quote(TextOf(side, texts), credit.span)));
  }
}

}  // namespace

std::vector<std::string> OriginInWords(const OriginAnswer& origin, const NamedTexts& texts) {
  std::vector<std::string> lines = {fmt::format("Whose text: {}", Verdict(origin, texts))};
  const bool unknown = origin.kind == OriginKind::kUnknown;
  for (const OriginAnswer::Fact& fact : origin.facts) {
    const std::string_view before = unknown ? "hint" : fact.against ? "against" : "for";
    lines.push_back(fmt::format("  {}: {}", before, FactInWords(fact, texts)));
  }
  return lines;
}

std::vector<std::string> ProvenanceInWords(const MatchProvenance& provenance,
                                           const NamedTexts& texts) {
  std::vector<std::string> lines = OriginInWords(provenance.origin, texts);
  AddCredits(provenance.credits_a, provenance.origin, MatchSide::kA, texts, lines);
  AddCredits(provenance.credits_b, provenance.origin, MatchSide::kB, texts, lines);
  for (const auto& [who, parts] :
       {std::pair(texts.a, &provenance.only_a), std::pair(texts.b, &provenance.only_b)}) {
    if (!parts->empty()) lines.push_back(fmt::format("Only {} has: {}", who, PartsInWords(*parts)));
  }
  return lines;
}

}  // namespace newsprint
