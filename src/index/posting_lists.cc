#include "index/posting_lists.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "absl/base/macros.h"

namespace newsprint {
namespace {

using Handle = PostingLists::Handle;

// A handle is the number of a long list under this bit, or else the place of a block in units of
// the smallest one: blocks can take 16 GiB.
constexpr Handle kLongBit = Handle{1} << 30;
constexpr int kUnitShift = 2;
constexpr Handle kNone = std::numeric_limits<Handle>::max();

constexpr size_t kSlabWords = size_t{1} << 16;

// A block of 2^shift words holds one posting less: its length takes a word.
int BlockShift(uint32_t postings) {
  return std::max(kUnitShift, static_cast<int>(std::bit_width(postings)));
}

}  // namespace

PostingLists::PostingLists() { free_.fill(kNone); }

uint32_t* PostingLists::Block(Handle list) const {
  const size_t word = size_t{list} << kUnitShift;
  return &slabs_[word / kSlabWords][word % kSlabWords];
}

std::span<const uint32_t> PostingLists::Get(Handle list) const {
  if ((list & kLongBit) != 0) return long_lists_[list ^ kLongBit];
  const uint32_t* block = Block(list);
  return {block + 1, block[0]};
}

Handle PostingLists::Create(uint32_t first, uint32_t second) {
  const Handle list = Allocate(kUnitShift);
  uint32_t* block = Block(list);
  block[0] = 2;
  block[1] = first;
  block[2] = second;
  return list;
}

Handle PostingLists::Append(Handle list, uint32_t posting) {
  if ((list & kLongBit) != 0) {
    std::vector<uint32_t>& postings = long_lists_[list ^ kLongBit];
    if (postings.size() == postings.capacity()) postings.reserve(postings.size() * 5 / 4);
    postings.push_back(posting);
    return list;
  }
  uint32_t* block = Block(list);
  const uint32_t postings = block[0];
  const int shift = BlockShift(postings);
  const int new_shift = BlockShift(postings + 1);
  if (new_shift > kMaxBlockShift) {
    const auto number = static_cast<Handle>(long_lists_.size());
    ABSL_HARDENING_ASSERT(number < kMaxHandle - kLongBit);
    long_lists_.emplace_back(block + 1, block + 1 + postings);
    Free(list, shift);
    return Append(number | kLongBit, posting);
  }
  if (new_shift != shift) {
    const Handle larger = Allocate(new_shift);
    std::copy_n(block, postings + 1, Block(larger));
    Free(list, shift);
    list = larger;
    block = Block(larger);
  }
  block[++block[0]] = posting;
  return list;
}

Handle PostingLists::Allocate(int size_shift) {
  if (const Handle block = free_[size_shift]; block != kNone) {
    free_[size_shift] = Block(block)[0];
    return block;
  }
  const size_t words = size_t{1} << size_shift;
  if (const size_t left = slabs_.size() * kSlabWords - end_; left < words) {
    // The rest of the slab is cut into blocks for later.
    for (; end_ % kSlabWords != 0; end_ += size_t{1} << std::countr_zero(end_)) {
      Free(static_cast<Handle>(end_ >> kUnitShift), std::countr_zero(end_));
    }
    slabs_.push_back(std::make_unique_for_overwrite<uint32_t[]>(kSlabWords));
  }
  ABSL_HARDENING_ASSERT(end_ >> kUnitShift < kLongBit);
  const auto block = static_cast<Handle>(end_ >> kUnitShift);
  end_ += words;
  return block;
}

void PostingLists::Free(Handle block, int size_shift) {
  Block(block)[0] = free_[size_shift];
  free_[size_shift] = block;
}

size_t PostingLists::bytes() const {
  size_t words = slabs_.size() * kSlabWords;
  for (const std::vector<uint32_t>& list : long_lists_) words += list.capacity();
  return words * sizeof(uint32_t) + slabs_.capacity() * sizeof(slabs_[0]) +
         long_lists_.capacity() * sizeof(long_lists_[0]);
}

}  // namespace newsprint
