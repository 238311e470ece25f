// An index whose older part lies in files, so that it need not be made anew whenever a store is
// opened, nor fit in memory. The newest articles are in a head as in CreateHeadIndex; it is written
// to an immutable segment when it is full, and segments are merged into larger ones, both in the
// background and while readers go on.
//
// The files are derived data: what is missing or damaged among them is dropped, reported as a gap,
// and made anew from the fingerprints. They are never trusted without their checksums.
//
//   absl::StatusOr<std::unique_ptr<DurableIndex>> index =
//       OpenDurableIndex({.path = dir, .lineage = store_id_and_scheme});
//   (*index)->Repair(read_fingerprints);
//   for (ordinal = (*index)->through() + 1; ...) (*index)->Add(ordinal, fingerprint);
#ifndef NEWSPRINT_INDEX_DURABLE_INDEX_H_
#define NEWSPRINT_INDEX_DURABLE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/index/index.h"

namespace newsprint {

struct DurableIndexOptions {
  std::string path;     // A directory of its own; made if it is not there.
  std::string lineage;  // Whose fingerprints: files of another lineage are dropped.
  uint64_t last_ordinal = std::numeric_limits<uint64_t>::max();  // Files that go beyond, too.
  // The exact hash of the article at an ordinal, or nothing if there is none: files that disagree
  // are dropped, since they are of a store that went another way (a backup was restored). Not asked
  // where not given.
  std::function<std::optional<uint64_t>(uint64_t)> exact_hash_at = {};

  size_t segment_articles = 65'536;  // Of a head when it is written out. At least 1.
  // A segment is merged with those after it when they have this share of its articles. Less makes
  // fewer segments, which is what a search costs, and more writing. More than 0.
  double merge_share = 0.5;
  // A head of fewer articles is not worth a file when the index is closed.
  size_t min_articles_on_close = 1'024;

  // Called once for each time that damage is found in a segment after it was opened: Repair is to
  // be called, from another thread.
  std::function<void()> on_damage = {};
  // Called after each step that changes files, with its name.
  std::function<void(std::string_view)> at_step = {};
};

// Calls `add` with the fingerprint of every article whose ordinal is in [first, last], ascending.
using FingerprintReader = std::function<absl::Status(
    uint64_t first, uint64_t last, const std::function<void(uint64_t, const Fingerprint&)>& add)>;

class DurableIndex : public Index {
 public:
  // Every article up to this ordinal was in the files when they were opened, but for gaps: Adds go
  // on after it, and so must Removes, from the deletion that follows it in the log.
  virtual uint64_t through() const = 0;

  // Fills the gaps that missing and damaged segments leave. Until then answers are truncated.
  // Errors: those of `read`; UNAVAILABLE if files cannot be written.
  virtual absl::Status Repair(const FingerprintReader& read) = 0;

  // Writes the head to a segment, whatever its size. Errors: UNAVAILABLE: it stays in memory, and
  // is tried again later.
  virtual absl::Status Flush() = 0;

  // Rewrites the files that hold postings of removed articles. Errors: UNAVAILABLE.
  virtual absl::Status DropRemoved() = 0;

  // Waits until there is nothing left to write or merge, or writing failed.
  virtual void WaitForMerges() = 0;
};

// Errors: UNAVAILABLE if the directory cannot be read or written.
absl::StatusOr<std::unique_ptr<DurableIndex>> OpenDurableIndex(const DurableIndexOptions& options);

// Reads all files of an index and changes nothing. Each entry says what is wrong with one; none for
// a sound index, and where there is no index. Nobody may have it open for writing.
std::vector<std::string> VerifyIndexFiles(const std::string& path, std::string_view lineage);

// Whether the directory has an index of this lineage.
bool IndexFilesAreOf(const std::string& path, std::string_view lineage);

// Takes the files away: they are made anew when the index is opened. Errors: UNAVAILABLE.
absl::Status DropIndexFiles(const std::string& path);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_DURABLE_INDEX_H_
