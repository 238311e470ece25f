// The file that says which segments an index is made of (FORMAT.md).
#ifndef NEWSPRINT_INDEX_MANIFEST_H_
#define NEWSPRINT_INDEX_MANIFEST_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

inline constexpr char kManifestName[] = "manifest";

struct ManifestEntry {
  uint64_t number = 0;  // Which names the file.
  uint64_t first = 0;   // The range of ordinals that it speaks for.
  uint64_t last = 0;
  uint64_t header_hash = 0;

  friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

struct Manifest {
  std::string lineage;
  uint64_t next_number = 1;                  // Of no file yet.
  std::vector<ManifestEntry> segments = {};  // Ascending; what lies between two of them was lost.
  std::vector<uint64_t> removed = {};        // Ordinals in the segments that were deleted since.

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

std::string SegmentName(uint64_t number);

std::string EncodeManifest(const Manifest& manifest);

// Errors: DATA_LOSS.
absl::StatusOr<Manifest> DecodeManifest(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_MANIFEST_H_
