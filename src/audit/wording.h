// A required wording held against the text of a copy.
//
// Texts are compared by their tokens: case, punctuation, typography and encoding do not matter, but
// a wording that ends a sentence must end one in the copy, too ("published by X." is not "published
// by X, a newsroom that ...").
#ifndef NEWSPRINT_SRC_AUDIT_WORDING_H_
#define NEWSPRINT_SRC_AUDIT_WORDING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/wording_slots.h"
#include "newsprint/article/span.h"
#include "newsprint/audit/report.h"
#include "newsprint/source/registry.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {

// What may stand in each slot; the first of each list is what a proposal shows.
struct SlotValues {
  std::vector<std::string> years;  // Empty: any year.
  std::vector<std::string> urls;
  std::vector<std::string> sites;
  std::vector<std::string> sources;
  std::vector<std::string> outlets;
};

// The names and domains of a source for the slots.
void AddSource(const Source& source, SlotValues& values);

// Finds one wording. Immutable; keeps no reference.
class Wording {
 public:
  // `wording` is one that SplitWording takes.
  Wording(std::string_view wording, const SlotValues& values);

  // The first place in `within` where it stands; nothing if it stands nowhere there.
  std::optional<Span> FindIn(std::string_view body, const TokenizedText& tokens, Span within) const;

  // The wording with its slots filled in; {AUTHOR}, {DATE} and {TITLE} stay.
  const std::string& proposal() const { return proposal_; }

  struct Difference {
    size_t words = 0;  // Missing and extra ones.
    std::vector<WordingStep> steps;
  };
  // From the proposal to what the copy has in `line`. Words that {AUTHOR}, {DATE} or {TITLE} may
  // stand for are no difference.
  Difference DifferenceTo(const TokenizedText& tokens, Span line) const;

 private:
  // Folded letters without the spaces between words; any of them may stand here.
  struct Element {
    std::vector<std::string> alternatives;
    bool any_year = false;
    bool any_text = false;
  };

  class Search;

  std::vector<Element> elements_;
  std::string proposal_;
  bool ends_sentence_ = false;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_WORDING_H_
