#include "store/source.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "newsprint/article/status.h"

namespace newsprint::store {
namespace {

namespace fs = std::filesystem;

absl::Status FromSystem(const std::error_code& error, const fs::path& path) {
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(path.string(), ": ", error.message()));
}

// Files of a database are named by their number: 000012.sst.
uint64_t NumberOf(const fs::path& file) {
  const std::string name = file.stem().string();
  uint64_t number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

std::vector<fs::path> FilesOf(const std::string& path, std::string_view extension) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator i(path, error), end; !error && i != end; i.increment(error)) {
    if (i->path().extension() == extension) files.push_back(i->path());
  }
  std::ranges::sort(files);
  return files;
}

// A file of each table with nothing in it but a tombstone. Repair knows only tables that it meets
// in a file, and would leave out what a log holds for the others.
absl::Status SeedTables(const std::string& path, uint64_t first_number, rocksdb::Env* env) {
  {
    rocksdb::DBOptions options = DatabaseOptions(env);
    NEWSPRINT_ASSIGN_OR_RETURN(const auto database,
                               OpenDatabase(options, path, Access::kReadWrite));
    for (rocksdb::ColumnFamilyHandle* const handle : database->all_handles()) {
      NEWSPRINT_RETURN_IF_ERROR(
          FromRocksDb(database->db->Delete(rocksdb::WriteOptions(), handle, ""), path));
    }
    NEWSPRINT_RETURN_IF_ERROR(
        FromRocksDb(database->db->Flush(rocksdb::FlushOptions(), database->all_handles()), path));
  }
  std::error_code error;
  std::vector<fs::path> others;
  for (fs::directory_iterator i(path, error), end; !error && i != end; i.increment(error)) {
    others.push_back(i->path());
  }
  for (const fs::path& file : others) {
    if (error) break;
    if (file.extension() == ".sst") {
      fs::rename(file, fs::path(path) / absl::StrFormat("%06d.sst", first_number++), error);
    } else {
      fs::remove(file, error);
    }
  }
  return FromSystem(error, path);
}

// Another name for the same bytes where the file system can, else a copy.
absl::Status Link(const fs::path& file, const fs::path& target) {
  std::error_code error;
  fs::create_hard_link(file, target, error);
  if (error) {
    error.clear();
    fs::copy_file(file, target, error);
  }
  return FromSystem(error, file);
}

absl::Status PutTogether(const std::string& from, const std::string& to, rocksdb::Env* env) {
  std::error_code error;
  fs::remove_all(to, error);
  fs::create_directory(to, error);
  NEWSPRINT_RETURN_IF_ERROR(FromSystem(error, to));
  const std::vector<fs::path> tables = FilesOf(from, ".sst");
  const std::vector<fs::path> logs = FilesOf(from, ".log");
  uint64_t last_number = 0;
  for (const auto* files : {&tables, &logs}) {
    for (const fs::path& file : *files) last_number = std::max(last_number, NumberOf(file));
  }
  NEWSPRINT_RETURN_IF_ERROR(SeedTables(to, last_number + 1'000, env));
  for (const auto* files : {&tables, &logs}) {
    for (const fs::path& file : *files) {
      NEWSPRINT_RETURN_IF_ERROR(Link(file, fs::path(to) / file.filename()));
    }
  }
  return FromRocksDb(rocksdb::RepairDB(to, DatabaseOptions(env), ColumnFamilies()), from);
}

absl::StatusOr<Source> AsItLies(const Directory& directory, rocksdb::Env* env) {
  Source source;
  rocksdb::DBOptions options = DatabaseOptions(env);
  for (const auto mode : kRecoveryModes) {
    options.wal_recovery_mode = mode;
    auto database = OpenDatabase(options, directory.database_path(), Access::kReadOnly);
    if (!database.ok()) {
      source.faults.emplace_back(database.status().message());
      continue;
    }
    source.database = *std::move(database);
    NEWSPRINT_ASSIGN_OR_RETURN(source.survey, TakeSurvey(directory, *source.database));
    if (source.survey.settings_lost) {
      source.faults.emplace_back("the settings of the database are lost; those beside it are used");
    }
    return source;
  }
  return absl::DataLossError(source.faults.front());
}

absl::StatusOr<Source> FromPieces(const Directory& directory, rocksdb::Env* env) {
  const std::string path = directory.path() + "/inspection";
  Source source{.scratch = ScratchDirectory(path), .from_pieces = true};
  NEWSPRINT_RETURN_IF_ERROR(PutTogether(directory.database_path(), path, env));
  NEWSPRINT_ASSIGN_OR_RETURN(source.database,
                             OpenDatabase(DatabaseOptions(env), path, Access::kReadOnly));
  NEWSPRINT_ASSIGN_OR_RETURN(source.survey, TakeSurvey(directory, *source.database));
  return source;
}

uint64_t CountMissing(const Survey& survey) {
  uint64_t count = 0;
  for (const OrdinalRange& range : survey.log.missing) count += range.last - range.first + 1;
  return count;
}

}  // namespace

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Ordinal Source::last() const {
  Ordinal last = std::max(survey.log.last, survey.witness->acknowledged().value_or(0));
  for (const OrdinalRange& range : survey.log.missing) last = std::max(last, range.last);
  return last;
}

absl::StatusOr<Source> OpenSource(const Directory& directory, rocksdb::Env* env) {
  absl::StatusOr<Source> lying = AsItLies(directory, env);
  if (lying.ok() && lying->survey.log.missing.empty()) return lying;
  absl::StatusOr<Source> pieces = FromPieces(directory, env);
  if (!pieces.ok()) return lying;
  if (!lying.ok()) {
    pieces->faults.emplace_back(lying.status().message());
    return pieces;
  }
  return CountMissing(pieces->survey) < CountMissing(lying->survey) ? std::move(pieces)
                                                                    : std::move(lying);
}

}  // namespace newsprint::store
