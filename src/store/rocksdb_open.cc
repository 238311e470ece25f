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
#include "store/salvage.h"
#include "store/source.h"
#include "store/survey.h"

namespace newsprint::store {
namespace {

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// Whether there is something to lose: a database whose creation was cut short has no such files
// yet.
bool HasData(const std::string& path) {
  std::error_code error;
  for (std::filesystem::directory_iterator i(path, error), end; !error && i != end;
       i.increment(error)) {
    if (i->path().extension() == ".sst" || i->path().extension() == ".log") return true;
  }
  return false;
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

// A database that was made whole; nothing where its creation was cut short.
bool HasAllTables(const rocksdb::DBOptions& options, const std::string& path) {
  std::vector<std::string> names;
  return rocksdb::DB::ListColumnFamilies(options, path, &names).ok() && names.size() == kTables;
}

// How the log is to be read, found out without writing anything: opening for writing removes files
// that a damaged manifest does not name.
//
// Errors: DATA_LOSS if acknowledged commits are missing and `accept_damage` is not set, or if the
// database cannot be read at all.
absl::StatusOr<rocksdb::WALRecoveryMode> LookFirst(const Directory& directory,
                                                   rocksdb::DBOptions options, bool accept_damage) {
  absl::Status damage;
  for (const auto mode : kRecoveryModes) {
    options.wal_recovery_mode = mode;
    const auto glimpse = OpenDatabase(options, directory.database_path(), Access::kReadOnly);
    if (!glimpse.ok()) {
      if (!absl::IsDataLoss(glimpse.status())) return glimpse.status();
      damage.Update(glimpse.status());
      continue;
    }
    const absl::StatusOr<Survey> taken = TakeSurvey(directory, **glimpse);
    if (absl::IsDataLoss(taken.status())) {
      return DamageError(directory.path(), std::string(taken.status().message()));
    }
    if (!taken.ok()) return taken.status();
    const Survey& survey = *taken;
    if (!survey.damaged() || accept_damage) return mode;
    // What would be missing if it were accepted.
    const absl::StatusOr<Source> source = OpenSource(directory, options.env);
    const absl::Status described = DescribeDamage(directory, source.ok() ? source->survey : survey);
    if (damage.ok()) return described;
    return absl::DataLossError(absl::StrCat(described.message(), " (", damage.message(), ")"));
  }
  return DamageError(directory.path(), std::string(damage.message()));
}

absl::StatusOr<std::unique_ptr<Database>> OpenOrSalvage(const Directory& directory,
                                                        bool accept_damage, rocksdb::Env* env) {
  const std::string path = directory.database_path();
  rocksdb::DBOptions options = DatabaseOptions(env);
  // The witness is the last that a new store gets.
  const bool was_made = Exists(directory.witness_path());
  if (accept_damage && HasData(path)) NEWSPRINT_RETURN_IF_ERROR(Salvage(directory, env));
  options.create_if_missing = !Exists(path + "/CURRENT");
  if (options.create_if_missing && (was_made || HasData(path))) {
    return DamageError(directory.path(), HasData(path) ? "the database has lost the file CURRENT"
                                                       : "the database is missing");
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckTables(options, path));
  if (was_made || HasAllTables(options, path)) {
    NEWSPRINT_ASSIGN_OR_RETURN(options.wal_recovery_mode,
                               LookFirst(directory, options, accept_damage));
  }
  return OpenDatabase(options, path, Access::kReadWrite);
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
  if (options.any_scheme || identity.scheme == options.scheme) return absl::OkStatus();
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
  NEWSPRINT_ASSIGN_OR_RETURN(Survey survey, TakeSurvey(directory, *database));
  if (!survey.identity) {
    survey.identity = NewIdentity(options);
    NEWSPRINT_RETURN_IF_ERROR(
        PutSettings(*database, {{kIdentityKey, EncodeIdentity(*survey.identity)}}));
    NEWSPRINT_ASSIGN_OR_RETURN(survey.witness,
                               Witness::Open(directory.witness_path(), survey.identity->store_id));
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckScheme(options, *survey.identity));
  NEWSPRINT_RETURN_IF_ERROR(KeepIdentity(directory, *survey.identity));

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

namespace newsprint {

absl::Status ChangeStoreScheme(const std::string& path, const std::string& scheme, uint64_t seed,
                               Ordinal last_ordinal) {
  NEWSPRINT_ASSIGN_OR_RETURN(
      const store::OpenedStore opened,
      store::OpenDirectory({.path = path, .create_if_missing = false, .any_scheme = true},
                           rocksdb::Env::Default()));
  if (opened.last != last_ordinal) {
    return absl::AbortedError(absl::StrCat(path, ": the last ordinal is ", opened.last,
                                           " in place of ", last_ordinal,
                                           ": something was committed meanwhile"));
  }
  StoreIdentity identity = opened.identity;
  identity.scheme = scheme;
  identity.seed = seed;
  identity.outdated_fingerprints = last_ordinal;
  NEWSPRINT_RETURN_IF_ERROR(store::PutSettings(
      *opened.database, {{store::kIdentityKey, store::EncodeIdentity(identity)}}));
  return store::KeepIdentity(opened.directory, identity);
}

}  // namespace newsprint
