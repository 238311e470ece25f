#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/store/inspect.h"
#include "store/examiner.h"
#include "store/source.h"

namespace newsprint {
namespace store {
namespace {

class RocksDbInspector final : public StoreInspector {
 public:
  RocksDbInspector(Directory directory, Source source)
      : directory_(std::move(directory)),
        source_(std::move(source)),
        examiner_(*source_.database, source_.last(), source_.survey.accepted) {
    if (source_.survey.witness_lost) {
      source_.faults.push_back(
          absl::StrCat("the file 'witness' is missing or damaged: commits after ordinal ",
                       source_.survey.log.last,
                       " may have been acknowledged, and cannot be told to be missing"));
    }
  }

  const StoreIdentity& identity() const override { return *source_.survey.identity; }
  Ordinal last_ordinal() const override { return source_.last(); }
  const std::vector<OrdinalRange>& accepted() const override { return source_.survey.accepted; }
  const std::vector<std::string>& faults() const override { return source_.faults; }
  ExaminedOrdinal Examine(Ordinal ordinal) const override { return examiner_.Examine(ordinal); }

 private:
  const Directory directory_;
  Source source_;
  const Examiner examiner_;
};

}  // namespace
}  // namespace store

absl::StatusOr<std::unique_ptr<StoreInspector>> InspectRocksDbStore(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(store::Directory directory,
                             store::Directory::Open({.path = path, .create_if_missing = false}));
  std::error_code error;
  if (!std::filesystem::exists(directory.database_path(), error)) {
    return absl::DataLossError(
        absl::StrCat(directory.database_path(), ": the database is missing"));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(store::Source source,
                             store::OpenSource(directory, rocksdb::Env::Default()));
  if (!source.survey.identity) {
    return absl::NotFoundError(absl::StrCat(path, ": the store's creation was cut short"));
  }
  return std::make_unique<store::RocksDbInspector>(std::move(directory), std::move(source));
}

}  // namespace newsprint
