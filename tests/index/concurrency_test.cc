#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "newsprint/index/durable_index.h"
#include "newsprint/index/index.h"
#include "tests/index/fingerprints.h"
#include "tests/index/scratch_directory.h"

namespace newsprint {
namespace {

constexpr uint64_t kArticles = 3000;

// Article n shares one anchor with its decade and one with all; every seventh is removed again.
Fingerprint Article(uint64_t n) {
  return WithAnchors({1'000'000 + n, 2'000'000 + n / 10, 3'000'000});
}

bool Removed(uint64_t n) { return n % 7 == 3; }

uint64_t LiveBelow(uint64_t end) {
  uint64_t live = 0;
  for (uint64_t n = 0; n < end; ++n) live += Removed(n) ? 0 : 1;
  return live;
}

// What a reader may rely on while the writer goes on: all articles below `done` are in, and those
// of them that are removed are out.
void ExpectSoundReply(const Index& index, uint64_t n, uint64_t done) {
  const IndexReply reply = index.Find(Article(n), {.below = done});
  ASSERT_EQ(reply.candidates.size(), LiveBelow(done)) << "article " << n << " below " << done;
  for (const Candidate& candidate : reply.candidates) {
    ASSERT_FALSE(Removed(candidate.ordinal));
    const uint32_t shared =
        1u + (candidate.ordinal / 10 == n / 10 ? 1 : 0) + (candidate.ordinal == n ? 1 : 0);
    ASSERT_EQ(candidate.shared_anchors, shared) << candidate;
  }
}

// Of the index that a test makes.
enum class Kind { kHead, kDurable };

class IndexConcurrencyTest : public testing::TestWithParam<Kind> {
 protected:
  std::unique_ptr<Index> Make() {
    if (GetParam() == Kind::kHead) return CreateHeadIndex();
    return *OpenDurableIndex({.path = scratch_ / "index",
                              .lineage = "store 1",
                              .segment_articles = 64,
                              .merge_share = 1});
  }

 private:
  const ScratchDirectory scratch_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, IndexConcurrencyTest, testing::Values(Kind::kHead, Kind::kDurable));

TEST_P(IndexConcurrencyTest, ReadersSeeAllThatWasAddedBeforeThemWhileAWriterGoesOn) {
  const std::unique_ptr<Index> index = Make();
  std::atomic<uint64_t> done = 0;
  std::atomic<uint64_t> finds = 0;
  std::thread writer([&] {
    for (uint64_t n = 0; n < kArticles; ++n) {
      index->Add(n, Article(n));
      if (Removed(n)) index->Remove(n);
      done = n + 1;
      // Lest it be through before the readers have begun.
      while (finds < n / 4 && !testing::Test::HasFatalFailure()) std::this_thread::yield();
    }
  });
  std::vector<std::thread> readers;
  for (uint64_t reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      std::mt19937_64 random(reader);
      uint64_t seen = 0;
      while (seen < kArticles && !testing::Test::HasFatalFailure()) {
        seen = done;
        if (seen == 0) continue;
        ExpectSoundReply(*index, random() % seen, seen);
        EXPECT_GE(index->Stats().articles, LiveBelow(seen) - (seen < kArticles ? 1 : 0));
        ++finds;
      }
    });
  }
  writer.join();
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(index->Stats().articles, LiveBelow(kArticles));
}

TEST_P(IndexConcurrencyTest, WritersTakeTurns) {
  const std::unique_ptr<Index> index = Make();
  for (uint64_t n = 0; n < 1000; ++n) index->Add(n, WithAnchors({5, n}));
  std::thread adder([&] {
    for (uint64_t n = 1000; n < 2000; ++n) index->Add(n, WithAnchors({5, n}));
  });
  std::thread remover([&] {
    for (uint64_t n = 0; n < 1000; n += 2) index->Remove(n);
  });
  adder.join();
  remover.join();
  EXPECT_EQ(index->Find(WithAnchors({5}), {}).candidates.size(), 1500u);
}

}  // namespace
}  // namespace newsprint
