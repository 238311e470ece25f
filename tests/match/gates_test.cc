// Each gate of the verdict, named in the explanation of a pair that it alone stops.
#include "newsprint/match/gates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "match/thresholds.h"

namespace newsprint {
namespace {

// A near copy by two publishers, in which nothing is in the way of REPRINT.
Evidence Reprint() {
  Evidence evidence;
  evidence.words_a = 400;
  evidence.words_b = 420;
  evidence.own_words = 390;
  evidence.own_containment_a = 0.95;
  evidence.own_containment_b = 0.90;
  evidence.verbatim_a = 0.95;
  evidence.verbatim_b = 0.90;
  evidence.longest_run_words = 300;
  evidence.longest_words = 380;
  evidence.facts = evidence.equal_facts = 30;
  evidence.numbers = evidence.equal_numbers = 8;
  evidence.equal_words = 0.98;
  return evidence;
}

const Gate* Find(const std::vector<Gate>& gates, Relation relation, std::string_view name,
                 double threshold) {
  const auto found = std::ranges::find_if(gates, [&](const Gate& gate) {
    return gate.relation == relation && gate.name == name &&
           std::abs(gate.threshold - threshold) < 1e-9;
  });
  return found == gates.end() ? nullptr : &*found;
}

struct GateCase {
  std::string_view what;
  void (*change)(Evidence&, PairContext&);
  Relation verdict;
  // The gate that made it so, and whether it was passed.
  Relation relation;
  std::string_view name;
  bool passed;
  double figure;
  double threshold;
};

TEST(Gates, EachIsNamedWhereItDecides) {
  using namespace thresholds;
  const GateCase cases[] = {
      {"a near copy", [](Evidence&, PairContext&) {}, Relation::kReprint, Relation::kReprint,
       "smaller_containment", true, 0.90, kReprintContainment},
      {"equal texts", [](Evidence& e, PairContext&) { e.identical = true; }, Relation::kIdentical,
       Relation::kIdentical, "equal_text", true, 1, 1},
      {"too short", [](Evidence& e, PairContext&) { e.words_a = 49; }, Relation::kExcerpt,
       Relation::kReprint, "words", false, 49, kSufficientWords},
      {"a notice in place of a story", [](Evidence& e, PairContext&) { e.own_words = 12; },
       Relation::kExcerpt, Relation::kReprint, "own_words", false, 12, kExcerptWords},
      {"one stands in a much longer one",
       [](Evidence& e, PairContext&) { e.own_containment_b = 0.5; }, Relation::kEmbedded,
       Relation::kReprint, "smaller_containment", false, 0.5, kReprintContainment},
      {"a part is rewritten",
       [](Evidence& e, PairContext&) {
         e.verbatim_a = e.verbatim_b = 0.5;
         e.own_containment_a = e.own_containment_b = 0.8;
       },
       Relation::kExcerpt, Relation::kReprint, "containment", false, 0.8, kWholeContainment},
      {"nor word for word",
       [](Evidence& e, PairContext&) {
         e.verbatim_a = e.verbatim_b = 0.5;
         e.own_containment_a = e.own_containment_b = 0.8;
       },
       Relation::kExcerpt, Relation::kReprint, "verbatim", false, 0.5, kWholeVerbatim},
      {"nothing but headlines",
       [](Evidence& e, PairContext&) { e.longest_words = e.longest_quoted_words = 3; },
       Relation::kUnrelated, Relation::kReprint, "told_words", false, 6, kMinPassageWords},
      {"a passage a little too short",
       [](Evidence& e, PairContext&) {
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.1;
         e.longest_words = 21;
       },
       Relation::kUnrelated, Relation::kExcerpt, "passage_words", false, 21, kExcerptWords},
      {"a quotation",
       [](Evidence& e, PairContext&) {
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.1;
         e.longest_words = 0;
         e.longest_quoted_words = 30;
       },
       Relation::kQuote, Relation::kQuote, "quoted_words", true, 30, kQuoteWords},
      {"a slogan",
       [](Evidence& e, PairContext&) {
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.1;
         e.longest_words = 0;
         e.longest_quoted_words = 11;
       },
       Relation::kUnrelated, Relation::kQuote, "quoted_words", false, 11, kQuoteWords},
      {"a form whose facts differ", [](Evidence& e, PairContext&) { e.equal_facts = 3; },
       Relation::kTemplate, Relation::kTemplate, "equal_facts", true, 3,
       kSlotsAcrossPublishers.fact_agreement * 30 * 0.98},
      {"words outside the slots differ too",
       [](Evidence& e, PairContext&) {
         e.equal_facts = 3;
         e.equal_words = 0.4;
       },
       Relation::kReprint, Relation::kTemplate, "form_words_share", false, 0.4, kFormWords},
      {"a small part is a form",
       [](Evidence& e, PairContext&) {
         e.equal_facts = 3;
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.1;
       },
       Relation::kExcerpt, Relation::kTemplate, "containment", false, 0.1, kFormContainment},
      {"too few facts to tell a form",
       [](Evidence& e, PairContext&) {
         e.facts = 7;
         e.equal_facts = 1;
         e.numbers = e.equal_numbers = 0;
       },
       Relation::kReprint, Relation::kTemplate, "facts", false, 7,
       kSlotsAcrossPublishers.min_facts},
      {"a version within the days of a running story",
       [](Evidence&, PairContext& c) {
         c.same_publisher = true;
         c.apart = absl::Hours(3);
       },
       Relation::kRevision, Relation::kRevision, "hours_apart", true, 3, 72},
      {"later than that, and rewritten",
       [](Evidence& e, PairContext& c) {
         c.same_publisher = true;
         c.apart = absl::Hours(100);
         e.verbatim_a = e.verbatim_b = 0.85;
         e.longest_words = 0;
       },
       Relation::kUnrelated, Relation::kRevision, "hours_apart", false, 100, 72},
      {"one title and a good part of the text",
       [](Evidence& e, PairContext& c) {
         c.same_title_alone = true;
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.2;
         e.longest_words = 8;
       },
       Relation::kRevision, Relation::kRevision, "containment", true, 0.2, kTitledPart},
      {"one title and a whole passage",
       [](Evidence& e, PairContext& c) {
         c.same_title_alone = true;
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.1;
         e.longest_words = 22;
       },
       Relation::kRevision, Relation::kRevision, "passage_words", true, 22, kExcerptWords},
      {"one title, such as Weather, and a stock phrase",
       [](Evidence& e, PairContext& c) {
         c.same_title_alone = true;
         e.verbatim_a = e.verbatim_b = e.own_containment_a = e.own_containment_b = 0.15;
         e.longest_words = 21;
       },
       Relation::kUnrelated, Relation::kRevision, "passage_words", false, 21, kExcerptWords},
      {"one title and figures of their own",
       [](Evidence& e, PairContext& c) {
         c.same_title_alone = true;
         e.equal_numbers = e.equal_facts = 3;
         e.own_containment_a = e.own_containment_b = 0.4;
       },
       Relation::kTemplate, Relation::kTemplate, "equal_facts", true, 3,
       kSlotsAcrossPublishers.fact_agreement * 30 * 0.98},
      {"by two publishers", [](Evidence&, PairContext& c) { c.apart = absl::Hours(3); },
       Relation::kReprint, Relation::kRevision, "same_publisher", false, 0, 1},
  };
  for (const GateCase& c : cases) {
    Evidence evidence = Reprint();
    PairContext context;
    c.change(evidence, context);
    EXPECT_EQ(RelationName(Decide(evidence, context)), RelationName(c.verdict)) << c.what;
    const std::vector<Gate> gates = ExplainDecision(evidence, context);
    const Gate* gate = Find(gates, c.relation, c.name, c.threshold);
    ASSERT_NE(gate, nullptr) << c.what << ": " << RelationName(c.relation) << " " << c.name;
    EXPECT_EQ(gate->passed, c.passed) << c.what;
    EXPECT_NEAR(gate->figure, c.figure, 1e-9) << c.what;
  }
}

TEST(Gates, WithoutAPassageThereIsOne) {
  const PreparedText a = *PrepareText("one text of a few words", 1);
  const PreparedText b = *PrepareText("and quite another", 1);
  EXPECT_EQ(ExplainPair(a, b, {}, {}),
            (std::vector<Gate>{
                {Relation::kExcerpt, "passages", GateKind::kAtLeast, 0, 1, /*passed=*/false}}));
}

}  // namespace
}  // namespace newsprint
