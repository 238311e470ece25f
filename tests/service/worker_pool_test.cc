#include "service/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

namespace newsprint {
namespace {

// Holds a pool's only thread until it is let go. Must outlive the pool.
class Plug {
 public:
  void Hold(WorkerPool& pool) {
    EXPECT_TRUE(pool.TrySubmit(
        [this] {
          started_.set_value();
          gone_.get_future().wait();
        },
        0));
    started_.get_future().wait();
  }
  void Pull() { gone_.set_value(); }

 private:
  std::promise<void> started_;
  std::promise<void> gone_;
};

TEST(WorkerPool, RunsInOrderAndToTheEnd) {
  std::vector<int> ran;
  {
    WorkerPool pool({.threads = 1});
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.TrySubmit([&ran, i] { ran.push_back(i); }, 0));
  }
  ASSERT_EQ(ran.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(ran[i], i);
}

TEST(WorkerPool, RefusesWhatDoesNotFit) {
  std::atomic<int> ran = 0;
  const auto task = [&ran] { ++ran; };
  {
    Plug plug;
    WorkerPool pool({.threads = 1, .max_queued_tasks = 3, .max_queued_bytes = 100});
    plug.Hold(pool);
    EXPECT_TRUE(pool.TrySubmit(task, 60));
    EXPECT_FALSE(pool.TrySubmit(task, 41)) << "over the bytes";
    EXPECT_TRUE(pool.TrySubmit(task, 40));
    EXPECT_TRUE(pool.TrySubmit(task, 0));
    EXPECT_FALSE(pool.TrySubmit(task, 0)) << "over the count";
    pool.Submit(task);
    plug.Pull();
  }
  EXPECT_EQ(ran, 4);
}

TEST(WorkerPool, TakesALargeTaskIntoAnEmptyQueue) {
  Plug plug;
  WorkerPool pool({.threads = 1, .max_queued_tasks = 3, .max_queued_bytes = 100});
  plug.Hold(pool);
  EXPECT_TRUE(pool.TrySubmit([] {}, 1000));
  EXPECT_FALSE(pool.TrySubmit([] {}, 1));
  plug.Pull();
}

}  // namespace
}  // namespace newsprint
