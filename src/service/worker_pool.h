// A fixed number of threads behind a bounded queue: matching never runs on the threads that move
// bytes, and a server that cannot keep up says so while it still can.
#ifndef NEWSPRINT_SRC_SERVICE_WORKER_POOL_H_
#define NEWSPRINT_SRC_SERVICE_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace newsprint {

struct WorkerPoolOptions {
  int threads = 1;                      // At least 1.
  size_t max_queued_tasks = 256;        // Not yet running.
  size_t max_queued_bytes = 256 << 20;  // What waiting tasks keep in memory, by their own account.
};

// Thread-safe. Tasks start in the order they were taken.
class WorkerPool {
 public:
  explicit WorkerPool(const WorkerPoolOptions& options);
  // Runs what is queued to its end.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False if the queue is full, and then `task` is dropped. A task over max_queued_bytes by itself
  // is taken where nothing else waits, so that no size of request is refused for ever.
  [[nodiscard]] bool TrySubmit(std::function<void()> task, size_t bytes);

  // What waits, at one moment.
  struct Load {
    size_t queued_tasks = 0;
    size_t queued_bytes = 0;
  };
  Load load();

  // Never refused: for callers that bound themselves, as streams do.
  void Submit(std::function<void()> task);

 private:
  struct Task {
    std::function<void()> run;
    size_t bytes = 0;
  };

  void Push(Task task);
  void Work();

  const WorkerPoolOptions options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  size_t queued_bytes_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_WORKER_POOL_H_
