// Matches in words, for someone at a terminal who never saw this program.
#ifndef NEWSPRINT_APPS_MATCH_TEXT_H_
#define NEWSPRINT_APPS_MATCH_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "apps/match_report.h"
#include "apps/terminal.h"
#include "newsprint/match/match.h"

namespace newsprint {

// What side a is to side b: "contains the whole of". Reads between the names of both.
std::string_view RelationInWords(const Match& match);

struct ComparedTexts {
  std::string a;  // Bodies, to quote passages from.
  std::string b;
};

// One pair, with all passages quoted from both sides.
std::string ComparisonInWords(const PairReport& pair, const ComparedTexts& texts,
                              const Palette& palette);

// What was found of one article; passages are quoted from its own text, where that is at hand.
std::string SearchInWords(const SearchResult& result, const Palette& palette);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_MATCH_TEXT_H_
