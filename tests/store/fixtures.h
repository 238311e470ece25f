// Articles, stores and directories for the tests of the store.
#ifndef TESTS_STORE_FIXTURES_H_
#define TESTS_STORE_FIXTURES_H_

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/store/store.h"

namespace newsprint {

// Empty at first; removed with all that is in it.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string path() const { return path_.string(); }
  std::string store() const { return (path_ / "store").string(); }

 private:
  std::filesystem::path path_;
};

inline constexpr char kScheme[] = "scheme 1";

ArticleId Id(std::string_view id);
NewRevision Revision(std::string_view id, uint32_t revision = 1, std::string_view body = "Body.");

// CHECKs that the commit went well.
Ordinal MustCommit(Store& store, NewRevision revision);

absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& path, bool accept_damage = false);
std::unique_ptr<Store> MustOpen(const std::string& path);

std::string Message(const absl::Status& status);

// Files of the store's database, by the end of their names.
std::vector<std::filesystem::path> DatabaseFiles(const std::string& store, std::string_view ending);
// The largest log of the database: the one that holds the newest commits.
std::filesystem::path NewestLog(const std::string& store);

void FlipBit(const std::filesystem::path& file, size_t byte);

std::string ReadFile(const std::filesystem::path& file);

}  // namespace newsprint

#endif  // TESTS_STORE_FIXTURES_H_
