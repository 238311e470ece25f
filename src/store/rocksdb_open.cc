// Opening: nothing is served, and nothing written, before it is known what the damage is, if any.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/missing_ordinals.h"
#include "store/revision.h"
#include "store/rocksdb_store.h"

namespace newsprint::store {
namespace {

enum class Access { kReadOnly, kReadWrite };

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// A table that this version does not know would make the database's own message a riddle.
absl::Status CheckTables(const rocksdb::DBOptions& options, const std::string& path) {
  std::vector<std::string> names;
  if (!rocksdb::DB::ListColumnFamilies(options, path, &names).ok()) return absl::OkStatus();
  for (const std::string& name : names) {
    if (std::find(kTableNames.begin(), kTableNames.end(), name) == kTableNames.end()) {
      return absl::FailedPreconditionError(absl::StrCat(
          path, ": the table '", name, "' is of a later version of newsprint than this one"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(const rocksdb::DBOptions& options,
                                                       const std::string& path, Access access) {
  auto database = std::make_unique<Database>();
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      access == Access::kReadOnly
          ? rocksdb::DB::OpenForReadOnly(options, path, ColumnFamilies(), &handles, &db)
          : rocksdb::DB::Open(options, path, ColumnFamilies(), &handles, &db);
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(opened, path));
  database->db.reset(db);
  for (size_t i = 0; i < kTables; ++i) database->handles[i].reset(handles[i]);
  return database;
}

// What a database says of itself, and what it lacks.
struct Survey {
  std::optional<StoreIdentity> identity;  // None in a database whose creation was cut short.
  std::optional<Witness> witness;         // With the identity.
  std::vector<OrdinalRange> accepted;
  LogExtent log;
  bool witness_lost = false;  // There are commits, and no sound slot says how far they went.

  bool damaged() const { return witness_lost || !log.missing.empty(); }
};

absl::StatusOr<Survey> Inspect(const Directory& directory, const Database& database) {
  const RocksDbReader reader(database);
  Survey survey;
  NEWSPRINT_ASSIGN_OR_RETURN(const auto identity, reader.Setting(kIdentityKey));
  NEWSPRINT_ASSIGN_OR_RETURN(const auto accepted, reader.Setting(kMissingKey));
  if (accepted) {
    NEWSPRINT_ASSIGN_OR_RETURN(survey.accepted, DecodeMissing(*accepted));
  }
  std::optional<Ordinal> acknowledged;
  if (identity) {
    NEWSPRINT_ASSIGN_OR_RETURN(survey.identity, DecodeIdentity(*identity));
    NEWSPRINT_ASSIGN_OR_RETURN(survey.witness,
                               Witness::Open(directory.witness_path(), survey.identity->store_id));
    acknowledged = survey.witness->acknowledged();
  }
  NEWSPRINT_ASSIGN_OR_RETURN(survey.log,
                             FindMissing(database, acknowledged.value_or(0), survey.accepted));
  if (!identity && (survey.log.last != 0 || Exists(directory.witness_path()))) {
    return absl::DataLossError(
        absl::StrCat(directory.path(), ": the database has lost the store's identity"));
  }
  survey.witness_lost = !acknowledged && survey.log.last != 0;
  return survey;
}

absl::Status DescribeDamage(const Directory& directory, const Survey& survey) {
  std::string message = absl::StrCat(directory.path(), ": ");
  if (!survey.log.missing.empty()) {
    absl::StrAppend(&message, "acknowledged commits are missing: ordinals ",
                    DescribeRanges(survey.log.missing));
  }
  if (survey.witness_lost) {
    absl::StrAppend(&message, survey.log.missing.empty() ? "" : "; ",
                    "the file 'witness' is missing or damaged: ordinals after ", survey.log.last,
                    " may be missing");
  }
  absl::StrAppend(&message, ". Restore a backup, or accept the damage to serve the rest");
  return absl::DataLossError(message);
}

// A database whose log is damaged, less what the damage took. If no acknowledged commit is among
// that, only a write that never returned was cut short, and nobody has to know.
absl::StatusOr<std::unique_ptr<Database>> Salvage(const Directory& directory,
                                                  rocksdb::DBOptions options, bool accept_damage,
                                                  const absl::Status& damage) {
  const std::string path = directory.database_path();
  // Past the damage if that goes: RocksDB 7.8 cannot go on after a damaged record that reaches over
  // several blocks of the log. Then what is before the damage is all that can be served.
  for (const auto mode : {rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords,
                          rocksdb::WALRecoveryMode::kPointInTimeRecovery}) {
    options.wal_recovery_mode = mode;
    {
      const auto glimpse = OpenDatabase(options, path, Access::kReadOnly);
      if (!glimpse.ok()) continue;
      NEWSPRINT_ASSIGN_OR_RETURN(const Survey survey, Inspect(directory, **glimpse));
      if (survey.damaged() && !accept_damage) {
        return absl::DataLossError(
            absl::StrCat(DescribeDamage(directory, survey).message(), " (", damage.message(), ")"));
      }
    }
    return OpenDatabase(options, path, Access::kReadWrite);
  }
  return damage;
}

absl::StatusOr<std::unique_ptr<Database>> OpenOrSalvage(const Directory& directory,
                                                        bool accept_damage, rocksdb::Env* env) {
  const std::string path = directory.database_path();
  rocksdb::DBOptions options = DatabaseOptions(env);
  options.create_if_missing = !Exists(path + "/CURRENT");
  // The witness is the last that a new store gets.
  if (options.create_if_missing && Exists(directory.witness_path())) {
    return absl::DataLossError(absl::StrCat(path, ": the database is missing"));
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckTables(options, path));
  absl::StatusOr<std::unique_ptr<Database>> database =
      OpenDatabase(options, path, Access::kReadWrite);
  if (!absl::IsDataLoss(database.status())) return database;
  return Salvage(directory, options, accept_damage, database.status());
}

absl::Status PutSettings(const Database& database,
                         const std::vector<std::pair<const char*, std::string>>& settings) {
  rocksdb::WriteBatch batch;
  for (const auto& [key, value] : settings) {
    NEWSPRINT_RETURN_IF_ERROR(
        FromRocksDb(batch.Put(database.handle(Table::kSettings), key, value), "settings"));
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  return FromRocksDb(database.db->Write(synced, &batch), "settings");
}

absl::Status CheckScheme(const StoreOptions& options, const StoreIdentity& identity) {
  if (identity.scheme == options.scheme) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(options.path, ": the store was written under the scheme '", identity.scheme,
                   "', and this is the scheme '", options.scheme,
                   "'. To build the new one from the stored texts: ", "newsprint reindex --store ",
                   options.path));
}

}  // namespace

absl::StatusOr<OpenedStore> OpenDirectory(const StoreOptions& options, rocksdb::Env* env) {
  NEWSPRINT_ASSIGN_OR_RETURN(Directory directory, Directory::Open(options));
  NEWSPRINT_ASSIGN_OR_RETURN(auto database, OpenOrSalvage(directory, options.accept_damage, env));
  NEWSPRINT_ASSIGN_OR_RETURN(Survey survey, Inspect(directory, *database));
  if (!survey.identity) {
    survey.identity = NewIdentity(options);
    NEWSPRINT_RETURN_IF_ERROR(
        PutSettings(*database, {{kIdentityKey, EncodeIdentity(*survey.identity)}}));
    NEWSPRINT_ASSIGN_OR_RETURN(survey.witness,
                               Witness::Open(directory.witness_path(), survey.identity->store_id));
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckScheme(options, *survey.identity));

  const RocksDbReader reader(*database);
  Counts counts;
  if (survey.damaged()) {
    if (!options.accept_damage) return DescribeDamage(directory, survey);
    // The ordinals that are lost stay taken: someone may know them.
    survey.accepted.insert(survey.accepted.end(), survey.log.missing.begin(),
                           survey.log.missing.end());
    survey.accepted = MergeRanges(std::move(survey.accepted));
    if (!survey.accepted.empty()) {
      survey.log.last = std::max(survey.log.last, survey.accepted.back().last);
    }
    NEWSPRINT_ASSIGN_OR_RETURN(counts, reader.Recount());
    NEWSPRINT_RETURN_IF_ERROR(PutSettings(*database, {{kMissingKey, EncodeMissing(survey.accepted)},
                                                      {kCountsKey, EncodeCounts(counts)}}));
  } else {
    NEWSPRINT_ASSIGN_OR_RETURN(const auto stored, reader.Setting(kCountsKey));
    if (stored) {
      NEWSPRINT_ASSIGN_OR_RETURN(counts, DecodeCounts(*stored));
    }
  }
  // Commits that were written when the process died, but not acknowledged, count from now on.
  if (survey.witness->acknowledged() != survey.log.last) {
    NEWSPRINT_RETURN_IF_ERROR(survey.witness->Acknowledge(survey.log.last));
    NEWSPRINT_RETURN_IF_ERROR(SyncDirectory(directory.path()));  // The file may be new.
  }
  return OpenedStore{.directory = std::move(directory),
                     .database = std::move(database),
                     .identity = *std::move(survey.identity),
                     .witness = *std::move(survey.witness),
                     .last = survey.log.last,
                     .counts = counts,
                     .missing = std::move(survey.accepted)};
}

}  // namespace newsprint::store
