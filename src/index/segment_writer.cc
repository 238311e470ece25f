#include "index/segment_writer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "index/varint.h"
#include "newsprint/article/status.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr size_t kBufferBytes = 1u << 20;
constexpr uint32_t kDropped = std::numeric_limits<uint32_t>::max();
// Between looks at whether to go on.
constexpr uint64_t kPlacesPerLook = 1u << 14;

template <typename T>
std::string_view Bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

// Adds the live articles of a part to the plan; entry i is the number that article i has there.
std::vector<uint32_t> Renumber(const Part& part, uint32_t articles, SegmentPlan& plan) {
  std::vector<uint32_t> numbers(articles, kDropped);
  for (uint32_t article = 0; article < articles; ++article) {
    if (part.IsRemoved(article)) continue;
    numbers[article] = static_cast<uint32_t>(plan.ordinals.size());
    plan.ordinals.push_back(static_cast<uint32_t>(part.OrdinalOf(article) - plan.first));
    plan.exact_hashes.push_back(part.ExactHashOf(article));
  }
  return numbers;
}

}  // namespace

absl::StatusOr<SegmentWriter> SegmentWriter::Create(SegmentPlan plan) {
  NEWSPRINT_ASSIGN_OR_RETURN(NewFile file, NewFile::Create(plan.path));
  return SegmentWriter(std::move(plan), std::move(file));
}

SegmentWriter::SegmentWriter(SegmentPlan plan, NewFile file)
    : plan_(std::move(plan)),
      file_(std::move(file)),
      shape_(SegmentShape::For(plan_.max_places, static_cast<uint32_t>(plan_.ordinals.size()))),
      blocks_buffer_{.begin = BlocksOffset(shape_)},
      filter_buffer_{.begin = kFilterOffset},
      filter_(shape_.filter_bytes() / shape_.blocks() / sizeof(uint64_t)) {
  blocks_.reserve(shape_.blocks() + 1);
  buckets_.reserve(shape_.buckets() + 1);
  buckets_.push_back(0);
}

absl::Status SegmentWriter::Append(std::string_view bytes, Buffer& buffer) {
  buffer.bytes.append(bytes);
  return buffer.bytes.size() < kBufferBytes ? absl::OkStatus() : Write(buffer);
}

absl::Status SegmentWriter::Write(Buffer& buffer) {
  NEWSPRINT_RETURN_IF_ERROR(file_.WriteAt(buffer.begin, buffer.bytes));
  buffer.begin = buffer.end();
  buffer.bytes.clear();
  return absl::OkStatus();
}

absl::Status SegmentWriter::EndBlock() {
  if (2 * list_offsets_.size() > shape_.max_value()) {
    return absl::InternalError(absl::StrCat(plan_.path, ": a block with ", list_offsets_.size(),
                                            " lists, the limit is ", shape_.max_value() / 2));
  }
  const auto list_table_bytes = static_cast<uint32_t>(list_offsets_.size() * sizeof(uint32_t));
  for (uint32_t& offset : list_offsets_) offset += list_table_bytes;
  std::string block = std::move(entries_);
  block.append(Bytes(list_offsets_)).append(lists_);
  const std::string_view filter = Bytes(filter_);
  blocks_.push_back({.offset = blocks_buffer_.end(),
                     .hash = XXH3_64bits_withSeed(block.data(), block.size(),
                                                  XXH3_64bits(filter.data(), filter.size()))});
  NEWSPRINT_RETURN_IF_ERROR(Append(filter, filter_buffer_));
  entries_.clear();
  list_offsets_.clear();
  lists_.clear();
  std::ranges::fill(filter_, 0);
  return Append(block, blocks_buffer_);
}

void SegmentWriter::OpenBucketsTo(uint64_t bucket) {
  while (buckets_.size() <= bucket) buckets_.push_back(static_cast<uint32_t>(places_));
}

absl::Status SegmentWriter::Add(uint64_t place, std::span<const uint32_t> articles) {
  const uint64_t bucket = shape_.BucketOf(place);
  while (bucket / SegmentShape::kBucketsPerBlock > blocks_.size()) {
    NEWSPRINT_RETURN_IF_ERROR(EndBlock());
  }
  OpenBucketsTo(bucket);
  uint64_t value = uint64_t{articles.front()} << 1;
  if (articles.size() > 1) {
    value = list_offsets_.size() << 1 | 1;
    list_offsets_.push_back(static_cast<uint32_t>(lists_.size()));
    AppendVarint(static_cast<uint32_t>(articles.size()), lists_);
    uint32_t next = 0;
    for (const uint32_t article : articles) {
      AppendVarint(article - next, lists_);
      next = article + 1;
    }
  }
  const uint64_t entry = shape_.TagOf(place) << shape_.value_bits() | (value & shape_.max_value());
  entries_.append(reinterpret_cast<const char*>(&entry), SegmentShape::kEntryBytes);
  const uint64_t line = shape_.LineOf(place) - shape_.filter_lines * blocks_.size();
  FilterBits(place).SetIn(&filter_[line * SegmentShape::kLineBytes / sizeof(uint64_t)]);
  ++places_;
  postings_ += articles.size();
  return absl::OkStatus();
}

absl::Status SegmentWriter::Finish() {
  while (blocks_.size() < shape_.blocks()) NEWSPRINT_RETURN_IF_ERROR(EndBlock());
  blocks_.push_back({.offset = blocks_buffer_.end(), .hash = 0});
  OpenBucketsTo(shape_.buckets());

  SegmentHeader header{};
  std::memcpy(header.magic, kSegmentMagic, sizeof(kSegmentMagic));
  header.lineage_hash = plan_.lineage_hash;
  header.first = plan_.first;
  header.last = plan_.last;
  header.places = places_;
  header.postings = postings_;
  header.tables_offset = blocks_buffer_.end();
  header.articles = static_cast<uint32_t>(plan_.ordinals.size());
  header.bucket_bits = static_cast<uint16_t>(shape_.bucket_bits);
  header.filter_lines = static_cast<uint16_t>(shape_.filter_lines);
  const SegmentTables tables(shape_, header.articles, header.tables_offset);
  header.file_bytes = tables.end;

  std::string bytes;
  const auto table = [&](uint64_t offset, std::string_view content) {
    bytes.resize(offset - header.tables_offset);  // Zeros between the tables.
    bytes.append(content);
  };
  table(tables.blocks, Bytes(blocks_));
  table(tables.buckets, Bytes(buckets_));
  table(tables.ordinals, Bytes(plan_.ordinals));
  table(tables.exact_hashes, Bytes(plan_.exact_hashes));
  header.tables_hash = XXH3_64bits(bytes.data(), bytes.size());
  header.header_hash = XXH3_64bits(&header, offsetof(SegmentHeader, header_hash));

  NEWSPRINT_RETURN_IF_ERROR(Write(filter_buffer_));
  NEWSPRINT_RETURN_IF_ERROR(Write(blocks_buffer_));
  NEWSPRINT_RETURN_IF_ERROR(file_.WriteAt(header.tables_offset, bytes));
  NEWSPRINT_RETURN_IF_ERROR(
      file_.WriteAt(0, {reinterpret_cast<const char*>(&header), sizeof(header)}));
  return file_.Keep();
}

absl::Status WriteSegment(const Head& head, SegmentPlan range) {
  std::vector<uint32_t> numbers;
  {
    // Not for longer: removals and their readers would wait.
    const Head::ReadLock lock(head);
    numbers = Renumber(head, head.articles(), range);
  }
  range.max_places = head.places();
  NEWSPRINT_ASSIGN_OR_RETURN(SegmentWriter writer, SegmentWriter::Create(std::move(range)));
  absl::Status status;
  std::vector<uint32_t> articles;
  head.Visit([&](uint64_t place, std::span<const uint32_t> postings) {
    articles.clear();
    for (const uint32_t article : postings) {
      if (numbers[article] != kDropped) articles.push_back(numbers[article]);
    }
    if (!articles.empty() && status.ok()) status = writer.Add(place, articles);
  });
  NEWSPRINT_RETURN_IF_ERROR(status);
  return writer.Finish();
}

absl::Status MergeSegments(std::span<const std::shared_ptr<Segment>> sources, SegmentPlan range,
                           const std::stop_token& stop) {
  std::vector<std::vector<uint32_t>> numbers;
  std::vector<Segment::Cursor> cursors;
  for (const std::shared_ptr<Segment>& source : sources) {
    numbers.push_back(Renumber(*source, source->articles(), range));
    range.max_places += source->places();
    cursors.emplace_back(*source);
  }
  NEWSPRINT_ASSIGN_OR_RETURN(SegmentWriter writer, SegmentWriter::Create(std::move(range)));
  std::vector<uint32_t> articles;
  for (uint64_t looked = 0;; ++looked) {
    if (looked % kPlacesPerLook == 0 && stop.stop_requested()) {
      return absl::CancelledError("the merge was broken off");
    }
    uint64_t place = std::numeric_limits<uint64_t>::max();
    for (const Segment::Cursor& cursor : cursors) {
      if (cursor.valid()) place = std::min(place, cursor.place());
    }
    if (place == std::numeric_limits<uint64_t>::max()) break;
    articles.clear();
    for (size_t i = 0; i < cursors.size(); ++i) {
      if (!cursors[i].valid() || cursors[i].place() != place) continue;
      cursors[i].postings().VisitWhile([&](uint32_t article) {
        if (numbers[i][article] != kDropped) articles.push_back(numbers[i][article]);
        return true;
      });
      cursors[i].Next();
    }
    if (!articles.empty()) NEWSPRINT_RETURN_IF_ERROR(writer.Add(place, articles));
  }
  for (const std::shared_ptr<Segment>& source : sources) {
    if (source->damaged()) return absl::DataLossError("a segment to be merged is damaged");
  }
  return writer.Finish();
}

}  // namespace newsprint
