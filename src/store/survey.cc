#include "store/survey.h"

#include <xxhash.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/info_log.h"
#include "store/record_codec.h"
#include "store/rocksdb_reader.h"

namespace newsprint::store {

absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(rocksdb::DBOptions options,
                                                       const std::string& path, Access access) {
  auto database = std::make_unique<Database>();
  if (access == Access::kReadWrite) {
    std::error_code ignored;  // What is wrong with the directory, RocksDB will say.
    std::filesystem::create_directory(path, ignored);
    options.info_log = OpenInfoLog(path);
  }
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      access == Access::kReadOnly
          ? rocksdb::DB::OpenForReadOnly(options, path, ColumnFamilies(), &handles, &db)
          : rocksdb::DB::Open(options, path, ColumnFamilies(), &handles, &db);
  // What is named by the database and is not there was there once.
  const bool lacks_table = access == Access::kReadOnly && opened.IsInvalidArgument();
  if (opened.IsPathNotFound() || lacks_table)
    return absl::DataLossError(absl::StrCat(path, ": ", opened.ToString()));
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(opened, path));
  database->db.reset(db);
  for (size_t i = 0; i < kTables; ++i) database->handles[i].reset(handles[i]);
  return database;
}

namespace {

uint64_t Checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// The record, and the hash of its bytes, little-endian.
std::string IdentityFile(const StoreIdentity& identity) {
  std::string bytes = EncodeIdentity(identity);
  const uint64_t checksum = Checksum(bytes);
  for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(checksum >> shift));
  return bytes;
}

std::string ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<StoreIdentity> KeptIdentity(const Directory& directory) {
  const std::string bytes = ReadWhole(directory.identity_path());
  if (bytes.size() <= sizeof(uint64_t)) return std::nullopt;
  const absl::StatusOr<StoreIdentity> identity =
      DecodeIdentity(std::string_view(bytes).substr(0, bytes.size() - sizeof(uint64_t)));
  if (!identity.ok() || IdentityFile(*identity) != bytes) return std::nullopt;
  return *identity;
}

absl::Status ReadSettings(const Database& database, Survey& survey) {
  const RocksDbReader reader(database);
  NEWSPRINT_ASSIGN_OR_RETURN(const auto identity, reader.Setting(kIdentityKey));
  if (identity) {
    NEWSPRINT_ASSIGN_OR_RETURN(survey.identity, DecodeIdentity(*identity));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const auto accepted, reader.Setting(kMissingKey));
  if (accepted) {
    NEWSPRINT_ASSIGN_OR_RETURN(survey.accepted, DecodeMissing(*accepted));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status KeepIdentity(const Directory& directory, const StoreIdentity& identity) {
  const std::string bytes = IdentityFile(identity);
  if (ReadWhole(directory.identity_path()) == bytes) return absl::OkStatus();
  // The seed is a secret.
  return ReplaceFile(directory.path(), Directory::kIdentityName, bytes, 0600);
}

absl::StatusOr<Survey> TakeSurvey(const Directory& directory, const Database& database) {
  Survey survey;
  const absl::Status settings = ReadSettings(database, survey);
  if (!settings.ok() && !absl::IsDataLoss(settings)) return settings;
  if (!survey.identity) {
    survey.identity = KeptIdentity(directory);
    survey.settings_lost = survey.identity.has_value();
  }
  if (!settings.ok()) {
    if (!survey.identity) return settings;
    survey.settings_lost = true;
  }
  std::optional<Ordinal> acknowledged;
  if (survey.identity) {
    NEWSPRINT_ASSIGN_OR_RETURN(survey.witness,
                               Witness::Open(directory.witness_path(), survey.identity->store_id));
    acknowledged = survey.witness->acknowledged();
  }
  NEWSPRINT_ASSIGN_OR_RETURN(survey.log,
                             FindMissing(database, acknowledged.value_or(0), survey.accepted));
  std::error_code error;
  if (!survey.identity &&
      (survey.log.last != 0 || std::filesystem::exists(directory.witness_path(), error))) {
    return absl::DataLossError(
        absl::StrCat(directory.path(), ": the database has lost the store's identity"));
  }
  survey.witness_lost = !acknowledged && survey.log.last != 0;
  return survey;
}

absl::Status DamageError(const std::string& store, const std::string& what) {
  return absl::DataLossError(
      absl::StrCat(store, ": ", what, ". To see what is lost: newsprint verify --store ", store,
                   ". Restore a backup, or accept the damage to serve the rest"));
}

absl::Status DescribeDamage(const Directory& directory, const Survey& survey) {
  std::string what = survey.damaged() ? "" : "files of the database are damaged";
  if (!survey.log.missing.empty()) {
    absl::StrAppend(&what, "acknowledged commits are missing: ordinals ",
                    DescribeRanges(survey.log.missing));
  }
  if (survey.settings_lost) {
    absl::StrAppend(&what, what.empty() ? "" : "; ", "the settings of the database are lost");
  }
  if (survey.witness_lost) {
    absl::StrAppend(&what, what.empty() ? "" : "; ",
                    "the file 'witness' is missing or damaged: ordinals after ", survey.log.last,
                    " may be missing");
  }
  return DamageError(directory.path(), what);
}

}  // namespace newsprint::store
