// The corpus of a batch command: the documents of a labelled set, taken in the way a running
// service takes them in, one after the other.
#ifndef NEWSPRINT_APPS_BATCH_CORPUS_H_
#define NEWSPRINT_APPS_BATCH_CORPUS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

struct BatchCorpus {
  std::unique_ptr<Corpus> corpus;
  std::vector<std::string> ids;   // In the order of the file.
  std::vector<Ordinal> ordinals;  // Of each document; ascending.

  // A document's place in the order of the file.
  size_t PlaceOf(Ordinal ordinal) const;
};

// Forgets everything when it goes. `credits` says who is who; what newsprint ships, if it is not
// given. Equal documents give equal matches, whatever the machine does.
//
// Errors: as VisitBatchDocuments; those of the corpus.
absl::StatusOr<BatchCorpus> ReadBatchCorpus(const std::string& docs_path,
                                            const std::optional<CreditLineFinder>& credits);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_BATCH_CORPUS_H_
