// The plain form of a line that cues are patterns over.
//
// Folded words and marks of punctuation, one space before each and one at the end; no space between
// ideographs, nor around an apostrophe or a hyphen inside a word. Numbers are 0. A registered name
// or host, with the articles, quotes and common nouns beside it, is one kSourceMark, and so is a
// list of them; an address is kLinkMark or kAddressMark.
//
//   "Mit Material von dpa und «AFP»: 3 Fragen" -> " mit material von [source] : 0 fragen "
#ifndef NEWSPRINT_SOURCE_CUE_LINE_H_
#define NEWSPRINT_SOURCE_CUE_LINE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/source/registry.h"
#include "source/cue_set.h"

namespace newsprint::source {

// A party that a line names.
struct Naming {
  Party party;
  Span span;          // Of the text.
  bool own = false;   // The text's own publisher, or the source whose desk that is.
  bool link = false;  // Named by an address with a path.
};

struct CueLine {
  std::string text;
  uint32_t scripts = 0;  // A bit for each LineScript.
  double words = 0;
  std::vector<Naming> namings;  // In order.

  // The span of the text that [begin, end) of `text` came from.
  Span SourceOf(Span range) const;

  std::vector<uint32_t> begins;  // Where each piece begins in `text`, ascending...
  std::vector<Span> spans;       // ...and its bytes of the original text.
};

// Who published the text: the parties whose names credit nobody else.
struct Own {
  Party party;
  const Source* source = nullptr;

  bool Is(Party other, const SourceRegistry& registry) const {
    return (party.known() && other == party) ||
           (source != nullptr && registry.SourceOf(other) == source);
  }
};

// Time: O(line.size()) but for long chains of names that begin alike.
CueLine ReadCueLine(std::string_view text, Span line, const SourceRegistry& registry,
                    const CuePatterns& words, const Own& own);

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_CUE_LINE_H_
