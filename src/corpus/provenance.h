// Provenance of matches: origins with names in them, credit lines, and what each text has alone.
#ifndef NEWSPRINT_SRC_CORPUS_PROVENANCE_H_
#define NEWSPRINT_SRC_CORPUS_PROVENANCE_H_

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "corpus/origins.h"
#include "corpus/search.h"
#include "corpus/text_cache.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

// One side of a match, with its common text.
struct ProvenanceSide {
  const KnownText& known;
  std::span<const Span> common;
};

// Credit lines and parts; the origin is left out.
MatchProvenance PartsOf(const ProvenanceSide& a, const ProvenanceSide& b, const Match& match);

// Nothing for an article that is gone.
using SummaryOf = std::function<absl::StatusOr<std::optional<ArticleSummary>>(Ordinal)>;

// A decision with the names of the articles. A side may be null. Errors: those of `third`, which
// names the articles that are none of the two.
absl::StatusOr<OriginAnswer> AnswerOf(const OriginDecision& decision, const ArticleSummary* a,
                                      const ArticleSummary* b, const SummaryOf& third);

// The lines of a text, or parts of them, that have a word outside of `shared`, which ascends.
std::vector<TextPart> PartsOutside(const KnownText& known, std::span<const Span> shared,
                                   std::span<const Span> common);

// Origins of the matches of one search: their siblings are the further matches.
class SearchOrigins {
 public:
  SearchOrigins(const KnownText& asked, const SearchFindings& findings);

  absl::StatusOr<OriginAnswer> Decide(const FoundMatch& found) const;

 private:
  const ArticleSummary asked_summary_;
  const OriginWitness asked_;
  std::vector<HeldText> copies_;
  const std::vector<HeldText> none_;
  std::unordered_map<Ordinal, OriginWitness> witnesses_;
  std::unordered_map<Ordinal, ArticleSummary> summaries_;
  const OriginFinder finder_;
};

// Origins of stored pairs. For one call: remembers the edges and witnesses that it reads. Not
// thread-safe.
class StoredOrigins {
 public:
  // As it was before `below`: of articles that came later nothing is known.
  StoredOrigins(const Store& store, const Searcher& searcher, const CallControl& control,
                Ordinal below = UINT64_MAX);

  // Both sides are stored. Errors: those of the store; DEADLINE_EXCEEDED, CANCELLED.
  absl::StatusOr<OriginAnswer> Decide(const ArticleSummary& a, const ArticleSummary& b,
                                      std::span<const Passage> passages);

  // The same with both as third articles.
  absl::StatusOr<OriginAnswer> DecideBetween(Ordinal a, Ordinal b,
                                             std::span<const Passage> passages);

  // The same of `a` and some copy of it, which stands in the answer as a third article.
  absl::StatusOr<OriginAnswer> DecideFor(const ArticleSummary& a, Ordinal copy,
                                         std::span<const Passage> passages);

  // Of a text that nobody else has.
  absl::StatusOr<OriginAnswer> DecideAlone(const ArticleSummary& a);

 private:
  absl::StatusOr<OriginAnswer> Answer(const OriginDecision& decision, const ArticleSummary* a,
                                      const ArticleSummary* b) const;
  absl::StatusOr<const std::vector<HeldText>*> CopiesOf(Ordinal ordinal);
  absl::StatusOr<const OriginWitness*> WitnessOf(Ordinal ordinal);

  const Store& store_;
  const Searcher& searcher_;
  const CallControl& control_;
  const Ordinal below_;
  std::unordered_map<Ordinal, std::vector<HeldText>> copies_;
  std::unordered_map<Ordinal, std::optional<OriginWitness>> witnesses_;
  const OriginFinder finder_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_PROVENANCE_H_
