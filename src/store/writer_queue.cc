#include "store/writer_queue.h"

#include <utility>
#include <vector>

namespace newsprint::store {

WriterQueue::WriterQueue(size_t max_group_bytes, Apply apply)
    : max_group_bytes_(max_group_bytes), apply_(std::move(apply)) {}

void WriterQueue::Submit(Write& write) {
  std::unique_lock lock(mutex_);
  waiting_.push_back(&write);
  write.wake_.wait(lock, [&] { return write.done_ || waiting_.front() == &write; });
  if (write.done_) return;

  std::vector<Write*> group;
  size_t bytes = 0;
  for (Write* const member : waiting_) {
    if (bytes >= max_group_bytes_) break;
    group.push_back(member);
    bytes += member->bytes_;
  }
  lock.unlock();
  apply_(group);
  lock.lock();
  for (Write* const member : group) {
    waiting_.pop_front();
    member->done_ = true;
    // Under the lock: a member that is done may be gone as soon as it is released.
    if (member != &write) member->wake_.notify_one();
  }
  if (!waiting_.empty()) waiting_.front()->wake_.notify_one();
}

}  // namespace newsprint::store
