// Whose text it is that two articles share: an article, a source whose article is not there, or
// unknown.
//
// Evidence counts in the order of what is hard to get wrong: a credit line in one of the two; the
// publisher being a registered source; credit lines in their siblings; and only then the order of
// time, which has to be told twice, since what a page claims of its own time is forgeable. Where
// nothing carries it, nobody is named.
//
//   OriginDecision origin = DecideOrigin(page, story, siblings);
//   // origin.kind == kArticle, origin.article == story.ordinal, confidence .97, evidence {kCredit}
#ifndef NEWSPRINT_STORY_ORIGIN_H_
#define NEWSPRINT_STORY_ORIGIN_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace newsprint {

// What is known of an article that holds the shared text.
struct OriginWitness {
  uint64_t ordinal = 0;  // Order of arrival.
  std::string
      owner;  // The source (or else the publisher) whose article it is; empty if unregistered.
  bool owner_is_source = false;
  std::string credited;  // Whom its credit line names, if not its owner; empty if nobody.
  std::optional<absl::Time> published_at;  // As it claims.
};

enum class OriginKind : uint8_t { kUnknown, kArticle, kAbsent };

// For and against; each is a fact that a reader can check.
enum class OriginEvidence : uint8_t {
  kCredit,           // A credit line of one of the two names the owner.
  kSiblingCredit,    // So does one of a sibling.
  kOwnPublisher,     // Its publisher is a registered source and no credit says otherwise.
  kFirstPublished,   // It claims the earliest time of all that hold the text.
  kFirstSeen,        // It arrived before all others that hold the text.
  kCreditsDisagree,  // Against: the two name different owners.
  kTimesDisagree,    // Against: the first published is not the first seen.
};

std::string_view OriginEvidenceName(OriginEvidence evidence);

struct OriginDecision {
  OriginKind kind = OriginKind::kUnknown;
  uint64_t article = 0;                  // kArticle: the ordinal of the origin.
  std::string source;                    // kAbsent: whose text it is.
  double confidence = 0;                 // In [0, 1]; 0 if unknown.
  std::vector<OriginEvidence> evidence;  // What decided, or what kept from deciding.

  friend bool operator==(const OriginDecision&, const OriginDecision&) = default;
};

// `siblings` are the other articles that hold what the two share. Symmetric in a and b; the order
// of the siblings does not matter. Time: O(siblings).
OriginDecision DecideOrigin(const OriginWitness& a, const OriginWitness& b,
                            std::span<const OriginWitness> siblings);

}  // namespace newsprint

#endif  // NEWSPRINT_STORY_ORIGIN_H_
