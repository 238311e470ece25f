// Counts the open streams of a server: bounds them, and lets a drain wait for them.
#ifndef NEWSPRINT_SRC_SERVICE_STREAM_GATE_H_
#define NEWSPRINT_SRC_SERVICE_STREAM_GATE_H_

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace newsprint {

// Thread-safe.
class StreamGate {
 public:
  explicit StreamGate(int max_streams) : max_streams_(max_streams) {}

  int max_streams() const { return max_streams_; }

  // False if as many as may be are open. Each true must be followed by one Leave.
  [[nodiscard]] bool TryEnter() {
    const std::lock_guard lock(mutex_);
    if (open_ == max_streams_) return false;
    ++open_;
    return true;
  }

  void Leave() {
    const std::lock_guard lock(mutex_);
    if (--open_ == 0) none_open_.notify_all();
  }

  int open() {
    const std::lock_guard lock(mutex_);
    return open_;
  }

  void WaitUntilNoneOpen(std::chrono::system_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    none_open_.wait_until(lock, deadline, [this] { return open_ == 0; });
  }

 private:
  const int max_streams_;
  std::mutex mutex_;
  std::condition_variable none_open_;
  int open_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_STREAM_GATE_H_
