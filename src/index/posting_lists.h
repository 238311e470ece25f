// Growing lists of article numbers, packed. A short list lives in one block of a power of two of
// words, the first of which is its length, and moves to a block of twice the size when full: two
// postings cost 16 bytes, where a std::vector of two costs 56 with its allocation. A long list has
// a vector of its own, which grows by a quarter: hot lists grow side by side, and blocks of their
// sizes, once left, would find no taker.
#ifndef NEWSPRINT_INDEX_POSTING_LISTS_H_
#define NEWSPRINT_INDEX_POSTING_LISTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace newsprint {

// Not thread-safe, but any number of const calls may run at once.
class PostingLists {
 public:
  // Names a list until the next Append to it. Less than kMaxHandle.
  using Handle = uint32_t;
  static constexpr Handle kMaxHandle = (Handle{1} << 31) - 1;

  PostingLists();

  Handle Create(uint32_t first, uint32_t second);

  // Returns the list's new name.
  Handle Append(Handle list, uint32_t posting);

  // Valid until the next Append to any list.
  std::span<const uint32_t> Get(Handle list) const;

  // Heap, counting all that is reserved. Time: O(long lists).
  size_t bytes() const;

 private:
  static constexpr int kMaxBlockShift = 10;  // Blocks of up to 1,024 words.

  uint32_t* Block(Handle list) const;
  Handle Allocate(int size_shift);
  void Free(Handle block, int size_shift);

  std::vector<std::unique_ptr<uint32_t[]>> slabs_;
  std::array<Handle, kMaxBlockShift + 1> free_;  // Chained through the blocks' first words.
  size_t end_ = 0;                               // The first word that was in no block yet.
  std::vector<std::vector<uint32_t>> long_lists_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_POSTING_LISTS_H_
