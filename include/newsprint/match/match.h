// Two texts to a verified, aligned, typed match. Pure: no storage, no clocks, no state.
//
// Both texts are aligned on their tokens: shared shingles seed runs, runs are chained and extended
// over small edits, and the chains become passages with byte spans on both sides. Every figure
// comes from the passages, so it can be shown. After D. Smith et al., "Computational methods for
// uncovering reprinted texts", 2015 (passim), and M. Sanchez-Perez et al., "A winning approach to
// text alignment", PAN at CLEF 2014.
//
//   absl::StatusOr<PreparedText> wire = PrepareText(wire_body, seed);
//   absl::StatusOr<PreparedText> page = PrepareText(page_body, seed);
//   Match match = MatchTexts(*wire, *page);
//   // match.relation == Relation::kReprint, match.containment_a == 1.0, match.passages[0].b == ...
#ifndef NEWSPRINT_MATCH_MATCH_H_
#define NEWSPRINT_MATCH_MATCH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/span.h"
#include "newsprint/match/shingle_table.h"
#include "newsprint/sketch/fingerprint.h"
#include "newsprint/text/marks.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

// The typed verdict on a pair (README, "Relations"). Values are stored: never renumber.
enum class Relation : uint8_t {
  kUnrelated = 0,  // Nothing above the floor is shared.
  kIdentical = 1,  // Equal after normalisation.
  kRevision = 2,   // The same publisher's own other version.
  kTemplate = 3,   // What is shared is a form: the slots differ.
  kQuote = 4,      // What is shared is quoted speech.
  kReprint = 5,    // Most of each is in the other, own furniture aside.
  kEmbedded = 6,   // Most of the one stands inside the longer other.
  kAbridged = 7,   // Most of the shorter comes from the other, of which a good part was dropped.
  kExcerpt = 8,    // A passage is reused; neither is mostly the other.
};

// "REPRINT": the spelling of the API and of reports.
std::string_view RelationName(Relation relation);

// A text made ready to be matched: its tokens, and their hashes and shingles under a store's seed.
// Texts prepared under different seeds do not compare.
struct PreparedText {
  TokenizedText tokens;
  std::vector<uint64_t> token_hashes;  // One a token.
  std::vector<uint64_t> shingles;      // One a token but for the last kShingleTokens - 1.
  TextMarks marks;
};

// Errors: INVALID_ARGUMENT as Tokenize. Time: linear.
absl::StatusOr<PreparedText> PrepareText(std::string_view body, uint64_t seed);

// Whether a text has too few words (thresholds.h) for more than "equal to another": in all, or
// because most of it is the page's furniture (ascending, disjoint).
bool IsTooShortToJudge(const PreparedText& text, std::span<const Span> furniture = {});

// The fingerprint under which a prepared text is indexed.
Fingerprint FingerprintOf(const PreparedText& text, const MinHasher& hasher);

// A maximal aligned run that both texts share, changed words inside it included.
struct Passage {
  Span a;
  Span b;
  uint32_t words = 0;  // Equal words in it: the evidence.
  uint32_t words_a =
      0;  // Words of a that were copied, if with changes: all but what was written anew.
  uint32_t words_b = 0;  // Likewise of b.

  friend bool operator==(const Passage&, const Passage&) = default;
};

struct Match {
  Relation relation = Relation::kUnrelated;
  double resemblance = 0;    // Shared share of the union of both texts, in words. In [0, 1].
  double containment_a = 0;  // Share of a's words that passages cover. In [0, 1].
  double containment_b = 0;  // Likewise of b.
  std::vector<Passage>
      passages;  // Ascending by a; no two overlap on either side. Empty if unrelated.
  bool insufficient_evidence = false;  // One text is too short for a verdict other than identical.

  friend bool operator==(const Match&, const Match&) = default;
};

// What is known of a pair beside both texts. The spans are of text that a copy does not owe to the
// other: page furniture, passages that stand in many unrelated articles. Ascending, disjoint.
struct PairContext {
  bool same_publisher = false;
  bool same_title_alone = false;   // And nothing else is known of either: no publisher, no site.
  std::optional<bool> a_is_older;  // By what is known of their times; nothing if nothing is.
  std::optional<absl::Duration> apart;  // Between their publications; not negative.
  std::span<const Span> common_a;
  std::span<const Span> common_b;
};

// One text, to be matched against many: what can be computed once is. Keeps a reference to `text`,
// which must outlive it. Immutable, so safe to share between threads.
class TextMatcher {
 public:
  explicit TextMatcher(const PreparedText& text);

  // Side a is the matcher's text. Where nothing is found but scraps, such as rewording leaves of a
  // passage, reworded passages are looked for around them. Time: O(n + m) for ordinary text,
  // bounded for any (src/match/align.h); with scraps, sentences are compared each with each.
  Match Against(const PreparedText& other, const PairContext& context) const;

  // The passages of the pair, whatever they are worth: Against gives none for unrelated texts.
  std::vector<Passage> PassagesWith(const PreparedText& other) const;

 private:
  Match Weighed(const PreparedText& other, const PairContext& context) const;

  const PreparedText* text_;
  ShingleTable table_;
};

// One pair. Symmetric, but for reworded passages that compete: MatchTexts(b, a) is the same match
// with its sides exchanged.
Match MatchTexts(const PreparedText& a, const PreparedText& b, const PairContext& context = {});

// One pair, looked at as closely as can be: reworded passages too, sentence by sentence
// (src/match/paraphrase.h), whether or not anything of them is left in a row. For two texts that
// somebody asks about; too eager, and too slow, for judging all that a search brings up. Symmetric
// but for reworded passages that compete.
Match CompareTexts(const PreparedText& a, const PreparedText& b, const PairContext& context = {});

// What the verdict on a pair rests on. Words are a text's own: common text left out.
struct Evidence {
  bool identical = false;
  double words_a = 0;  // Of each text.
  double words_b = 0;
  double own_words = 0;  // Of the text that has fewer.
  // Shares of each text's own words that were copied, if with changes. In [0, 1].
  double own_containment_a = 0;
  double own_containment_b = 0;
  // Shares of all words of each text that stand in the other in runs in which nothing was changed,
  // where so much was copied that it matters; else 0. In [0, 1].
  double verbatim_a = 0;
  double verbatim_b = 0;
  double longest_run_words = 0;  // The longest of these runs.
  // The longest passage of each kind, in words of running text: headlines, links and teasers left
  // out.
  double longest_words = 0;         // That is neither of the other two.
  double longest_quoted_words = 0;  // That is quoted speech on both sides.
  double longest_form_words = 0;    // In which the figures differ.
  // Facts (numbers, names) in and beside the passages, on the side that has fewer; how many of them
  // the other side has there too; and the share of the words there that are equal: in a copy facts
  // agree as words do.
  uint32_t facts = 0;
  uint32_t equal_facts = 0;
  uint32_t numbers = 0;
  uint32_t equal_numbers = 0;
  double equal_words = 0;  // In [0, 1].

  double LargerContainment() const { return std::max(own_containment_a, own_containment_b); }
  double SmallerContainment() const { return std::min(own_containment_a, own_containment_b); }
  double LargerVerbatim() const { return std::max(verbatim_a, verbatim_b); }
  double SmallerVerbatim() const { return std::min(verbatim_a, verbatim_b); }
};

// `passages` are those of a match of the two texts; what they are worth changes with the context,
// while articles come in. Time: O(passages * log tokens + facts).
Evidence WeighEvidence(const PreparedText& a, const PreparedText& b,
                       std::span<const Passage> passages, const PairContext& context);

// The first relation that holds, in the order of the table in README.
Relation Decide(const Evidence& evidence, const PairContext& context);

// The same match seen from b.
Match Mirrored(const Match& match);

}  // namespace newsprint

#endif  // NEWSPRINT_MATCH_MATCH_H_
