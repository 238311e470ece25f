// An index is a row of parts, each of a range of ordinals: segments on disk and heads in memory.
#ifndef NEWSPRINT_INDEX_PART_H_
#define NEWSPRINT_INDEX_PART_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "index/varint.h"

namespace newsprint {

// The postings of one key in one part: article numbers, ascending. Valid as long as the part is
// kept and not added to.
class PartPostings {
 public:
  PartPostings() = default;
  explicit PartPostings(std::span<const uint32_t> plain)
      : count_(static_cast<uint32_t>(plain.size())), plain_(plain.data()) {}
  static PartPostings Single(uint32_t article) {
    PartPostings postings;
    postings.count_ = 1;
    postings.single_ = article;
    return postings;
  }
  // `packed`: the first posting, and for each further one how many articles lie between.
  static PartPostings Packed(uint32_t count, const uint8_t* packed) {
    PartPostings postings;
    postings.count_ = count;
    postings.packed_ = packed;
    return postings;
  }

  uint32_t count() const { return count_; }

  // At most the first `limit` of them.
  PartPostings First(uint64_t limit) const {
    PartPostings cut = *this;
    cut.count_ = static_cast<uint32_t>(std::min<uint64_t>(limit, count_));
    return cut;
  }

  // In order, until `visit` says false.
  template <typename Visit>
  void VisitWhile(const Visit& visit) const {
    if (plain_ != nullptr) {
      for (uint32_t i = 0; i < count_; ++i) {
        if (!visit(plain_[i])) return;
      }
    } else if (packed_ != nullptr) {
      const uint8_t* at = packed_;
      uint32_t next = 0;
      for (uint32_t i = 0; i < count_; ++i) {
        const uint32_t article = next + ReadVarint(at);
        if (!visit(article)) return;
        next = article + 1;
      }
    } else if (count_ > 0) {
      visit(single_);
    }
  }

 private:
  uint32_t count_ = 0;
  uint32_t single_ = 0;
  const uint32_t* plain_ = nullptr;
  const uint8_t* packed_ = nullptr;
};

// What one of several places has.
struct FoundPlace {
  uint32_t place = 0;  // Its number among those asked for.
  uint32_t part = 0;   // For the caller's use.
  PartPostings postings;
};

class Part {
 public:
  virtual ~Part() = default;

  // Appends the places that have postings of articles whose ordinals are less than `below`, and
  // those postings. False if the part is damaged: then nothing is appended.
  virtual bool Lookup(std::span<const uint64_t> places, uint64_t below,
                      std::vector<FoundPlace>& found) const = 0;

  // Of an article number that Lookup gave.
  virtual uint64_t OrdinalOf(uint32_t article) const = 0;
  virtual uint64_t ExactHashOf(uint32_t article) const = 0;
  virtual bool IsRemoved(uint32_t article) const = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_PART_H_
