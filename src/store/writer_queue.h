// One writer at a time, which takes along what others brought while the last one wrote.
//
// Source: the writer queue of LevelDB. Whoever finds himself at the front leads: he applies the
// group of all that wait, and the others find their part done. The order of the queue is the total
// order.
#ifndef NEWSPRINT_STORE_WRITER_QUEUE_H_
#define NEWSPRINT_STORE_WRITER_QUEUE_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <span>

namespace newsprint::store {

class WriterQueue {
 public:
  // A part of a group. Lives on the stack of the caller of Submit.
  class Write {
   public:
    // `bytes` is what it adds to the size of its group.
    explicit Write(size_t bytes) : bytes_(bytes) {}
    virtual ~Write() = default;

   private:
    friend class WriterQueue;
    size_t bytes_;
    bool done_ = false;
    std::condition_variable wake_;
  };

  // Runs for one group at a time, without a lock, on the thread of one of its members.
  using Apply = std::function<void(std::span<Write* const> group)>;

  // A group gets no further member once it has `max_group_bytes`, so that no caller waits for the
  // bytes of all others.
  WriterQueue(size_t max_group_bytes, Apply apply);

  // Returns when `write` was applied.
  void Submit(Write& write);

 private:
  const size_t max_group_bytes_;
  const Apply apply_;
  std::mutex mutex_;
  std::deque<Write*> waiting_;  // Guarded by mutex_. The group at work stays in it.
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_WRITER_QUEUE_H_
