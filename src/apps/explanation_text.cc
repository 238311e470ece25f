#include "apps/explanation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "apps/terminal.h"

namespace newsprint {
namespace {

enum class Unit { kCondition, kCount, kShare, kHours };

struct GateWords {
  std::string_view name;
  std::string_view words;
  Unit unit;
};

constexpr std::array kGateWords = {
    GateWords{"equal_text", "the texts are equal", Unit::kCondition},
    GateWords{"passages", "passages in common", Unit::kCount},
    GateWords{"words", "words of the shorter text", Unit::kCount},
    GateWords{"own_words", "words of the shorter text that other stories have not", Unit::kCount},
    GateWords{"same_publisher", "both have one publisher", Unit::kCondition},
    GateWords{"same_title", "both have one title", Unit::kCondition},
    GateWords{"times_known", "both publication times are known", Unit::kCondition},
    GateWords{"hours_apart", "hours between their publication", Unit::kHours},
    GateWords{"containment", "of a text's own words stand in the other, if with changes",
              Unit::kShare},
    GateWords{"smaller_containment", "of the other text's own words likewise", Unit::kShare},
    GateWords{"verbatim", "of a text stands in the other word for word", Unit::kShare},
    GateWords{"smaller_verbatim", "of the other text likewise", Unit::kShare},
    GateWords{"run_words", "words in the longest run without a change", Unit::kCount},
    GateWords{"passage_words", "words in the longest passage that is no quotation and no form",
              Unit::kCount},
    GateWords{"quoted_words", "words in the longest passage that is a quotation", Unit::kCount},
    GateWords{"told_words", "words in both together", Unit::kCount},
    GateWords{"form_words_share", "of the words in and beside the passages are equal",
              Unit::kShare},
    GateWords{"facts", "names and numbers in and beside the passages", Unit::kCount},
    GateWords{"equal_facts", "of them in both texts", Unit::kCount},
    GateWords{"numbers", "numbers in and beside the passages", Unit::kCount},
    GateWords{"equal_numbers", "of these in both texts", Unit::kCount},
};

std::string Figure(double figure, Unit unit) {
  return unit == Unit::kShare ? fmt::format("{:.1f} %", 100 * figure)
                              : fmt::format("{:.4g}", figure);
}

std::string InWords(const Gate& gate) {
  const auto known = std::ranges::find(kGateWords, gate.name, &GateWords::name);
  const std::string outcome =
      fmt::format("{} {}: ", RelationName(gate.relation), gate.passed ? "yes" : "no");
  if (known == kGateWords.end()) {
    return fmt::format("{}{} {} {} {}", outcome, gate.name, gate.figure, GateKindName(gate.kind),
                       gate.threshold);
  }
  if (known->unit == Unit::kCondition) {
    return fmt::format("{}{} {}", outcome, gate.passed ? "" : "it is not so that", known->words);
  }
  const std::string_view must = gate.kind == GateKind::kAtLeast ? "at least"
                                : gate.kind == GateKind::kBelow ? "less than"
                                                                : "at most";
  return fmt::format("{}{} {}; must be {} {}", outcome, Figure(gate.figure, known->unit),
                     known->words, must, Figure(gate.threshold, known->unit));
}

}  // namespace

std::vector<std::string> GatesInWords(const std::vector<Gate>& gates) {
  std::vector<std::string> lines;
  for (const Gate& gate : gates) lines.push_back(InWords(gate));
  return lines;
}

std::string ExplanationInWords(const SearchExplanation& explanation) {
  std::string out;
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "\nSearched {}; {} of {} were not looked up, since many stories have them.\n",
                 Counted(explanation.articles, "article", "articles"),
                 WithThousands(explanation.common_anchors),
                 Counted(explanation.anchors, "anchor", "anchors"));
  fmt::format_to(to, "Limits: {} postings, {} candidates. Scheme: {}\n",
                 WithThousands(explanation.max_postings), WithThousands(explanation.max_candidates),
                 Printable(explanation.scheme));
  if (explanation.near_misses.empty()) {
    out += "Nothing else came close.\n";
    return out;
  }
  fmt::format_to(to, "{}:\n",
                 Counted(explanation.total_near_misses, "article came close and is no match",
                         "articles came close and are no match"));
  for (const NearMiss& miss : explanation.near_misses) {
    const ArticleSummary& other = miss.found.other;
    fmt::format_to(to, "\n- {}\n", Printable(other.title.empty() ? other.id.value() : other.title));
    if (!miss.dropped_by.empty()) {
      fmt::format_to(to, "    {}, but the filter's {} leaves it out\n",
                     RelationName(miss.found.match.relation), miss.dropped_by);
      continue;
    }
    for (const Gate& gate : miss.found.gates) {
      if (!gate.passed) fmt::format_to(to, "    {}\n", InWords(gate));
    }
  }
  return out;
}

}  // namespace newsprint
