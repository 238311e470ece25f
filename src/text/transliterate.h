// One language in two scripts: Serbian in Cyrillic and Latin letters, Kazakh in Cyrillic and in the
// Latin letters of 2021 or of BGN/PCGN. Texts in either come out in the same letters, so that a
// copy in the other script is found.
#ifndef NEWSPRINT_TEXT_TRANSLITERATE_H_
#define NEWSPRINT_TEXT_TRANSLITERATE_H_

#include <string_view>

#include "newsprint/text/tokenize.h"

namespace newsprint::text {

// Replaces the folded letters of a text that is written in one of these languages, as its letters
// tell; gives any other text back as it came. Spans stay. Serbian Cyrillic becomes Latin letter by
// letter (љ -> lj). Kazakh of every script loses the distinctions that its scripts make
// differently: ы, і, и and й become i, у, ұ and ү become u, and so on.
//
// Time: O(folded bytes).
TokenizedText UnifyScripts(TokenizedText text);

// False only where UnifyScripts would give the text back: a quick look at the folded bytes, which
// spares most texts the count of their letters.
bool MayNeedUnifying(std::string_view folded);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_TRANSLITERATE_H_
