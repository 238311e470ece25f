// A segment file, mapped.
#ifndef NEWSPRINT_INDEX_SEGMENT_H_
#define NEWSPRINT_INDEX_SEGMENT_H_

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/mapped_file.h"
#include "index/part.h"
#include "index/removals.h"
#include "index/segment_format.h"

namespace newsprint {

// Thread-safe; calls of Remove take turns.
class Segment final : public Part {
 public:
  // Header and tables are checked at once, and each block by whoever first reads it.
  //
  // Errors: DATA_LOSS if the bytes are not those of a segment of this lineage; NOT_FOUND,
  // UNAVAILABLE.
  static absl::StatusOr<std::shared_ptr<Segment>> Open(const std::string& path,
                                                       uint64_t lineage_hash);

  bool Lookup(std::span<const uint64_t> places, uint64_t below,
              std::vector<FoundPlace>& found) const override;
  uint64_t OrdinalOf(uint32_t article) const override { return first() + ordinals_[article]; }
  uint64_t ExactHashOf(uint32_t article) const override { return exact_hashes_[article]; }
  bool IsRemoved(uint32_t article) const override { return removals_.Has(article); }

  // False for an unknown ordinal, and for one that was removed before.
  bool Remove(uint64_t ordinal);

  uint64_t first() const { return header().first; }
  uint64_t last() const { return header().last; }
  uint32_t articles() const { return header().articles; }
  uint32_t removed_articles() const { return removals_.count(); }
  uint64_t places() const { return header().places; }
  uint64_t postings() const { return header().postings; }
  uint64_t mapped_bytes() const { return file_.bytes().size(); }
  // Tells this file from any other of its name.
  uint64_t header_hash() const { return header().header_hash; }
  uint64_t heap_bytes() const { return removals_.bytes() + checked_words() * sizeof(uint64_t); }

  // A block was read that is not what was written; Lookup finds nothing from then on.
  bool damaged() const { return damaged_.load(std::memory_order_relaxed); }

  // Reads every block. Errors: DATA_LOSS.
  absl::Status CheckAll() const;

  // All places in order.
  //
  //   for (Segment::Cursor at(segment); at.valid(); at.Next()) Use(at.place(), at.postings());
  //   if (segment.damaged()) ...  // It was cut short.
  class Cursor {
   public:
    explicit Cursor(const Segment& segment);
    bool valid() const { return entry_ < end_; }
    uint64_t place() const { return place_; }
    PartPostings postings() const;
    void Next() {
      ++entry_;
      Load();
    }

   private:
    void Load() {
      if (entry_ == bucket_end_) NextBucket();
      if (!valid()) return;
      const uint64_t entry = ReadEntry(block_entries_, entry_ - block_first_);
      value_ = entry & segment_->shape_.max_value();
      place_ = bucket_ << segment_->shape_.tag_bits() | entry >> segment_->shape_.value_bits();
    }
    // Goes to the next bucket that has entries, or to the end.
    void NextBucket();

    const Segment* segment_;
    uint64_t entry_ = 0;
    uint64_t end_;
    uint64_t bucket_ = ~uint64_t{0};  // Before the first.
    uint64_t bucket_end_ = 0;
    uint64_t block_first_ = 0;  // Its first entry.
    const uint8_t* block_entries_ = nullptr;
    uint64_t place_ = 0;
    uint64_t value_ = 0;
  };

 private:
  // Two bytes behind the entry are read as well: the tables follow the last one.
  static uint64_t ReadEntry(const uint8_t* entries, uint64_t i) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, entries + SegmentShape::kEntryBytes * i, sizeof(bytes));
    return bytes & ((uint64_t{1} << (8 * SegmentShape::kEntryBytes)) - 1);
  }

  Segment(MappedFile file, const SegmentHeader& header);

  const SegmentHeader& header() const { return header_; }
  size_t checked_words() const { return (shape_.blocks() + 63) / 64; }
  // Of a block that is sound: its bytes are read for the first time, or were before.
  bool IsSound(uint64_t block) const;
  // The hash of its lines of the filter, or 0.
  uint64_t FilterHash(uint64_t block) const;
  const uint64_t* FilterLine(uint64_t place) const;
  // Adds to `found` what places[begin, end) have, of articles less than `article_end`. False if a
  // block is damaged.
  bool LookupGroup(std::span<const uint64_t> places, size_t begin, size_t end, uint32_t article_end,
                   std::vector<FoundPlace>& found) const;
  // Moves to the front the numbers of those places that may be there, and tells how many they are.
  // Nothing if a block is damaged.
  std::optional<size_t> Sift(std::span<const uint64_t> places, std::span<uint32_t> numbers) const;
  const uint8_t* EntryAt(uint64_t block, uint64_t entry) const;
  // Where the lists of a block begin, and where it is said where the one of a value does.
  const uint8_t* ListsOf(uint64_t block) const;
  const uint8_t* ListPlace(uint64_t block, uint64_t value) const {
    return ListsOf(block) + sizeof(uint32_t) * (value >> 1);
  }
  PartPostings PostingsOf(uint64_t block, uint64_t value) const;
  std::optional<uint64_t> FindValue(uint64_t bucket, uint64_t tag) const;
  uint32_t FirstFrom(uint64_t ordinal) const;

  const MappedFile file_;
  const SegmentHeader header_;
  const SegmentShape shape_;
  const uint8_t* filter_ = nullptr;
  std::span<const BlockEntry> blocks_;
  std::span<const uint32_t> buckets_;
  std::span<const uint32_t> ordinals_;
  std::span<const uint64_t> exact_hashes_;
  Removals removals_;
  std::unique_ptr<std::atomic<uint64_t>[]> checked_;  // A bit for each block that was read once.
  mutable std::atomic<bool> damaged_ = false;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_SEGMENT_H_
