// The embedded engine, put together.
#ifndef NEWSPRINT_STORE_ROCKSDB_STORE_H_
#define NEWSPRINT_STORE_ROCKSDB_STORE_H_

#include <rocksdb/env.h>

#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"
#include "store/directory.h"
#include "store/rocksdb_reader.h"
#include "store/rocksdb_writer.h"

namespace newsprint::store {

// OpenRocksDbStore on another environment than the system's, which outlives the store: tests count
// and break its files.
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStoreOn(const StoreOptions& options,
                                                          rocksdb::Env* env);

// All that opening found out.
struct OpenedStore {
  Directory directory;
  std::unique_ptr<Database> database;
  StoreIdentity identity;
  Witness witness;
  Ordinal last = 0;
  Counts counts;
  std::vector<OrdinalRange> missing;  // Accepted.
};

absl::StatusOr<OpenedStore> OpenDirectory(const StoreOptions& options, rocksdb::Env* env);

class RocksDbStore final : public Store {
 public:
  explicit RocksDbStore(OpenedStore opened);

  const StoreIdentity& identity() const override { return identity_; }
  std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<NewRevision> revisions) override;
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note) override;
  absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const override;
  absl::StatusOr<StoredArticle> ReadById(const ArticleId& id, uint32_t revision) const override;
  absl::StatusOr<RevisionHead> FindHead(const ArticleId& id) const override;
  absl::StatusOr<std::vector<LogEntry>> Tail(Ordinal after, size_t limit) const override;
  absl::StatusOr<std::vector<StoredArticle>> List(Ordinal after, size_t limit) const override;
  absl::Status PutAllEdges(std::vector<RevisionEdges> matched) override;
  absl::StatusOr<std::vector<StoredEdge>> ReadEdges(Ordinal ordinal) const override;
  absl::StatusOr<std::vector<Ordinal>> ReadUnmatched(Ordinal after, size_t limit) const override;
  absl::Status PutRecords(std::vector<StoredRecord> records) override;
  absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                        const std::string& after,
                                                        size_t limit) const override;
  absl::StatusOr<StoreStats> Stats() const override;
  absl::Status Compact() override;

 private:
  absl::Status RemoveObsoleteFiles();

  const Directory directory_;
  const std::unique_ptr<const Database> database_;
  const StoreIdentity identity_;
  const std::vector<OrdinalRange> missing_;
  const RocksDbReader reader_;
  RocksDbWriter writer_;
  std::mutex removal_mutex_;  // RocksDB removes nothing while another caller has disabled it.
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_ROCKSDB_STORE_H_
