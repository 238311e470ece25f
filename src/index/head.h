// The newest articles of an index, in memory.
#ifndef NEWSPRINT_INDEX_HEAD_H_
#define NEWSPRINT_INDEX_HEAD_H_

#include <cstdint>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <vector>

#include "index/part.h"
#include "index/posting_table.h"
#include "newsprint/sketch/fingerprint.h"

namespace newsprint {

// Articles are numbered as they come, so numbers ascend with ordinals and posting lists are sorted.
// Readers hold a ReadLock over all that they do with a head that is still written to.
class Head final : public Part {
 public:
  // All locks pass the gate, which a waiting writer holds: std::shared_mutex alone lets a stream of
  // readers starve the writer for good.
  class ReadLock {
   public:
    explicit ReadLock(const Head& head) {
      const std::lock_guard<std::mutex> gate(head.gate_);
      lock_ = std::shared_lock(head.mutex_);
    }

   private:
    std::shared_lock<std::shared_mutex> lock_;
  };

  // Ordinals ascend from call to call.
  void Add(uint64_t ordinal, const Fingerprint& fingerprint);

  // False for an unknown ordinal, and for one that was removed before.
  bool Remove(uint64_t ordinal);

  // The rest is for holders of a ReadLock.
  bool Lookup(std::span<const uint64_t> places, uint64_t below,
              std::vector<FoundPlace>& found) const override;
  uint64_t OrdinalOf(uint32_t article) const override { return ordinals_[article]; }
  uint64_t ExactHashOf(uint32_t article) const override { return exact_hashes_[article]; }
  bool IsRemoved(uint32_t article) const override { return removed_[article]; }

  // Every place with its postings, ascending by place.
  void Visit(const std::function<void(uint64_t, std::span<const uint32_t>)>& visit) const {
    table_.Visit(visit);
  }

  uint32_t articles() const { return static_cast<uint32_t>(ordinals_.size()); }
  uint32_t removed_articles() const { return removed_articles_; }
  uint64_t postings() const { return postings_; }
  uint64_t places() const { return table_.places(); }
  uint64_t bytes() const;  // Heap.

 private:
  class WriteLock {
   public:
    explicit WriteLock(Head& head) : gate_(head.gate_), lock_(head.mutex_) {}

   private:
    std::lock_guard<std::mutex> gate_;
    std::unique_lock<std::shared_mutex> lock_;
  };

  // Of the first article whose ordinal is not less.
  uint32_t FirstFrom(uint64_t ordinal) const;

  mutable std::mutex gate_;
  mutable std::shared_mutex mutex_;
  // All that follows is under the mutex.
  PostingTable table_;
  std::vector<uint64_t> ordinals_;      // By article number, and so are the next two.
  std::vector<uint64_t> exact_hashes_;  // Places alone could not vouch for the same text.
  std::vector<bool> removed_;
  uint32_t removed_articles_ = 0;
  uint64_t postings_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_HEAD_H_
