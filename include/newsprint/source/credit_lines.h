// Credit lines: what in a text says where the text comes from, and what only looks like it.
//
// Lines are read by a grammar of cues for some fifty languages (deploy/credit_lines.yaml,
// described in docs/sources.md): words of origin, permission and sharing in the same line as a
// registered name make a credit; words of report ("told X", "X reported"), photo credits and the
// outlet's own footer do not.
//
//   CreditLineFinder finder = CreditLineFinder::Default();
//   CreditReading reading = finder.Read("...\nThis story was first published by ProPublica.\n");
//   // reading.credits[0]: span of the line, kFull, source "propublica", confidence .95
#ifndef NEWSPRINT_SOURCE_CREDIT_LINES_H_
#define NEWSPRINT_SOURCE_CREDIT_LINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "newsprint/article/span.h"
#include "newsprint/source/registry.h"

namespace newsprint {

namespace source {
struct FinderParts;
}

enum class CreditType : uint8_t {
  kFull,        // The whole text comes from the source: "originally published by X".
  kPartial,     // Some of it does: "X contributed to this report".
  kWire,        // An agency's sigil, dateline or byline; a bare source line: "(X)", "Source: X".
  kDisclaimer,  // The outlet did not edit it: "auto-generated from a syndicated feed".
  kRights,      // The source claims the rights: "© 2026 X. All rights reserved."
};

// "full": the spelling of reports.
std::string_view CreditTypeName(CreditType type);

// Less than this much confidence is no assertion: such lines are mentions.
inline constexpr double kMinCreditConfidence = .5;

struct CreditLine {
  Span span;  // Of the whole line, blanks around it aside; in a long paragraph, of the sentence.
  CreditType type = CreditType::kFull;
  Party party;            // Whom the line names; nobody if unregistered, or if it names none.
  std::string name;       // As it is written in the text; empty if the line names none.
  Span name_span;         // Of `name`; empty likewise.
  bool own = false;       // Credits the text's own publisher, or the source whose desk that is.
  double confidence = 0;  // In [kMinCreditConfidence, 1].

  friend bool operator==(const CreditLine&, const CreditLine&) = default;
};

enum class MentionKind : uint8_t {
  kReference,  // "told X", "according to X".
  kPhoto,      // A photo credit, which says nothing of the text.
  kLink,       // "Read the original: URL", an address of the source that credits nobody by itself.
  kAmbiguous,  // Words of credit and of report together, or neither in a short line of its own.
};

std::string_view MentionKindName(MentionKind kind);

// A line that names a registered party and is no credit of it.
struct Mention {
  Span span;
  MentionKind kind = MentionKind::kReference;
  Party party;
  Span name_span;

  friend bool operator==(const Mention&, const Mention&) = default;
};

struct CreditReading {
  std::vector<CreditLine>
      credits;                    // Ascending by span; a line that names several is here for each.
  std::vector<Mention> mentions;  // Likewise.
};

enum class FurnitureKind : uint8_t {
  kPromo,       // Newsletters, apps, channels, subscriptions, cookies.
  kRelated,     // The heading of a block of other stories.
  kRights,      // Copyright footers.
  kPhoto,       // Photo credits.
  kNavigation,  // Page numbers, sharing, "story continues below".
  kNotice,      // Speaks to the reader of the page, or of what nobody is liable for.
};

std::string_view FurnitureKindName(FurnitureKind kind);

// A line, or a notice inside a paragraph, that belongs to the page and not to the story.
struct Furniture {
  Span span;
  FurnitureKind kind = FurnitureKind::kPromo;

  friend bool operator==(const Furniture&, const Furniture&) = default;
};

// Who published the text, so that its own footers are no credits.
struct TextOrigin {
  std::string_view publisher;  // As in Article::publisher.
  std::string_view url;
};

// The cues, compiled once. Immutable, so safe to share between threads; a copy shares everything.
class CreditLineFinder {
 public:
  // `patterns` is credit_lines.yaml, and `file_name` what messages call it.
  //
  // Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON", where the text is no YAML, a key is unknown
  // or given twice, a pattern is no RE2, or too large, or matches the empty line.
  static absl::StatusOr<CreditLineFinder> Create(SourceRegistry registry, std::string_view patterns,
                                                 std::string_view file_name);

  // With the patterns that newsprint ships, and the registry given or shipped.
  static CreditLineFinder WithDefaultPatterns(SourceRegistry registry);
  static const CreditLineFinder& Default();

  const SourceRegistry& registry() const;

  // XXH3 (128 bits, in hex) of the patterns' file: for audits.
  const std::string& patterns_hash() const;

  // `text` is UTF-8, at most kMaxTextBytes. Time: O(text.size()) whatever the text.
  CreditReading Read(std::string_view text, const TextOrigin& origin = {}) const;

  // The lines that are furniture by their words, ascending; of those, without white space at either
  // end, that `may_be` holds of. Reading a line costs far more than most ways to tell that it is
  // none, so a caller that can tell should. Other lines are paragraphs of the story, of which the
  // sentences that are notices are given.
  std::vector<Furniture> FindFurniture(std::string_view text,
                                       absl::FunctionRef<bool(Span)> may_be) const;
  std::vector<Furniture> FindFurniture(std::string_view text) const;

 private:
  explicit CreditLineFinder(std::shared_ptr<const source::FinderParts> parts);

  std::shared_ptr<const source::FinderParts> parts_;
};

// Datelines and tails of paragraphs stay below it: they tell whose text it is, but are no line that
// credits anybody.
inline constexpr double kMinStatedConfidence = .62;

// The credit to state where there is room for one: of a registered source, not the text's own, with
// kMinStatedConfidence; the highest, then by type in the order of CreditType, then the first.
// nullptr if there is none.
const CreditLine* BestCredit(const CreditReading& reading, const SourceRegistry& registry);

}  // namespace newsprint

#endif  // NEWSPRINT_SOURCE_CREDIT_LINES_H_
