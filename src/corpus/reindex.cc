#include "newsprint/corpus/reindex.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "corpus/group_file.h"
#include "corpus/index_files.h"
#include "newsprint/article/status.h"
#include "newsprint/index/durable_index.h"
#include "newsprint/match/match.h"
#include "newsprint/sketch/fingerprint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr size_t kTailLimit = 256;
constexpr std::string_view kTargetMagic = "NPRIX001";

// What is kept of a run until the switch: which scheme the next index is of.
struct Target {
  std::string scheme;
  uint64_t seed = 0;
};

std::string TargetPath(const std::string& path) { return path + "/reindex"; }

void AppendNumber(uint64_t number, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

std::string EncodeTarget(const Target& target) {
  std::string bytes(kTargetMagic);
  AppendNumber(target.seed, bytes);
  bytes += target.scheme;
  AppendNumber(XXH3_64bits(bytes.data(), bytes.size()), bytes);
  return bytes;
}

// Nothing if there is none that is whole.
std::optional<Target> ReadTarget(const std::string& path) {
  std::ifstream in(TargetPath(path), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  constexpr size_t kSchemeAt = kTargetMagic.size() + sizeof(uint64_t);
  if (bytes.size() < kSchemeAt + sizeof(uint64_t)) return std::nullopt;
  Target target;
  bytes.copy(reinterpret_cast<char*>(&target.seed), sizeof(target.seed), kTargetMagic.size());
  target.scheme = bytes.substr(kSchemeAt, bytes.size() - kSchemeAt - sizeof(uint64_t));
  if (EncodeTarget(target) != bytes) return std::nullopt;
  return target;
}

absl::Status WriteTarget(const std::string& path, const Target& target) {
  const std::string draft = TargetPath(path) + ".new";
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out << EncodeTarget(target);
  out.close();
  std::error_code error;
  // The seed is a secret.
  std::filesystem::permissions(
      draft, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
  if (out && !error) std::filesystem::rename(draft, TargetPath(path), error);
  if (!out || error) return absl::UnavailableError(absl::StrCat(draft, ": cannot be written"));
  return absl::OkStatus();
}

Target ChooseTarget(const std::string& path, const StoreIdentity& identity, bool new_seed) {
  if (std::optional<Target> kept = ReadTarget(path)) {
    if (kept->scheme == CurrentScheme()) return *kept;
  }
  Target target{.scheme = CurrentScheme(), .seed = identity.seed};
  if (new_seed) {
    std::random_device random;
    target.seed = uint64_t{random()} << 32 | random();
  }
  return target;
}

// Brings the next index up to the store's last ordinal.
class NextIndexBuilder {
 public:
  NextIndexBuilder(const Store& store, uint64_t seed, const ReindexOptions& options,
                   ReindexReport& report)
      : store_(store), seed_(seed), hasher_(seed), options_(options), report_(report) {}

  absl::Status Build(DurableIndex& index, Ordinal last) {
    NEWSPRINT_RETURN_IF_ERROR(index.Repair([&](uint64_t first, uint64_t through, const auto& add) {
      return ReadRange(first == 0 ? 0 : first - 1, through, add, [](const LogEntry&) {});
    }));
    report_.resumed_after = index.through();
    NEWSPRINT_RETURN_IF_ERROR(ReadRange(
        index.through(), last,
        [&](uint64_t ordinal, const Fingerprint& fingerprint) { index.Add(ordinal, fingerprint); },
        [&](const LogEntry& entry) {
          for (const Ordinal gone : entry.deleted) index.Remove(gone);
          if (options_.on_progress) options_.on_progress(entry.ordinal, last);
        }));
    return index.Flush();
  }

 private:
  template <typename Add, typename Note>
  absl::Status ReadRange(Ordinal after, Ordinal last, const Add& add, const Note& note) {
    while (after < last) {
      NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                                 store_.Tail(after, kTailLimit));
      if (entries.empty()) break;
      for (const LogEntry& entry : entries) {
        if (entry.ordinal > last) return absl::OkStatus();
        NEWSPRINT_RETURN_IF_ERROR(CheckControl(options_.control));
        NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<Fingerprint> fingerprint,
                                   FingerprintAt(entry));
        if (fingerprint) add(entry.ordinal, *fingerprint);
        note(entry);
      }
      after = entries.back().ordinal;
    }
    return absl::OkStatus();
  }

  // Nothing for a deletion, and for what was deleted since or cannot be read.
  absl::StatusOr<std::optional<Fingerprint>> FingerprintAt(const LogEntry& entry) {
    if (entry.revision == 0) return std::nullopt;
    const absl::StatusOr<StoredArticle> stored = store_.ReadByOrdinal(entry.ordinal);
    if (absl::IsNotFound(stored.status()) || absl::IsDataLoss(stored.status())) return std::nullopt;
    if (!stored.ok()) return stored.status();
    NEWSPRINT_ASSIGN_OR_RETURN(const PreparedText text, PrepareText(stored->article.body, seed_));
    ++report_.articles;
    return FingerprintOf(text, hasher_);
  }

  const Store& store_;
  const uint64_t seed_;
  const MinHasher hasher_;
  const ReindexOptions& options_;
  ReindexReport& report_;
};

absl::Status Step(const ReindexOptions& options, std::string_view name) {
  return options.at_step ? options.at_step(name) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<ReindexReport> Reindex(const std::string& path, const ReindexOptions& options) {
  const std::string index_path = IndexPathOf(path);
  ReindexReport report;
  StoreIdentity identity;
  Target target;
  Ordinal last = 0;
  {
    NEWSPRINT_ASSIGN_OR_RETURN(
        const std::unique_ptr<Store> store,
        OpenRocksDbStore({.path = path, .create_if_missing = false, .any_scheme = true}));
    identity = store->identity();
    target = ChooseTarget(path, identity, options.new_seed);
    report.old_scheme = identity.scheme;
    report.new_scheme = target.scheme;
    std::error_code ignored;
    if (target.scheme == identity.scheme && target.seed == identity.seed) {
      std::filesystem::remove(TargetPath(path), ignored);  // Of a run that ended after the switch.
      return report;
    }
    NEWSPRINT_RETURN_IF_ERROR(WriteTarget(path, target));
    NEWSPRINT_RETURN_IF_ERROR(Step(options, "target written"));

    NEWSPRINT_ASSIGN_OR_RETURN(const StoreStats stats, store->Stats());
    last = stats.last_ordinal;
    StoreIdentity next = identity;
    next.scheme = target.scheme;
    next.seed = target.seed;
    NEWSPRINT_ASSIGN_OR_RETURN(
        const std::unique_ptr<DurableIndex> index,
        OpenDurableIndex({.path = NextIndexPath(index_path),
                          .lineage = IndexLineage(next),
                          .last_ordinal = last,
                          .segment_articles = options.index_segment_articles}));
    NextIndexBuilder builder(*store, target.seed, options, report);
    NEWSPRINT_RETURN_IF_ERROR(builder.Build(*index, last));
  }
  NEWSPRINT_RETURN_IF_ERROR(Step(options, "index built"));
  NEWSPRINT_RETURN_IF_ERROR(ChangeStoreScheme(path, target.scheme, target.seed, last));
  report.changed = true;
  NEWSPRINT_RETURN_IF_ERROR(Step(options, "scheme changed"));

  // The rest the next opening would do as well. Which texts are near copies does not change.
  const std::string old_lineage = IndexLineage(identity);
  identity.scheme = target.scheme;
  identity.seed = target.seed;
  NEWSPRINT_RETURN_IF_ERROR(AdoptNextIndex(index_path, IndexLineage(identity)));
  const absl::StatusOr<SavedGroups> groups = ReadGroupFile(GroupFilePath(index_path), old_lineage);
  if (groups.ok()) {
    NEWSPRINT_RETURN_IF_ERROR(
        WriteGroupFile(GroupFilePath(index_path), IndexLineage(identity), *groups));
  }
  std::error_code error;
  std::filesystem::remove(TargetPath(path), error);
  if (error) return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
  return report;
}

}  // namespace newsprint
