// The reprints of a source: what is found, in which order, page by page, and at what cost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/corpus/listing_fixture.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using SourceListingTest = ListingTest;

TEST_F(SourceListingTest, FindsTheReprintsOfASource) {
  PutNewsroom();
  // Between its own articles (wire4 and again) there is nothing to report.
  const FindPage page = Find(OfPublisher("Wire"));
  EXPECT_THAT(Pairs(page),
              ElementsAre("wire1<-gazette", "wire2<-herald", "wire3<-mixed", "wire2<-blog"));
  EXPECT_EQ(page.total_matches, 4u);
  EXPECT_FALSE(page.total_is_upper_bound);
  EXPECT_EQ(page.matches[0].match.containment_a, 1) << "the source's article is side a";

  FindQuery query = OfPublisher("Wire");
  query.source->published_from = Day(2);
  query.source->published_to = Day(3);
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("wire2<-herald", "wire2<-blog"));

  query = OfPublisher("");
  query.source->domain = "gazette.example";
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("gazette<-wire1", "blog<-wire2", "blog<-herald"));

  query = OfPublisher("Wire");
  query.filter.publisher = "Herald";
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("wire2<-herald", "wire3<-mixed"));
  query.filter = {.relations = {Relation::kReprint}};
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("wire1<-gazette", "wire2<-herald"));
  query.filter = {.min_containment = 0.45, .published_from = Day(8)};
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("wire1<-gazette", "wire2<-herald"));
  EXPECT_THAT(Pairs(Find(OfPublisher("Nobody"))), ElementsAre());

  query = OfPublisher("Wire");
  query.order = FindOrder::kNewestFirst;
  EXPECT_THAT(Pairs(Find(query)),
              ElementsAre("wire1<-gazette", "wire2<-herald", "wire2<-blog", "wire3<-mixed"));
  const FindQuery of_article{.id = *ArticleId::Create("wire2"), .order = FindOrder::kNewestFirst};
  EXPECT_THAT(Pairs(Find(of_article)), ElementsAre("wire2<-herald", "wire2<-blog"));
}

TEST_F(SourceListingTest, OwnPublisherCanBeLeftOut) {
  Put("a", Words("story", 100), "P");
  Put("b", Words("story", 110), "P");
  Put("c", Words("story", 120), "Q");
  const MatchFilter filter{.exclude_own_publisher = true};
  EXPECT_EQ(Ids(Find({.id = *ArticleId::Create("a"), .filter = filter}).matches), IdList{"c"});
  SearchOptions options{.filter = filter};
  const Article article = MakeArticle("d", Words("story", 100), "Q");
  EXPECT_EQ(Ids(corpus_->Check(article, options)->matches), (IdList{"a", "b"}));
  options.filter.exclude_own_publisher = false;
  EXPECT_EQ(corpus_->Check(article, options)->total_matches, 3u);
  // Who names no publisher has none to leave out.
  options.filter = filter;
  EXPECT_EQ(corpus_->Check(MakeArticle("e", article.body), options)->total_matches, 3u);
}

TEST_F(SourceListingTest, PagesOfASourceJoinToTheWholeInBothOrders) {
  PutNewsroom();
  for (const FindOrder order : {FindOrder::kStrongestFirst, FindOrder::kNewestFirst}) {
    FindQuery query = OfPublisher("Wire");
    query.order = order;
    const IdList whole = Pairs(Find(query));
    query.page_size = 1;
    IdList joined;
    do {
      const FindPage page = Find(query);
      ASSERT_EQ(page.matches.size(), 1u);
      EXPECT_EQ(page.total_matches, whole.size());
      joined.push_back(Pairs(page).front());
      query.page_token = page.next_page_token;
    } while (!query.page_token.empty() && joined.size() < 100);
    EXPECT_EQ(joined, whole);
  }
}

TEST_F(SourceListingTest, WhatComesInStandsOnTheFirstPageOfANewListing) {
  PutNewsroom();
  Put("late", Words("w2x", 80) + Words("late", 300), "Late", "", Day(10));
  EXPECT_EQ(Find(OfPublisher("Wire")).total_matches, 5u);
}

TEST_F(SourceListingTest, ASourcesListingStaysAsItWasAtTheFirstPage) {
  PutNewsroom();
  FindQuery query = OfPublisher("Wire");
  const IdList whole = Pairs(Find(query));
  query.page_size = 1;
  query.page_token = Find(query).next_page_token;
  query.page_size = 10;
  // A further copy that ranks after the first, and a revision.
  Put("late", Words("w2x", 80) + Words("late", 300), "Late", "", Day(10));
  Put("wire2", Words("w2x", 201), "Wire", "https://wire.example/2", Day(2));
  EXPECT_EQ(Pairs(Find(query)), IdList(whole.begin() + 1, whole.end()));
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("herald")).ok());  // and a deletion.
  EXPECT_THAT(Pairs(Find(query)), ElementsAre("wire3<-mixed", "wire2<-blog"));
}

TEST_F(SourceListingTest, OfAnArticlesRevisionsTheBestMatchCounts) {
  Put("wire", Words("story", 100), "Wire");
  Put("page", Words("story", 80) + Words("x", 100), "Page");
  Put("page", Words("story", 100) + Words("x", 10), "Page");
  Put("page", Words("story", 90) + Words("x", 50), "Page");
  for (const FindQuery& query :
       {FindQuery{.id = *ArticleId::Create("wire")}, OfPublisher("Wire")}) {
    const FindPage page = Find(query);
    ASSERT_EQ(Ids(page.matches), IdList{"page"});
    EXPECT_EQ(page.matches[0].other.revision, 2u);
  }
}

TEST_F(SourceListingTest, TokensOfASource) {
  PutNewsroom();
  FindQuery query = OfPublisher("Wire");
  query.page_size = 1;
  query.page_token = Find(query).next_page_token;
  ASSERT_FALSE(query.page_token.empty());
  FindQuery other = query;
  other.order = FindOrder::kNewestFirst;
  EXPECT_EQ(corpus_->FindReprints(other).status().code(), absl::StatusCode::kInvalidArgument);
  other = query;
  other.source->publisher = "Rival";
  EXPECT_EQ(corpus_->FindReprints(other).status().code(), absl::StatusCode::kInvalidArgument);
  Open({});
  const absl::Status status = corpus_->FindReprints(query).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("page_token: is stale"));

  EXPECT_THAT(std::string(corpus_->FindReprints(OfPublisher("")).status().message()),
              HasSubstr("source: must name a publisher or a domain"));
}

TEST_F(SourceListingTest, TokensSurviveARestart) {
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / absl::StrCat("newsprint_listing_", ::getpid());
  const auto open = [&] {
    corpus_.reset();
    corpus_ = *Corpus::Open(
        *OpenRocksDbStore({.path = directory.string(), .scheme = CurrentScheme(), .seed = 1}), {});
  };
  open();
  PutNewsroom();
  FindQuery query = OfPublisher("Wire");
  const IdList whole = Pairs(Find(query));
  query.page_size = 2;
  query.page_token = Find(query).next_page_token;
  ListQuery list{.filter = {.publisher = "Wire"}, .page_size = 4};
  list.page_token = corpus_->List(list)->next_page_token;
  open();
  EXPECT_EQ(Pairs(Find(query)), IdList(whole.begin() + 2, whole.end()));
  EXPECT_EQ(corpus_->List(list)->articles.at(0).article.id.value(), "again");

  // A store that was set back to an earlier state does not have what a token speaks of.
  corpus_.reset();
  const std::filesystem::path backup = directory.string() + "_backup";
  std::filesystem::copy(directory, backup, std::filesystem::copy_options::recursive);
  open();
  Put("later", Words("w3x", 150), "Later");
  Put("latest", Words("w3x", 140), "Later");
  query.page_token.clear();
  query.page_token = Find(query).next_page_token;
  ListQuery past{.page_size = 14};  // Ends with an article that the backup does not have.
  past.page_token = corpus_->List(past)->next_page_token;
  corpus_.reset();
  std::filesystem::remove_all(directory);
  std::filesystem::rename(backup, directory);
  open();
  EXPECT_EQ(corpus_->FindReprints(query).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(corpus_->List(past).status().code(), absl::StatusCode::kFailedPrecondition);
  corpus_.reset();
  std::filesystem::remove_all(directory);
}

// The cost of a source's page follows the source, not the store.
TEST_F(SourceListingTest, AsksOnlyForWhatThePageNeeds) {
  Open({.text_cache_bytes = 0});
  PutNewsroom();
  for (int i = 0; i < 200; ++i)
    Put(absl::StrCat("filler", i), Words(absl::StrCat("f", i, "x"), 60));
  FindQuery query = OfPublisher("Wire");
  query.page_size = 1;
  const FindPage first = Find(query);
  EXPECT_EQ(first.work.articles, 5u);
  EXPECT_EQ(first.work.edges, 6u) << "wire4 and again see each other";
  EXPECT_EQ(first.work.judged, 4u);

  reads_.articles = reads_.edges = reads_.log = 0;
  query.page_token = first.next_page_token;
  Find(query);
  EXPECT_EQ(reads_.log, 1) << "to see that nothing is new";
  EXPECT_EQ(reads_.edges, 7) << "of the five, and for the origin of both ends of the page's match";
  EXPECT_LE(reads_.articles, 9) << "both texts of four matches, and the subject of the page's one";

  query = OfPublisher("Wire");
  query.source->published_from = Day(3);
  EXPECT_EQ(Find(query).work.articles, 3u);

  reads_.articles = reads_.log = 0;
  ASSERT_TRUE(corpus_->List({.filter = {.publisher = "Herald"}}).ok());
  EXPECT_EQ(reads_.log, 1);
  EXPECT_EQ(reads_.articles, 2);
  EXPECT_GT(corpus_->Stats()->catalog_bytes, 200u * 60);
  EXPECT_LT(corpus_->Stats()->catalog_bytes, 200u * 600);
}

// Of a source, of a time window of it, and of a story: what else is stored is not looked at.
TEST_F(SourceListingTest, APageCostsNoMoreInALargerStore) {
  const std::vector<std::function<void()>> pages = {
      [&] { EXPECT_EQ(Find(OfPublisher("Wire")).matches.size(), 4u); },
      [&] {
        FindQuery query = OfPublisher("");
        query.source->domain = "wire.example";
        query.source->published_from = Day(2);
        query.source->published_to = Day(4);
        query.order = FindOrder::kNewestFirst;
        query.page_size = 2;
        EXPECT_EQ(Find(query).matches.size(), 2u);
      },
      [&] { EXPECT_EQ(corpus_->GetStory(*ArticleId::Create("gazette"), {})->articles.size(), 2u); },
      [&] {
        StoryQuery query;
        query.filter.publisher = "Wire";
        EXPECT_EQ(corpus_->ListStories(query)->stories.size(), 3u);
      },
  };
  std::vector<std::vector<int>> costs;
  for (const int others : {50, 1'000}) {
    Open({.text_cache_bytes = 0});
    PutNewsroom();
    // Near copies in pairs: stories, too.
    for (int i = 0; i < others; ++i) {
      Put(absl::StrCat("filler", i),
          Words(absl::StrCat("f", i / 2, "x"), 60) + Words(absl::StrCat("e", i), 3));
    }
    Find(OfPublisher("Wire"));  // Reads the log, once.
    std::vector<int>& cost = costs.emplace_back();
    for (const auto& page : pages) {
      reads_.articles = reads_.edges = reads_.log = reads_.heads = 0;
      page();
      for (const int count :
           {reads_.articles.load(), reads_.edges.load(), reads_.log.load(), reads_.heads.load()}) {
        cost.push_back(count);
      }
    }
  }
  EXPECT_EQ(costs[1], costs[0]);
  EXPECT_LE(std::ranges::max(costs[0]), 60);
}

// More matches than are judged at once, and than are held: verdicts are made for the page at hand
// only, and all pages together miss none.
TEST_F(SourceListingTest, AVastSourceIsJudgedPageByPage) {
  constexpr int kStories = 9;
  constexpr int kCopies = 10;
  Open({.max_exact_matches = 10, .max_held_matches = 20});
  for (int story = 0; story < kStories; ++story) {
    const std::string body = Words(absl::StrCat("s", story, "x"), 60);
    Put(absl::StrCat("wire", story), body, "Wire");
    for (int copy = 0; copy < kCopies; ++copy) {
      Put(absl::StrCat("copy", story, "/", copy), body + Words("y", copy % 7), "Outlet");
    }
  }
  for (const FindOrder order : {FindOrder::kStrongestFirst, FindOrder::kNewestFirst}) {
    FindQuery query = OfPublisher("Wire");
    query.order = order;
    query.page_size = 7;
    std::set<std::string> seen;
    size_t matches = 0;
    do {
      const FindPage page = Find(query);
      EXPECT_TRUE(page.total_is_upper_bound);
      EXPECT_EQ(page.total_matches, static_cast<uint64_t>(kStories * kCopies));
      EXPECT_LE(page.work.judged, 7u);
      for (const std::string& pair : Pairs(page)) seen.insert(pair);
      matches += page.matches.size();
      query.page_token = page.next_page_token;
    } while (!query.page_token.empty() && matches < 500);
    EXPECT_EQ(seen.size(), static_cast<size_t>(kStories * kCopies));
    EXPECT_EQ(matches, seen.size());
    // A page that is larger than what is held ends early, and says how to go on.
    query.page_token.clear();
    query.page_size = 50;
    const FindPage page = Find(query);
    EXPECT_EQ(page.matches.size(), 20u);
    EXPECT_NE(page.next_page_token, "");
  }
}

TEST_F(SourceListingTest, AnArticleDeletedDuringAPageDoesNotEndTheListing) {
  for (int i = 0; i < 4; ++i) Put(absl::StrCat(i), "text", "P");
  reads_.articles = 0;
  reads_.at_article = [&](int number) {
    if (number == 1) {
      EXPECT_TRUE(corpus_->Delete(*ArticleId::Create("0")).ok());
    }
  };
  ListQuery query{.page_size = 2, .with_body = true};
  IdList ids;
  do {
    const absl::StatusOr<ListPage> page = corpus_->List(query);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const StoredArticle& stored : page->articles) ids.push_back(stored.article.id.value());
    query.page_token = page->next_page_token;
  } while (!query.page_token.empty());
  EXPECT_EQ(ids, (IdList{"1", "2", "3"}));
}

}  // namespace
}  // namespace newsprint
