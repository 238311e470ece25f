// Why something is a match or none, in words for a terminal.
#ifndef NEWSPRINT_APPS_EXPLANATION_TEXT_H_
#define NEWSPRINT_APPS_EXPLANATION_TEXT_H_

#include <string>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "newsprint/match/gates.h"

namespace newsprint {

// A line a gate: "REPRINT no: 41 % of a text stands in the other, if with changes; must be at least
// 86 %".
std::vector<std::string> GatesInWords(const std::vector<Gate>& gates);

// Where was looked, and the near misses with the gates that they did not pass.
std::string ExplanationInWords(const SearchExplanation& explanation);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_EXPLANATION_TEXT_H_
