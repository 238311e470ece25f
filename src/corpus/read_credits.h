// What an article's own lines and its publisher say of whose text it is.
#ifndef NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_
#define NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_

#include <string_view>

#include "corpus/text_cache.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

// Fills the witness, the credit and the furniture of `known`, whose summary is filled.
void ReadCredits(const CreditLineFinder& finder, std::string_view body, KnownText& known);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_READ_CREDITS_H_
