#include "index/segment.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr uint64_t kEntryBytes = SegmentShape::kEntryBytes;
constexpr uint64_t kBucketsPerBlock = SegmentShape::kBucketsPerBlock;
// So many places are looked up at once: enough to wait for all their lines together.
constexpr size_t kGroupPlaces = 256;

absl::Status CheckHeader(const SegmentHeader& header, uint64_t lineage_hash, uint64_t file_bytes) {
  const char* magic = header.filter_lines == 0 ? kFirstSegmentMagic : kSegmentMagic;
  if (std::memcmp(header.magic, magic, sizeof(kSegmentMagic)) != 0) {
    return absl::DataLossError("not a segment of this format");
  }
  if (header.header_hash != XXH3_64bits(&header, offsetof(SegmentHeader, header_hash))) {
    return absl::DataLossError("the header is damaged");
  }
  if (header.lineage_hash != lineage_hash) {
    return absl::DataLossError("of another store or another scheme");
  }
  const SegmentShape shape = ShapeOf(header);
  if (header.bucket_bits < kMinBucketBits || header.bucket_bits > kMaxBucketBits ||
      shape.value_bits() < 2 || header.first > header.last) {
    return absl::DataLossError("the header makes no sense");
  }
  if (header.tables_offset < BlocksOffset(shape) || header.file_bytes != file_bytes ||
      header.tables_offset > file_bytes ||
      SegmentTables(shape, header.articles, header.tables_offset).end != file_bytes) {
    return absl::DataLossError(
        absl::StrCat("the file has ", file_bytes, " bytes in place of ", header.file_bytes));
  }
  return absl::OkStatus();
}

// With zeros, up to the filter.
bool HeaderIsFilledUp(const SegmentHeader& header, std::span<const uint8_t> bytes) {
  if (header.filter_lines == 0) return true;
  const auto between = bytes.first(kFilterOffset).subspan(sizeof(header));
  return std::ranges::all_of(between, [](uint8_t byte) { return byte == 0; });
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
  if (status.ok() && !HeaderIsFilledUp(header, bytes)) {
    status = absl::DataLossError("the header is damaged");
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
      shape_(ShapeOf(header)),
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
  if (shape_.filter_lines != 0) filter_ = file_.bytes().data() + kFilterOffset;
}

uint64_t Segment::FilterHash(uint64_t block) const {
  if (filter_ == nullptr) return 0;
  const uint64_t bytes = SegmentShape::kLineBytes * shape_.filter_lines;
  return XXH3_64bits(filter_ + bytes * block, bytes);
}

bool Segment::IsSound(uint64_t block) const {
  std::atomic<uint64_t>& word = checked_[block / 64];
  const uint64_t bit = uint64_t{1} << (block % 64);
  if ((word.load(std::memory_order_relaxed) & bit) != 0) return true;
  const uint64_t begin = blocks_[block].offset;
  if (XXH3_64bits_withSeed(file_.bytes().data() + begin, blocks_[block + 1].offset - begin,
                           FilterHash(block)) != blocks_[block].hash) {
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

const uint8_t* Segment::ListsOf(uint64_t block) const {
  return EntryAt(block, buckets_[(block + 1) * kBucketsPerBlock]);
}

PartPostings Segment::PostingsOf(uint64_t block, uint64_t value) const {
  if ((value & 1) == 0) return PartPostings::Single(static_cast<uint32_t>(value >> 1));
  uint32_t offset = 0;
  std::memcpy(&offset, ListPlace(block, value), sizeof(offset));
  const uint8_t* at = ListsOf(block) + offset;
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

const uint64_t* Segment::FilterLine(uint64_t place) const {
  return reinterpret_cast<const uint64_t*>(filter_ +
                                           SegmentShape::kLineBytes * shape_.LineOf(place));
}

std::optional<size_t> Segment::Sift(std::span<const uint64_t> places,
                                    std::span<uint32_t> numbers) const {
  for (const uint32_t number : numbers) __builtin_prefetch(FilterLine(places[number]));
  size_t kept = 0;
  for (const uint32_t number : numbers) {
    const uint64_t place = places[number];
    if (!IsSound(shape_.BucketOf(place) / kBucketsPerBlock)) return std::nullopt;
    // Without a branch: nearly none pass, but none can say which.
    numbers[kept] = number;
    kept += FilterBits(place).AllIn(FilterLine(place)) ? 1 : 0;
  }
  return kept;
}

bool Segment::LookupGroup(std::span<const uint64_t> places, size_t begin, size_t end,
                          uint32_t article_end, std::vector<FoundPlace>& found) const {
  std::array<uint32_t, kGroupPlaces> group;
  std::iota(group.begin(), group.begin() + (end - begin), static_cast<uint32_t>(begin));
  std::span<uint32_t> numbers(group.data(), end - begin);
  if (filter_ != nullptr) {
    const std::optional<size_t> kept = Sift(places, numbers);
    if (!kept) return false;
    numbers = numbers.first(*kept);
  }
  // All misses of the caches at once, table by table.
  for (const uint32_t number : numbers) {
    const uint64_t bucket = shape_.BucketOf(places[number]);
    __builtin_prefetch(&buckets_[bucket]);
    __builtin_prefetch(&buckets_[bucket / kBucketsPerBlock * kBucketsPerBlock]);
    __builtin_prefetch(&blocks_[bucket / kBucketsPerBlock]);
  }
  for (const uint32_t number : numbers) {
    const uint64_t place = places[number];
    const uint64_t bucket = shape_.BucketOf(place);
    const uint64_t first = buckets_[bucket];
    const uint64_t size = buckets_[bucket + 1] - first;
    const uint64_t guess = first + (size * shape_.TagOf(place) >> shape_.tag_bits());
    __builtin_prefetch(EntryAt(bucket / kBucketsPerBlock, guess));
  }
  struct Hit {
    uint32_t number;
    uint64_t block;
    uint64_t value;
  };
  std::array<Hit, kGroupPlaces> hits;
  size_t num_hits = 0;
  for (const uint32_t number : numbers) {
    const uint64_t bucket = shape_.BucketOf(places[number]);
    const uint64_t block = bucket / kBucketsPerBlock;
    if (!IsSound(block)) return false;
    const std::optional<uint64_t> value = FindValue(bucket, shape_.TagOf(places[number]));
    if (!value) continue;
    hits[num_hits++] = {number, block, *value};
    if ((*value & 1) != 0) __builtin_prefetch(ListPlace(block, *value));
  }
  for (const Hit& hit : std::span(hits).first(num_hits)) {
    PartPostings postings = PostingsOf(hit.block, hit.value);
    if (article_end != articles()) {
      uint32_t count = 0;
      postings.VisitWhile([&](uint32_t article) { return article < article_end && ++count > 0; });
      postings = postings.First(count);
    }
    if (postings.count() > 0) found.push_back({.place = hit.number, .postings = postings});
  }
  return true;
}

bool Segment::Lookup(std::span<const uint64_t> places, uint64_t below,
                     std::vector<FoundPlace>& found) const {
  if (damaged()) return false;
  if (below <= first()) return true;
  const uint32_t article_end = below > last() ? articles() : FirstFrom(below);
  const size_t found_before = found.size();
  for (size_t begin = 0; begin < places.size(); begin += kGroupPlaces) {
    const size_t end = std::min(places.size(), begin + kGroupPlaces);
    if (LookupGroup(places, begin, end, article_end, found)) continue;
    found.resize(found_before);
    return false;
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

void Segment::Cursor::NextBucket() {
  while (valid() && entry_ == bucket_end_) {
    ++bucket_;
    bucket_end_ = segment_->buckets_[bucket_ + 1];
    if (bucket_ % kBucketsPerBlock != 0) continue;
    const uint64_t block = bucket_ / kBucketsPerBlock;
    if (!segment_->IsSound(block)) end_ = 0;
    block_first_ = entry_;
    block_entries_ = segment_->EntryAt(block, entry_);
  }
}

PartPostings Segment::Cursor::postings() const {
  return segment_->PostingsOf(bucket_ / kBucketsPerBlock, value_);
}

}  // namespace newsprint
