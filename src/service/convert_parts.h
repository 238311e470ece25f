// Pieces of the API's messages that several answers are made of.
#ifndef NEWSPRINT_SRC_SERVICE_CONVERT_PARTS_H_
#define NEWSPRINT_SRC_SERVICE_CONVERT_PARTS_H_

#include <array>
#include <cstdint>
#include <utility>

#include "newsprint/article/article.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/v1/match.pb.h"

namespace newsprint {

// The verdicts of both sides. kUnrelated stands last in the API, whose zero means "no verdict".
inline constexpr std::array<std::pair<Relation, v1::Relation>, 9> kRelations = {{
    {Relation::kIdentical, v1::RELATION_IDENTICAL},
    {Relation::kRevision, v1::RELATION_REVISION},
    {Relation::kTemplate, v1::RELATION_TEMPLATE},
    {Relation::kQuote, v1::RELATION_QUOTE},
    {Relation::kReprint, v1::RELATION_REPRINT},
    {Relation::kEmbedded, v1::RELATION_EMBEDDED},
    {Relation::kAbridged, v1::RELATION_ABRIDGED},
    {Relation::kExcerpt, v1::RELATION_EXCERPT},
    {Relation::kUnrelated, v1::RELATION_UNRELATED},
}};

// The API's enumerators have the corpus's numbers, one up: its zeroes are "never sent".
template <typename Proto, typename Enum>
Proto OneUp(Enum value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}

// Where an article stands in the store: ArticleSummary, Article, IngestReport, StoryRevision.
template <typename Proto>
void FillPlace(uint32_t revision, Ordinal ordinal, Proto& proto) {
  proto.set_revision(static_cast<int32_t>(revision));
  proto.set_ordinal(static_cast<int64_t>(ordinal));
}

void FillSpan(Span span, v1::Span& proto);

// `a` and `b` are as the answer has them.
void FillOrigin(const OriginAnswer& origin, const v1::ArticleSummary& a,
                const v1::ArticleSummary& b, v1::Origin& proto);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_CONVERT_PARTS_H_
