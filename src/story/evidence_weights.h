// What each fact counts in the decision whose text it is: the one table.
//
// A weight is in log-odds, so that independent facts add up: alone, 2.2 makes a claim right nine
// times in ten, 0 as often as not. The figures are round, since finer ones would say more than is
// known; on the labelled sets the shares that they come to are met or passed
// (docs/decisions/0008-origin-score.md).
#ifndef NEWSPRINT_SRC_STORY_EVIDENCE_WEIGHTS_H_
#define NEWSPRINT_SRC_STORY_EVIDENCE_WEIGHTS_H_

#include "newsprint/story/origin.h"

namespace newsprint {

struct EvidenceWeight {
  OriginEvidence kind;
  double in_favour;  // Of whom it names.
  double against;    // Anybody else.
};

inline constexpr EvidenceWeight kEvidenceWeights[] = {
    // Somebody wrote it to say whose text it is. Against another it is worth less, since a page
    // with
    // parts of two stories credits one of them.
    {OriginEvidence::kCredit, 2.6, 1.0},
    // Written for machines by whoever made the page: seldom wrong, and now and then of a template.
    {OriginEvidence::kCanonical, 2.2, 0.8},
    {OriginEvidence::kIsBasedOn, 2.2, 0.8},
    {OriginEvidence::kCopyrightHolder, 2.0, 0.6},
    {OriginEvidence::kSource, 2.2, 0.8},
    {OriginEvidence::kByline, 1.9, 0.4},  // People write for several houses.
    {OriginEvidence::kLink, 1.9, 0.3},    // Texts also link to what they only speak of.
    // Sources run each other's texts, too, and do not always say so.
    {OriginEvidence::kOwnPublisher, 1.8, 0.5},
    // Pages claim what they like (one copy in twenty claims to be older than its original), and who
    // is slow to be crawled is seen late.
    {OriginEvidence::kFirstPublished, 0.7, 0.3},
    {OriginEvidence::kFirstSeen, 0.45, 0.25},
    // Word for word the same at two publishers, with nothing of either's own page: so the clients
    // of
    // an agency have it, and the clocks only say who of them was quick.
    {OriginEvidence::kSameText, 0, 0.8},
};

// A link to a site of the source, and not to the article.
inline constexpr EvidenceWeight kSiteLink = {OriginEvidence::kLink, 0.2, 0};

// Of what the lines, markup and publisher of a third article with the same text say, this share
// counts: it may have more than one text.
inline constexpr double kOfSibling = 0.6;

// With less nobody is named: it would be wrong too often to be put to anybody.
inline constexpr double kMinScore = 0.5;

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_STORY_EVIDENCE_WEIGHTS_H_
