// Whose text it is, for a person: the origin and its evidence, credit lines, and what each of two
// texts has alone.
#ifndef NEWSPRINT_APPS_PROVENANCE_TEXT_H_
#define NEWSPRINT_APPS_PROVENANCE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "apps/match_report.h"

namespace newsprint {

// How the two articles are called, and their bodies to quote from; empty where not at hand.
struct NamedTexts {
  std::string_view a;      // "A", "it"
  std::string_view a_has;  // "A's", "its"
  std::string_view b;      // "B", "that article"
  std::string_view b_has;
  std::string_view text_a;
  std::string_view text_b;
};

// Lines, those that belong to the one before them set in.
std::vector<std::string> ProvenanceInWords(const MatchProvenance& provenance,
                                           const NamedTexts& texts);

// The origin alone.
std::vector<std::string> OriginInWords(const OriginAnswer& origin, const NamedTexts& texts);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_PROVENANCE_TEXT_H_
