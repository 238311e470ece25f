// From passages to evidence: what kind of text is shared, and how much of each text it is.
#include <algorithm>
#include <unordered_map>

#include "match/thresholds.h"
#include "match/verbatim.h"
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

// The share of a stretch that both texts have that is not common text.
double OwnShare(Span in_a, Span in_b, const PairContext& context) {
  return 1 - std::max(ShareIn(context.common_a, in_a), ShareIn(context.common_b, in_b));
}

// What the passages say of one side, common text left out.
struct Side {
  double words = 0;    // Own words of the whole text.
  double covered = 0;  // Of these, copied.

  double Containment() const { return words > 0 ? std::min(1.0, covered / words) : 0; }
};

// The facts of a stretch of text. Of a copy nearly all are those of the original; of a form that
// was filled in twice those that stand in slots are not.
class FactCounter {
 public:
  // Facts of `text` in the ranges, which ascend and are disjoint.
  FactCounter(const PreparedText& text, std::span<const TokenRange> ranges) {
    const std::vector<uint32_t>& facts = text.marks.facts;
    auto at = facts.begin();
    for (const TokenRange& range : ranges) {
      at = std::lower_bound(at, facts.end(), range.begin);
      for (; at != facts.end() && *at < range.end; ++at) {
        Fact& fact = counts_[text.token_hashes[*at]];
        const char first = text.tokens.folded(*at).front();
        fact.is_number =
            first >= '0' && first <= '9';  // Folding maps every script's digits to these.
        ++fact.count;
        ++facts_;
        numbers_ += fact.is_number;
      }
      words_ += text.tokens.CountWords(range.begin, range.end);
    }
  }

  uint32_t facts() const { return facts_; }
  uint32_t numbers() const { return numbers_; }
  double words() const { return words_; }

  // How many of this text's facts, and numbers among them, the other has too.
  void CountIn(const FactCounter& other, Evidence& evidence) const {
    for (const auto& [hash, fact] : counts_) {
      const auto found = other.counts_.find(hash);
      if (found == other.counts_.end()) continue;
      const uint32_t both = std::min(fact.count, found->second.count);
      evidence.equal_facts += both;
      if (fact.is_number) evidence.equal_numbers += both;
    }
  }

 private:
  struct Fact {
    uint32_t count = 0;
    bool is_number = false;
  };

  std::unordered_map<uint64_t, Fact> counts_;
  uint32_t facts_ = 0;
  uint32_t numbers_ = 0;
  double words_ = 0;
};

// The passages and what stands right beside them, where the slots of a form are.
class Surroundings {
 public:
  explicit Surroundings(size_t tokens) : tokens_(static_cast<uint32_t>(tokens)) {}

  void Add(TokenRange passage) {
    using thresholds::kSlotTokens;
    ranges_.push_back({passage.begin - std::min(passage.begin, kSlotTokens),
                       std::min(tokens_, passage.end + kSlotTokens)});
  }

  // Ascending and disjoint.
  std::vector<TokenRange> Ranges() const {
    std::vector<TokenRange> sorted = ranges_;
    std::ranges::sort(sorted, {}, &TokenRange::begin);
    std::vector<TokenRange> joined;
    for (const TokenRange& range : sorted) {
      if (!joined.empty() && range.begin <= joined.back().end) {
        joined.back().end = std::max(joined.back().end, range.end);
      } else {
        joined.push_back(range);
      }
    }
    return joined;
  }

 private:
  uint32_t tokens_;
  std::vector<TokenRange> ranges_;
};

void CompareFacts(const FactCounter& a, const FactCounter& b, double equal_words,
                  Evidence& evidence) {
  const bool a_has_fewer = a.facts() <= b.facts();
  const FactCounter& fewer = a_has_fewer ? a : b;
  evidence.facts = fewer.facts();
  evidence.numbers = fewer.numbers();
  evidence.equal_words = fewer.words() > 0 ? std::min(1.0, equal_words / fewer.words()) : 0;
  fewer.CountIn(a_has_fewer ? b : a, evidence);
}

// Words of running text before a passage: headlines, credits and furniture left out.
double RunningWordsBefore(const PreparedText& text, Span passage, std::span<const Span> common) {
  const Span before{0, passage.begin};
  double words = WordsIn(text.tokens, before);
  if (words >= thresholds::kMaxTopWords) return words;
  for (const std::span<const Span> spans : {std::span<const Span>(text.marks.headlines), common}) {
    for (const Span span : spans) {
      if (span.begin >= passage.begin) break;
      words -= WordsIn(text.tokens, {span.begin, std::min(span.end, passage.begin)});
    }
  }
  return words;
}

// The share of a passage that is no running text on one side: headlines and links, and teasers if
// it is what the other text begins with.
double FragmentShare(const PreparedText& text, Span passage, bool other_begins_with_it) {
  double share = ShareIn(text.marks.headlines, passage);
  if (other_begins_with_it) share += ShareIn(text.marks.teasers, passage);
  return share;
}

// Whether the figures in a passage of `equal` same words agree much less than its words do.
bool FiguresDiffer(const PreparedText& a, TokenRange in_a, const PreparedText& b, TokenRange in_b,
                   double equal) {
  Evidence figures;
  CompareFacts(FactCounter(a, std::span(&in_a, 1)), FactCounter(b, std::span(&in_b, 1)), equal,
               figures);
  return figures.numbers >= thresholds::kMinFigures &&
         figures.equal_numbers <
             thresholds::kFigureAgreement * figures.equal_words * figures.numbers;
}

// Where neither text is mostly in the other, how it stands there does not matter.
void WeighVerbatim(const PreparedText& a, const PreparedText& b, Evidence& evidence) {
  double verbatim = 0;
  for (const ExactRun& run : FindVerbatimRuns(a, b)) {
    const double words = a.tokens.CountWords(run.a, run.a_end());
    verbatim += words;
    evidence.longest_run_words = std::max(evidence.longest_run_words, words);
  }
  evidence.verbatim_a = std::min(1.0, verbatim / evidence.words_a);
  evidence.verbatim_b = std::min(1.0, verbatim / evidence.words_b);
}

}  // namespace

bool IsTooShortToJudge(const PreparedText& text, std::span<const Span> furniture) {
  const double words = text.tokens.CountWords(0, text.tokens.size());
  if (words < thresholds::kSufficientWords) return true;
  const double story_words = words - WordsIn(text.tokens, furniture);
  return story_words < std::min(thresholds::kSufficientWords, thresholds::kStoryShare * words);
}

Evidence WeighEvidence(const PreparedText& a, const PreparedText& b,
                       std::span<const Passage> passages, const PairContext& context) {
  Evidence evidence;
  evidence.identical = !a.token_hashes.empty() && a.token_hashes == b.token_hashes;
  evidence.words_a = a.tokens.CountWords(0, a.tokens.size());
  evidence.words_b = b.tokens.CountWords(0, b.tokens.size());
  Side side_a{.words = evidence.words_a - WordsIn(a.tokens, context.common_a)};
  Side side_b{.words = evidence.words_b - WordsIn(b.tokens, context.common_b)};
  double equal_words = 0;
  Surroundings surroundings_a(a.tokens.size());
  Surroundings surroundings_b(b.tokens.size());
  for (const Passage& passage : passages) {
    const double own = OwnShare(passage.a, passage.b, context);
    side_a.covered += own * passage.words_a;
    side_b.covered += own * passage.words_b;
    equal_words += passage.words;
    const TokenRange range_a = TokensIn(a.tokens, passage.a);
    const TokenRange range_b = TokensIn(b.tokens, passage.b);
    surroundings_a.Add(range_a);
    surroundings_b.Add(range_b);

    const double quoted =
        std::min(ShareIn(a.marks.quoted, passage.a), ShareIn(b.marks.quoted, passage.b));
    double& longest = quoted >= thresholds::kKindShare ? evidence.longest_quoted_words
                      : FiguresDiffer(a, range_a, b, range_b, passage.words)
                          ? evidence.longest_form_words
                          : evidence.longest_words;
    const auto begins_with_it = [](const PreparedText& text, Span where,
                                   std::span<const Span> common) {
      return RunningWordsBefore(text, where, common) < thresholds::kArticleTopWords;
    };
    const double fragments =
        std::max(FragmentShare(a, passage.a, begins_with_it(b, passage.b, context.common_b)),
                 FragmentShare(b, passage.b, begins_with_it(a, passage.a, context.common_a)));
    longest = std::max(longest, std::max(0.0, own - fragments) * passage.words);
  }
  evidence.own_words = std::min(side_a.words, side_b.words);
  evidence.own_containment_a = side_a.Containment();
  evidence.own_containment_b = side_b.Containment();
  if (evidence.LargerContainment() >= thresholds::kMostlyCopied) {
    WeighVerbatim(a, b, evidence);
  }
  CompareFacts(FactCounter(a, surroundings_a.Ranges()), FactCounter(b, surroundings_b.Ranges()),
               equal_words, evidence);
  return evidence;
}

}  // namespace newsprint
