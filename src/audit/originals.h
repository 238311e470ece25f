// Which of the articles that a copy shares text with it was made from.
#ifndef NEWSPRINT_SRC_AUDIT_ORIGINALS_H_
#define NEWSPRINT_SRC_AUDIT_ORIGINALS_H_

#include <vector>

#include "newsprint/corpus/corpus.h"

namespace newsprint {

// The relations in which a text is taken over; quotations and forms are nobody's copies.
bool IsCopyRelation(Relation relation);

// The sources' articles that the text of the one asked about comes from, those with the most of it
// first; of several that have the same passages, the best. Empty if it is a source's own text.
std::vector<const Neighbour*> ChooseOriginals(const Neighbourhood& neighbourhood);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_ORIGINALS_H_
