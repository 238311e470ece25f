// Moves a store to another scheme: from the stored texts, an index of the new scheme is made beside
// the old one, and then the store is switched to it in one step.
//
//   absl::StatusOr<ReindexReport> report = Reindex(path, {});
#ifndef NEWSPRINT_CORPUS_REINDEX_H_
#define NEWSPRINT_CORPUS_REINDEX_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

struct ReindexOptions {
  // Draws a new secret seed, which changes all hashes, also where the scheme is that of this
  // version already. One that was drawn before by a run that did not end is kept.
  bool new_seed = false;
  CallControl control;
  // Called now and then: how many of how many ordinals are done.
  std::function<void(Ordinal done, Ordinal last)> on_progress = {};
  // Called after each step with its name; an error ends the run there.
  std::function<absl::Status(std::string_view)> at_step = {};
  size_t index_segment_articles = 65'536;  // What a run that is killed has to do again, at most.
};

struct ReindexReport {
  std::string old_scheme;
  std::string new_scheme;
  bool changed = false;       // False: the store was of the new scheme already.
  Ordinal resumed_after = 0;  // What a run before this one had done.
  uint64_t articles = 0;      // Read by this run.
};

// Of a store that nobody has open. Where it ends early, by an error, a deadline or the death of the
// process, the store is of the old scheme as before, can be opened, written to and asked, and the
// next call goes on where this one was; the switch itself is one synced write. Fingerprints of the
// old scheme count as missing from then on: where one is needed, it is made of the text.
//
// Errors: those of OpenRocksDbStore, but for another scheme; DEADLINE_EXCEEDED, CANCELLED;
// UNAVAILABLE.
absl::StatusOr<ReindexReport> Reindex(const std::string& path, const ReindexOptions& options);

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_REINDEX_H_
