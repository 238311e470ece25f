// The bytes of a segment file (FORMAT.md): a header, blocks of keys with their postings, tables.
#ifndef NEWSPRINT_INDEX_SEGMENT_FORMAT_H_
#define NEWSPRINT_INDEX_SEGMENT_FORMAT_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "index/index_key.h"

namespace newsprint {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie");

inline constexpr char kSegmentMagic[8] = {'N', 'P', 'S', 'E', 'G', '0', '0', '1'};

struct SegmentHeader {
  char magic[8];
  uint64_t lineage_hash;  // Of whose fingerprints these are.
  uint64_t first;         // The range of ordinals that the segment speaks for, both ends included.
  uint64_t last;
  uint64_t places;
  uint64_t postings;
  uint64_t tables_offset;
  uint64_t file_bytes;
  uint64_t tables_hash;  // Of all bytes from tables_offset on.
  uint32_t articles;
  uint32_t bucket_bits;
  uint64_t header_hash;  // Of the bytes before it.
};
static_assert(sizeof(SegmentHeader) == 88);

// Where a block begins, and the hash of its bytes; it ends where the next one begins.
struct BlockEntry {
  uint64_t offset;
  uint64_t hash;
};

// How the places of a segment are cut into buckets, by their upper bits, and buckets into blocks.
//
// An entry is 6 bytes: the lower bits of the place, over a value: twice the article number, or
// twice the number of a list of the block, plus 1. With 32 places a bucket both fit for any number
// of articles, since as many bits as the value grows by, the rest of the place loses.
struct SegmentShape {
  static constexpr uint32_t kEntryBytes = 6;
  static constexpr uint32_t kBucketsPerBlock = 32;
  static constexpr uint64_t kPlacesPerBucket = 32;

  static SegmentShape For(uint64_t places, uint32_t articles) {
    const auto buckets = static_cast<uint64_t>(std::max<uint64_t>(1, places / kPlacesPerBucket));
    // Values of 13 bits at least: lists are numbered by block.
    const int bits = std::max({9, static_cast<int>(std::bit_width(buckets - 1)),
                               static_cast<int>(std::bit_width(articles)) - 3});
    return {static_cast<uint32_t>(bits)};
  }

  uint32_t bucket_bits;

  int tag_bits() const { return kPlaceBits - static_cast<int>(bucket_bits); }
  int value_bits() const { return 8 * static_cast<int>(kEntryBytes) - tag_bits(); }
  uint64_t max_value() const { return (uint64_t{1} << value_bits()) - 1; }
  uint64_t buckets() const { return uint64_t{1} << bucket_bits; }
  uint64_t blocks() const { return buckets() / kBucketsPerBlock; }
  uint64_t BucketOf(uint64_t place) const { return place >> tag_bits(); }
  uint64_t TagOf(uint64_t place) const { return place & ((uint64_t{1} << tag_bits()) - 1); }
};

inline constexpr int kMaxBucketBits = 32;

// The tables, in this order, each on a multiple of 8 bytes.
struct SegmentTables {
  SegmentTables(const SegmentShape& shape, uint32_t articles, uint64_t tables_offset) {
    const auto aligned = [](uint64_t offset) { return (offset + 7) / 8 * 8; };
    blocks = aligned(tables_offset);
    buckets = blocks + (shape.blocks() + 1) * sizeof(BlockEntry);
    ordinals = aligned(buckets + (shape.buckets() + 1) * sizeof(uint32_t));
    exact_hashes = aligned(ordinals + uint64_t{articles} * sizeof(uint32_t));
    end = exact_hashes + uint64_t{articles} * sizeof(uint64_t);
  }

  uint64_t blocks;        // BlockEntry of each block, and one of the end.
  uint64_t buckets;       // The number of places before each bucket, 4 bytes; and all places.
  uint64_t ordinals;      // Of each article, less `first`: 4 bytes.
  uint64_t exact_hashes;  // Of each article: 8 bytes.
  uint64_t end;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_SEGMENT_FORMAT_H_
