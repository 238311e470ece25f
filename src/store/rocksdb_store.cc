#include "store/rocksdb_store.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "store/body_codec.h"
#include "store/revision.h"

namespace newsprint {
namespace store {
namespace {

absl::StatusOr<PreparedRevision> Prepare(NewRevision revision, absl::Time now) {
  Article& article = revision.article;
  NEWSPRINT_RETURN_IF_ERROR(PrepareArticle(article));
  PreparedRevision prepared{.id = article.id,
                            .revision = revision.revision,
                            .content_hash = ContentHash(article),
                            .article = {},
                            .body = {},
                            .fingerprint = std::move(revision.fingerprint)};
  prepared.article = EncodeArticle(article, revision.revision, now, prepared.content_hash);
  NEWSPRINT_ASSIGN_OR_RETURN(prepared.body, CompressBody(article.body));
  return prepared;
}

}  // namespace

RocksDbStore::RocksDbStore(OpenedStore opened)
    : directory_(std::move(opened.directory)),
      database_(std::move(opened.database)),
      identity_(std::move(opened.identity)),
      missing_(std::move(opened.missing)),
      reader_(*database_),
      writer_(*database_, std::move(opened.witness), opened.last, opened.counts) {}

std::vector<absl::StatusOr<Ordinal>> RocksDbStore::Commit(std::vector<NewRevision> revisions) {
  const absl::Time now = absl::Now();
  std::vector<absl::StatusOr<Ordinal>> answers;
  std::vector<PreparedRevision> sound;
  std::vector<size_t> places;  // Of the sound ones among all.
  for (size_t i = 0; i < revisions.size(); ++i) {
    absl::StatusOr<PreparedRevision> prepared = Prepare(std::move(revisions[i]), now);
    if (!prepared.ok()) {
      answers.push_back(prepared.status());
      continue;
    }
    answers.push_back(Ordinal{0});
    sound.push_back(*std::move(prepared));
    places.push_back(i);
  }
  if (sound.empty()) return answers;
  std::vector<absl::StatusOr<Ordinal>> committed = writer_.Commit(std::move(sound));
  for (size_t i = 0; i < places.size(); ++i) answers[places[i]] = std::move(committed[i]);
  return answers;
}

absl::StatusOr<Ordinal> RocksDbStore::Delete(const ArticleId& id, const std::string& note) {
  return writer_.Delete(id, note);
}

absl::StatusOr<StoredArticle> RocksDbStore::ReadByOrdinal(Ordinal ordinal) const {
  return reader_.ReadByOrdinal(ordinal);
}

absl::StatusOr<StoredArticle> RocksDbStore::ReadById(const ArticleId& id, uint32_t revision) const {
  return reader_.ReadById(id, revision);
}

absl::StatusOr<RevisionHead> RocksDbStore::FindHead(const ArticleId& id) const {
  return reader_.FindHead(id);
}

absl::StatusOr<std::vector<LogEntry>> RocksDbStore::Tail(Ordinal after, size_t limit) const {
  NEWSPRINT_ASSIGN_OR_RETURN(std::vector<LogEntry> entries, reader_.Tail(after, limit));
  for (LogEntry& entry : entries) {
    if (entry.ordinal <= identity_.outdated_fingerprints) entry.fingerprint.clear();
  }
  return entries;
}

absl::StatusOr<std::vector<StoredArticle>> RocksDbStore::List(Ordinal after, size_t limit) const {
  return reader_.List(after, limit);
}

absl::Status RocksDbStore::PutAllEdges(std::vector<RevisionEdges> matched) {
  NEWSPRINT_RETURN_IF_ERROR(CheckEdges(matched));
  return writer_.PutEdges(matched);
}

absl::StatusOr<std::vector<StoredEdge>> RocksDbStore::ReadEdges(Ordinal ordinal) const {
  return reader_.ReadEdges(ordinal);
}

absl::StatusOr<std::vector<Ordinal>> RocksDbStore::ReadUnmatched(Ordinal after,
                                                                 size_t limit) const {
  return reader_.ReadUnmatched(after, limit);
}

absl::Status RocksDbStore::PutRecords(std::vector<StoredRecord> records) {
  NEWSPRINT_RETURN_IF_ERROR(CheckRecords(records));
  return writer_.PutRecords(records);
}

absl::StatusOr<std::vector<StoredRecord>> RocksDbStore::ReadRecords(const std::string& prefix,
                                                                    const std::string& after,
                                                                    size_t limit) const {
  return reader_.ReadRecords(prefix, after, limit);
}

absl::StatusOr<StoreStats> RocksDbStore::Stats() const {
  const RocksDbWriter::Progress progress = writer_.progress();
  StoreStats stats{.articles = progress.counts.articles,
                   .revisions = progress.counts.revisions,
                   .last_ordinal = progress.last,
                   .synced_groups = progress.synced_groups,
                   .missing = missing_};
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator i(directory_.path(), error), end;
       !error && i != end; i.increment(error)) {
    // A file may go between being listed and being asked for its size.
    std::error_code gone;
    const uintmax_t bytes = i->is_regular_file(gone) ? i->file_size(gone) : 0;
    if (!gone) stats.bytes_on_disk += bytes;
  }
  return stats;
}

absl::Status RocksDbStore::Compact() {
  // The deletions themselves must leave the memory first, and with them the log that has the bytes.
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(
      database_->db->Flush(rocksdb::FlushOptions(), database_->all_handles()), "compaction"));
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  options.exclusive_manual_compaction = false;
  for (rocksdb::ColumnFamilyHandle* const handle : database_->all_handles()) {
    NEWSPRINT_RETURN_IF_ERROR(
        FromRocksDb(database_->db->CompactRange(options, handle, nullptr, nullptr), "compaction"));
  }
  return RemoveObsoleteFiles();
}

absl::Status RocksDbStore::RemoveObsoleteFiles() {
  // RocksDB unlinks files that are done with after it has answered. While deletions are disabled,
  // asking for the logs waits for those that are under way; enabling them removes what is left.
  const std::lock_guard lock(removal_mutex_);
  rocksdb::DB& db = *database_->db;
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(db.DisableFileDeletions(), "compaction"));
  rocksdb::VectorLogPtr logs;
  const rocksdb::Status waited = db.GetSortedWalFiles(logs);
  const rocksdb::Status removed = db.EnableFileDeletions(/*force=*/false);
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(waited, "compaction"));
  return FromRocksDb(removed, "compaction");
}

absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStoreOn(const StoreOptions& options,
                                                          rocksdb::Env* env) {
  NEWSPRINT_ASSIGN_OR_RETURN(OpenedStore opened, OpenDirectory(options, env));
  return std::make_unique<RocksDbStore>(std::move(opened));
}

}  // namespace store

absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(const StoreOptions& options) {
  return store::OpenRocksDbStoreOn(options, rocksdb::Env::Default());
}

}  // namespace newsprint
