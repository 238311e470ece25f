// Writes segment files: from a head, and from segments that are merged.
#ifndef NEWSPRINT_INDEX_SEGMENT_WRITER_H_
#define NEWSPRINT_INDEX_SEGMENT_WRITER_H_

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/head.h"
#include "index/mapped_file.h"
#include "index/segment.h"
#include "index/segment_format.h"

namespace newsprint {

// What the segment to be written is and holds.
struct SegmentPlan {
  std::string path;
  uint64_t lineage_hash = 0;
  uint64_t first = 0;  // The range of ordinals it will speak for.
  uint64_t last = 0;
  uint64_t max_places = 0;
  std::vector<uint32_t> ordinals;      // Of the articles, less `first`: ascending.
  std::vector<uint64_t> exact_hashes;  // Of the articles.
};

// The file takes its name in Finish; without it, nothing is left behind.
class SegmentWriter {
 public:
  // Errors of all calls: UNAVAILABLE; INTERNAL if more than 4,095 of the places of one block have
  // lists, which no hash of any worth brings about.
  static absl::StatusOr<SegmentWriter> Create(SegmentPlan plan);

  // Places ascend from call to call; article numbers, at least one, ascend.
  absl::Status Add(uint64_t place, std::span<const uint32_t> articles);
  absl::Status Finish();

 private:
  SegmentWriter(SegmentPlan plan, NewFile file);

  // Bytes that go to the file together.
  struct Buffer {
    uint64_t begin;  // Where in the file.
    std::string bytes = {};

    uint64_t end() const { return begin + bytes.size(); }
  };

  absl::Status EndBlock();
  absl::Status Append(std::string_view bytes, Buffer& buffer);
  absl::Status Write(Buffer& buffer);
  void OpenBucketsTo(uint64_t bucket);

  SegmentPlan plan_;
  NewFile file_;
  const SegmentShape shape_;
  Buffer blocks_buffer_;
  Buffer filter_buffer_;
  uint64_t places_ = 0;
  uint64_t postings_ = 0;
  // Of the block at work.
  std::string entries_;
  std::vector<uint32_t> list_offsets_;
  std::string lists_;
  std::vector<uint64_t> filter_;  // Its lines.

  std::vector<BlockEntry> blocks_;
  std::vector<uint32_t> buckets_;
};

// Without the articles that are removed from the head, which is no longer added to.
absl::Status WriteSegment(const Head& head, SegmentPlan range);

// One segment of several that follow each other, without the articles that are removed from them.
// Errors: also DATA_LOSS if one of them is damaged, and CANCELLED.
absl::Status MergeSegments(std::span<const std::shared_ptr<Segment>> sources, SegmentPlan range,
                           const std::stop_token& stop);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_SEGMENT_WRITER_H_
