#include "index/index_directory.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "index/manifest.h"
#include "newsprint/article/status.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr std::string_view kSegmentSuffix = ".segment";

absl::Status DirectoryError(const std::string& path, const std::error_code& error) {
  return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
}

uint64_t HashOf(std::string_view lineage) { return XXH3_64bits(lineage.data(), lineage.size()); }

absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator i(path, error), end; !error && i != end;
       i.increment(error)) {
    names.push_back(i->path().filename().string());
  }
  if (error) return DirectoryError(path, error);
  return names;
}

absl::StatusOr<Manifest> ReadManifest(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(const MappedFile file,
                             MappedFile::Open(absl::StrCat(path, "/", kManifestName)));
  const std::span<const uint8_t> bytes = file.bytes();
  return DecodeManifest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

absl::StatusOr<std::shared_ptr<Segment>> OpenListed(const std::string& path,
                                                    const ManifestEntry& entry, uint64_t lineage) {
  NEWSPRINT_ASSIGN_OR_RETURN(
      std::shared_ptr<Segment> segment,
      Segment::Open(absl::StrCat(path, "/", SegmentName(entry.number)), lineage));
  if (segment->header_hash() != entry.header_hash || segment->first() != entry.first ||
      segment->last() != entry.last) {
    return absl::DataLossError(
        absl::StrCat(path, "/", SegmentName(entry.number), ": not the file that was written"));
  }
  return segment;
}

}  // namespace

IndexDirectory::IndexDirectory(const DurableIndexOptions& options)
    : options_(options), lineage_hash_(HashOf(options.lineage)) {}

std::string IndexDirectory::PathOf(uint64_t number) const {
  return absl::StrCat(options_.path, "/", SegmentName(number));
}

absl::StatusOr<std::shared_ptr<Segment>> IndexDirectory::OpenSegment(uint64_t number) const {
  return Segment::Open(PathOf(number), lineage_hash_);
}

absl::Status IndexDirectory::Sync() const { return SyncNames(options_.path); }

void IndexDirectory::Remove(uint64_t number) const {
  std::error_code ignored;
  std::filesystem::remove(PathOf(number), ignored);
}

bool IndexDirectory::IsOfThisStore(const Segment& segment) const {
  if (!options_.exact_hash_at || segment.articles() == 0) return true;
  const uint32_t newest = segment.articles() - 1;
  const std::optional<uint64_t> stored = options_.exact_hash_at(segment.OrdinalOf(newest));
  return !stored || *stored == segment.ExactHashOf(newest);
}

absl::StatusOr<LoadedIndex> IndexDirectory::Load() {
  std::error_code error;
  std::filesystem::create_directories(options_.path, error);
  if (error) return DirectoryError(options_.path, error);
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(options_.path));
  LoadedIndex loaded;
  const absl::StatusOr<Manifest> manifest = ReadManifest(options_.path);
  const bool usable =
      manifest.ok() && manifest->lineage == options_.lineage &&
      (manifest->segments.empty() || manifest->segments.back().last <= options_.last_ordinal);
  if (usable) {
    loaded.next_number = manifest->next_number;
    for (const ManifestEntry& entry : manifest->segments) {
      absl::StatusOr<std::shared_ptr<Segment>> segment =
          OpenListed(options_.path, entry, lineage_hash_);
      if (segment.ok() && IsOfThisStore(**segment)) {
        loaded.segments.push_back({*std::move(segment), entry.number});
      } else {
        ++loaded.dropped_segments;
      }
    }
    for (const uint64_t ordinal : manifest->removed) {
      for (const FiledSegment& filed : loaded.segments) {
        if (ordinal <= filed.segment->last() && filed.segment->Remove(ordinal)) break;
      }
    }
  } else {
    for (const std::string& name : names) {
      if (name.ends_with(kSegmentSuffix)) ++loaded.dropped_segments;
    }
  }
  // First the word that they do not count, then the files.
  if (loaded.dropped_segments > 0 || !usable) {
    NEWSPRINT_RETURN_IF_ERROR(WriteManifest(loaded.segments, loaded.next_number));
  }
  NEWSPRINT_RETURN_IF_ERROR(RemoveOthers(loaded.segments));
  return loaded;
}

absl::Status IndexDirectory::RemoveOthers(std::span<const FiledSegment> segments) const {
  std::set<std::string> kept = {kManifestName};
  for (const FiledSegment& filed : segments) kept.insert(SegmentName(filed.number));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(options_.path));
  for (const std::string& name : names) {
    if (kept.contains(name)) continue;
    std::error_code error;
    std::filesystem::remove_all(absl::StrCat(options_.path, "/", name), error);
    if (error) return DirectoryError(options_.path, error);
  }
  return absl::OkStatus();
}

absl::Status IndexDirectory::WriteManifest(std::span<const FiledSegment> segments,
                                           uint64_t next_number) const {
  Manifest manifest{.lineage = options_.lineage, .next_number = next_number};
  for (const auto& [segment, number] : segments) {
    manifest.segments.push_back({.number = number,
                                 .first = segment->first(),
                                 .last = segment->last(),
                                 .header_hash = segment->header_hash()});
    if (segment->removed_articles() == 0) continue;
    for (uint32_t article = 0; article < segment->articles(); ++article) {
      if (segment->IsRemoved(article)) manifest.removed.push_back(segment->OrdinalOf(article));
    }
  }
  NEWSPRINT_ASSIGN_OR_RETURN(NewFile file,
                             NewFile::Create(absl::StrCat(options_.path, "/", kManifestName)));
  NEWSPRINT_RETURN_IF_ERROR(file.WriteAt(0, EncodeManifest(manifest)));
  NEWSPRINT_RETURN_IF_ERROR(file.Keep());
  return Sync();
}

std::vector<std::string> VerifyIndexFiles(const std::string& path, std::string_view lineage) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {};
  const absl::StatusOr<Manifest> manifest = ReadManifest(path);
  if (!manifest.ok()) return {std::string(manifest.status().message())};
  if (manifest->lineage != lineage) {
    return {absl::StrCat(path, ": of another store or another scheme")};
  }
  std::vector<std::string> faults;
  uint64_t next = 0;
  for (const ManifestEntry& entry : manifest->segments) {
    if (entry.first != next) {
      faults.push_back(
          absl::StrCat(path, ": no segment holds the ordinals ", next, " to ", entry.first - 1));
    }
    next = entry.last + 1;
    const absl::StatusOr<std::shared_ptr<Segment>> segment =
        OpenListed(path, entry, HashOf(lineage));
    const absl::Status status = segment.ok() ? (*segment)->CheckAll() : segment.status();
    if (status.ok()) continue;
    const std::string what(status.message());
    faults.push_back(segment.ok() ? absl::StrCat(path, "/", SegmentName(entry.number), ": ", what)
                                  : what);
  }
  return faults;
}

bool IndexFilesAreOf(const std::string& path, std::string_view lineage) {
  const absl::StatusOr<Manifest> manifest = ReadManifest(path);
  return manifest.ok() && manifest->lineage == lineage;
}

absl::Status DropIndexFiles(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return DirectoryError(path, error);
  return absl::OkStatus();
}

}  // namespace newsprint
