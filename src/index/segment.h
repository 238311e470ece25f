// A segment file, mapped.
#ifndef NEWSPRINT_INDEX_SEGMENT_H_
#define NEWSPRINT_INDEX_SEGMENT_H_

#include <atomic>
#include <cstdint>
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
    void Next();

   private:
    void Load();

    const Segment* segment_;
    uint64_t entry_ = 0;
    uint64_t end_;
    uint64_t bucket_ = 0;
    uint64_t place_ = 0;
  };

 private:
  Segment(MappedFile file, const SegmentHeader& header);

  const SegmentHeader& header() const { return header_; }
  size_t checked_words() const { return (shape_.blocks() + 63) / 64; }
  // Of a block that is sound: its bytes are read for the first time, or were before.
  bool IsSound(uint64_t block) const;
  const uint8_t* EntryAt(uint64_t block, uint64_t entry) const;
  PartPostings PostingsOf(uint64_t block, uint64_t value) const;
  std::optional<uint64_t> FindValue(uint64_t bucket, uint64_t tag) const;
  uint32_t FirstFrom(uint64_t ordinal) const;

  const MappedFile file_;
  const SegmentHeader header_;
  const SegmentShape shape_;
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
