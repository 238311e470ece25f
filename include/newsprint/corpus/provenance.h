// Whose text it is, as far as lines, markup, publishers and times tell, and what a copy has of its
// own.
#ifndef NEWSPRINT_CORPUS_PROVENANCE_H_
#define NEWSPRINT_CORPUS_PROVENANCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/article/span.h"
#include "newsprint/source/credit_lines.h"
#include "newsprint/story/origin.h"

namespace newsprint {

// What a match says of the other article without a second call.
struct ArticleSummary {
  ArticleId id;
  uint32_t revision = 0;
  Ordinal ordinal = 0;
  std::string title;
  std::string url;
  std::string publisher;
  std::string language;
  std::optional<absl::Time> published_at;
  std::optional<absl::Time> first_seen_at;
};

// A line of an article that credits somebody, by the current list of sources.
struct ArticleCredit {
  Span span;  // As CreditLine.
  CreditType type = CreditType::kFull;
  std::string source;  // The id of the registered source that it names; empty if there is none.
  std::string name;    // As it is written in the text; empty if the line names nobody.
  Span name_span;
  bool own = false;       // Credits the article's own publisher.
  double confidence = 0;  // In [kMinCreditConfidence, 1].

  friend bool operator==(const ArticleCredit&, const ArticleCredit&) = default;
};

// What a line, or a part of one, is.
enum class PartKind : uint8_t {
  kParagraph,    // A line of the story, or of what was written for it.
  kWords,        // Some words of a line whose rest is shared.
  kHeadline,     // A line that is no sentence.
  kCredit,       // A credit line.
  kPromo,        // Furniture, as FurnitureKind.
  kRelated,      //
  kRights,       //
  kPhoto,        //
  kNavigation,   //
  kBoilerplate,  // What many unrelated articles have.
};

// "paragraph": the spelling of reports.
std::string_view PartKindName(PartKind kind);

struct TextPart {
  Span span;
  PartKind kind = PartKind::kParagraph;

  friend bool operator==(const TextPart&, const TextPart&) = default;
};

// Of the two articles of a match, if it is one of them.
enum class MatchSide : uint8_t { kNeither, kA, kB };

// An origin with the names of the articles that it speaks of.
struct OriginAnswer {
  struct Fact {
    OriginEvidence kind = OriginEvidence::kCredit;
    bool against = false;
    MatchSide side = MatchSide::kNeither;  // Whose line, markup, publisher or time it is.
    ArticleId article;                     // Likewise; empty for one that has none.
    std::string source;                    // Whom it names; empty if it is not registered.
    Span span;                             // In that article's body; empty where there is none.
  };

  OriginKind kind = OriginKind::kUnknown;
  MatchSide side = MatchSide::kNeither;   // kArticle: whether it is one of the two.
  std::optional<ArticleSummary> article;  // kArticle.
  std::string source;                     // As OriginDecision; so are the next two.
  double confidence = 0;
  std::vector<Fact> facts;
};

// Of the text that two articles share.
struct MatchProvenance {
  OriginAnswer origin;
  std::vector<ArticleCredit> credits_a;  // Ascending by span.
  std::vector<ArticleCredit> credits_b;
  // What stands in one of the two alone, in pieces of at most a line each: ascending; the first
  // kMaxPartsShown.
  std::vector<TextPart> only_a;
  std::vector<TextPart> only_b;
};

inline constexpr size_t kMaxPartsShown = 100;

// Of an article.
struct ArticleProvenance {
  std::vector<ArticleCredit> credits;
  OriginAnswer origin;  // Side a is the article.
};

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_PROVENANCE_H_
