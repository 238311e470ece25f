// The tables of the database, and how RocksDB keeps each.
#ifndef NEWSPRINT_STORE_COLUMN_FAMILIES_H_
#define NEWSPRINT_STORE_COLUMN_FAMILIES_H_

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace newsprint::store {

// FORMAT.md says what is in them. Each is a column family of the name in kTableNames.
enum class Table : size_t {
  kSettings,
  kLog,
  kArticles,
  kBodies,
  kFingerprints,
  kHeads,
  kRevisions,
  kEdges,
  kEdgesByOlder,
  kUnmatched,
};
inline constexpr size_t kTables = 10;
extern const std::array<const char*, kTables> kTableNames;

// The keys of kSettings.
inline constexpr char kIdentityKey[] = "identity";
inline constexpr char kCountsKey[] = "counts";
inline constexpr char kMissingKey[] = "missing";
inline constexpr char kBallastKey[] = "ballast";
inline constexpr char kRecordKeyPrefix[] = "record/";  // And the key of a StoredRecord.

// No more log is kept than this much memory of writes stands for; rounded up, and with the memory
// that is being written out, it bounds how many of the newest ordinals damage to the log can take.
inline constexpr size_t kMemtableBytes = 64u << 20;

// How to read a log, from the strictest on. Past damage if that goes: RocksDB 7.8 cannot go on
// after a damaged record that reaches over several blocks of the log, and then what is before it is
// all.
inline constexpr std::array<rocksdb::WALRecoveryMode, 3> kRecoveryModes = {
    rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords,
    rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords,
    rocksdb::WALRecoveryMode::kPointInTimeRecovery};

rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env);
std::vector<rocksdb::ColumnFamilyDescriptor> ColumnFamilies();

// `what` says what was tried and on what. NOT_FOUND, DATA_LOSS for damaged bytes, else UNAVAILABLE.
absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view what);

// An open database.
struct Database {
  std::unique_ptr<rocksdb::DB> db;
  std::array<std::unique_ptr<rocksdb::ColumnFamilyHandle>, kTables> handles;

  Database() = default;
  Database(Database&&) = default;
  Database& operator=(Database&&) = delete;
  ~Database();

  rocksdb::ColumnFamilyHandle* handle(Table table) const {
    return handles[static_cast<size_t>(table)].get();
  }
  std::vector<rocksdb::ColumnFamilyHandle*> all_handles() const;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_COLUMN_FAMILIES_H_
