// What an article's own lines and markup say of whose text it is.
#ifndef NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_
#define NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_

#include "corpus/text_cache.h"
#include "newsprint/article/article.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

// Fills the witness, the credits, the lines and the furniture of `known`, whose summary and text
// are filled.
void ReadCredits(const CreditLineFinder& finder, const Article& article, KnownText& known);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_
