#include "newsprint/match/match.h"

#include <algorithm>

#include "match/align.h"
#include "match/paraphrase.h"
#include "match/thresholds.h"
#include "newsprint/article/status.h"
#include "newsprint/text/shingle.h"

namespace newsprint {
namespace {

TokenSequence SequenceOf(const PreparedText& text) {
  return {text.token_hashes, text.shingles, &text.tokens};
}

double WordsOf(const PreparedText& text) { return text.tokens.CountWords(0, text.tokens.size()); }

Span SpanOf(const PreparedText& text, uint32_t begin, uint32_t end) {
  return {text.tokens.span(begin).begin, text.tokens.span(end - 1).end};
}

void SetWholeText(const PreparedText& a, const PreparedText& b, Match& match) {
  match.relation = Relation::kIdentical;
  match.resemblance = match.containment_a = match.containment_b = 1;
  const auto size = static_cast<uint32_t>(a.tokens.size());
  const auto words = static_cast<uint32_t>(WordsOf(a));
  match.passages.push_back({SpanOf(a, 0, size), SpanOf(b, 0, size), words, words, words});
}

// What can be said of two texts before they are aligned: all, if they are equal or one is empty.
Match UnalignedMatch(const PreparedText& a, const PreparedText& b) {
  Match match;
  match.insufficient_evidence = IsTooShortToJudge(a) || IsTooShortToJudge(b);
  if (!a.token_hashes.empty() && a.token_hashes == b.token_hashes) SetWholeText(a, b, match);
  return match;
}

bool NeedsAlignment(const PreparedText& a, const PreparedText& b) {
  return !a.token_hashes.empty() && !b.token_hashes.empty() && a.token_hashes != b.token_hashes;
}

Match MatchOf(const PreparedText& a, const PreparedText& b, const PairContext& context,
              std::span<const AlignedPassage> aligned) {
  Match match = UnalignedMatch(a, b);
  double covered_a = 0;
  double covered_b = 0;
  for (const AlignedPassage& p : aligned) {
    const double length_a = a.tokens.CountWords(p.a_begin, p.a_end);
    const double length_b = b.tokens.CountWords(p.b_begin, p.b_end);
    // Tokens in words: of a script without spaces two tokens are one.
    const double word_a = length_a / (p.a_end - p.a_begin);
    const double word_b = length_b / (p.b_end - p.b_begin);
    const double equal = p.equal_tokens * std::min(word_a, word_b);
    if (equal < thresholds::kMinPassageWords) continue;
    covered_a += p.copied_a * word_a;
    covered_b += p.copied_b * word_b;
    match.passages.push_back({.a = SpanOf(a, p.a_begin, p.a_end),
                              .b = SpanOf(b, p.b_begin, p.b_end),
                              .words = static_cast<uint32_t>(equal),
                              .words_a = static_cast<uint32_t>(p.copied_a * word_a),
                              .words_b = static_cast<uint32_t>(p.copied_b * word_b)});
  }
  const double words_a = WordsOf(a);
  const double words_b = WordsOf(b);
  match.containment_a = std::min(1.0, covered_a / words_a);
  match.containment_b = std::min(1.0, covered_b / words_b);
  const double shared = (covered_a + covered_b) / 2;
  match.resemblance = std::clamp(shared / (words_a + words_b - shared), 0.0, 1.0);
  match.relation = Decide(WeighEvidence(a, b, match.passages, context), context);
  return match;
}

// What is below the floor is not shown.
Match WithoutNoise(Match match) {
  if (match.relation == Relation::kUnrelated) match.passages.clear();
  return match;
}

}  // namespace

std::string_view RelationName(Relation relation) {
  switch (relation) {
    case Relation::kUnrelated:
      return "UNRELATED";
    case Relation::kIdentical:
      return "IDENTICAL";
    case Relation::kRevision:
      return "REVISION";
    case Relation::kTemplate:
      return "TEMPLATE";
    case Relation::kQuote:
      return "QUOTE";
    case Relation::kReprint:
      return "REPRINT";
    case Relation::kEmbedded:
      return "EMBEDDED";
    case Relation::kAbridged:
      return "ABRIDGED";
    case Relation::kExcerpt:
      return "EXCERPT";
  }
  return "UNRELATED";
}

absl::StatusOr<PreparedText> PrepareText(std::string_view body, uint64_t seed) {
  PreparedText text;
  NEWSPRINT_ASSIGN_OR_RETURN(text.tokens, Tokenize(body));
  text.token_hashes = HashTokens(text.tokens, seed);
  text.shingles = HashShingles(text.token_hashes, seed);
  text.marks = MarkText(body, text.tokens);
  return text;
}

Fingerprint FingerprintOf(const PreparedText& text, const MinHasher& hasher) {
  return ComputeFingerprint(text.token_hashes, text.shingles, hasher);
}

TextMatcher::TextMatcher(const PreparedText& text) : text_(&text), table_(text.shingles) {}

Match TextMatcher::Weighed(const PreparedText& other, const PairContext& context) const {
  if (!NeedsAlignment(*text_, other)) return UnalignedMatch(*text_, other);
  AlignWork work;
  std::vector<AlignedPassage> exact = Align(SequenceOf(*text_), table_, SequenceOf(other), &work);
  Match match = MatchOf(*text_, other, context, exact);
  // Within one publisher it is an update: versions are told by their facts.
  if (match.relation != Relation::kUnrelated || context.same_publisher ||
      !HasScraps(*text_, other, exact)) {
    return match;
  }
  Match reworded = MatchOf(*text_, other, context,
                           AddReworded(*text_, other, std::move(exact), thresholds::kScrapWords));
  return reworded.relation == Relation::kUnrelated ? match : reworded;
}

Match TextMatcher::Against(const PreparedText& other, const PairContext& context) const {
  return WithoutNoise(Weighed(other, context));
}

std::vector<Passage> TextMatcher::PassagesWith(const PreparedText& other) const {
  return Weighed(other, {}).passages;
}

Match MatchTexts(const PreparedText& a, const PreparedText& b, const PairContext& context) {
  return TextMatcher(a).Against(b, context);
}

Match CompareTexts(const PreparedText& a, const PreparedText& b, const PairContext& context) {
  if (!NeedsAlignment(a, b)) return UnalignedMatch(a, b);
  AlignWork work;
  Match match = MatchOf(
      a, b, context,
      AddReworded(a, b, Align(SequenceOf(a), ShingleTable(a.shingles), SequenceOf(b), &work), 0));
  // Who asks about two texts wants to see what they share, furniture too.
  const auto is_long = [](const Passage& passage) {
    return passage.words >= thresholds::kExcerptWords;
  };
  if (match.relation == Relation::kUnrelated && std::ranges::any_of(match.passages, is_long)) {
    match.relation = Relation::kTemplate;
  }
  return WithoutNoise(std::move(match));
}

Match Mirrored(const Match& match) {
  Match mirrored = match;
  std::swap(mirrored.containment_a, mirrored.containment_b);
  for (Passage& p : mirrored.passages) {
    std::swap(p.a, p.b);
    std::swap(p.words_a, p.words_b);
  }
  std::ranges::sort(mirrored.passages, {}, &Passage::a);
  return mirrored;
}

}  // namespace newsprint
