// Which of the articles that a copy shares text with it was made from.
#ifndef NEWSPRINT_SRC_AUDIT_ORIGINALS_H_
#define NEWSPRINT_SRC_AUDIT_ORIGINALS_H_

#include <optional>
#include <vector>

#include "newsprint/audit/report.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/source/registry.h"

namespace newsprint {

// The relations in which a text is taken over; quotations and forms are nobody's copies.
bool IsCopyRelation(Relation relation);

// The sources' articles that the text of the one asked about comes from, those with the most of it
// first; of several that have the same passages, the best. Empty if it is a source's own text.
std::vector<const Neighbour*> ChooseOriginals(const Neighbourhood& neighbourhood);

// Of an article for which that is empty: whose text it may be, and who else has it. `copy` is left
// to the caller. Nothing if it is an outlet's own text, or nobody's copy.
std::optional<UnjudgedCopy> FindUnjudged(const Neighbourhood& neighbourhood,
                                         const SourceRegistry& registry);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_ORIGINALS_H_
