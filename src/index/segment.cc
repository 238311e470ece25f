#include "index/segment.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr uint64_t kEntryBytes = SegmentShape::kEntryBytes;
constexpr uint64_t kBucketsPerBlock = SegmentShape::kBucketsPerBlock;

// Two bytes behind the entry are read as well: the tables follow the last one.
uint64_t ReadEntry(const uint8_t* entries, uint64_t i) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, entries + kEntryBytes * i, sizeof(bytes));
  return bytes & ((uint64_t{1} << (8 * kEntryBytes)) - 1);
}

absl::Status CheckHeader(const SegmentHeader& header, uint64_t lineage_hash, uint64_t file_bytes) {
  if (std::memcmp(header.magic, kSegmentMagic, sizeof(kSegmentMagic)) != 0) {
    return absl::DataLossError("not a segment of this format");
  }
  if (header.header_hash != XXH3_64bits(&header, offsetof(SegmentHeader, header_hash))) {
    return absl::DataLossError("the header is damaged");
  }
  if (header.lineage_hash != lineage_hash) {
    return absl::DataLossError("of another store or another scheme");
  }
  const SegmentShape shape{header.bucket_bits};
  if (header.bucket_bits > kMaxBucketBits || shape.value_bits() < 2 || header.first > header.last) {
    return absl::DataLossError("the header makes no sense");
  }
  if (header.tables_offset < sizeof(SegmentHeader) || header.file_bytes != file_bytes ||
      header.tables_offset > file_bytes ||
      SegmentTables(shape, header.articles, header.tables_offset).end != file_bytes) {
    return absl::DataLossError(
        absl::StrCat("the file has ", file_bytes, " bytes in place of ", header.file_bytes));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<Segment>> Segment::Open(const std::string& path,
                                                       uint64_t lineage_hash) {
  NEWSPRINT_ASSIGN_OR_RETURN(MappedFile file, MappedFile::Open(path));
  const std::span<const uint8_t> bytes = file.bytes();
  SegmentHeader header{};
  absl::Status status = absl::DataLossError("cut short");
  if (bytes.size() >= sizeof(header)) {
    std::memcpy(&header, bytes.data(), sizeof(header));
    status = CheckHeader(header, lineage_hash, bytes.size());
  }
  if (status.ok() && XXH3_64bits(bytes.data() + header.tables_offset,
                                 bytes.size() - header.tables_offset) != header.tables_hash) {
    status = absl::DataLossError("the tables are damaged");
  }
  if (!status.ok()) return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
  return std::shared_ptr<Segment>(new Segment(std::move(file), header));
}

Segment::Segment(MappedFile file, const SegmentHeader& header)
    : file_(std::move(file)),
      header_(header),
      shape_{header.bucket_bits},
      removals_(header.articles),
      checked_(std::make_unique<std::atomic<uint64_t>[]>(checked_words())) {
  const SegmentTables tables(shape_, header.articles, header.tables_offset);
  const auto table = [&]<typename T>(std::span<const T>& span, uint64_t offset, uint64_t size) {
    span = {reinterpret_cast<const T*>(file_.bytes().data() + offset), size};
  };
  table(blocks_, tables.blocks, shape_.blocks() + 1);
  table(buckets_, tables.buckets, shape_.buckets() + 1);
  table(ordinals_, tables.ordinals, header.articles);
  table(exact_hashes_, tables.exact_hashes, header.articles);
}

bool Segment::IsSound(uint64_t block) const {
  std::atomic<uint64_t>& word = checked_[block / 64];
  const uint64_t bit = uint64_t{1} << (block % 64);
  if ((word.load(std::memory_order_relaxed) & bit) != 0) return true;
  const uint64_t begin = blocks_[block].offset;
  if (XXH3_64bits(file_.bytes().data() + begin, blocks_[block + 1].offset - begin) !=
      blocks_[block].hash) {
    damaged_.store(true, std::memory_order_relaxed);
    return false;
  }
  word.fetch_or(bit, std::memory_order_relaxed);
  return true;
}

const uint8_t* Segment::EntryAt(uint64_t block, uint64_t entry) const {
  return file_.bytes().data() + blocks_[block].offset +
         kEntryBytes * (entry - buckets_[block * kBucketsPerBlock]);
}

PartPostings Segment::PostingsOf(uint64_t block, uint64_t value) const {
  if ((value & 1) == 0) return PartPostings::Single(static_cast<uint32_t>(value >> 1));
  const uint8_t* lists = EntryAt(block, buckets_[(block + 1) * kBucketsPerBlock]);
  uint32_t offset = 0;
  std::memcpy(&offset, lists + sizeof(offset) * (value >> 1), sizeof(offset));
  const uint8_t* at = lists + offset;
  const uint32_t count = ReadVarint(at);
  return PartPostings::Packed(count, at);
}

// Tags are spread evenly, so that the place of one among its bucket's is nearly known.
std::optional<uint64_t> Segment::FindValue(uint64_t bucket, uint64_t tag) const {
  const uint64_t begin = buckets_[bucket];
  const uint64_t size = buckets_[bucket + 1] - begin;
  if (size == 0) return std::nullopt;
  const uint8_t* entries = EntryAt(bucket / kBucketsPerBlock, begin);
  const int value_bits = shape_.value_bits();
  const auto tag_at = [&](uint64_t i) { return ReadEntry(entries, i) >> value_bits; };
  uint64_t at = size * tag >> shape_.tag_bits();
  if (tag_at(at) < tag) {
    do {
      ++at;
    } while (at < size && tag_at(at) < tag);
  } else {
    while (at > 0 && tag_at(at - 1) >= tag) --at;
  }
  if (at == size || tag_at(at) != tag) return std::nullopt;
  return ReadEntry(entries, at) & shape_.max_value();
}

bool Segment::Lookup(std::span<const uint64_t> places, uint64_t below,
                     std::vector<FoundPlace>& found) const {
  if (damaged()) return false;
  if (below <= first()) return true;
  // All misses of the caches at once, table by table.
  for (const uint64_t place : places) {
    const uint64_t bucket = shape_.BucketOf(place);
    __builtin_prefetch(&buckets_[bucket]);
    __builtin_prefetch(&buckets_[bucket / kBucketsPerBlock * kBucketsPerBlock]);
    __builtin_prefetch(&blocks_[bucket / kBucketsPerBlock]);
  }
  for (const uint64_t place : places) {
    const uint64_t bucket = shape_.BucketOf(place);
    const uint64_t begin = buckets_[bucket];
    const uint64_t size = buckets_[bucket + 1] - begin;
    const uint64_t guess = begin + (size * shape_.TagOf(place) >> shape_.tag_bits());
    __builtin_prefetch(EntryAt(bucket / kBucketsPerBlock, guess));
  }
  const uint32_t end = below > last() ? articles() : FirstFrom(below);
  const size_t found_before = found.size();
  for (size_t i = 0; i < places.size(); ++i) {
    const uint64_t bucket = shape_.BucketOf(places[i]);
    const uint64_t block = bucket / kBucketsPerBlock;
    if (!IsSound(block)) {
      found.resize(found_before);
      return false;
    }
    const std::optional<uint64_t> value = FindValue(bucket, shape_.TagOf(places[i]));
    if (!value) continue;
    PartPostings postings = PostingsOf(block, *value);
    if (end != articles()) {
      uint32_t count = 0;
      postings.VisitWhile([&](uint32_t article) { return article < end && ++count > 0; });
      postings = postings.First(count);
    }
    if (postings.count() > 0) {
      found.push_back({.place = static_cast<uint32_t>(i), .postings = postings});
    }
  }
  return true;
}

uint32_t Segment::FirstFrom(uint64_t ordinal) const {
  if (ordinal <= first()) return 0;
  if (ordinal > last()) return articles();
  const auto found = std::ranges::lower_bound(ordinals_, static_cast<uint32_t>(ordinal - first()));
  return static_cast<uint32_t>(found - ordinals_.begin());
}

bool Segment::Remove(uint64_t ordinal) {
  const uint32_t article = FirstFrom(ordinal);
  if (article == articles() || OrdinalOf(article) != ordinal) return false;
  return removals_.Insert(article);
}

absl::Status Segment::CheckAll() const {
  for (uint64_t block = 0; block < shape_.blocks(); ++block) {
    if (!IsSound(block)) return absl::DataLossError(absl::StrCat("block ", block, " is damaged"));
  }
  return absl::OkStatus();
}

Segment::Cursor::Cursor(const Segment& segment)
    : segment_(&segment), end_(segment.buckets_.back()) {
  Load();
}

void Segment::Cursor::Next() {
  ++entry_;
  Load();
}

void Segment::Cursor::Load() {
  if (!valid()) return;
  const SegmentShape& shape = segment_->shape_;
  while (segment_->buckets_[bucket_ + 1] <= entry_) ++bucket_;
  const uint64_t block = bucket_ / kBucketsPerBlock;
  if (!segment_->IsSound(block)) {
    end_ = 0;
    return;
  }
  const uint64_t tag = ReadEntry(segment_->EntryAt(block, entry_), 0) >> shape.value_bits();
  place_ = bucket_ << shape.tag_bits() | tag;
}

PartPostings Segment::Cursor::postings() const {
  const uint64_t block = bucket_ / kBucketsPerBlock;
  return segment_->PostingsOf(
      block, ReadEntry(segment_->EntryAt(block, entry_), 0) & segment_->shape_.max_value());
}

}  // namespace newsprint
