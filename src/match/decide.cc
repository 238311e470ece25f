// From evidence to a relation. Verdict and explanation are one walk through the same gates.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/thresholds.h"
#include "newsprint/match/gates.h"
#include "newsprint/match/match.h"

namespace newsprint {
namespace {

// A verdict alone: the gates leave no trace and cost nothing but their comparison.
struct NoTrace {
  bool AtLeast(Relation, std::string_view, double figure, double threshold) const {
    return figure >= threshold;
  }
  bool Below(Relation, std::string_view, double figure, double threshold) const {
    return figure < threshold;
  }
  bool AtMost(Relation, std::string_view, double figure, double threshold) const {
    return figure <= threshold;
  }
};

class Trace {
 public:
  bool AtLeast(Relation relation, std::string_view name, double figure, double threshold) {
    return Record(
        {relation, std::string(name), GateKind::kAtLeast, figure, threshold, figure >= threshold});
  }
  bool Below(Relation relation, std::string_view name, double figure, double threshold) {
    return Record(
        {relation, std::string(name), GateKind::kBelow, figure, threshold, figure < threshold});
  }
  bool AtMost(Relation relation, std::string_view name, double figure, double threshold) {
    return Record(
        {relation, std::string(name), GateKind::kAtMost, figure, threshold, figure <= threshold});
  }

  std::vector<Gate> TakeGates() { return std::move(gates_); }

 private:
  bool Record(const Gate& gate) {
    // Two rules may ask the same.
    if (std::ranges::find(gates_, gate) == gates_.end()) gates_.push_back(gate);
    return gate.passed;
  }

  std::vector<Gate> gates_;
};

// One walk through the gates. `Gates` is NoTrace or Trace.
template <typename Gates>
class Decision {
 public:
  Decision(const Evidence& evidence, const PairContext& context, Gates& gates)
      : e_(evidence), c_(context), gates_(gates) {}

  Relation Decide() {
    if (gates_.AtLeast(Relation::kIdentical, "equal_text", e_.identical, 1)) {
      return Relation::kIdentical;
    }
    if (IsVersion()) return Relation::kRevision;
    if (IsTemplate()) return Relation::kTemplate;
    if (IsTitled()) return Relation::kRevision;
    if (c_.same_publisher && IsWhole(Relation::kRevision)) return Relation::kRevision;
    const bool whole = IsWhole(Relation::kReprint);
    if (!whole && IsQuote()) return Relation::kQuote;
    if (whole &&
        gates_.AtLeast(Relation::kReprint, "told_words", e_.longest_words + e_.longest_quoted_words,
                       thresholds::kMinPassageWords)) {
      return gates_.AtLeast(Relation::kReprint, "smaller_containment", e_.SmallerContainment(),
                            thresholds::kReprintContainment)
                 ? Relation::kReprint
                 : ShorterInLonger();
    }
    return gates_.AtLeast(Relation::kExcerpt, "passage_words", e_.longest_words,
                          thresholds::kExcerptWords)
               ? Relation::kExcerpt
               : Relation::kUnrelated;
  }

 private:
  double HoursApart() const { return absl::ToDoubleHours(*c_.apart); }

  // Whether two texts of one publisher are versions of one article by the time between them and the
  // facts that they tell.
  bool IsVersion() {
    using thresholds::kVersionFactAgreement;
    constexpr Relation kIt = Relation::kRevision;
    return gates_.AtLeast(kIt, "same_publisher", c_.same_publisher, 1) &&
           gates_.AtLeast(kIt, "times_known", c_.apart.has_value(), 1) &&
           gates_.AtMost(kIt, "hours_apart", HoursApart(),
                         absl::ToDoubleHours(thresholds::kVersionPeriod)) &&
           gates_.AtLeast(kIt, "containment", e_.LargerContainment(),
                          thresholds::kVersionContainment) &&
           gates_.AtLeast(kIt, "facts", e_.facts, thresholds::kVersionFacts) &&
           gates_.AtLeast(kIt, "equal_facts", e_.equal_facts, kVersionFactAgreement * e_.facts) &&
           gates_.AtLeast(kIt, "equal_numbers", e_.equal_numbers,
                          kVersionFactAgreement * e_.numbers);
  }

  // A title alone is "Weather" or "News in brief" as often as it names one article: a good part of
  // the text must be the same, or a whole passage of it. What is a form was told before.
  bool IsTitled() {
    constexpr Relation kIt = Relation::kRevision;
    if (!c_.same_title_alone || !gates_.AtLeast(kIt, "same_title", c_.same_title_alone, 1)) {
      return false;
    }
    const auto shares = [&](double containment, double passage_words) {
      return gates_.AtLeast(kIt, "containment", e_.LargerContainment(), containment) &&
             gates_.AtLeast(kIt, "passage_words", e_.longest_words, passage_words);
    };
    return shares(thresholds::kTitledPart, thresholds::kMinPassageWords) ||
           shares(thresholds::kTitledContainment, thresholds::kExcerptWords);
  }

  // Agreement in facts and in numbers, in terms of the agreement in words.
  bool SlotsDiffer(const thresholds::SlotRule& rule) {
    constexpr Relation kIt = Relation::kTemplate;
    const double facts = e_.facts * e_.equal_words;
    const double numbers = e_.numbers * e_.equal_words;
    if (gates_.AtLeast(kIt, "facts", e_.facts, rule.min_facts) &&
        gates_.Below(kIt, "equal_facts", e_.equal_facts, rule.fact_agreement * facts)) {
      return true;
    }
    return gates_.AtLeast(kIt, "numbers", e_.numbers, rule.min_numbers) &&
           gates_.Below(kIt, "equal_numbers", e_.equal_numbers, rule.number_agreement * numbers) &&
           gates_.Below(kIt, "equal_facts", e_.equal_facts, rule.facts_beside_numbers * facts);
  }

  bool IsTemplate() {
    constexpr Relation kIt = Relation::kTemplate;
    if (!gates_.AtLeast(kIt, "containment", e_.LargerContainment(), thresholds::kFormContainment) ||
        !gates_.AtLeast(kIt, "form_words_share", e_.equal_words, thresholds::kFormWords)) {
      return false;
    }
    if (!c_.same_publisher) return SlotsDiffer(thresholds::kSlotsAcrossPublishers);
    if (SlotsDiffer(thresholds::kSlotsWithinPublisher)) return true;
    return c_.apart &&
           gates_.AtLeast(kIt, "hours_apart", HoursApart(),
                          absl::ToDoubleHours(thresholds::kFormPeriod)) &&
           gates_.Below(kIt, "equal_facts", e_.equal_facts, thresholds::kSameFacts * e_.facts);
  }

  // Whether one of the texts stands in the other, as a whole. `relation` is what that would make.
  bool IsWhole(Relation relation) {
    // Of short texts only that they are equal can be told: a form, a caption and a copy look the
    // same.
    if (!gates_.AtLeast(relation, "words", std::min(e_.words_a, e_.words_b),
                        thresholds::kSufficientWords) ||
        !gates_.AtLeast(relation, "own_words", e_.own_words, thresholds::kExcerptWords)) {
      return false;
    }
    if (c_.same_publisher && (!c_.apart || *c_.apart > thresholds::kVersionPeriod)) {
      return gates_.AtLeast(relation, "smaller_verbatim", e_.SmallerVerbatim(),
                            thresholds::kSameVerbatim) ||
             (gates_.AtLeast(relation, "verbatim", e_.LargerVerbatim(), thresholds::kOwnVerbatim) &&
              gates_.AtLeast(relation, "run_words", e_.longest_run_words,
                             thresholds::kOwnRunWords));
    }
    // Below the first of these nobody counts what is word for word.
    return (gates_.AtLeast(relation, "containment", e_.LargerContainment(),
                           thresholds::kMostlyCopied) &&
            gates_.AtLeast(relation, "verbatim", e_.LargerVerbatim(),
                           thresholds::kWholeVerbatim)) ||
           gates_.AtLeast(relation, "containment", e_.LargerContainment(),
                          thresholds::kWholeContainment);
  }

  bool IsQuote() {
    constexpr Relation kIt = Relation::kQuote;
    return gates_.Below(kIt, "passage_words", e_.longest_words, thresholds::kExcerptWords) &&
           gates_.AtLeast(kIt, "quoted_words", e_.longest_quoted_words, thresholds::kQuoteWords);
  }

  // One text stands in the other, which is much longer. If the longer is the older, the shorter was
  // cut from it; otherwise, and where nothing is known, the shorter was taken into it.
  Relation ShorterInLonger() const {
    const bool a_is_longer = e_.own_containment_a < e_.own_containment_b;
    const bool cut = c_.a_is_older && *c_.a_is_older == a_is_longer;
    return cut ? Relation::kAbridged : Relation::kEmbedded;
  }

  const Evidence& e_;
  const PairContext& c_;
  Gates& gates_;
};

}  // namespace

std::string_view GateKindName(GateKind kind) {
  switch (kind) {
    case GateKind::kAtLeast:
      return "at_least";
    case GateKind::kBelow:
      return "below";
    case GateKind::kAtMost:
      return "at_most";
  }
  return "unknown";
}

Relation Decide(const Evidence& evidence, const PairContext& context) {
  NoTrace gates;
  return Decision(evidence, context, gates).Decide();
}

std::vector<Gate> ExplainDecision(const Evidence& evidence, const PairContext& context) {
  Trace gates;
  Decision(evidence, context, gates).Decide();
  return gates.TakeGates();
}

std::vector<Gate> ExplainPair(const PreparedText& a, const PreparedText& b,
                              std::span<const Passage> passages, const PairContext& context) {
  const Evidence evidence = WeighEvidence(a, b, passages, context);
  if (passages.empty() && !evidence.identical) {
    Trace gates;
    gates.AtLeast(Relation::kExcerpt, "passages", 0, 1);
    return gates.TakeGates();
  }
  return ExplainDecision(evidence, context);
}

}  // namespace newsprint
