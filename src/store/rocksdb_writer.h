// All writes to an open database: one group at a time, in the total order.
#ifndef NEWSPRINT_STORE_ROCKSDB_WRITER_H_
#define NEWSPRINT_STORE_ROCKSDB_WRITER_H_

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"
#include "store/group_builder.h"
#include "store/witness.h"
#include "store/writer_queue.h"

namespace newsprint::store {

// Thread-safe. The database outlives it.
class RocksDbWriter {
 public:
  // `last` is the newest ordinal that was ever given, `counts` what can be read.
  RocksDbWriter(const Database& database, Witness witness, Ordinal last, const Counts& counts);

  // As in store.h.
  std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<PreparedRevision> revisions);
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note);
  absl::Status PutEdges(const std::vector<RevisionEdges>& matched);
  absl::Status PutRecords(const std::vector<StoredRecord>& records);

  struct Progress {
    Ordinal last = 0;
    Counts counts;
    uint64_t synced_groups = 0;
  };
  Progress progress() const;

 private:
  class PendingWrite;
  class PendingCommit;
  class PendingDelete;
  class PendingEdges;
  class PendingRecords;

  void Apply(std::span<WriterQueue::Write* const> group);
  // Makes the group's batch durable and visible, and then acknowledged.
  absl::Status Write(GroupBuilder& builder);
  // Nothing to do unless the last write failed.
  absl::Status ResumeAfterFailure();

  const Database& database_;
  Witness witness_;           // Of the thread that leads.
  bool failed_ = false;       // Of the thread that leads: the last write did.
  mutable std::mutex mutex_;  // Held for moments only.
  Progress progress_;         // Guarded by mutex_; changed by the thread that leads.
  WriterQueue queue_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_ROCKSDB_WRITER_H_
