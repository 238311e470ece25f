// Lists of articles, and what all listings share: what is found, page by page, until the call's
// end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "tests/corpus/listing_fixture.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

TEST_F(ListingTest, ListsByWhatArticlesSayOfThemselves) {
  PutNewsroom();
  Put("https://wire.example/bare", "no URL but the id", "", "", Day(1));
  const struct {
    const char* name;
    ArticleFilter filter;
    IdList ids;
  } cases[] = {
      {"publisher", {.publisher = "Herald"}, {"herald", "mixed"}},
      {"unknown publisher", {.publisher = "herald"}, {}},
      {"domain and what is below",
       {.domain = "Wire.Example"},
       {"wire1", "wire2", "wire3", "wire4", "again", "https://wire.example/bare"}},
      {"host", {.domain = "m.wire.example"}, {"again"}},
      {"no part of a label", {.domain = "ire.example"}, {}},
      {"two hosts in order", {.domain = "gazette.example"}, {"gazette", "blog"}},
      {"language", {.language = "en"}, {"gazette"}},
      {"time", {.published_from = Day(4), .published_to = Day(6)}, {"wire4", "rival4", "again"}},
      {"all of it",
       {.publisher = "Wire", .domain = "wire.example", .published_from = Day(3)},
       {"wire3", "wire4", "again"}},
      {"publisher elsewhere", {.publisher = "Wire", .domain = "rival.example"}, {}},
  };
  for (const auto& c : cases) EXPECT_EQ(List(c.filter), c.ids) << c.name;
}

TEST_F(ListingTest, ListsNewestRevisionsAndNoDeletedOnes) {
  Put("a", "one", "P");
  Put("b", "two", "P");
  Put("c", "three", "P");
  EXPECT_EQ(List({.publisher = "P"}), (IdList{"a", "b", "c"}));
  Put("a", "four", "P");
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("b")).ok());
  EXPECT_EQ(List({.publisher = "P"}), (IdList{"c", "a"}));
  EXPECT_EQ(List({}), (IdList{"c", "a"}));
  Put("b", "five", "Q");
  Put("c", "six", "Q");
  EXPECT_EQ(List({.publisher = "P"}), IdList{"a"});
  EXPECT_EQ(List({.publisher = "Q"}), (IdList{"b", "c"}));
}

TEST_F(ListingTest, ListPagesAreBoundedInArticlesAndBytes) {
  for (int i = 0; i < 7; ++i) Put(absl::StrCat(i), std::string(1000, 'x'), i % 2 ? "P" : "Q");
  for (const std::string publisher : {"", "P", "Q"}) {
    for (const bool with_body : {false, true}) {
      ListQuery query{.filter = {.publisher = publisher}, .page_size = 3, .with_body = with_body};
      query.max_body_bytes = 2500;
      std::vector<std::string> ids;
      size_t pages = 0;
      do {
        const absl::StatusOr<ListPage> page = corpus_->List(query);
        ASSERT_TRUE(page.ok()) << page.status();
        EXPECT_LE(page->articles.size(), with_body ? 2u : 3u);
        for (const StoredArticle& stored : page->articles) {
          EXPECT_EQ(stored.article.body.size(), with_body ? 1000u : 0u);
          ids.push_back(stored.article.id.value());
        }
        query.page_token = page->next_page_token;
        ++pages;
      } while (!query.page_token.empty() && pages < 20);
      EXPECT_EQ(ids, publisher.empty()  ? (IdList{"0", "1", "2", "3", "4", "5", "6"})
                     : publisher == "P" ? (IdList{"1", "3", "5"})
                                        : (IdList{"0", "2", "4", "6"}));
    }
  }
  // One that is over the bound by itself makes a page of its own.
  ListQuery query{.with_body = true};
  query.max_body_bytes = 10;
  EXPECT_EQ(corpus_->List(query)->articles.size(), 1u);
}

TEST_F(ListingTest, ListTokensAreOfOneQueryAndOneStore) {
  for (int i = 0; i < 3; ++i) Put(absl::StrCat(i), "text", "P");
  const ListQuery query{.filter = {.publisher = "P"}, .page_size = 1};
  ListQuery next = query;
  next.page_token = corpus_->List(query)->next_page_token;
  ASSERT_TRUE(corpus_->List(next).ok());
  next.page_size = 2;
  EXPECT_TRUE(corpus_->List(next).ok()) << "the page size may change";
  next.filter.language = "en";
  EXPECT_EQ(corpus_->List(next).status().code(), absl::StatusCode::kInvalidArgument);
  next.filter = query.filter;
  Open({});  // Another store.
  Put("x", "text", "P");
  EXPECT_EQ(corpus_->List(next).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(corpus_->List({.page_size = 0}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(corpus_->List({.filter = {.domain = "a/b"}}).status().message()),
              HasSubstr("domain: must be a domain such as example.org, not 'a/b'"));
  EXPECT_THAT(
      std::string(corpus_->List({.filter = {.published_from = Day(2), .published_to = Day(1)}})
                      .status()
                      .message()),
      HasSubstr("is after published_to"));
}

TEST_F(ListingTest, ADeadlineOrACancelledCallStopsTheWork) {
  Open({.text_cache_bytes = 0});
  constexpr int kCopies = 40;
  for (int i = 0; i < kCopies; ++i) Put(absl::StrCat(i), Words("story", 100 + i), i ? "Q" : "P");
  std::stop_source stop;
  const CallControl control{.stop = stop.get_token()};
  // With no cache, each candidate that is verified is one article read.
  reads_.articles = 0;
  reads_.at_article = [&](int number) {
    if (number == 5) stop.request_stop();
  };
  const Article copy = MakeArticle("", Words("story", 100));
  EXPECT_EQ(corpus_->Check(copy, {.control = control}).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(reads_.articles, 5);
  // Nothing more once it is known at the start.
  EXPECT_EQ(corpus_->Check(copy, {.control = control}).status().code(),
            absl::StatusCode::kCancelled);
  FindQuery query = OfPublisher("P");
  query.control = control;
  reads_.edges = 0;
  EXPECT_EQ(corpus_->FindReprints(query).status().code(), absl::StatusCode::kCancelled);
  query.control = {.deadline = absl::InfinitePast()};
  EXPECT_EQ(corpus_->FindReprints(query).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(corpus_->List({.control = control}).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(reads_.articles, 5);
  EXPECT_EQ(reads_.edges, 0);
}

TEST_F(ListingTest, CheckBatchAnswersForEachArticle) {
  Put("wire", Words("story", 100));
  const Article batch[] = {MakeArticle("", Words("story", 100)), MakeArticle("", "\xff"),
                           MakeArticle("", Words("other", 100))};
  const auto reports = corpus_->CheckBatch(batch, {});
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_EQ(Ids(reports[0]->matches), IdList{"wire"});
  EXPECT_EQ(reports[1].status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(reports[2]->total_matches, 0u);
  EXPECT_EQ(corpus_->CheckBatch(batch, {.max_matches = 10'001})[2].status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(ListingTest, PurgesAskedForTogetherShareTheWork) {
  ASSERT_TRUE(corpus_->Purge().ok());
  EXPECT_EQ(reads_.compactions, 1);
  ASSERT_TRUE(corpus_->Purge().ok()) << "the one before began too early";
  EXPECT_EQ(reads_.compactions, 2);
  // While one is at work, eight more are asked for: one more does for them.
  constexpr int kCalls = 8;
  std::vector<std::jthread> callers;
  reads_.at_compaction = [&] {
    if (!callers.empty()) return;
    for (int i = 0; i < kCalls; ++i) {
      callers.emplace_back([&] { EXPECT_TRUE(corpus_->Purge().ok()); });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // For all to have asked.
  };
  ASSERT_TRUE(corpus_->Purge().ok());
  for (std::jthread& caller : callers) caller.join();
  EXPECT_GE(reads_.compactions, 4);
  EXPECT_LT(reads_.compactions, 3 + kCalls);
}

TEST_F(ListingTest, AsksTheCatalogFromManyThreadsWhileOthersWrite) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 30; ++i) {
        Put(absl::StrCat(t, "/", i), Words(absl::StrCat("s", i, "x"), 60), t ? "P" : "Q");
        if (i % 5 == 4) {
          EXPECT_TRUE(corpus_->Delete(*ArticleId::Create(absl::StrCat(t, "/", i - 1))).ok());
        }
      }
    });
    threads.emplace_back([this] {
      for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(corpus_->FindReprints(OfPublisher("P")).ok());
        EXPECT_TRUE(corpus_->List({.filter = {.publisher = "Q"}}).ok());
      }
    });
  }
  threads.clear();
  EXPECT_EQ(List({.publisher = "P"}).size(), 24u);
  EXPECT_EQ(Find(OfPublisher("P")).total_matches, 24u);
}

}  // namespace
}  // namespace newsprint
