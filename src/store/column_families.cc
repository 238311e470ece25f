#include "store/column_families.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/table_properties_collectors.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "store/info_log.h"

namespace newsprint::store {

namespace {

// RocksDB would resume by itself when a full disk has space again, and leave a torn log in use.
class NoResumption final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

}  // namespace

const std::array<const char*, kTables> kTableNames = {
    "default", "log",       "articles", "bodies",         "fingerprints",
    "heads",   "revisions", "edges",    "edges_by_older", "unmatched"};

rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.paranoid_checks = true;
  // The default mode opens a log with a flipped bit without an error, less all that follows.
  options.wal_recovery_mode = kRecoveryModes.front();
  // All tables are flushed together: one log then covers them all, no quiet table holds old logs
  // back, and a gap in the table `log` shows whatever a damaged log file took from any of them.
  options.atomic_flush = true;
  options.db_write_buffer_size = kMemtableBytes;
  options.max_total_wal_size = 4 * kMemtableBytes;
  options.max_bgerror_resume_count = 0;  // The writer decides when to resume.
  options.listeners.push_back(std::make_shared<NoResumption>());
  // What is past the log is of no use but in memory; the rest is in the log.
  options.avoid_flush_during_shutdown = true;
  options.max_open_files = 1024;
  options.bytes_per_sync =
      1 << 20;  // Spreads the write-back of a flush, which delays the log's syncs.
  options.max_background_jobs = 2;
  options.info_log = SilentInfoLog();  // Until it is opened for writing.
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> ColumnFamilies() {
  // One cache for all, with indexes and filters in it, so that memory is bounded however much is
  // stored.
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(128u << 20);
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  table.checksum = rocksdb::ChecksumType::kXXH3;

  rocksdb::ColumnFamilyOptions base;
  base.level_compaction_dynamic_level_bytes = true;  // Least space wasted on what was overwritten.
  base.compression = rocksdb::kZSTD;

  // Keys by ordinal only ever grow: their files never overlap, so compaction moves them down
  // without rewriting, and a read opens one file. Nearly all lookups find their key: no filter.
  rocksdb::ColumnFamilyOptions by_ordinal = base;
  by_ordinal.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));

  // Bodies are zstd frames and fingerprints hashes: nothing left to compress.
  rocksdb::ColumnFamilyOptions incompressible = by_ordinal;
  incompressible.compression = rocksdb::kNoCompression;

  // Ids come in any order and are mostly asked for when they are new: the filter answers that
  // without a read. Ribbon saves 30 % of a Bloom filter's memory; level 0 keeps Bloom, which is
  // built faster. LZ4 finds the hosts that URLs share, and is the fastest to read.
  rocksdb::BlockBasedTableOptions by_id_table = table;
  by_id_table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10, 1));
  rocksdb::ColumnFamilyOptions by_id = base;
  by_id.compression = rocksdb::kLZ4Compression;
  by_id.table_factory.reset(rocksdb::NewBlockBasedTableFactory(by_id_table));

  // Marks come and go: a file of many tombstones is compacted early, or else a scan of the few
  // marks that are left would step over all that ever were.
  rocksdb::ColumnFamilyOptions marks = by_ordinal;
  marks.table_properties_collector_factories.push_back(
      rocksdb::NewCompactOnDeletionCollectorFactory(1024, 512));

  return {{kTableNames[0], by_ordinal},     {kTableNames[1], by_ordinal},
          {kTableNames[2], by_ordinal},     {kTableNames[3], incompressible},
          {kTableNames[4], incompressible}, {kTableNames[5], by_id},
          {kTableNames[6], by_id},          {kTableNames[7], by_ordinal},
          {kTableNames[8], by_ordinal},     {kTableNames[9], marks}};
}

absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return absl::OkStatus();
  const std::string message =
      absl::StrCat(absl::string_view(what.data(), what.size()), ": ", status.ToString());
  if (status.IsNotFound()) return absl::NotFoundError(message);
  if (status.IsCorruption()) return absl::DataLossError(message);
  return absl::UnavailableError(message);
}

Database::~Database() {
  for (auto& handle : handles) handle.reset();
  if (db != nullptr) db->Close().PermitUncheckedError();
}

std::vector<rocksdb::ColumnFamilyHandle*> Database::all_handles() const {
  std::vector<rocksdb::ColumnFamilyHandle*> all;
  for (const auto& handle : handles) all.push_back(handle.get());
  return all;
}

}  // namespace newsprint::store
