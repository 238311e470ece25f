// The kept matches of an article, or of all articles of a source, page by page.
#ifndef NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_
#define NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_

#include "absl/status/statusor.h"
#include "corpus/catalog.h"
#include "corpus/search.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

// Matches up to which all verdicts are made anew, so that their number is exact.
inline constexpr size_t kMaxExactMatches = 1'000;

// Thread-safe, as its parts are; they must outlive it.
class ReprintFinder {
 public:
  ReprintFinder(const Store& store, const Searcher& searcher, Catalog& catalog)
      : store_(store), searcher_(searcher), catalog_(catalog) {}

  // Corpus::FindReprints.
  absl::StatusOr<FindPage> Find(const FindQuery& query) const;

 private:
  class Listing;

  const Store& store_;
  const Searcher& searcher_;
  Catalog& catalog_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_FIND_REPRINTS_H_
