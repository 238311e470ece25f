// Articles by source, and the reprints of a source: what is found, in which order, page by page,
// and at what cost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"
#include "tests/corpus/counting_store.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

absl::Time Day(int day) {
  return absl::FromCivil(absl::CivilDay(2026, 1, day), absl::UTCTimeZone());
}

class ListingTest : public ::testing::Test {
 protected:
  ListingTest() { Open({}); }

  void Open(const CorpusOptions& options) {
    corpus_ = *Corpus::Open(std::make_unique<CountingStore>(
                                CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1}), reads_),
                            options);
  }

  void Put(const std::string& id, const std::string& body, const std::string& publisher = "",
           const std::string& url = "", std::optional<absl::Time> published_at = {},
           const std::string& language = "") {
    Article article = MakeArticle(id, body, publisher);
    article.url = url;
    article.language = language;
    article.published_at = published_at;
    const auto report = corpus_->Ingest(article, {});
    ASSERT_TRUE(report.ok()) << report.status();
  }

  // Two agencies with a story each day, and outlets that carry them.
  void PutNewsroom() {
    for (int day = 1; day <= 4; ++day) {
      const std::string n = absl::StrCat(day);
      Put("wire" + n, Words("w" + n + "x", 200), "Wire", "https://wire.example/" + n, Day(day));
      Put("rival" + n, Words("r" + n + "x", 200), "Rival", "https://rival.example/" + n, Day(day));
    }
    Put("gazette", Words("promo", 10) + Words("w1x", 200), "Gazette",
        "https://www.gazette.example/1", Day(9), "en");
    Put("blog", Words("w2x", 60) + Words("own", 200), "Blog", "https://gazette.example/2", Day(7));
    Put("herald", Words("w2x", 200) + Words("more", 40), "Herald", "", Day(8));
    Put("mixed", Words("r3x", 200) + Words("w3x", 100), "Herald", "", Day(6));
    Put("again", Words("w4x", 190), "Wire", "https://m.wire.example/again", Day(5));
  }

  static FindQuery OfPublisher(const std::string& publisher) {
    FindQuery query;
    query.source = ArticleFilter{.publisher = publisher};
    return query;
  }

  FindPage Find(const FindQuery& query) {
    absl::StatusOr<FindPage> page = corpus_->FindReprints(query);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.ok() ? *std::move(page) : FindPage{};
  }

  // "asked<-other" of each match.
  static IdList Pairs(const FindPage& page) {
    IdList pairs;
    for (size_t i = 0; i < page.matches.size(); ++i) {
      pairs.push_back(page.asked[i].id.value() + "<-" + page.matches[i].other.id.value());
    }
    return pairs;
  }

  IdList List(const ArticleFilter& filter) {
    const absl::StatusOr<ListPage> page = corpus_->List({.filter = filter});
    EXPECT_TRUE(page.ok()) << page.status();
    IdList ids;
    for (const StoredArticle& stored : page->articles) ids.push_back(stored.article.id.value());
    EXPECT_EQ(page->total_articles, ids.size());
    return ids;
  }

  StoreReads reads_;
  std::unique_ptr<Corpus> corpus_;
};

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

TEST_F(ListingTest, FindsTheReprintsOfASource) {
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

TEST_F(ListingTest, OwnPublisherCanBeLeftOut) {
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

TEST_F(ListingTest, PagesOfASourceJoinToTheWholeInBothOrders) {
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

TEST_F(ListingTest, WhatComesInStandsOnTheFirstPageOfANewListing) {
  PutNewsroom();
  Put("late", Words("w2x", 80) + Words("late", 300), "Late", "", Day(10));
  EXPECT_EQ(Find(OfPublisher("Wire")).total_matches, 5u);
}

TEST_F(ListingTest, ASourcesListingStaysAsItWasAtTheFirstPage) {
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

TEST_F(ListingTest, OfAnArticlesRevisionsTheBestMatchCounts) {
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

TEST_F(ListingTest, TokensOfASource) {
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

TEST_F(ListingTest, TokensSurviveARestart) {
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
TEST_F(ListingTest, AsksOnlyForWhatThePageNeeds) {
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

// More matches than are judged at once, and than are held: verdicts are made for the page at hand
// only, and all pages together miss none.
TEST_F(ListingTest, AVastSourceIsJudgedPageByPage) {
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

TEST_F(ListingTest, AnArticleDeletedDuringAPageDoesNotEndTheListing) {
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
