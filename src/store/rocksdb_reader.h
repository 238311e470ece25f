// Reads of an open database. Each sees one moment of it.
#ifndef NEWSPRINT_STORE_ROCKSDB_READER_H_
#define NEWSPRINT_STORE_ROCKSDB_READER_H_

#include <rocksdb/db.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"
#include "store/record_codec.h"

namespace newsprint::store {

// Thread-safe. The database outlives it. Errors of every call: as in store.h.
class RocksDbReader {
 public:
  explicit RocksDbReader(const Database& database) : database_(database) {}

  absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const;
  absl::StatusOr<StoredArticle> ReadById(const ArticleId& id, uint32_t revision) const;
  absl::StatusOr<RevisionHead> FindHead(const ArticleId& id) const;
  absl::StatusOr<std::vector<LogEntry>> Tail(Ordinal after, size_t limit) const;
  absl::StatusOr<std::vector<StoredArticle>> List(Ordinal after, size_t limit) const;
  absl::StatusOr<std::vector<StoredEdge>> ReadEdges(Ordinal ordinal) const;
  absl::StatusOr<std::vector<Ordinal>> ReadUnmatched(Ordinal after, size_t limit) const;

  absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                        const std::string& after,
                                                        size_t limit) const;

  // One record alone. Errors: NOT_FOUND.
  absl::StatusOr<LogEntry> ReadLogEntry(Ordinal ordinal) const;  // Without the fingerprint.
  absl::StatusOr<std::string> ReadFingerprint(Ordinal ordinal) const;
  absl::StatusOr<bool> IsUnmatched(Ordinal ordinal) const;

  // DATA_LOSS unless the id leads to this revision, and to it or to a newer one as its newest.
  absl::Status CheckNames(const StoredArticle& stored) const;
  // DATA_LOSS unless `edge`, which was found at one of its ends, lies at the other one as well.
  absl::Status CheckMirror(Ordinal found_at, const StoredEdge& edge) const;

  // Nothing if there is no such key.
  absl::StatusOr<std::optional<std::string>> Setting(std::string_view key) const;

  // By walking over all of them.
  absl::StatusOr<Counts> Recount() const;

 private:
  absl::StatusOr<std::optional<std::string>> Get(Table table, std::string_view key,
                                                 const rocksdb::Snapshot* snapshot) const;
  absl::StatusOr<StoredArticle> ReadArticle(Ordinal ordinal,
                                            const rocksdb::Snapshot* snapshot) const;
  absl::StatusOr<std::optional<RevisionHead>> Head(const ArticleId& id,
                                                   const rocksdb::Snapshot* snapshot) const;
  std::unique_ptr<rocksdb::Iterator> Iterate(Table table, const rocksdb::Snapshot* snapshot) const;

  const Database& database_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_ROCKSDB_READER_H_
