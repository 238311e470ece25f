// Which articles of a part are deleted, by article number: set by one thread while others read.
#ifndef NEWSPRINT_INDEX_REMOVALS_H_
#define NEWSPRINT_INDEX_REMOVALS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace newsprint {

class Removals {
 public:
  explicit Removals(size_t articles)
      : words_((articles + 63) / 64), bits_(std::make_unique<std::atomic<uint64_t>[]>(words_)) {}

  bool Has(uint32_t article) const {
    return (bits_[article / 64].load(std::memory_order_relaxed) >> (article % 64) & 1) != 0;
  }

  // False if it was there already. Calls must not meet.
  bool Insert(uint32_t article) {
    const uint64_t bit = uint64_t{1} << (article % 64);
    const bool added = (bits_[article / 64].fetch_or(bit, std::memory_order_relaxed) & bit) == 0;
    count_.store(count_.load(std::memory_order_relaxed) + (added ? 1 : 0),
                 std::memory_order_relaxed);
    return added;
  }

  uint32_t count() const { return count_.load(std::memory_order_relaxed); }
  size_t bytes() const { return words_ * sizeof(uint64_t); }

 private:
  size_t words_;
  std::unique_ptr<std::atomic<uint64_t>[]> bits_;
  std::atomic<uint32_t> count_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_REMOVALS_H_
