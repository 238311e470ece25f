#include "newsprint/corpus/reindex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/corpus/verify.h"
#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

constexpr int kArticles = 90;
constexpr int kDeleted = 33;

class ReindexTest : public testing::Test {
 protected:
  ReindexTest() : path_(fs::path(testing::TempDir()) / absl::StrCat("reindex-", getpid())) {
    fs::remove_all(path_);
    const auto corpus = *OpenCorpus();
    std::vector<Article> articles;
    for (int n = 0; n < kArticles; ++n) {
      articles.push_back(MakeArticle(
          absl::StrCat("id-", n),
          Words(absl::StrCat("s", n / 3, "w"), 80) + Words(absl::StrCat("own", n, "w"), 20)));
    }
    for (const auto& report : corpus->IngestBatch(articles, {})) EXPECT_TRUE(report.ok());
    EXPECT_TRUE(corpus->Delete(*ArticleId::Create(absl::StrCat("id-", kDeleted))).ok());
  }
  ~ReindexTest() override { fs::remove_all(path_); }

  absl::StatusOr<std::unique_ptr<Corpus>> OpenCorpus() {
    auto store = OpenRocksDbStore({.path = path_, .scheme = CurrentScheme(), .seed = 1});
    if (!store.ok()) return store.status();
    return Corpus::Open(*std::move(store),
                        {.index_path = IndexPathOf(path_), .index_segment_articles = 16});
  }

  StoreIdentity Identity() {
    return (*OpenRocksDbStore({.path = path_, .any_scheme = true}))->identity();
  }

  void ExpectFindsAll() {
    const auto corpus = OpenCorpus();
    ASSERT_TRUE(corpus.ok()) << corpus.status();
    for (int story = 0; story < kArticles / 3; ++story) {
      const auto report =
          (*corpus)->Check(MakeArticle("", Words(absl::StrCat("s", story, "w"), 80)), {});
      ASSERT_TRUE(report.ok()) << report.status();
      EXPECT_FALSE(report->truncated);
      EXPECT_EQ(report->matches.size(), story == kDeleted / 3 ? 2u : 3u) << "story " << story;
    }
    EXPECT_EQ((*corpus)->Stats()->index.dropped_segments, 0u);
    EXPECT_EQ((*corpus)->Stats()->index.articles, kArticles - 1u);
  }

  static ReindexOptions NewSeed() { return {.new_seed = true, .index_segment_articles = 16}; }

  const fs::path path_;
};

TEST_F(ReindexTest, AStoreOfThisSchemeIsLeftAlone) {
  const absl::StatusOr<ReindexReport> report = Reindex(path_, {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->changed);
  EXPECT_EQ(report->articles, 0u);
  ExpectFindsAll();
}

TEST_F(ReindexTest, ANewSeedChangesAllHashesAndNoAnswer) {
  const absl::StatusOr<ReindexReport> report = Reindex(path_, NewSeed());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->changed);
  EXPECT_EQ(report->articles, kArticles - 1u);
  EXPECT_NE(Identity().seed, 1u);
  EXPECT_FALSE(fs::exists(path_ / "reindex"));
  EXPECT_FALSE(fs::exists(path_ / "index.next"));
  ExpectFindsAll();
  const absl::StatusOr<VerifyReport> verified = VerifyStore(path_, {});
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_TRUE(verified->sound());
  EXPECT_THAT(verified->index_faults, testing::IsEmpty());
}

TEST_F(ReindexTest, AStoreOfAnotherSchemeIsOpenedAfterIt) {
  const StoreIdentity before = Identity();
  ASSERT_TRUE(ChangeStoreScheme(path_, "an older scheme", 7, kArticles + 1).ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(OpenCorpus().status()));
  const absl::StatusOr<ReindexReport> report = Reindex(path_, {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->old_scheme, "an older scheme");
  EXPECT_EQ(report->new_scheme, CurrentScheme());
  EXPECT_EQ(Identity().store_id, before.store_id);
  EXPECT_EQ(Identity().seed, 7u);
  ExpectFindsAll();
}

TEST_F(ReindexTest, WhatIsLostAfterItIsMadeOfTheTexts) {
  ASSERT_TRUE(Reindex(path_, NewSeed()).ok());
  ASSERT_TRUE(RebuildIndex(path_).ok());
  ExpectFindsAll();
}

TEST_F(ReindexTest, WhatIsCommittedAfterItIsFound) {
  ASSERT_TRUE(Reindex(path_, NewSeed()).ok());
  {
    const auto corpus = *OpenCorpus();
    ASSERT_TRUE(corpus->Ingest(MakeArticle("new", Words("s0w", 80) + Words("x", 20)), {}).ok());
  }
  ASSERT_TRUE(RebuildIndex(path_).ok());  // From new fingerprints as well as from old texts.
  const auto corpus = *OpenCorpus();
  EXPECT_EQ(corpus->Check(MakeArticle("", Words("s0w", 80)), {})->matches.size(), 4u);
}

// The process dies, the store is used as before, and the next run goes on.
TEST_F(ReindexTest, ARunThatEndsEarlyIsGoneOnWith) {
  std::stop_source stop;
  ReindexOptions options = NewSeed();
  options.control.stop = stop.get_token();
  options.on_progress = [&](Ordinal done, Ordinal) {
    if (done == 50) stop.request_stop();
  };
  EXPECT_TRUE(absl::IsCancelled(Reindex(path_, options).status()));
  EXPECT_EQ(Identity().seed, 1u);
  ExpectFindsAll();

  const absl::StatusOr<ReindexReport> report = Reindex(path_, NewSeed());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->resumed_after, 49u) << "48 in segments, and what came before the 49th ordinal";
  EXPECT_LT(report->articles, kArticles - 40u);
  EXPECT_NE(Identity().seed, 1u);
  ExpectFindsAll();
}

TEST_F(ReindexTest, ADeathAtAnyStepLeavesAStoreThatAnswersAndARunThatEnds) {
  const fs::path original = path_.string() + "-original";
  fs::remove_all(original);
  fs::copy(path_, original, fs::copy_options::recursive);
  for (const std::string died_at : {"target written", "index built", "scheme changed"}) {
    fs::remove_all(path_);
    fs::copy(original, path_, fs::copy_options::recursive);
    ReindexOptions options = NewSeed();
    options.at_step = [&](std::string_view step) {
      return step == died_at ? absl::AbortedError(died_at) : absl::OkStatus();
    };
    EXPECT_TRUE(absl::IsAborted(Reindex(path_, options).status())) << died_at;
    EXPECT_EQ(Identity().seed == 1, died_at != "scheme changed");
    ExpectFindsAll();
    const absl::StatusOr<ReindexReport> report = Reindex(path_, {});
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->changed, died_at != "scheme changed");
    if (died_at == "index built") {
      EXPECT_EQ(report->articles, 0u) << "it was there";
    }
    EXPECT_NE(Identity().seed, 1u) << "the seed of the first run";
    EXPECT_FALSE(fs::exists(path_ / "reindex"));
    ExpectFindsAll();
  }
  fs::remove_all(original);
}

TEST_F(ReindexTest, AStoreThatIsInUseIsNot) {
  const auto corpus = *OpenCorpus();
  EXPECT_TRUE(absl::IsFailedPrecondition(Reindex(path_, NewSeed()).status()));
}

}  // namespace
}  // namespace newsprint
