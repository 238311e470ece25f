// Two texts side by side, as one HTML file that works offline: what they share is highlighted and
// linked, what was dropped and added is marked, and so are credit lines.
//
//   ComparisonPage page{.headline = "A is a near copy of B", .a = ..., .b = ..., .pair = ...};
//   std::string html = RenderComparison(page, "newsprint 0.1.0");
#ifndef NEWSPRINT_REPORT_COMPARISON_H_
#define NEWSPRINT_REPORT_COMPARISON_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/span.h"
#include "newsprint/corpus/provenance.h"
#include "newsprint/match/match.h"
#include "newsprint/report/word_changes.h"

namespace newsprint {

// A text and what is known of it. Strings may hold anything: a page shows them as text.
struct ShownText {
  std::string side;  // What the page calls it: "A", "Original".
  std::string title;
  std::string publisher;
  std::string id;
  std::string url;       // A link only if it is of http or https.
  std::string language;  // BCP 47.
  std::optional<absl::Time> published_at;
  std::optional<std::string> body;  // Nothing where the text was removed.
};

// A line to mark, and what it is, in words.
struct ShownLine {
  Span span;
  std::string note;
};

// What to mark in two texts. All spans are of their bodies; passages as Match has them, the other
// lists ascending and disjoint.
struct ShownPair {
  std::vector<Passage> passages;
  WordChanges changes;
  std::vector<ShownLine> credits_a;  // They say where a text comes from.
  std::vector<ShownLine> credits_b;
  std::vector<ShownLine> furniture_a;  // They belong to the page and not to the story.
  std::vector<ShownLine> furniture_b;
};

struct ComparisonPage {
  std::string headline;      // The verdict, a sentence.
  std::string relation;      // The same in a word: "REPRINT".
  double containment_a = 0;  // As Match has them.
  double containment_b = 0;
  double resemblance = 0;
  bool insufficient_evidence = false;
  std::vector<std::string> notes;  // What else is known of the pair, sentences.
  ShownText a;
  ShownText b;
  ShownPair pair;
};

// One mark a line, whomever it credits. Ascending by span, as `credits` must be.
std::vector<ShownLine> ShownCredits(std::span<const ArticleCredit> credits);

// Of the parts that a text has alone, those that are furniture.
std::vector<ShownLine> ShownFurniture(std::span<const TextPart> parts);

// `generator` is what made the page. Equal pages give equal bytes.
std::string RenderComparison(const ComparisonPage& page, std::string_view generator);

}  // namespace newsprint

#endif  // NEWSPRINT_REPORT_COMPARISON_H_
