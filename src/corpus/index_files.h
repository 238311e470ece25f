// The index of a corpus whose store lies on a disk: in files beside it, tied to the store that they
// were made from.
#ifndef NEWSPRINT_SRC_CORPUS_INDEX_FILES_H_
#define NEWSPRINT_SRC_CORPUS_INDEX_FILES_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/index/durable_index.h"
#include "newsprint/store/store.h"

namespace newsprint {

// Carries the news of damage from an index to whoever repairs it, while he is there. Thread-safe.
class DamageBell {
 public:
  void Connect(std::function<void()> ring) {
    const std::lock_guard lock(mutex_);
    ring_ = std::move(ring);
    if (rang_ && ring_) ring_();
  }
  void Ring() {
    const std::lock_guard lock(mutex_);
    rang_ = true;
    if (ring_) ring_();
  }

 private:
  std::mutex mutex_;
  std::function<void()> ring_;
  bool rang_ = false;
};

// The file of groups beside the index.
std::string GroupFilePath(const std::string& index_path);

// Names the store and the scheme that fingerprints are of.
std::string IndexLineage(const StoreIdentity& identity);

// Where the index of the scheme to which a store is being re-indexed grows.
std::string NextIndexPath(const std::string& index_path);

// Puts the next index in the place of the old one, if it is of this lineage. Errors: UNAVAILABLE.
absl::Status AdoptNextIndex(const std::string& index_path, std::string_view lineage);

// Errors: UNAVAILABLE; those of the store.
absl::StatusOr<std::unique_ptr<DurableIndex>> OpenIndexFiles(const Store& store,
                                                             const CorpusOptions& options,
                                                             std::shared_ptr<DamageBell> bell);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_INDEX_FILES_H_
