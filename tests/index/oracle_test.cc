#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <vector>

#include "newsprint/index/index.h"
#include "tests/index/fingerprints.h"
#include "tests/oracle/map_index.h"

namespace newsprint {
namespace {

void ExpectSame(const IndexReply& reply, const IndexReply& expected) {
  EXPECT_EQ(reply.candidates, expected.candidates);
  EXPECT_EQ(reply.postings_read, expected.postings_read);
  EXPECT_EQ(reply.truncated, expected.truncated);
}

TEST(HeadIndexOracleTest, AnswersAsTheMapDoesWhateverIsAddedAndRemoved) {
  int capped = 0;
  for (uint64_t seed = 0; seed < 12; ++seed) {
    std::mt19937_64 random(seed);
    const std::unique_ptr<Index> index = CreateHeadIndex();
    oracle::MapIndex oracle;
    uint64_t next = random() % 10;
    for (int step = 0; step < 1200 && !testing::Test::HasFailure(); ++step) {
      const uint64_t action = random() % 16;
      if (action < 9) {
        const Fingerprint article = CrowdedArticle(random);
        index->Add(next, article);
        oracle.Add(next, article);
        next += 1 + random() % 3;
      } else if (action == 9) {
        const uint64_t ordinal = random() % (next + 1);
        index->Remove(ordinal);
        oracle.Remove(ordinal);
      } else {
        IndexQuery query;
        if (random() % 2 == 0) query.below = random() % (next + 2);
        if (random() % 3 == 0) query.max_postings = random() % 400;
        const Fingerprint article = CrowdedArticle(random);
        const IndexReply expected = oracle.Find(article, query);
        capped += expected.truncated ? 1 : 0;
        ExpectSame(index->Find(article, query), expected);
      }
    }
    EXPECT_EQ(index->Stats().articles, oracle.Stats().articles);
    EXPECT_EQ(index->Stats().postings, oracle.Stats().postings);
  }
  EXPECT_GT(capped, 50) << "caps were put to the test";
}

// Article n is matched against all below n, no matter how far the index has gone on meanwhile.
TEST(HeadIndexOracleTest, AnAnswerBelowAnOrdinalIsNotChangedByLaterArticles) {
  constexpr uint64_t kArticles = 600;
  std::mt19937_64 random(99);
  std::vector<Fingerprint> articles;
  std::vector<IndexReply> at_the_time;
  const std::unique_ptr<Index> index = CreateHeadIndex();
  for (uint64_t n = 0; n < kArticles; ++n) {
    articles.push_back(CrowdedArticle(random));
    at_the_time.push_back(index->Find(articles[n], {.below = n, .max_postings = 300}));
    index->Add(n, articles[n]);
  }
  for (uint64_t n = 0; n < kArticles; ++n) {
    ExpectSame(index->Find(articles[n], {.below = n, .max_postings = 300}), at_the_time[n]);
  }
}

}  // namespace
}  // namespace newsprint
