#include "store/salvage.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/body_codec.h"
#include "store/examiner.h"
#include "store/keys.h"
#include "store/record_codec.h"
#include "store/source.h"

namespace newsprint::store {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBatchBytes = 8u << 20;

// Takes the sound part of a source over into a new database.
class Copier {
 public:
  Copier(const Source& source, const Examiner& examiner, Database& target)
      : source_(source), reader_(*source.database), examiner_(examiner), target_(target) {}

  absl::Status Run() {
    live_.resize(source_.last() + 1);
    for (Ordinal ordinal = 1; ordinal <= source_.last(); ++ordinal) {
      NEWSPRINT_RETURN_IF_ERROR(Copy(ordinal));
      if (batch_.GetDataSize() > kBatchBytes) NEWSPRINT_RETURN_IF_ERROR(Write());
    }
    missing_.insert(missing_.end(), source_.survey.accepted.begin(), source_.survey.accepted.end());
    missing_ = MergeRanges(std::move(missing_));
    NEWSPRINT_RETURN_IF_ERROR(
        Put(Table::kSettings, kIdentityKey, EncodeIdentity(*source_.survey.identity)));
    if (!missing_.empty()) {
      NEWSPRINT_RETURN_IF_ERROR(Put(Table::kSettings, kMissingKey, EncodeMissing(missing_)));
    }
    NEWSPRINT_RETURN_IF_ERROR(CopyRecords());
    NEWSPRINT_RETURN_IF_ERROR(Write());
    NEWSPRINT_ASSIGN_OR_RETURN(const Counts counts, RocksDbReader(target_).Recount());
    NEWSPRINT_RETURN_IF_ERROR(Put(Table::kSettings, kCountsKey, EncodeCounts(counts)));
    NEWSPRINT_RETURN_IF_ERROR(Write());
    return FromRocksDb(target_.db->Flush(rocksdb::FlushOptions(), target_.all_handles()),
                       "salvage");
  }

 private:
  // Those that can be read: what floors above keep, they can make again.
  absl::Status CopyRecords() {
    constexpr size_t kAtATime = 64;
    std::string after;
    while (true) {
      const auto records = reader_.ReadRecords("", after, kAtATime);
      if (!records.ok() || records->empty()) return absl::OkStatus();
      for (const StoredRecord& record : *records) {
        NEWSPRINT_RETURN_IF_ERROR(
            Put(Table::kSettings, kRecordKeyPrefix + record.key, record.value));
      }
      if (batch_.GetDataSize() > kBatchBytes) NEWSPRINT_RETURN_IF_ERROR(Write());
      after = records->back().key;
    }
  }

  absl::Status Copy(Ordinal ordinal) {
    const ExaminedOrdinal examined = examiner_.Examine(ordinal);
    if (examined.state == OrdinalState::kLost) {
      missing_.push_back({.first = ordinal, .last = ordinal});
      return absl::OkStatus();
    }
    const absl::StatusOr<LogEntry> entry = reader_.ReadLogEntry(ordinal);
    if (absl::IsNotFound(entry.status())) return absl::OkStatus();  // Accepted before.
    if (!entry.ok()) return entry.status();
    NEWSPRINT_RETURN_IF_ERROR(Put(Table::kLog, OrdinalKey(ordinal), EncodeLogEntry(*entry)));
    if (!examined.article) return absl::OkStatus();
    live_[ordinal] = true;
    NEWSPRINT_RETURN_IF_ERROR(CopyArticle(*examined.article));
    return CopyDerived(examined);
  }

  absl::Status CopyArticle(const StoredArticle& stored) {
    const Article& article = stored.article;
    const std::string key = OrdinalKey(stored.ordinal);
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string body, CompressBody(article.body));
    NEWSPRINT_RETURN_IF_ERROR(
        Put(Table::kArticles, key,
            EncodeArticle(article, stored.revision, stored.ingested_at, stored.content_hash)));
    NEWSPRINT_RETURN_IF_ERROR(Put(Table::kBodies, key, body));
    NEWSPRINT_RETURN_IF_ERROR(
        Put(Table::kRevisions, RevisionKey(article.id, stored.revision), key));
    // Ordinals ascend: the last one stands.
    return Put(Table::kHeads, article.id.value(),
               EncodeHead({.ordinal = stored.ordinal,
                           .revision = stored.revision,
                           .content_hash = stored.content_hash}));
  }

  // What is lost of it, the next opening makes anew from the text.
  absl::Status CopyDerived(const ExaminedOrdinal& examined) {
    const std::string key = OrdinalKey(examined.ordinal);
    if (!examined.fingerprint.empty()) {
      NEWSPRINT_RETURN_IF_ERROR(Put(Table::kFingerprints, key, examined.fingerprint));
    }
    const absl::StatusOr<bool> unmatched = reader_.IsUnmatched(examined.ordinal);
    if (source_.from_pieces || examined.state == OrdinalState::kImpaired || !unmatched.ok() ||
        *unmatched) {
      return Put(Table::kUnmatched, key, "");
    }
    for (const StoredEdge& edge : examined.edges) {
      if (!live_[edge.older]) continue;
      NEWSPRINT_RETURN_IF_ERROR(Put(Table::kEdges, EdgeKey(edge.newer, edge.older), edge.value));
      NEWSPRINT_RETURN_IF_ERROR(
          Put(Table::kEdgesByOlder, EdgeKey(edge.older, edge.newer), edge.value));
    }
    return absl::OkStatus();
  }

  absl::Status Put(Table table, std::string_view key, std::string_view value) {
    return FromRocksDb(batch_.Put(target_.handle(table), rocksdb::Slice(key.data(), key.size()),
                                  rocksdb::Slice(value.data(), value.size())),
                       "salvage");
  }

  // Past the log: the flush in the end makes all of it durable.
  absl::Status Write() {
    rocksdb::WriteOptions options;
    options.disableWAL = true;
    NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(target_.db->Write(options, &batch_), "salvage"));
    batch_.Clear();
    return absl::OkStatus();
  }

  const Source& source_;
  const RocksDbReader reader_;
  const Examiner& examiner_;
  Database& target_;
  rocksdb::WriteBatch batch_;
  std::vector<bool> live_;  // By ordinal.
  std::vector<OrdinalRange> missing_;
};

// Whether anything is damaged but that acknowledged commits are missing in the log.
bool NeedsNewDatabase(const Source& source, const Examiner& examiner) {
  if (source.from_pieces || source.survey.settings_lost) return true;
  const std::vector<OrdinalRange>& gaps = source.survey.log.missing;
  for (Ordinal ordinal = 1; ordinal <= source.last(); ++ordinal) {
    const OrdinalState state = examiner.Examine(ordinal).state;
    if (state == OrdinalState::kImpaired) return true;
    if (state == OrdinalState::kLost && std::ranges::none_of(gaps, [&](const OrdinalRange& gap) {
          return gap.first <= ordinal && ordinal <= gap.last;
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::Status Salvage(const Directory& directory, rocksdb::Env* env) {
  const std::string path = directory.database_path();
  const std::string draft = path + ".new";
  std::error_code error;
  fs::remove_all(draft, error);
  {
    NEWSPRINT_ASSIGN_OR_RETURN(const Source source, OpenSource(directory, env));
    if (!source.survey.identity) return absl::OkStatus();  // Its creation was cut short.
    const Examiner examiner(*source.database, source.last(), source.survey.accepted);
    if (!NeedsNewDatabase(source, examiner)) return absl::OkStatus();
    NEWSPRINT_ASSIGN_OR_RETURN(const auto target,
                               OpenDatabase(DatabaseOptions(env), draft, Access::kReadWrite));
    NEWSPRINT_RETURN_IF_ERROR(Copier(source, examiner, *target).Run());
  }
  NEWSPRINT_RETURN_IF_ERROR(SyncDirectory(draft));
  const std::string damaged = path + ".damaged";
  fs::remove_all(damaged, error);
  if (error) return absl::UnavailableError(absl::StrCat(damaged, ": ", error.message()));
  if (renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) != 0) {
    return SystemError("exchange with rocksdb.new", path);
  }
  NEWSPRINT_RETURN_IF_ERROR(SyncDirectory(directory.path()));
  fs::rename(draft, damaged, error);
  if (error) return absl::UnavailableError(absl::StrCat(damaged, ": ", error.message()));
  return SyncDirectory(directory.path());
}

}  // namespace newsprint::store
