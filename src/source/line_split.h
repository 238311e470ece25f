// Lines and sentences of a text.
#ifndef NEWSPRINT_SOURCE_LINE_SPLIT_H_
#define NEWSPRINT_SOURCE_LINE_SPLIT_H_

#include <string_view>
#include <vector>

#include "newsprint/article/span.h"

namespace newsprint::source {

// `span` of `text` without white space, in ASCII and U+00A0, at its ends.
Span Trimmed(std::string_view text, Span span);

// The lines of a text that are not blank, without the white space around them, in order.
std::vector<Span> NonBlankLines(std::string_view text);

// The sentences of a line, in order: each ends after a mark that ends one (of any script), the
// quotes and brackets that close with it, and white space or the end. Abbreviations end sentences,
// too: the pieces are for reading cues, not for prose.
std::vector<Span> Sentences(std::string_view text, Span line);

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_LINE_SPLIT_H_
