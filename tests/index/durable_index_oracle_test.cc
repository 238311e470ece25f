// The index in files against the map, whatever is added, removed, flushed, merged, closed and
// opened in between.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "newsprint/index/durable_index.h"
#include "tests/index/fingerprints.h"
#include "tests/index/scratch_directory.h"
#include "tests/oracle/map_index.h"

namespace newsprint {
namespace {

// What a store would hold: every article that is not deleted, and the log of what was done.
class Truth {
 public:
  struct Step {
    uint64_t ordinal = 0;
    uint64_t removed = 0;  // The step is a deletion of this one, if it is not 0.
  };

  uint64_t NextOrdinal() const { return log_.empty() ? 1 : log_.back().ordinal + 1; }
  void Add(uint64_t ordinal, const Fingerprint& fingerprint) {
    articles_[ordinal] = fingerprint;
    log_.push_back({.ordinal = ordinal});
  }
  void Remove(uint64_t ordinal) {
    articles_.erase(ordinal);
    log_.push_back({.ordinal = NextOrdinal(), .removed = ordinal});
  }
  uint64_t AnyOrdinal(std::mt19937_64& random) const { return 1 + random() % NextOrdinal(); }
  const std::map<uint64_t, Fingerprint>& articles() const { return articles_; }

  FingerprintReader Reader() const {
    return [this](uint64_t first, uint64_t last,
                  const std::function<void(uint64_t, const Fingerprint&)>& add) {
      for (auto i = articles_.lower_bound(first); i != articles_.end() && i->first <= last; ++i) {
        add(i->first, i->second);
      }
      return absl::OkStatus();
    };
  }

  // What the files do not know yet.
  void Replay(DurableIndex& index) const {
    for (const Step& step : log_) {
      if (step.ordinal <= index.through()) continue;
      if (step.removed != 0) index.Remove(step.removed);
      const auto article = articles_.find(step.ordinal);
      if (article != articles_.end()) index.Add(step.ordinal, article->second);
    }
  }

 private:
  std::map<uint64_t, Fingerprint> articles_;
  std::vector<Step> log_;
};

// One of few stories with a few words changed, or an article of its own.
class StoryArticles {
 public:
  explicit StoryArticles(uint64_t seed) : random_(seed) {
    for (Fingerprint& story : stories_) story = CrowdedArticle(random_);
  }

  Fingerprint Next() {
    if (random_() % 3 == 0) return CrowdedArticle(random_);
    Fingerprint copy = stories_[random_() % stories_.size()];
    copy.exact_hash = random_() % 4 == 0 ? copy.exact_hash : random_();
    for (Anchor& anchor : copy.anchors) {
      if (random_() % 10 == 0) anchor.hash = random_();
    }
    return copy;
  }

 private:
  std::mt19937_64 random_;
  std::vector<Fingerprint> stories_ = std::vector<Fingerprint>(5);
};

std::unique_ptr<DurableIndex> Open(const std::string& path, const Truth& truth) {
  auto index = OpenDurableIndex({.path = path,
                                 .lineage = "store 1",
                                 .last_ordinal = truth.NextOrdinal() - 1,
                                 .segment_articles = 40,
                                 .merge_share = 1,
                                 .min_articles_on_close = 10});
  EXPECT_TRUE(index.ok()) << index.status();
  EXPECT_TRUE((*index)->Repair(truth.Reader()).ok());
  truth.Replay(**index);
  return *std::move(index);
}

// Merges drop the postings of removed articles, so that postings_read is the oracle's or less, and
// what a capped answer holds may differ: it must be sound, and say that it is capped.
void ExpectSame(const DurableIndex& index, const oracle::MapIndex& oracle,
                const Fingerprint& article, const IndexQuery& query) {
  const IndexReply reply = index.Find(article, query);
  const IndexReply whole = oracle.Find(article, {.below = query.below});
  EXPECT_LE(reply.postings_read, query.max_postings);
  EXPECT_LE(reply.postings_read, whole.postings_read);
  if (!reply.truncated) {
    EXPECT_EQ(reply.candidates, whole.candidates);
    return;
  }
  EXPECT_TRUE(oracle.Find(article, query).truncated);
  EXPECT_EQ(reply.postings_read, query.max_postings);
  for (const Candidate& candidate : reply.candidates) {
    const auto full = std::ranges::find(whole.candidates, candidate.ordinal, &Candidate::ordinal);
    ASSERT_NE(full, whole.candidates.end()) << candidate;
    EXPECT_LE(candidate.shared_anchors, full->shared_anchors);
    EXPECT_LE(candidate.shared_bands, full->shared_bands);
  }
}

class DurableIndexOracleTest : public testing::TestWithParam<uint64_t> {};

TEST_P(DurableIndexOracleTest, AnswersAsTheMapDoesWhateverHappens) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "index";
  std::mt19937_64 random(GetParam());
  StoryArticles articles(random());
  Truth truth;
  oracle::MapIndex oracle;
  std::unique_ptr<DurableIndex> index = Open(path, truth);
  int found_in_segments = 0;
  for (int step = 0; step < 1500 && !HasFailure(); ++step) {
    const uint64_t action = random() % 200;
    SCOPED_TRACE("seed " + std::to_string(GetParam()) + ", step " + std::to_string(step));
    if (action < 110) {
      const uint64_t ordinal = truth.NextOrdinal();
      const Fingerprint article = articles.Next();
      truth.Add(ordinal, article);
      oracle.Add(ordinal, article);
      index->Add(ordinal, article);
    } else if (action < 130) {  // Also one that is gone already, or is a deletion.
      const uint64_t ordinal = truth.AnyOrdinal(random);
      truth.Remove(ordinal);
      oracle.Remove(ordinal);
      index->Remove(ordinal);
    } else if (action == 130) {
      EXPECT_TRUE(index->Flush().ok());
    } else if (action == 131) {
      index->WaitForMerges();
    } else if (action == 132) {
      index.reset();
      index = Open(path, truth);
    } else if (action == 133) {
      // A file is gone, or a byte of it is another.
      index->WaitForMerges();
      index.reset();
      std::vector<std::filesystem::path> files;
      for (const auto& file : std::filesystem::directory_iterator(path)) files.push_back(file);
      const std::filesystem::path file = files[random() % files.size()];
      if (random() % 2 == 0) {
        std::filesystem::remove(file);
      } else {
        DamageByte(file, random());
      }
      index = Open(path, truth);
    } else {
      IndexQuery query;
      if (random() % 2 == 0) query.below = random() % (truth.NextOrdinal() + 2);
      if (random() % 3 == 0) query.max_postings = random() % 400;
      const Fingerprint article = articles.Next();
      // Damage shows when it is first read; the answer after the repair is whole.
      if (index->Find(article, {}).truncated) {
        EXPECT_TRUE(index->Repair(truth.Reader()).ok());
      }
      ExpectSame(*index, oracle, article, query);
      EXPECT_EQ(index->AnchorHolders(article.anchors, 5), oracle.AnchorHolders(article.anchors, 5));
      found_in_segments += index->Stats().segments > 1 ? 1 : 0;
    }
  }
  EXPECT_EQ(index->Stats().articles, oracle.Stats().articles);
  EXPECT_GT(found_in_segments, 50) << "segments were put to the test";
}

INSTANTIATE_TEST_SUITE_P(Seeds, DurableIndexOracleTest, testing::Range<uint64_t>(1, 7));

}  // namespace
}  // namespace newsprint
