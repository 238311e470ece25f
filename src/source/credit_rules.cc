#include "source/credit_rules.h"

#include <algorithm>

namespace newsprint::source {
namespace {

// How sure a kind of evidence makes, in a line of its own near an end of the text.
constexpr double kFullWithSubject = .95;  // "This article was originally published by X".
constexpr double kFull = .9;              // "Reprinted with permission from X".
constexpr double kFullByLink = .85;       // "Originally published at https://x/y".
constexpr double kDisclaimer = .9;
constexpr double kPartial = .85;
constexpr double kWire = .85;
constexpr double kRights = .8;
constexpr double kSubject = .7;  // "This article ... X": words between them are missing or unknown.
constexpr double kDateline = .6;  // Kept by copies, but agencies quote each other, too.
constexpr double kTail = .6;

// What takes from it.
constexpr double kLongLine = .15;  // Over this many words:
constexpr double kLongLineWords = 40;
constexpr double kSentence = .1;  // Part of a paragraph.
constexpr double kInside = .05;   // Far from both ends:
constexpr size_t kInsideLines = 6;

// Lines that speak of no text in particular are credits up to so many words near an end of the
// text, and inside it.
constexpr double kEdgeWords = 18;
constexpr double kInsideWords = 12;

// Short enough to be a source line that no cue covers.
constexpr double kBareLineWords = 12;

Verdict Credit(CreditType type, double confidence) {
  Verdict verdict;
  verdict.credit = true;
  verdict.type = type;
  verdict.confidence = confidence;
  return verdict;
}

Verdict NoCredit(MentionKind kind) {
  Verdict verdict;
  verdict.mention = kind;
  return verdict;
}

bool IsInside(const Place& place) {
  return std::min(place.lines_before, place.lines_after) >= kInsideLines;
}

struct Named {
  bool by_name = false;
  bool by_link = false;
};

Named HowNamed(const CueLine& line) {
  Named named;
  for (const Naming& naming : line.namings) (naming.link ? named.by_link : named.by_name) = true;
  return named;
}

// Whether words of origin may be taken at their word though nothing says that they are about this
// text: in a short line, the shorter the deeper in the text.
bool ReadsAsCredit(const CueLine& line, Cues cues, const Place& place) {
  if (cues.HasAny(Cue::kSubject, Cue::kRights)) return true;
  if (place.sentence) return false;
  return line.words <= (IsInside(place) ? kInsideWords : kEdgeWords);
}

std::optional<Verdict> CreditOf(const CueLine& line, Cues cues, const Place& place, Named named) {
  if (cues.Has(Cue::kDisclaimer)) return Credit(CreditType::kDisclaimer, kDisclaimer);
  const bool full = cues.Has(Cue::kFull) && ReadsAsCredit(line, cues, place);
  if (!named.by_name) {
    if (full) return Credit(CreditType::kFull, kFullByLink);
    return std::nullopt;
  }
  // What follows a dateline is the story: its words are no cues.
  if (cues.Has(Cue::kDateline) && place.lines_before < kEdgeLines) {
    Verdict verdict = Credit(CreditType::kWire, kDateline);
    verdict.dateline = true;
    return verdict;
  }
  if (full) {
    return Credit(CreditType::kFull, cues.Has(Cue::kSubject) ? kFullWithSubject : kFull);
  }
  if (cues.Has(Cue::kPartial) && ReadsAsCredit(line, cues, place)) {
    return Credit(CreditType::kPartial, kPartial);
  }
  if (place.sentence && !cues.Has(Cue::kTail)) return std::nullopt;
  if (cues.Has(Cue::kRights)) return Credit(CreditType::kRights, kRights);
  if (cues.Has(Cue::kWire)) return Credit(CreditType::kWire, kWire);
  if (cues.Has(Cue::kTail) && place.lines_after < kEdgeLines) {
    Verdict verdict = Credit(CreditType::kWire, kTail);
    verdict.sigil_only = true;
    return verdict;
  }
  if (cues.Has(Cue::kOpening) && line.words <= kEdgeWords) {
    return Credit(CreditType::kFull, kSubject);
  }
  return std::nullopt;
}

// A dateline heads its line, however long that is.
double Penalty(const CueLine& line, const Place& place, bool dateline) {
  double penalty = 0;
  if (line.words > kLongLineWords && !dateline) penalty += kLongLine;
  if (place.sentence) penalty += kSentence;
  if (IsInside(place)) penalty += kInside;
  return penalty;
}

}  // namespace

std::optional<Verdict> JudgeLine(const CueLine& line, Cues cues, const Place& place) {
  if (line.namings.empty()) {
    if (!cues.Has(Cue::kDisclaimer)) return std::nullopt;
    return Credit(CreditType::kDisclaimer, kDisclaimer - Penalty(line, place, false));
  }
  const Named named = HowNamed(line);
  if (cues.Has(Cue::kPhoto) && !(cues.Has(Cue::kFull) && cues.Has(Cue::kSubject))) {
    return NoCredit(MentionKind::kPhoto);
  }
  const bool page = cues.HasAny(Cue::kPromo, Cue::kRelated, Cue::kNavigation);
  if (page && !cues.HasAny(Cue::kFull, Cue::kDisclaimer, Cue::kPartial)) return std::nullopt;
  std::optional<Verdict> credit = CreditOf(line, cues, place, named);
  if (credit.has_value()) {
    // Words of credit and of report in one line: which of them is meant cannot be told. But "X's
    // reporters contributed to this story" is both.
    const bool contribution = credit->type == CreditType::kPartial && cues.Has(Cue::kSubject);
    if (cues.Has(Cue::kMention) && !contribution && !credit->dateline && !credit->sigil_only) {
      return NoCredit(MentionKind::kAmbiguous);
    }
    credit->confidence -= Penalty(line, place, credit->dateline);
    if (credit->confidence >= kMinCreditConfidence) return credit;
    return NoCredit(MentionKind::kAmbiguous);
  }
  if (!named.by_name) return NoCredit(MentionKind::kLink);
  if (cues.Has(Cue::kLink)) return NoCredit(MentionKind::kLink);
  const bool bare = !cues.Has(Cue::kMention) && !place.sentence && line.words <= kBareLineWords;
  return NoCredit(bare ? MentionKind::kAmbiguous : MentionKind::kReference);
}

}  // namespace newsprint::source
