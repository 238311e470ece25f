#include "index/posting_table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "index/index_key.h"

namespace newsprint {
namespace {

constexpr int kShardBits = 12;
constexpr size_t kShards = size_t{1} << kShardBits;

// Slots past the last home, for what the last homes displace.
constexpr uint32_t kTailSlots = 8;
constexpr uint32_t kLeastHomes = 8;

// A value is an article number, or with this bit the handle of a list.
constexpr uint32_t kListBit = PostingTable::kMaxArticles;
constexpr uint32_t kVacant = std::numeric_limits<uint32_t>::max();

static_assert(kShardBits + 32 == kPlaceBits);
uint32_t ShardOf(uint64_t place) { return static_cast<uint32_t>(place >> 32); }
uint32_t TagOf(uint64_t place) { return static_cast<uint32_t>(place); }

// Shards grow at loads of .84 to .94, each at its own, lest they all grow while one article is
// posted.
uint32_t MaxSize(uint32_t homes, uint32_t shard) {
  return static_cast<uint32_t>(uint64_t{homes} * (215 + shard % 26) / 256);
}

}  // namespace

PostingTable::PostingTable() : shards_(kShards) {}

size_t PostingTable::Home(const Shard& shard, uint32_t tag) {
  return uint64_t{tag} * shard.homes >> 32;
}

// The first slot from the tag's home that is vacant or has no lesser tag.
size_t PostingTable::LowerBound(const Shard& shard, uint32_t tag) {
  size_t i = Home(shard, tag);
  while (shard.slots[i].value != kVacant && shard.slots[i].tag < tag) ++i;
  return i;
}

bool PostingTable::Insert(Shard& shard, size_t at, Slot slot) {
  const size_t end = size_t{shard.homes} + kTailSlots;
  size_t vacant = at;
  while (shard.slots[vacant].value != kVacant) ++vacant;
  if (vacant == end) return false;
  std::move_backward(&shard.slots[at], &shard.slots[vacant], &shard.slots[vacant] + 1);
  shard.slots[at] = slot;
  ++shard.size;
  return true;
}

void PostingTable::Grow(Shard& shard) {
  uint32_t homes = shard.homes;
  do {
    homes = std::max(kLeastHomes, homes + homes / 8 + 1);
  } while (!Rebuild(shard, homes));
}

bool PostingTable::Rebuild(Shard& shard, uint32_t homes) {
  Shard larger{.slots = std::make_unique_for_overwrite<Slot[]>(homes + kTailSlots + 1),
               .homes = homes,
               .size = shard.size};
  const size_t end = size_t{homes} + kTailSlots;
  std::fill_n(larger.slots.get(), end + 1, Slot{.tag = 0, .value = kVacant});
  size_t next = 0;
  for (size_t i = 0, left = shard.size; left > 0; ++i) {
    const Slot slot = shard.slots[i];
    if (slot.value == kVacant) continue;
    next = std::max(next, Home(larger, slot.tag));
    if (next == end) return false;
    larger.slots[next++] = slot;
    --left;
  }
  shard = std::move(larger);
  return true;
}

bool PostingTable::Post(uint64_t place, uint32_t article) {
  const uint32_t number = ShardOf(place);
  Shard& shard = shards_[number];
  const uint32_t tag = TagOf(place);
  if (shard.homes == 0) Grow(shard);
  size_t at = LowerBound(shard, tag);
  Slot& slot = shard.slots[at];
  if (slot.value != kVacant && slot.tag == tag) {
    if ((slot.value & kListBit) == 0) {
      if (slot.value == article) return false;
      slot.value = lists_.Create(slot.value, article) | kListBit;
    } else {
      const PostingLists::Handle list = slot.value ^ kListBit;
      if (lists_.Get(list).back() == article) return false;
      slot.value = lists_.Append(list, article) | kListBit;
    }
    return true;
  }
  const Slot added = {.tag = tag, .value = article};
  bool grow = shard.size >= MaxSize(shard.homes, number);
  while (grow || !Insert(shard, at, added)) {
    Grow(shard);
    at = LowerBound(shard, tag);
    grow = false;
  }
  ++places_;
  return true;
}

std::span<const uint32_t> PostingTable::Postings(const Slot& slot) const {
  if ((slot.value & kListBit) == 0) return {&slot.value, 1};
  return lists_.Get(slot.value ^ kListBit);
}

std::span<const uint32_t> PostingTable::Find(uint64_t place) const {
  const Shard& shard = shards_[ShardOf(place)];
  if (shard.homes == 0) return {};
  const uint32_t tag = TagOf(place);
  const Slot& slot = shard.slots[LowerBound(shard, tag)];
  if (slot.value == kVacant || slot.tag != tag) return {};
  return Postings(slot);
}

void PostingTable::Prefetch(uint64_t place) const {
  const Shard& shard = shards_[ShardOf(place)];
  if (shard.homes != 0) __builtin_prefetch(&shard.slots[Home(shard, TagOf(place))]);
}

void PostingTable::Visit(
    const std::function<void(uint64_t, std::span<const uint32_t>)>& visit) const {
  for (uint64_t number = 0; number < shards_.size(); ++number) {
    const Shard& shard = shards_[number];
    for (size_t i = 0, left = shard.size; left > 0; ++i) {
      const Slot& slot = shard.slots[i];
      if (slot.value == kVacant) continue;
      visit(number << 32 | slot.tag, Postings(slot));
      --left;
    }
  }
}

size_t PostingTable::bytes() const {
  size_t slots = 0;
  for (const Shard& shard : shards_) {
    if (shard.homes != 0) slots += size_t{shard.homes} + kTailSlots + 1;
  }
  return shards_.capacity() * sizeof(Shard) + slots * sizeof(Slot) + lists_.bytes();
}

}  // namespace newsprint
