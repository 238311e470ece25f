#include "apps/match_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include "apps/explanation_text.h"
#include "apps/provenance_text.h"

namespace newsprint {
namespace {

constexpr size_t kQuoteCharacters = 100;
constexpr size_t kPassagesInSearch = 3;  // A search shows many matches on one screen.

// The article's name and, on lines of their own, what else is known of it.
std::vector<std::string> Describe(const ArticleSummary& article, std::string_view unnamed) {
  std::vector<std::string> lines;
  const std::string& id = article.id.value();
  if (!article.title.empty()) {
    lines.push_back(fmt::format("“{}”", Printable(article.title)));
  } else {
    lines.push_back(Printable(id.empty() ? unnamed : std::string_view(id)));
  }
  std::string source = Printable(article.publisher);
  if (article.published_at) {
    source +=
        fmt::format("{}published {}", source.empty() ? "" : ", ", ShownTime(*article.published_at));
  } else if (article.first_seen_at) {
    source += fmt::format("{}first seen {}", source.empty() ? "" : ", ",
                          ShownTime(*article.first_seen_at));
  }
  if (!source.empty()) lines.push_back(std::move(source));
  if (!article.url.empty()) lines.push_back(Printable(article.url));
  if (!article.title.empty() && !id.empty() && id != article.url) {
    lines.push_back(fmt::format("id {}", Printable(id)));
  }
  return lines;
}

std::string CountPassages(const Match& match) {
  uint64_t words = 0;
  for (const Passage& passage : match.passages) words += passage.words;
  return fmt::format("{} in common, {}", Counted(match.passages.size(), "passage", "passages"),
                     Counted(words, "word", "words"));
}

std::string Heading(const Match& match, std::string_view a, std::string_view b,
                    const Palette& palette) {
  return fmt::format("{}: {} {} {}", palette.Strong(RelationName(match.relation)), a,
                     RelationInWords(match), b);
}

// The passages with the most words, in the order of the text.
std::vector<Passage> Longest(std::vector<Passage> passages, size_t count) {
  if (passages.size() <= count) return passages;
  std::ranges::sort(passages, [](const Passage& x, const Passage& y) {
    return x.words != y.words ? x.words > y.words : x.a < y.a;
  });
  passages.resize(count);
  std::ranges::sort(passages, {}, &Passage::a);
  return passages;
}

void AppendSearchMatch(std::string& out, size_t number, const PairReport& pair,
                       const SearchResult& result, const Palette& palette) {
  const Match& match = pair.match;
  const std::string& body = result.body;
  const std::vector<std::string> lines = Describe(pair.b, "an article without a name");
  const std::vector<std::string> asked = result.of_source
                                             ? Describe(pair.a, "an article without a name")
                                             : std::vector<std::string>{"it"};
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "\n{}. {}\n", number, Heading(match, asked[0], lines[0], palette));
  for (size_t i = 1; i < asked.size(); ++i) fmt::format_to(to, "   {}\n", asked[i]);
  if (result.of_source && lines.size() > 1) out += "   and\n";
  for (size_t i = 1; i < lines.size(); ++i) fmt::format_to(to, "   {}\n", lines[i]);
  fmt::format_to(to, "   {} of it stands there; {} of that article stands in it\n",
                 Percent(match.containment_a), Percent(match.containment_b));
  const NamedTexts texts = result.of_source ? NamedTexts{.a = "the former",
                                                         .a_has = "the former's",
                                                         .b = "the latter",
                                                         .b_has = "the latter's"}
                                            : NamedTexts{.a = "it",
                                                         .a_has = "its",
                                                         .b = "that article",
                                                         .b_has = "that article's",
                                                         .text_a = body};
  for (const std::string& line : ProvenanceInWords(pair.provenance, texts)) {
    fmt::format_to(to, "   {}\n", line);
  }
  for (const std::string& line : GatesInWords(pair.gates)) fmt::format_to(to, "     {}\n", line);
  if (match.passages.empty()) return;
  fmt::format_to(to, "   {}", CountPassages(match));
  const std::vector<Passage> shown = Longest(match.passages, kPassagesInSearch);
  if (body.empty()) {
    out += '\n';
    return;
  }
  fmt::format_to(to, "{}\n", shown.size() < match.passages.size() ? "; the longest:" : ":");
  for (const Passage& passage : shown) {
    fmt::format_to(to, "     {}\n       {}\n",
                   palette.Faint(fmt::format("bytes {}-{}, there {}-{}", passage.a.begin,
                                             passage.a.end, passage.b.begin, passage.b.end)),
                   FirstAndLastWords(body, passage.a, kQuoteCharacters));
  }
}

}  // namespace

std::string_view RelationInWords(const Match& match) {
  const bool b_is_inside = match.containment_b >= match.containment_a;
  switch (match.relation) {
    case Relation::kIdentical:
      return "is word for word the same as";
    case Relation::kRevision:
      return "is another version, by the same publisher, of";
    case Relation::kTemplate:
      return "fills in the same form as";
    case Relation::kQuote:
      return "has a quotation in common with";
    case Relation::kReprint:
      return "is a near copy of";
    case Relation::kEmbedded:
      return b_is_inside ? "contains the whole of" : "stands whole inside";
    case Relation::kAbridged:
      return b_is_inside ? "is a longer version of" : "is a shortened version of";
    case Relation::kExcerpt:
      return "has passages in common with";
    case Relation::kUnrelated:
      break;
  }
  return "shares nothing that counts with";
}

std::string ComparisonInWords(const PairReport& pair, const ComparedTexts& texts,
                              const Palette& palette) {
  const Match& match = pair.match;
  std::string out = Heading(match, "A", "B", palette) + "\n\n";
  const auto to = std::back_inserter(out);
  for (const auto& [side, article] : {std::pair("A", &pair.a), std::pair("B", &pair.b)}) {
    std::string_view before = side;
    for (const std::string& line : Describe(*article, "a text without a name")) {
      fmt::format_to(to, "  {}  {}\n", before, line);
      before = " ";
    }
  }
  fmt::format_to(to, "\n  {} of A stands in B; {} of B stands in A; resemblance {}\n",
                 Percent(match.containment_a), Percent(match.containment_b),
                 Percent(match.resemblance));
  if (match.insufficient_evidence) {
    out +=
        "  One of the texts is too short (under about 50 words) for any other verdict than "
        "equal.\n";
  }
  if (match.relation != Relation::kUnrelated) {
    out += '\n';
    for (const std::string& line : ProvenanceInWords(pair.provenance, {.a = "A",
                                                                       .a_has = "A's",
                                                                       .b = "B",
                                                                       .b_has = "B's",
                                                                       .text_a = texts.a,
                                                                       .text_b = texts.b})) {
      fmt::format_to(to, "  {}\n", line);
    }
  }
  if (!pair.gates.empty()) {
    out += "\n  Why:\n";
    for (const std::string& line : GatesInWords(pair.gates)) fmt::format_to(to, "    {}\n", line);
  }
  if (match.passages.empty()) return out;
  fmt::format_to(to, "\n  {}:\n", CountPassages(match));
  for (const Passage& passage : match.passages) {
    out += '\n';
    for (const auto& [side, span, text] :
         {std::tuple("A", passage.a, &texts.a), std::tuple("B", passage.b, &texts.b)}) {
      fmt::format_to(to, "    {}\n      {}\n",
                     palette.Faint(fmt::format("{} bytes {}-{}", side, span.begin, span.end)),
                     FirstAndLastWords(*text, span, kQuoteCharacters));
    }
  }
  return out;
}

std::string SearchInWords(const SearchResult& result, const Palette& palette) {
  std::string out = fmt::format("{}: ", palette.Strong(Printable(result.where)));
  const auto to = std::back_inserter(out);
  if (result.total_matches == 0) {
    out += "no match\n";
  } else {
    fmt::format_to(to, "{}{}\n", result.total_is_upper_bound ? "at most " : "",
                   Counted(result.total_matches, "match", "matches"));
  }
  if (result.insufficient_evidence) {
    out += "   Too short to judge (under about 50 words): only an equal text can be found.\n";
  }
  if (result.truncated) {
    out += "   The search met its work limit: there may be further matches.\n";
  }
  for (size_t i = 0; i < result.matches.size(); ++i) {
    AppendSearchMatch(out, i + 1, result.matches[i], result, palette);
  }
  if (result.matches.size() < result.total_matches && !result.matches.empty()) {
    const uint64_t further = result.total_matches - result.matches.size();
    fmt::format_to(to, "\n{} (--max-matches N shows more)\n",
                   result.strongest_first
                       ? Counted(further, "further, weaker match", "further, weaker matches")
                       : Counted(further, "further match", "further matches"));
  }
  if (result.explanation) out += ExplanationInWords(*result.explanation);
  return out;
}

}  // namespace newsprint
