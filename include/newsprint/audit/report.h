// What an audit found: plain values, made by the audit floor and drawn by whoever reports them.
//
// Nothing here holds the text of an article, only spans of it and its SHA-256, so that a stored run
// keeps nothing that a takedown has to remove. A renderer that quotes asks an ArticleTexts for it.
//
// Equal articles under equal policies give equal reports: there is no clock and no counter in one.
#ifndef NEWSPRINT_AUDIT_REPORT_H_
#define NEWSPRINT_AUDIT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/article/span.h"
#include "newsprint/match/match.h"

namespace newsprint {

// In the order in which findings of one copy are reported. Values are stored: never renumber.
enum class FindingClass : uint8_t {
  kCompliant = 0,           // All conditions are kept. Stands alone.
  kUnlicensed = 1,          // No licence covers the copy. Stands alone.
  kExpired = 2,             // The licence had ended. Stands alone.
  kEmbargoBreach = 3,       // Published before the embargo ended.
  kMissingCredit = 4,       // Nothing credits the source.
  kWrongCreditWording = 5,  // Something does, in other words than the licence requires.
  kMissingLink = 6,         // The required link is not there, or not where it has to be.
  kExcessExcerpt = 7,       // More of the original is reproduced than the licence lets.
  kAltered = 8,             // The original was changed by more than the licence lets.
};

// "WRONG_CREDIT_WORDING": the spelling of the API and of reports.
std::string_view FindingClassName(FindingClass finding_class);

// How much a finding weighs for a licensing desk. Values are stored.
enum class Severity : uint8_t {
  kNone = 0,    // Compliant.
  kLow = 1,     // Form: the wording of a credit, the place of a link.
  kMedium = 2,  // An obligation was not kept: no link, too long, altered.
  kHigh = 3,    // The right itself is in question: no licence, expired, embargo, no credit.
};

std::string_view SeverityName(Severity severity);  // "high".

// Whose clock a time is of. Values are stored.
enum class Clock : uint8_t {
  kNone = 0,       // No time is known.
  kPublisher = 1,  // published_at: what the page claims.
  kPipeline = 2,   // first_seen_at: when it was retrieved.
};

std::string_view ClockName(Clock clock);  // "publisher", "pipeline", "none".

// An article as it was judged.
struct AuditedArticle {
  ArticleId id;
  uint32_t revision = 0;
  Ordinal ordinal = 0;
  std::string title;
  std::string url;
  std::string publisher;     // As the article names it.
  std::string publisher_id;  // The registry's; empty if nobody is registered under the name or URL.
  std::string language;
  std::optional<absl::Time> published_at;   // As the page claims.
  std::optional<absl::Time> first_seen_at;  // When it was retrieved.
  std::string text_sha256;                  // Of the body that the spans are of, 64 hex digits.
  uint64_t body_bytes = 0;
  double body_words = 0;

  friend bool operator==(const AuditedArticle&, const AuditedArticle&) = default;
};

// A step from the required wording of a credit to what the copy has.
struct WordingStep {
  enum class Kind : uint8_t { kEqual = 0, kMissing = 1, kExtra = 2 };
  Kind kind = Kind::kEqual;
  std::string required;  // The licence's words; empty for kExtra.
  Span copy;             // The copy's words, in its body; empty for kMissing.

  friend bool operator==(const WordingStep&, const WordingStep&) = default;
};

std::string_view WordingStepName(WordingStep::Kind kind);  // "missing".

// What was done to the original. Values are stored.
enum class AlterationKind : uint8_t {
  kChanged = 0,   // Other words stand where these stood.
  kAdded = 1,     // Words stand inside the text that the original does not have.
  kCut = 2,       // Words of the original are left out.
  kHeadline = 3,  // The headline is another one; both spans are empty.
};

std::string_view AlterationKindName(AlterationKind kind);  // "changed".

struct Alteration {
  AlterationKind kind = AlterationKind::kChanged;
  Span original;     // In the original's body; empty, at the place, for kAdded.
  Span copy;         // In the copy's body; empty, at the place, for kCut.
  double words = 0;  // Of the original; for kAdded of the copy.

  friend bool operator==(const Alteration&, const Alteration&) = default;
};

inline constexpr size_t kMaxAlterations = 10'000;

// One breach, or none (kCompliant).
struct Finding {
  std::string id;  // 32 hex digits; the same in every run over the same copy, original and class.
  FindingClass finding_class = FindingClass::kCompliant;
  Severity severity = Severity::kNone;
  std::string reason;   // Which rule of the class, in a word: "no_licence", "count_per_period", ...
  std::string message;  // A sentence with the value and the limit; no text of an article.
  std::string advice;   // What would mend it, a sentence.

  // What each class has to show; empty otherwise.
  std::optional<Span> credit;           // The line of the copy that credits the source.
  std::string required_wording;         // The nearest one that the licence lets, slots filled in.
  std::vector<WordingStep> wording;     // From the required wording to the copy's.
  std::vector<std::string> link_hosts;  // kMissingLink: where a link would have to lead.
  std::string link_url;                 // Likewise: the very address, where it has to be that.
  std::optional<Span> link;             // A link that is there and does not do.
  bool confirm_on_page = false;  // The text alone cannot tell: links of the page are not in it.
  double measured = 0;           // Of what the limit is on: words, share, copies; hours of embargo.
  double limit = 0;
  std::optional<absl::Time> limit_time;  // The last moment of the licence, or the embargo's end.
  // kAltered: ascending by place in the original; the first kMaxAlterations.
  std::vector<Alteration> alterations;

  bool ignored = false;       // The ignore list has it, and its entry has not run out.
  std::string ignore_reason;  // As the list says.
  std::string ignore_author;

  friend bool operator==(const Finding&, const Finding&) = default;
};

// One copy of one original, judged.
struct AuditedCopy {
  AuditedArticle copy;
  AuditedArticle original;
  std::string source;    // The source whose text it is.
  std::string licensee;  // The publisher's id; empty if nobody is registered.
  std::string licence;   // The id of the licence that was held against it; empty if there is none.

  Relation relation = Relation::kUnrelated;  // `copy` is RELATION of `original`.
  double containment_original = 0;           // Share of the original that stands in the copy.
  double containment_copy = 0;
  std::vector<Passage> passages;  // Side a is the original, side b the copy; ascending by a.

  double reproduced_words = 0;          // Words of the original in the copy, changed ones included.
  double changed_share = 0;             // Changed words / reproduced words.
  double changed_or_cut_share = 0;      // 1 - unchanged words / words of the original's story.
  std::optional<absl::Time> copied_at;  // The copy's time that the terms are held against.
  Clock clock = Clock::kNone;           // Whose it is.
  std::optional<Span> credit;           // The credit line in the copy, if there is one.

  std::vector<Finding> findings;  // Never empty; one kCompliant where all is in order.

  friend bool operator==(const AuditedCopy&, const AuditedCopy&) = default;
};

// A copy of which nothing can be said: its original is not in the index.
struct UnjudgedCopy {
  AuditedArticle copy;
  std::string source;          // The absent source; empty if the origin is unknown.
  std::optional<Span> credit;  // What names it, if it is in the copy itself.
  ArticleId other;             // The strongest match, which has the text, too; may be empty.
  Relation relation = Relation::kUnrelated;  // To it.

  friend bool operator==(const UnjudgedCopy&, const UnjudgedCopy&) = default;
};

// What an audit looks at.
struct AuditScope {
  std::vector<std::string> sources;    // Ids; empty: all that are registered.
  std::vector<std::string> licensees;  // Publisher ids; empty: all.
  // Copies published (or else first seen) in [from, to).
  absl::Time published_from = absl::InfinitePast();
  absl::Time published_to = absl::InfiniteFuture();

  friend bool operator==(const AuditScope&, const AuditScope&) = default;
};

// Names everything that decides the findings: equal headers have equal findings.
struct RunHeader {
  std::string run_id;  // 32 hex digits, of all below.
  std::string software_version;
  std::string store_id;
  std::string scheme;        // Of the store's fingerprints.
  Ordinal snapshot = 0;      // Articles up to this ordinal were looked at.
  std::string policy_hash;   // SHA-256 of licences.yaml, 64 hex digits.
  std::string policy_file;   // Its name, without folders.
  std::string sources_hash;  // SourceRegistry::hash().
  std::string credits_hash;  // CreditLineFinder::patterns_hash().
  std::string ignore_hash;   // SHA-256 of the ignore list; empty without one.
  std::string since_run;     // Only findings that this run does not have; empty: all.
  AuditScope scope;

  friend bool operator==(const RunHeader&, const RunHeader&) = default;
};

// An article that the run looked at and that was deleted since.
struct RemovedArticle {
  ArticleId id;
  Ordinal ordinal = 0;

  friend bool operator==(const RemovedArticle&, const RemovedArticle&) = default;
};

struct ClassCount {
  uint64_t findings = 0;  // Ignored ones left out.
  uint64_t ignored = 0;

  friend bool operator==(const ClassCount&, const ClassCount&) = default;
};

// Counted over all of a run, whatever was asked to be shown of it.
struct AuditSummary {
  uint64_t articles = 0;          // Looked at.
  uint64_t copies = 0;            // Judged, with or without findings.
  uint64_t compliant_copies = 0;  // Without a finding.
  uint64_t violating_copies = 0;  // With at least one finding that is not ignored.
  uint64_t unjudged_copies = 0;   // Of an unknown origin, or an absent source.
  std::map<FindingClass, ClassCount> by_class;
  std::map<std::string, uint64_t> violations_by_licensee;  // Publisher id or else name: copies.
  std::map<std::string, uint64_t> violations_by_source;
  std::vector<RemovedArticle> removed;       // Ascending by ordinal.
  std::vector<std::string> expired_ignores;  // Ids on the ignore list whose entries ran out.

  friend bool operator==(const AuditSummary&, const AuditSummary&) = default;
};

struct AuditReport {
  RunHeader header;
  std::vector<AuditedCopy> copies;     // By ordinal of the copy, then of the original.
  std::vector<UnjudgedCopy> unjudged;  // By ordinal.
  AuditSummary summary;
  uint64_t left_out = 0;  // Judged copies that are counted in the summary and not in `copies`.

  friend bool operator==(const AuditReport&, const AuditReport&) = default;
};

// The body of an article that a report speaks of; nothing if it is gone, or is another text by now.
using ArticleTexts = std::function<std::optional<std::string>(const AuditedArticle& article)>;

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_REPORT_H_
