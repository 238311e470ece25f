// Texts and what is marked in them, as the script in src/report/assets/pair.js reads them.
#ifndef NEWSPRINT_REPORT_PAIR_JSON_H_
#define NEWSPRINT_REPORT_PAIR_JSON_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "newsprint/report/comparison.h"
#include "report/json_writer.h"

namespace newsprint::report {

// "2026-03-03 10:06 UTC"; empty for none.
std::string ShownTime(const std::optional<absl::Time>& time);

// Each writes the members of an object that the caller began.
void WriteText(JsonWriter& json, const ShownText& text);

// Passages as [a, a end, b, b end, words], all other spans as [begin, end], in UTF-16 code units.
// None of a text that was removed.
void WriteMarks(JsonWriter& json, const ShownPair& pair, const ShownText& a, const ShownText& b);

}  // namespace newsprint::report

#endif  // NEWSPRINT_REPORT_PAIR_JSON_H_
