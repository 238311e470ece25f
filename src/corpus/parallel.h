// A loop over independent items on a few threads.
#ifndef NEWSPRINT_SRC_CORPUS_PARALLEL_H_
#define NEWSPRINT_SRC_CORPUS_PARALLEL_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace newsprint {

// Calls `body(i)` once for every i in [0, count), on up to `threads` threads, this one included;
// returns when all are done.
template <typename Body>
void ParallelFor(size_t count, size_t threads, const Body& body) {
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) body(i);
  };
  std::vector<std::jthread> others;
  for (size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(work);
  work();
}

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_PARALLEL_H_
