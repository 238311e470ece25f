// From the places of keys (index_key.h) to posting lists, in about ten bytes for a key of one
// posting, since nearly all keys of an archive occur in one article only.
//
// A slot is a 32-bit tag and a 32-bit value. The table is cut into 4,096 shards; the upper 12 bits
// of a place choose the shard, the others are the tag, and the tag alone gives the home slot (its
// share of the shard's length), so a shard of any length can be rebuilt from its slots. Slots are
// kept in order of tag (linear probing in the manner of Robin Hood), so that a search ends at the
// first greater tag, even at a load of nine tenths after a handful of slots and most often in one
// cache line, and that the whole table can be written out in order.
#ifndef NEWSPRINT_INDEX_POSTING_TABLE_H_
#define NEWSPRINT_INDEX_POSTING_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "index/posting_lists.h"

namespace newsprint {

// Not thread-safe, but any number of const calls may run at once.
class PostingTable {
 public:
  // Article numbers are less than this.
  static constexpr uint32_t kMaxArticles = uint32_t{1} << 31;

  PostingTable();

  // Article numbers must not descend; false if `article` has been posted under this place before,
  // and then nothing changes.
  bool Post(uint64_t place, uint32_t article);

  // Ascending; empty for an unknown place. Valid until the next Post.
  std::span<const uint32_t> Find(uint64_t place) const;

  // Asks for the memory in which Post or Find of `place` will look.
  void Prefetch(uint64_t place) const;

  // Every place with its postings, ascending by place.
  void Visit(const std::function<void(uint64_t, std::span<const uint32_t>)>& visit) const;

  // Places that have postings.
  uint64_t places() const { return places_; }

  // Heap, counting all that is reserved.
  size_t bytes() const;

 private:
  struct Slot {
    uint32_t tag;
    uint32_t value;
  };
  struct Shard {
    std::unique_ptr<Slot[]> slots;  // One in excess of `homes` + kTailSlots: always vacant.
    uint32_t homes = 0;
    uint32_t size = 0;
  };

  static size_t Home(const Shard& shard, uint32_t tag);
  static size_t LowerBound(const Shard& shard, uint32_t tag);
  static bool Insert(Shard& shard, size_t at, Slot slot);
  static void Grow(Shard& shard);
  static bool Rebuild(Shard& shard, uint32_t homes);

  std::span<const uint32_t> Postings(const Slot& slot) const;

  std::vector<Shard> shards_;
  PostingLists lists_;
  uint64_t places_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_POSTING_TABLE_H_
