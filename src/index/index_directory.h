// The files of an index: which of them count, and how the others go.
#ifndef NEWSPRINT_INDEX_INDEX_DIRECTORY_H_
#define NEWSPRINT_INDEX_INDEX_DIRECTORY_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/segment.h"
#include "newsprint/index/durable_index.h"

namespace newsprint {

// A segment and the number of its file.
struct FiledSegment {
  std::shared_ptr<Segment> segment;
  uint64_t number = 0;
};

// What is sound of the files, and belongs to the store.
struct LoadedIndex {
  std::vector<FiledSegment> segments;  // Ascending by ordinal.
  uint64_t next_number = 1;            // Of no file yet.
  uint64_t dropped_segments = 0;
};

class IndexDirectory {
 public:
  explicit IndexDirectory(const DurableIndexOptions& options);

  // Makes the directory where there is none, and takes away whatever does not count.
  // Errors: UNAVAILABLE.
  absl::StatusOr<LoadedIndex> Load();

  // The index consists of these from here on, whatever happens. Errors: UNAVAILABLE.
  absl::Status WriteManifest(std::span<const FiledSegment> segments, uint64_t next_number) const;

  absl::StatusOr<std::shared_ptr<Segment>> OpenSegment(uint64_t number) const;

  std::string PathOf(uint64_t number) const;
  uint64_t lineage_hash() const { return lineage_hash_; }
  // Makes the names of new files durable. Errors: UNAVAILABLE.
  absl::Status Sync() const;
  // A file that is left because of an error goes when the index is next opened.
  void Remove(uint64_t number) const;
  void Step(std::string_view name) const {
    if (options_.at_step) options_.at_step(name);
  }

 private:
  bool IsOfThisStore(const Segment& segment) const;
  // All but the manifest and the segments.
  absl::Status RemoveOthers(std::span<const FiledSegment> segments) const;

  const DurableIndexOptions options_;
  const uint64_t lineage_hash_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_INDEX_DIRECTORY_H_
