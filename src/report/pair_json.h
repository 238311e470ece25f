// Texts and what is marked in them, as the script in src/report/assets/pair.js reads them.
#ifndef NEWSPRINT_REPORT_PAIR_JSON_H_
#define NEWSPRINT_REPORT_PAIR_JSON_H_

#include "newsprint/report/comparison.h"
#include "report/json_writer.h"

namespace newsprint::report {

void WriteText(JsonWriter& json, const ShownText& text);

// The members of an object that the caller began: passages as [a, a end, b, b end, words], all
// other spans as [begin, end], in UTF-16 code units. None of a text that was removed.
void WriteMarks(JsonWriter& json, const ShownPair& pair, const ShownText& a, const ShownText& b);

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_PAIR_JSON_H_
