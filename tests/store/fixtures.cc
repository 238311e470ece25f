#include "tests/store/fixtures.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

namespace newsprint {
namespace {

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << value.status() << '\n';
    std::abort();
  }
  return *std::move(value);
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  // In memory where that can be: every open and commit syncs, and no test pulls a real plug.
  const std::filesystem::path memory = "/dev/shm";
  const std::filesystem::path parent =
      access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  std::string pattern = (parent / "newsprint-store-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ArticleId Id(std::string_view id) { return Must(ArticleId::Create(id)); }

NewRevision Revision(std::string_view id, uint32_t revision, std::string_view body) {
  Article article;
  article.id = Id(id);
  article.body = body;
  article.title = "Title of " + article.id.value();
  article.url = "https://example.org/" + article.id.value();
  article.publisher = "Example";
  article.language = "en";
  article.published_at = absl::FromUnixSeconds(1'700'000'000);
  article.first_seen_at = absl::FromUnixSeconds(1'700'000'100);
  return {.article = article,
          .revision = revision,
          .fingerprint = "fingerprint of " + article.id.value() + std::to_string(revision)};
}

Ordinal MustCommit(Store& store, NewRevision revision) {
  return Must(store.Commit({std::move(revision)}).at(0));
}

absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& path, bool accept_damage) {
  return OpenRocksDbStore({.path = path, .scheme = kScheme, .accept_damage = accept_damage});
}

std::unique_ptr<Store> MustOpen(const std::string& path) { return Must(Open(path)); }

std::string Message(const absl::Status& status) { return std::string(status.message()); }

std::vector<std::filesystem::path> DatabaseFiles(const std::string& store,
                                                 std::string_view ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(store + "/rocksdb")) {
    if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
  }
  return files;
}

std::filesystem::path NewestLog(const std::string& store) {
  const std::vector<std::filesystem::path> logs = DatabaseFiles(store, ".log");
  return *std::max_element(logs.begin(), logs.end(), [](const auto& a, const auto& b) {
    return std::filesystem::file_size(a) < std::filesystem::file_size(b);
  });
}

void FlipBit(const std::filesystem::path& file, size_t byte) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(byte));
  const char flipped = static_cast<char>(stream.get() ^ 1);
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(flipped);
}

std::string ReadFile(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace newsprint
