// What the cues of a line amount to.
#ifndef NEWSPRINT_SOURCE_CREDIT_RULES_H_
#define NEWSPRINT_SOURCE_CREDIT_RULES_H_

#include <cstddef>
#include <optional>

#include "newsprint/source/credit_lines.h"
#include "source/cue_line.h"
#include "source/cue_set.h"

namespace newsprint::source {

// Longer lines are paragraphs: their sentences are judged one by one.
inline constexpr double kMaxCreditWords = 60;
// Datelines and agency sigils stand within so many lines of the text's ends.
inline constexpr size_t kEdgeLines = 12;

// Where a line stands.
struct Place {
  size_t lines_before = 0;  // Lines that are not blank.
  size_t lines_after = 0;
  bool sentence = false;  // A sentence of a paragraph, not a line of its own.
};

struct Verdict {
  bool credit = false;
  CreditType type = CreditType::kFull;            // If a credit.
  MentionKind mention = MentionKind::kReference;  // If none.
  double confidence = 0;
  bool sigil_only = false;  // The credit is the name with the marks around it, not the line.
  bool dateline = false;    // It is the line up to there.
};

// Of a line that names a registered party, or that names nobody and is a disclaimer; nullopt if it
// says nothing of a source: promotion, a heading.
std::optional<Verdict> JudgeLine(const CueLine& line, Cues cues, const Place& place);

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_CREDIT_RULES_H_
