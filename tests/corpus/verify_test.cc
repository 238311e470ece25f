#include "newsprint/corpus/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ReadWhole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

auto Says(Ordinal first, Ordinal last, const std::string& what) {
  return AllOf(Field(&VerifyFinding::ordinals, OrdinalRange{first, last}),
               Field(&VerifyFinding::what, HasSubstr(what)));
}

class VerifyStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ =
        (fs::temp_directory_path() / ("newsprint_verify_" + std::to_string(::getpid()))).string();
    fs::remove_all(path_);
  }
  void TearDown() override { fs::remove_all(path_); }

  std::unique_ptr<Store> OpenStore(bool accept_damage = false) {
    auto store = OpenRocksDbStore(
        {.path = path_, .scheme = CurrentScheme(), .accept_damage = accept_damage});
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  std::unique_ptr<Corpus> OpenCorpus(bool accept_damage = false) {
    return *Corpus::Open(OpenStore(accept_damage), {});
  }

  VerifyReport Verify() {
    auto report = VerifyStore(path_, {});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : VerifyReport{};
  }

  // Two stories with copies, a revision and a deletion.
  void Fill() {
    const auto corpus = OpenCorpus();
    std::vector<Article> articles;
    for (int i = 0; i < 4; ++i) {
      articles.push_back(MakeArticle(absl::StrCat("a", i), Words("a", 100 + i), "Gazette"));
      articles.push_back(MakeArticle(absl::StrCat("b", i), Words("b", 100 + i), "Gazette"));
    }
    corpus->IngestBatch(articles, {});
    EXPECT_TRUE(corpus->Ingest(MakeArticle("a0", Words("a", 110), "Gazette"), {}).ok());
    EXPECT_TRUE(corpus->Delete(*ArticleId::Create("b1")).ok());
  }

  std::set<std::pair<Ordinal, Ordinal>> Edges(Corpus& corpus) {
    std::set<std::pair<Ordinal, Ordinal>> edges;
    EXPECT_TRUE(corpus
                    .VisitEdges([&](const Edge& edge) {
                      edges.insert({edge.newer, edge.older});
                      return absl::OkStatus();
                    })
                    .ok());
    return edges;
  }

  // Removes the table files in which `text` stands; they must have been flushed.
  void RemoveTables(const std::string& text) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(path_ + "/rocksdb")) {
      const std::string bytes = ReadWhole(entry.path());
      if (entry.path().extension() == ".sst" && bytes.find(text) != std::string::npos) {
        found.push_back(entry.path());
      }
    }
    ASSERT_FALSE(found.empty());
    for (const fs::path& file : found) fs::remove(file);
  }

  std::string path_;
};

TEST_F(VerifyStoreTest, ASoundStore) {
  Fill();
  const size_t edges = Edges(*OpenCorpus()).size();
  const VerifyReport report = Verify();
  EXPECT_TRUE(report.sound());
  EXPECT_EQ(report.last_ordinal, 10u);
  EXPECT_EQ(report.revisions, 8u);
  EXPECT_EQ(report.edges, edges);
  EXPECT_THAT(report.lost, IsEmpty());
  EXPECT_THAT(report.impaired, IsEmpty());
  EXPECT_TRUE(report.compared_fingerprints);
}

TEST_F(VerifyStoreTest, WhatIsDerivedMustBeThatOfTheText) {
  {
    const auto store = OpenStore();
    Article article = MakeArticle("a", Words("a", 100));
    article.first_seen_at = absl::UnixEpoch();
    const std::string fingerprint = EncodeFingerprint({.exact_hash = 1});
    ASSERT_TRUE(store->Commit({{article, 1, fingerprint}}).at(0).ok());
    article.id = *ArticleId::Create("b");
    ASSERT_TRUE(store->Commit({{article, 1, "no fingerprint"}}).at(0).ok());
    ASSERT_TRUE(store->PutEdges(2, {{2, 1, "no edge"}}).ok());
  }
  const VerifyReport report = Verify();
  EXPECT_FALSE(report.sound());
  EXPECT_THAT(report.impaired, ElementsAre(OrdinalRange{1, 2}));
  EXPECT_THAT(report.lost, IsEmpty());
  EXPECT_THAT(report.findings,
              ElementsAre(Says(1, 1, "fingerprints: the record is not that of the text"),
                          Says(2, 2, "fingerprint"), Says(2, 2, "edges: to 1: ")));
}

TEST_F(VerifyStoreTest, LostFingerprintsAndMatchesAreMadeAnew) {
  Fill();
  const auto edges = Edges(*OpenCorpus());
  const SearchReport before = *OpenCorpus()->Check(MakeArticle("", Words("a", 100)), {});
  ASSERT_TRUE(OpenStore()->Compact().ok());
  // The tables that name the two column families in their properties.
  RemoveTables("fingerprints");
  RemoveTables("edges");
  const VerifyReport report = Verify();
  EXPECT_EQ(report.revisions, 8u);
  EXPECT_THAT(report.lost, IsEmpty());
  EXPECT_THAT(report.impaired, ElementsAre(OrdinalRange{1, 3}, OrdinalRange{5, 9}));
  EXPECT_THAT(report.findings, Contains(Says(5, 9, "fingerprints: the record is missing")));
  for (const bool accept_damage : {true, false}) {
    const auto corpus = OpenCorpus(accept_damage);
    EXPECT_EQ(Edges(*corpus), edges);
    EXPECT_EQ(Ids(corpus->Check(MakeArticle("", Words("a", 100)), {})->matches),
              Ids(before.matches));
    EXPECT_EQ(corpus->Stats()->index.articles, 8u);
    ListQuery gazette;
    gazette.filter.publisher = "Gazette";
    EXPECT_EQ(corpus->List(gazette)->articles.size(), 7u);
  }
}

// Copies that have lost their matches are no sign that their text is common.
TEST_F(VerifyStoreTest, ManyCopiesAreMatchedAnew) {
  {
    const auto corpus = OpenCorpus();
    EXPECT_TRUE(corpus->Ingest(MakeArticle("wire", Words("wire", 100)), {}).ok());
    for (int i = 0; i < 11; ++i) {
      const std::string own = Words(absl::StrCat("own", i, "x"), 300);
      EXPECT_TRUE(
          corpus->Ingest(MakeArticle(absl::StrCat("a", i), own + Words("wire", 100)), {}).ok());
    }
  }
  const Article wire = MakeArticle("", Words("wire", 100));
  const auto edges = Edges(*OpenCorpus());
  EXPECT_EQ(edges.size(), 66u);
  EXPECT_EQ(OpenCorpus()->Check(wire, {})->total_matches, 12u);
  ASSERT_TRUE(OpenStore()->Compact().ok());
  RemoveTables("edges");
  const auto corpus = OpenCorpus(/*accept_damage=*/true);
  EXPECT_EQ(Edges(*corpus), edges);
  EXPECT_EQ(corpus->Check(wire, {})->total_matches, 12u);
}

TEST_F(VerifyStoreTest, LostTextsAreNamed) {
  Fill();
  ASSERT_TRUE(OpenStore()->Compact().ok());
  RemoveTables("bodies");
  VerifyReport report = Verify();
  EXPECT_THAT(report.lost, ElementsAre(OrdinalRange{1, 3}, OrdinalRange{5, 9}));
  EXPECT_THAT(report.findings, Contains(Says(5, 9, "the body is missing")));
  EXPECT_EQ(OpenCorpus(/*accept_damage=*/true)->Stats()->index.articles, 0u);
  report = Verify();
  EXPECT_TRUE(report.sound());
  EXPECT_THAT(report.accepted, ElementsAre(OrdinalRange{1, 3}, OrdinalRange{5, 9}));
}

TEST_F(VerifyStoreTest, OfAnotherSchemeFingerprintsAreNotComputed) {
  {
    auto store = *OpenRocksDbStore({.path = path_, .scheme = "other"});
    Article article = MakeArticle("a", Words("a", 100));
    article.first_seen_at = absl::UnixEpoch();
    ASSERT_TRUE(store->Commit({{article, 1, "other"}}).at(0).ok());
  }
  const VerifyReport report = Verify();
  EXPECT_TRUE(report.sound());
  EXPECT_FALSE(report.compared_fingerprints);
}

// What is derived beside the store is no damage to it.
TEST_F(VerifyStoreTest, AFaultOfTheIndexIsToldApartAndMadeAnew) {
  Fill();
  ASSERT_TRUE(RebuildIndex(path_).ok());
  EXPECT_THAT(Verify().index_faults, testing::IsEmpty());
  const std::string manifest = IndexPathOf(path_) + "/manifest";
  std::ofstream(manifest, std::ios::trunc) << "something else";
  const VerifyReport report = Verify();
  EXPECT_TRUE(report.sound());
  EXPECT_THAT(report.index_faults, testing::ElementsAre(testing::HasSubstr("manifest")));
  const absl::StatusOr<IndexStats> rebuilt = RebuildIndex(path_);
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.status();
  EXPECT_EQ(rebuilt->articles, report.revisions);
  EXPECT_THAT(Verify().index_faults, testing::IsEmpty());
  const auto corpus = OpenCorpus();
  EXPECT_EQ(RebuildIndex(path_).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(VerifyStoreTest, StopsWhenAsked) {
  Fill();
  EXPECT_EQ(VerifyStore(path_, {.deadline = absl::InfinitePast()}).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  const auto corpus = OpenCorpus();
  EXPECT_EQ(VerifyStore(path_, {}).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace newsprint
