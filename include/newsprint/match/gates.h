// Why a pair got its verdict: every gate that it met on the way, with the figure that was held
// against the threshold. For people who ask why something is, or is not, a match.
#ifndef NEWSPRINT_MATCH_GATES_H_
#define NEWSPRINT_MATCH_GATES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/match/match.h"

namespace newsprint {

enum class GateKind : uint8_t {
  kAtLeast,  // The figure must reach the threshold.
  kBelow,    // It must stay below it.
  kAtMost,   // It must not exceed it.
};

// "at_least": the spelling of the command line.
std::string_view GateKindName(GateKind kind);

// Names, and what their figures are (src/match/thresholds.h has the thresholds and their reasons):
//
//   equal_text           1 if the texts are equal after normalisation
//   passages             passages that both have
//   words                words of the shorter text
//   own_words            words of the text that has fewer when common text is left out
//   same_publisher       1 if both have one publisher, or stand on one site
//   same_title           1 if both have one title, and nothing else is known of them
//   hours_apart          between the publications
//   times_known          1 if both publication times are known
//   containment          the larger share of a text's own words that the other has, if with changes
//   smaller_containment  the smaller
//   verbatim             the larger share of a text that stands in the other word for word
//   smaller_verbatim     the smaller
//   run_words            the longest run without a change
//   passage_words        the longest passage of running text that is neither quoted nor a form
//   quoted_words         the longest passage that is quoted speech
//   told_words           both together
//   form_words_share     share of equal words in and beside the passages
//   facts, numbers       of the text that has fewer, in and beside the passages
//   equal_facts, equal_numbers   how many of them the other has there, too
struct Gate {
  Relation relation = Relation::kUnrelated;  // That the gate stands before.
  std::string name;
  GateKind kind = GateKind::kAtLeast;
  double figure = 0;
  double threshold = 0;
  bool passed = false;

  friend bool operator==(const Gate&, const Gate&) = default;
};

// The gates that Decide looks at for such a pair, in its order. What comes after a gate that was
// not passed, and needs it, is not looked at. Thread-safe.
std::vector<Gate> ExplainDecision(const Evidence& evidence, const PairContext& context);

// Of a pair with these passages; one without any does not get as far as the evidence.
std::vector<Gate> ExplainPair(const PreparedText& a, const PreparedText& b,
                              std::span<const Passage> passages, const PairContext& context);

}  // namespace newsprint

#endif  // NEWSPRINT_MATCH_GATES_H_
