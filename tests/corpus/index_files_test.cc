// The index's files and the saved groups, as a corpus keeps and repairs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"
#include "tests/corpus/articles.h"
#include "tests/corpus/counting_store.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

// Stories 0 to 39, of which each has five near copies: article n is of story n / 5. Too few
// articles for a head to be written but by its size.
constexpr int kArticles = 200;

Article StoryArticle(int n) {
  return MakeArticle(absl::StrCat("id-", n),
                     absl::StrCat(Words(absl::StrCat("s", n / 5, "w"), 80), "own", n));
}

class IndexFilesTest : public testing::Test {
 protected:
  IndexFilesTest() : path_(fs::path(testing::TempDir()) / absl::StrCat("index-files-", getpid())) {
    fs::remove_all(path_);
    Open();
  }
  ~IndexFilesTest() override {
    corpus_.reset();
    fs::remove_all(path_);
  }

  void Open() {
    corpus_.reset();
    reads_.edges = 0;
    reads_.log = 0;
    auto corpus = Corpus::Open(
        std::make_unique<CountingStore>(
            *OpenRocksDbStore({.path = path_ / "store", .scheme = CurrentScheme(), .seed = 1}),
            reads_),
        {.index_path = path_ / "store/index", .index_segment_articles = 16});
    ASSERT_TRUE(corpus.ok()) << corpus.status();
    corpus_ = *std::move(corpus);
  }

  void Ingest(const std::vector<Article>& articles) {
    for (const auto& report : corpus_->IngestBatch(articles, {})) {
      ASSERT_TRUE(report.ok()) << report.status();
    }
  }
  void Ingest(int begin, int end) {
    std::vector<Article> articles;
    for (int n = begin; n < end; ++n) articles.push_back(StoryArticle(n));
    Ingest(articles);
  }

  std::vector<fs::path> Segments() const {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(path_ / "store/index")) {
      if (file.path().extension() == ".segment") files.push_back(file.path());
    }
    return files;
  }

  // Whether each story's articles below `end` are found by a text that holds the story.
  void ExpectFindsAll(int end) {
    for (int story = 0; story * 5 < end; ++story) {
      const auto report =
          corpus_->Check(MakeArticle("", Words(absl::StrCat("s", story, "w"), 80)), {});
      ASSERT_TRUE(report.ok()) << report.status();
      EXPECT_FALSE(report->truncated);
      EXPECT_EQ(report->matches.size(), static_cast<size_t>(std::min(5, end - story * 5)))
          << "story " << story;
    }
  }

  IndexStats Stats() const { return corpus_->Stats()->index; }

  const fs::path path_;
  StoreReads reads_;
  std::unique_ptr<Corpus> corpus_;
};

TEST_F(IndexFilesTest, OnlyWhatIsNewerThanTheFilesIsReadAgain) {
  Ingest(0, kArticles);
  ExpectFindsAll(kArticles);
  Open();
  EXPECT_EQ(corpus_->Stats()->indexed_through, kArticles);
  EXPECT_EQ(Stats().articles, kArticles);
  EXPECT_EQ(Stats().head_articles, kArticles % 16);
  EXPECT_EQ(Stats().dropped_segments, 0u);
  EXPECT_EQ(reads_.edges, 0) << "groups are read from their file";
  ExpectFindsAll(kArticles);
  Ingest(kArticles, kArticles + 5);
  ExpectFindsAll(kArticles + 5);
}

TEST_F(IndexFilesTest, WhatAnInMemoryCorpusFindsIsFound) {
  Ingest(0, kArticles);
  Open();
  const auto memory = *Corpus::Open(CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1}), {});
  for (int n = 0; n < kArticles; ++n) ASSERT_TRUE(memory->Ingest(StoryArticle(n), {}).ok());
  for (int n = 0; n < kArticles; n += 7) {
    const SearchReport expected = *memory->Check(StoryArticle(n), {});
    const SearchReport found = *corpus_->Check(StoryArticle(n), {});
    EXPECT_EQ(Ids(found.matches), Ids(expected.matches));
    EXPECT_EQ(found.work.postings_read, expected.work.postings_read);
    EXPECT_EQ(found.work.candidates_verified, expected.work.candidates_verified);
  }
}

TEST_F(IndexFilesTest, DeletedArticlesStayDeleted) {
  Ingest(0, 100);
  for (int n = 0; n < 100; n += 5) ASSERT_TRUE(corpus_->Delete(StoryArticle(n).id).ok());
  for (int open = 0; open < 2; ++open) {
    for (int story = 0; story < 20; ++story) {
      const SearchReport report =
          *corpus_->Check(MakeArticle("", Words(absl::StrCat("s", story, "w"), 80)), {});
      EXPECT_EQ(report.matches.size(), 4u);
      EXPECT_EQ(report.work.candidates_verified, 4u);
    }
    EXPECT_EQ(Stats().articles, 80u);
    Open();
  }
}

TEST_F(IndexFilesTest, AStoreWithoutFilesGetsThem) {
  Ingest(0, kArticles);
  corpus_.reset();
  fs::remove_all(path_ / "store/index");
  fs::remove(path_ / "store/index.groups");
  Open();
  EXPECT_EQ(reads_.edges, kArticles);
  ExpectFindsAll(kArticles);
  Open();
  EXPECT_EQ(reads_.edges, 0);
  EXPECT_EQ(Stats().head_articles, kArticles % 16);
  ExpectFindsAll(kArticles);
}

TEST_F(IndexFilesTest, LostFilesAreMadeAnewBeforeTheCorpusOpens) {
  Ingest(0, kArticles);
  corpus_.reset();
  fs::remove(Segments().front());
  Open();
  EXPECT_EQ(Stats().dropped_segments, 1u);
  EXPECT_EQ(Stats().gap_ordinals, 0u);
  EXPECT_EQ(Stats().articles, kArticles);
  ExpectFindsAll(kArticles);
}

TEST_F(IndexFilesTest, DamageThatASearchMeetsIsRepairedWhileTheCorpusServes) {
  Ingest(0, kArticles);
  corpus_.reset();
  for (const fs::path& file : Segments()) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(130);
    stream << "not what was written";
  }
  Open();
  EXPECT_EQ(Stats().dropped_segments, 0u);
  for (int tries = 0; tries < 500 && (Stats().dropped_segments == 0 || Stats().gap_ordinals > 0);
       ++tries) {
    for (int n = 0; n < kArticles; n += 5) ASSERT_TRUE(corpus_->Check(StoryArticle(n), {}).ok());
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_GT(Stats().dropped_segments, 0u);
  EXPECT_EQ(Stats().gap_ordinals, 0u);
  EXPECT_EQ(Stats().articles, kArticles);
  ExpectFindsAll(kArticles);
}

TEST_F(IndexFilesTest, AFileOfGroupsThatIsNotSoundIsPutTogetherFromTheEdges) {
  Ingest(0, 60);
  corpus_.reset();
  const fs::path groups = path_ / "store/index.groups";
  std::fstream(groups, std::ios::in | std::ios::out | std::ios::binary).seekp(40) << "?";
  Open();
  EXPECT_EQ(reads_.edges, 60);
  ExpectFindsAll(60);
}

// The groups tell furniture from a story with many copies.
TEST_F(IndexFilesTest, CommonTextIsKnownAgain) {
  const std::string furniture = Words("about", 30);
  std::vector<Article> articles;
  for (int n = 0; n < 20; ++n) {
    articles.push_back(
        MakeArticle(absl::StrCat("f-", n), Words(absl::StrCat("u", n, "w"), 300) + furniture));
  }
  Ingest(articles);
  for (int open = 0; open < 2; ++open) {
    const SearchReport report = *corpus_->Check(MakeArticle("", furniture + Words("new", 300)), {});
    EXPECT_EQ(report.work.candidates_verified, 0u);
    Open();
  }
}

}  // namespace
}  // namespace newsprint
