// The bytes of a segment file (FORMAT.md): a header, a filter, blocks of keys with their postings,
// tables.
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

inline constexpr char kSegmentMagic[8] = {'N', 'P', 'S', 'E', 'G', '0', '0', '2'};
// Without a filter; still read.
inline constexpr char kFirstSegmentMagic[8] = {'N', 'P', 'S', 'E', 'G', '0', '0', '1'};

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
  uint16_t bucket_bits;
  uint16_t filter_lines;  // A block; 0: no filter.
  uint64_t header_hash;   // Of the bytes before it.
};
static_assert(sizeof(SegmentHeader) == 88);

// The filter begins at the first line of the caches after the header; zeros lie between.
inline constexpr uint64_t kFilterOffset = 128;

// Where a block begins, and the hash of its bytes, seeded with that of its lines of the filter if
// there is one; it ends where the next one begins.
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
  static constexpr uint64_t kLineBytes = 64;
  static constexpr uint64_t kPlacesPerLine = 64;

  static SegmentShape For(uint64_t places, uint32_t articles) {
    const auto buckets = static_cast<uint64_t>(std::max<uint64_t>(1, places / kPlacesPerBucket));
    // Values of 13 bits at least: lists are numbered by block.
    const int bits = std::max({9, static_cast<int>(std::bit_width(buckets - 1)),
                               static_cast<int>(std::bit_width(articles)) - 3});
    SegmentShape shape{static_cast<uint32_t>(bits), 0};
    // A line of each block.
    const uint64_t line_places = kPlacesPerLine * shape.blocks();
    shape.filter_lines =
        static_cast<uint32_t>(std::max<uint64_t>(1, (places + line_places - 1) / line_places));
    return shape;
  }

  uint32_t bucket_bits;
  uint32_t filter_lines;  // A block.

  int tag_bits() const { return kPlaceBits - static_cast<int>(bucket_bits); }
  int value_bits() const { return 8 * static_cast<int>(kEntryBytes) - tag_bits(); }
  uint64_t max_value() const { return (uint64_t{1} << value_bits()) - 1; }
  uint64_t buckets() const { return uint64_t{1} << bucket_bits; }
  uint64_t blocks() const { return buckets() / kBucketsPerBlock; }
  uint64_t BucketOf(uint64_t place) const { return place >> tag_bits(); }
  uint64_t TagOf(uint64_t place) const { return place & ((uint64_t{1} << tag_bits()) - 1); }

  uint64_t filter_bytes() const { return kLineBytes * filter_lines * blocks(); }
  // Lines follow places as blocks do.
  uint64_t LineOf(uint64_t place) const {
    const int bits_in_block = kPlaceBits - kLineShift - std::countr_zero(blocks());
    return (place >> kLineShift) * filter_lines >> bits_in_block;
  }

 private:
  // Bits enough are left to tell the lines of the largest filter apart.
  static constexpr int kLineShift = 12;
};

// What a place sets in its line of the filter, a Bloom filter in lines (F. Putze, P. Sanders, J.
// Singler, "Cache-, hash- and space-efficient Bloom filters", 2007): 4 of 512 bits. With 64 places
// a line, a place that is not there passes in 3 of 100 cases.
class FilterBits {
 public:
  explicit FilterBits(uint64_t place) : bits_(place * 0x9e3779b97f4a7c15u) {}

  void SetIn(uint64_t* line) const {
    for (int i = 0; i < kBits; ++i) line[Word(i)] |= uint64_t{1} << Bit(i);
  }
  bool AllIn(const uint64_t* line) const {
    uint64_t all = 1;
    for (int i = 0; i < kBits; ++i) all &= line[Word(i)] >> Bit(i);
    return all != 0;
  }

 private:
  static constexpr int kBits = 4;
  // Of the upper bits of the product, 9 for each.
  uint64_t Word(int i) const { return bits_ >> (61 - 9 * i) & 7; }
  uint64_t Bit(int i) const { return bits_ >> (55 - 9 * i) & 63; }

  uint64_t bits_;
};

inline constexpr int kMinBucketBits = 5;  // A block.
inline constexpr int kMaxBucketBits = 32;

inline SegmentShape ShapeOf(const SegmentHeader& header) {
  return {header.bucket_bits, header.filter_lines};
}

// Where the first block begins.
inline uint64_t BlocksOffset(const SegmentShape& shape) {
  return shape.filter_lines == 0 ? sizeof(SegmentHeader) : kFilterOffset + shape.filter_bytes();
}

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
