#include "corpus/index_files.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "newsprint/article/status.h"
#include "newsprint/sketch/fingerprint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

// Nothing where there is no article, and where it cannot be read: then the index is not to blame.
std::optional<uint64_t> ExactHashAt(const Store& store, Ordinal ordinal) {
  if (ordinal == 0) return std::nullopt;
  const absl::StatusOr<std::vector<LogEntry>> entries = store.Tail(ordinal - 1, 1);
  if (!entries.ok() || entries->empty() || entries->front().ordinal != ordinal) return std::nullopt;
  const absl::StatusOr<Fingerprint> fingerprint = DecodeFingerprint(entries->front().fingerprint);
  if (!fingerprint.ok()) return std::nullopt;
  return fingerprint->exact_hash;
}

}  // namespace

std::string IndexPathOf(const std::string& store_path) { return store_path + "/index"; }

std::string GroupFilePath(const std::string& index_path) { return index_path + ".groups"; }

std::string IndexLineage(const StoreIdentity& identity) {
  return absl::StrFormat("store %s, %s, seed %016x", identity.store_id, identity.scheme,
                         XXH3_64bits(&identity.seed, sizeof(identity.seed)));
}

std::string NextIndexPath(const std::string& index_path) { return index_path + ".next"; }

absl::Status AdoptNextIndex(const std::string& index_path, std::string_view lineage) {
  const std::string next = NextIndexPath(index_path);
  if (!IndexFilesAreOf(next, lineage)) return absl::OkStatus();
  NEWSPRINT_RETURN_IF_ERROR(DropIndexFiles(index_path));
  std::error_code error;
  std::filesystem::rename(next, index_path, error);
  if (error) return absl::UnavailableError(absl::StrCat(next, ": ", error.message()));
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<DurableIndex>> OpenIndexFiles(const Store& store,
                                                             const CorpusOptions& options,
                                                             std::shared_ptr<DamageBell> bell) {
  const std::string lineage = IndexLineage(store.identity());
  NEWSPRINT_RETURN_IF_ERROR(AdoptNextIndex(options.index_path, lineage));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoreStats stats, store.Stats());
  return OpenDurableIndex(
      {.path = options.index_path,
       .lineage = lineage,
       .last_ordinal = stats.last_ordinal,
       .exact_hash_at = [&store](uint64_t ordinal) { return ExactHashAt(store, ordinal); },
       .segment_articles = options.index_segment_articles,
       .on_damage = [bell = std::move(bell)] { bell->Ring(); }});
}

}  // namespace newsprint
