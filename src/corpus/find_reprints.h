// The kept matches of an article, or of all articles of a source, page by page.
#ifndef NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_
#define NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_

#include <algorithm>
#include <cstddef>

#include "absl/status/statusor.h"
#include "corpus/catalog.h"
#include "corpus/search.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

// Thread-safe, as its parts are; they must outlive it.
class ReprintFinder {
 public:
  ReprintFinder(const Store& store, const Searcher& searcher, Catalog& catalog,
                const CorpusOptions& options)
      : store_(store),
        searcher_(searcher),
        catalog_(catalog),
        max_exact_matches_(options.max_exact_matches),
        max_held_matches_(std::max(options.max_held_matches, options.max_exact_matches)) {}

  // Corpus::FindReprints.
  absl::StatusOr<FindPage> Find(const FindQuery& query) const;

 private:
  class Listing;

  const Store& store_;
  const Searcher& searcher_;
  Catalog& catalog_;
  const size_t max_exact_matches_;
  // More are met only where a source has more; of those the first in the order are kept, and where
  // verdicts drop them all, the page ends early.
  const size_t max_held_matches_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_
