// Candidates to verified matches: the part of the road that ingest and check share.
#ifndef NEWSPRINT_SRC_CORPUS_SEARCH_H_
#define NEWSPRINT_SRC_CORPUS_SEARCH_H_

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "corpus/commonness.h"
#include "corpus/near_copy_groups.h"
#include "corpus/text_cache.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/index/index.h"
#include "newsprint/store/store.h"

namespace newsprint {

// What to search for.
struct SearchSubject {
  const KnownText* known;  // Stored revisions of its id, where it has one, are no matches of it.
  const Fingerprint* fingerprint;
  Ordinal below = UINT64_MAX;
  bool with_provenance = true;  // Whether the matches are to be reported.
  bool explain = false;         // Fills the explanation and the gates of all that is compared.
  // Called before `known` is compared with the first candidate, if there is one: reads what only
  // that takes. Most articles have none.
  std::function<void()> before_comparing = {};
};

// Every verified match, before any filter, and what it cost.
struct SearchFindings {
  std::vector<FoundMatch> matches;       // Ascending by ordinal; every revision by itself.
  std::vector<OriginWitness> witnesses;  // Entry i is of the other article of match i.
  std::vector<Span> common;              // Of the article asked about.
  bool truncated = false;
  bool insufficient_evidence = false;
  WorkCounts work;
  std::optional<SearchExplanation> explanation;
};

// Thread-safe, as its parts are; they must outlive it.
class Searcher {
 public:
  Searcher(const Store& store, const Index& index, const NearCopyGroups& groups, TextCache& cache,
           const CorpusOptions& options)
      : store_(store),
        index_(index),
        groups_(groups),
        common_text_(index, groups),
        cache_(cache),
        options_(options),
        credits_(options.credits ? *options.credits : CreditLineFinder::Default()) {}

  // What the caller asked for of what was found, with its origins. Errors: those of Find.
  absl::StatusOr<SearchReport> Report(const KnownText& asked, SearchFindings findings,
                                      const SearchOptions& options) const;

  // Errors: DEADLINE_EXCEEDED, CANCELLED; those of the store.
  absl::StatusOr<SearchFindings> Find(const SearchSubject& subject,
                                      const CallControl& control) const;

  // Takes effect on what is read from now on, and forgets what was read.
  void SetCredits(CreditLineFinder credits);
  CreditLineFinder credits() const;

  // Fills in what the sources tell of a text whose summary and tokens are there.
  void ReadCredits(const Article& article, KnownText& known) const;

  const CommonTextFinder& common_text() const { return common_text_; }

  // Errors: NOT_FOUND if the revision is gone; those of the store.
  absl::StatusOr<std::shared_ptr<const KnownText>> Text(Ordinal ordinal) const;

  // What Text has of it, of which more are remembered. Errors: as Text.
  absl::StatusOr<OriginWitness> Witness(Ordinal ordinal) const;

 private:
  const Store& store_;
  const Index& index_;
  const NearCopyGroups& groups_;
  const CommonTextFinder common_text_;
  TextCache& cache_;
  const CorpusOptions& options_;
  mutable std::mutex credits_mutex_;  // Guards both.
  CreditLineFinder credits_;
  uint64_t sources_version_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_SEARCH_H_
