// Fingerprints to candidates: which stored articles may share text with this one. Derived from the
// store's fingerprints and rebuilt from them at any time. A candidate is a reason to look, never an
// answer: the match floor verifies each. This one lives in memory; durable_index.h has one that
// lies in files.
//
//   std::unique_ptr<Index> index = CreateHeadIndex();
//   index->Add(7, fingerprint);
//   IndexReply reply = index->Find(other, {.below = 9});
#ifndef NEWSPRINT_INDEX_INDEX_H_
#define NEWSPRINT_INDEX_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "newsprint/sketch/fingerprint.h"

namespace newsprint {

struct Candidate {
  uint64_t ordinal = 0;
  uint32_t shared_bands = 0;    // Of kBands.
  uint32_t shared_anchors = 0;  // Distinct anchor hashes in common.
  bool same_text = false;       // The exact hashes agree.
  // Tells which keys are shared, not only how many: the sum, modulo 2^64, of the shared band keys,
  // of the shared anchor hashes, and of the exact hash if it is shared.
  uint64_t shared_keys = 0;

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct IndexQuery {
  uint64_t below = std::numeric_limits<uint64_t>::max();  // Only ordinals less than this.
  uint64_t max_postings = 1'000'000;                      // The work cap: postings read in all.
};

struct IndexReply {
  std::vector<Candidate> candidates;  // Ascending by ordinal; each once.
  uint64_t postings_read = 0;
  bool truncated = false;  // The cap was met, or files are damaged: candidates may be missing.
};

struct IndexStats {
  uint64_t articles = 0;
  uint64_t postings = 0;       // Those of removed articles too, until a merge drops them.
  uint64_t head_articles = 0;  // In memory; all of them where there are no files.
  uint64_t head_bytes = 0;     // Heap.
  uint64_t segments = 0;       // Files.
  uint64_t mapped_bytes = 0;   // Of files mapped; 0 while there are none.
  uint64_t gap_ordinals = 0;   // Missing, until they are made anew.
  // Since the index was opened: files that were missing, damaged or of another store or scheme, and
  // dropped for it; writes of files that failed.
  uint64_t dropped_segments = 0;
  uint64_t failed_writes = 0;
};

// Thread-safe: one Add or Remove at a time beside any number of Finds. What was added before a Find
// began is found by it.
class Index {
 public:
  virtual ~Index() = default;

  // Ordinals ascend from call to call. Time: O(bands + anchors).
  virtual void Add(uint64_t ordinal, const Fingerprint& fingerprint) = 0;

  // Never a candidate again. Unknown ordinals are ignored.
  virtual void Remove(uint64_t ordinal) = 0;

  // Every live ordinal that shares a band, an anchor or the exact hash with `fingerprint`.
  // Time: O(bands + anchors + postings read).
  virtual IndexReply Find(const Fingerprint& fingerprint, const IndexQuery& query) const = 0;

  // Who else has each anchor: the live ordinals that hold its hash, ascending, of each at most the
  // first `limit`. Entry i answers for anchor i. Time: O(anchors * limit).
  virtual std::vector<std::vector<uint64_t>> AnchorHolders(std::span<const Anchor> anchors,
                                                           size_t limit) const = 0;

  virtual IndexStats Stats() const = 0;
};

// The head: all postings in memory.
std::unique_ptr<Index> CreateHeadIndex();

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_INDEX_H_
