#include "service/worker_pool.h"

#include <utility>

namespace newsprint {

WorkerPool::WorkerPool(const WorkerPoolOptions& options) : options_(options) {
  for (int i = 0; i < options.threads; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::TrySubmit(std::function<void()> task, size_t bytes) {
  {
    const std::lock_guard lock(mutex_);
    const bool fits = queue_.size() < options_.max_queued_tasks &&
                      (queue_.empty() || queued_bytes_ + bytes <= options_.max_queued_bytes);
    if (!fits) return false;
    Push({std::move(task), bytes});
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::Submit(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    Push({std::move(task), 0});
  }
  wake_.notify_one();
}

WorkerPool::Load WorkerPool::load() {
  const std::lock_guard lock(mutex_);
  return {.queued_tasks = queue_.size(), .queued_bytes = queued_bytes_};
}

void WorkerPool::Push(Task task) {
  queued_bytes_ += task.bytes;
  queue_.push_back(std::move(task));
}

void WorkerPool::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Task task = std::move(queue_.front());
    queue_.pop_front();
    queued_bytes_ -= task.bytes;
    lock.unlock();
    task.run();
    task.run = nullptr;  // What it captured may be large: gone before the next wait.
    lock.lock();
  }
}

}  // namespace newsprint
