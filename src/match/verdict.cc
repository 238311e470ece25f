// From passages to a relation: what kind of text is shared, and how much of each text it is.
#include <algorithm>
#include <unordered_map>

#include "match/thresholds.h"
#include "newsprint/match/match.h"

namespace newsprint {
namespace {

// Half-open.
struct TokenRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// The tokens whose bytes lie in `span`.
TokenRange TokensIn(const TokenizedText& text, Span span) {
  const std::vector<Token>& tokens = text.tokens();
  const auto begin =
      std::ranges::lower_bound(tokens, span.begin, {}, [](const Token& t) { return t.span.begin; });
  const auto end = std::ranges::lower_bound(begin, tokens.end(), span.end, {},
                                            [](const Token& t) { return t.span.end - 1; });
  return {static_cast<uint32_t>(begin - tokens.begin()),
          static_cast<uint32_t>(end - tokens.begin())};
}

// Bytes of `span` that lie in one of `spans`.
uint32_t Overlap(std::span<const Span> spans, Span span) {
  uint32_t bytes = 0;
  for (auto it = std::ranges::lower_bound(spans, span.begin + 1, {}, &Span::end);
       it != spans.end() && it->begin < span.end; ++it) {
    bytes += std::min(it->end, span.end) - std::max(it->begin, span.begin);
  }
  return bytes;
}

double ShareIn(std::span<const Span> spans, Span span) {
  return span.empty() ? 0 : static_cast<double>(Overlap(spans, span)) / span.size();
}

double WordsIn(const TokenizedText& text, Span span) {
  const TokenRange range = TokensIn(text, span);
  return text.CountWords(range.begin, range.end);
}

// Words of `text` in `spans`.
double WordsIn(const TokenizedText& text, std::span<const Span> spans) {
  double words = 0;
  for (const Span span : spans) words += WordsIn(text, span);
  return words;
}

// What the passages say of one side, common text left out.
struct Side {
  double words = 0;    // Own words of the whole text.
  double covered = 0;  // Of these, in passages.

  double Containment() const { return words > 0 ? std::min(1.0, covered / words) : 0; }
};

// Whether the facts in the shared part are the same facts: of a copy nearly all are, of a form that
// was filled in twice those that stand in slots are not.
struct FactAgreement {
  uint32_t facts = 0;  // Of the side that has fewer.
  uint32_t equal = 0;
  uint32_t numbers = 0;
  uint32_t equal_numbers = 0;
};

class FactCounter {
 public:
  // Facts of `text` in the token range.
  FactCounter(const PreparedText& text, TokenRange range) {
    const std::vector<uint32_t>& facts = text.marks.facts;
    for (auto it = std::ranges::lower_bound(facts, range.begin);
         it != facts.end() && *it < range.end; ++it) {
      const bool is_number = IsNumber(text, *it);
      ++counts_[text.token_hashes[*it]].count;
      counts_[text.token_hashes[*it]].is_number = is_number;
      ++facts_;
      numbers_ += is_number;
    }
  }

  static FactAgreement Compare(const FactCounter& a, const FactCounter& b) {
    FactAgreement agreement{.facts = std::min(a.facts_, b.facts_),
                            .numbers = std::min(a.numbers_, b.numbers_)};
    for (const auto& [hash, fact] : a.counts_) {
      const auto found = b.counts_.find(hash);
      if (found == b.counts_.end()) continue;
      const uint32_t both = std::min(fact.count, found->second.count);
      agreement.equal += both;
      if (fact.is_number) agreement.equal_numbers += both;
    }
    return agreement;
  }

 private:
  struct Fact {
    uint32_t count = 0;
    bool is_number = false;
  };

  static bool IsNumber(const PreparedText& text, uint32_t token) {
    const char first = text.tokens.folded(token).front();
    return first >= '0' && first <= '9';  // Folding maps every script's digits to these.
  }

  std::unordered_map<uint64_t, Fact> counts_;
  uint32_t facts_ = 0;
  uint32_t numbers_ = 0;
};

bool IsTemplate(const FactAgreement& agreement, const PairContext& context) {
  using thresholds::kMinSlotFacts;
  const bool numbers_differ =
      agreement.numbers >= kMinSlotFacts &&
      agreement.equal_numbers < thresholds::kSlotAgreement * agreement.numbers;
  const bool facts_differ = agreement.facts >= 2 * kMinSlotFacts &&
                            agreement.equal < thresholds::kSlotAgreement * agreement.facts;
  const bool filled_in_again = context.apart && *context.apart >= thresholds::kFormPeriod &&
                               agreement.equal_numbers < agreement.numbers;
  return numbers_differ || facts_differ || filled_in_again;
}

}  // namespace

Relation Judge(const PreparedText& a, const PreparedText& b, std::span<const Passage> passages,
               const PairContext& context) {
  if (passages.empty()) return Relation::kUnrelated;
  if (a.token_hashes == b.token_hashes) return Relation::kIdentical;

  Side side_a{.words =
                  a.tokens.CountWords(0, a.tokens.size()) - WordsIn(a.tokens, context.common_a)};
  Side side_b{.words =
                  b.tokens.CountWords(0, b.tokens.size()) - WordsIn(b.tokens, context.common_b)};
  double longest = 0;  // Own words of the longest passage of running text that is not quoted.
  double longest_quoted = 0;  // And of the longest that is.
  double unquoted = 0;        // Own words of all passages of running text that are not quoted.
  TokenRange region_a{UINT32_MAX, 0};
  TokenRange region_b{UINT32_MAX, 0};
  for (const Passage& passage : passages) {
    const double share =
        1 - std::max(ShareIn(context.common_a, passage.a), ShareIn(context.common_b, passage.b));
    side_a.covered += share * WordsIn(a.tokens, passage.a);
    side_b.covered += share * WordsIn(b.tokens, passage.b);
    const double own = share * passage.words;
    const TokenRange range_a = TokensIn(a.tokens, passage.a);
    const TokenRange range_b = TokensIn(b.tokens, passage.b);
    region_a = {std::min(region_a.begin, range_a.begin), std::max(region_a.end, range_a.end)};
    region_b = {std::min(region_b.begin, range_b.begin), std::max(region_b.end, range_b.end)};
    const double fragment =
        std::max(ShareIn(a.marks.fragments, passage.a), ShareIn(b.marks.fragments, passage.b));
    if (fragment >= thresholds::kKindShare) continue;
    const double quoted =
        std::min(ShareIn(a.marks.quoted, passage.a), ShareIn(b.marks.quoted, passage.b));
    if (quoted >= thresholds::kKindShare) {
      longest_quoted = std::max(longest_quoted, own);
    } else {
      longest = std::max(longest, own);
      unquoted += own;
    }
  }
  const double larger = std::max(side_a.Containment(), side_b.Containment());
  const double smaller = std::min(side_a.Containment(), side_b.Containment());

  if (larger >= thresholds::kFormContainment) {
    const FactAgreement agreement =
        FactCounter::Compare(FactCounter(a, region_a), FactCounter(b, region_b));
    if (IsTemplate(agreement, context)) return Relation::kTemplate;
    if (context.same_publisher && larger >= thresholds::kWholeContainment)
      return Relation::kRevision;
  }
  if (longest < thresholds::kExcerptWords && longest_quoted >= thresholds::kQuoteWords &&
      larger < thresholds::kWholeContainment) {
    return Relation::kQuote;
  }
  if (larger >= thresholds::kWholeContainment && unquoted >= thresholds::kMinPassageWords) {
    if (smaller >= thresholds::kReprintContainment) return Relation::kReprint;
    // The shorter stands in the longer. If the longer is the older, the shorter was cut from it.
    const bool a_is_longer = side_a.words > side_b.words;
    const bool longer_is_older = context.a_is_older ? *context.a_is_older == a_is_longer : false;
    return longer_is_older ? Relation::kAbridged : Relation::kEmbedded;
  }
  return longest >= thresholds::kExcerptWords ? Relation::kExcerpt : Relation::kUnrelated;
}

}  // namespace newsprint
