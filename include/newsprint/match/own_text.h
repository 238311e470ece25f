// What a text has that the other text of a pair lacks: seen from a copy, what was added; seen from
// its original, what was dropped.
#ifndef NEWSPRINT_MATCH_OWN_TEXT_H_
#define NEWSPRINT_MATCH_OWN_TEXT_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

enum class OwnTextKind : uint8_t {
  kCredit,       // Says where the text comes from.
  kPromo,        // Belongs to the page: promotions, links to other stories, photo credits, footers.
  kBoilerplate,  // Stands in many unrelated articles.
  kParagraph,    // All else, a paragraph or a part of one.
};

// "credit": the spelling of reports.
std::string_view OwnTextKindName(OwnTextKind kind);

// From the first to the last word of it; never across the end of a line.
struct OwnText {
  Span span;
  OwnTextKind kind = OwnTextKind::kParagraph;
  double words = 0;  // Two characters of a script written without spaces count as one.

  friend bool operator==(const OwnText&, const OwnText&) = default;
};

// What is known of a text's lines. Each ascending; where two hold, the first of them counts.
struct KnownLines {
  std::span<const Span> credits;
  std::span<const Span> promos;
  std::span<const Span> boilerplate;
};

// The byte at which each line after the first begins, ascending.
std::vector<uint32_t> LineBegins(std::string_view text);

// The words of a text outside `passages` (one side's spans, ascending and disjoint) in stretches of
// one kind and one line, ascending. Time: linear. Thread-safe.
std::vector<OwnText> FindOwnText(const TokenizedText& text, std::span<const uint32_t> line_begins,
                                 std::span<const Span> passages, const KnownLines& known);

}  // namespace newsprint

#endif  // NEWSPRINT_MATCH_OWN_TEXT_H_
