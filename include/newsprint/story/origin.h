// Whose text it is that two articles share: an article, a source whose article is not there, or
// unknown.
//
// Evidence counts in the order of what is hard to get wrong: a credit line in one of the two; what
// the markup of their pages names (canonical address, isBasedOn, source, rights holder, byline, or
// a link to the very article); the publisher being a registered source; the same of their siblings;
// and only then the order of time, which has to be told twice, since what a page claims of its own
// time is forgeable. The strongest kind that is there says whom to name; all facts together, each
// with its weight (src/story/evidence_weights.h), those against taken off, say how sure that is.
// Where it is not sure enough, nobody is named.
//
//   OriginDecision origin = DecideOrigin(page, story, siblings);
//   // origin.kind == kArticle, origin.article == story.ordinal, confidence .97,
//   // origin.facts[0].kind == kCredit
#ifndef NEWSPRINT_STORY_ORIGIN_H_
#define NEWSPRINT_STORY_ORIGIN_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/article/span.h"

namespace newsprint {

// What the markup of an article's page names, where that is not the article's own owner or address.
struct OriginPointer {
  SignalKind kind = SignalKind::kLink;
  std::string owner;      // A registered source; empty if it names none.
  uint64_t page_key = 0;  // Of the address that it names; 0 for none.
  Span span;              // Of a link: its text in the body.

  friend bool operator==(const OriginPointer&, const OriginPointer&) = default;
};

// What is known of an article that holds the shared text.
struct OriginWitness {
  uint64_t ordinal = 0;  // Names it in the decision.
  std::string id;        // Breaks ties of time.
  // The source (or else the publisher) whose article it is; empty if unregistered.
  std::string owner;
  bool owner_is_source = false;
  std::string credited;  // Whom its credit line names, if not its owner; empty if nobody.
  Span credit_span;      // The line.
  // Of names that nobody registered, in one spelling: the publisher's, and the credit line's. Such
  // a name is believed where an article of that publisher is there.
  std::string publisher_name;
  std::string credited_name;
  uint64_t page_key = 0;  // Equal addresses have equal keys; 0 for none.
  uint64_t text_key = 0;  // Texts that are the same word for word have equal keys; 0: not known.
  std::vector<OriginPointer> pointers;
  std::optional<absl::Time> published_at;   // As it claims.
  std::optional<absl::Time> first_seen_at;  // By the receiver's clock.
};

enum class OriginKind : uint8_t { kUnknown, kArticle, kAbsent };

// Each is a fact that a reader can check.
enum class OriginEvidence : uint8_t {
  kCredit,           // A credit line names the owner.
  kCanonical,        // The page gives an address of the owner as that of its text.
  kIsBasedOn,        // The page's metadata says that the text is made from the owner's,
  kCopyrightHolder,  // that the rights are the owner's,
  kSource,           // or that the owner supplied it.
  kByline,           // The page names the owner as author.
  kLink,             // The text links to the article, or to a site of the owner.
  kOwnPublisher,     // The publisher is a registered source, and no credit says otherwise.
  kFirstPublished,   // It claims the earliest time of all that hold the text.
  kFirstSeen,        // It was seen before all others that hold the text.
  // Against whom the clocks alone name: another publisher has it word for word the same.
  kSameText,
};

// "credit", "first_seen": the spelling of reports.
std::string_view OriginEvidenceName(OriginEvidence evidence);

struct OriginFact {
  OriginEvidence kind = OriginEvidence::kCredit;
  bool against = false;  // It speaks for another origin than the one named.
  uint64_t article = 0;  // Whose line, markup, publisher or time it is.
  std::string source;    // Whom it names; empty of an article without a registered owner.
  Span span;             // Of a credit line, or of a link's text, in that article's body.

  friend bool operator==(const OriginFact&, const OriginFact&) = default;
};

struct OriginDecision {
  OriginKind kind = OriginKind::kUnknown;
  uint64_t article = 0;   // kArticle: the ordinal of the origin.
  std::string source;     // Whose text it is; empty if unknown or unregistered.
  double confidence = 0;  // In [0, 1]; 0 if unknown.
  // What speaks for it, the weightiest first, and then what speaks against it; of an unknown
  // origin, what speaks for or against anybody. Of a kind that many articles share, some.
  std::vector<OriginFact> facts;

  friend bool operator==(const OriginDecision&, const OriginDecision&) = default;
};

// `siblings` are the other articles that hold what the two share. Symmetric in a and b; neither the
// order of the siblings nor the ordinals matter, unless times and ids are equal.
// Time: O(n log n) of the articles and their pointers.
OriginDecision DecideOrigin(const OriginWitness& a, const OriginWitness& b,
                            std::span<const OriginWitness> siblings);

// Of a text that nobody else has.
OriginDecision DecideOrigin(const OriginWitness& only);

}  // namespace newsprint

#endif  // NEWSPRINT_STORY_ORIGIN_H_
