#include "newsprint/corpus/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

std::unique_ptr<Store> NewStore() {
  return CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1});
}

std::unique_ptr<Corpus> NewCorpus(const CorpusOptions& options = {}) {
  return *Corpus::Open(NewStore(), options);
}

class CorpusTest : public ::testing::Test {
 protected:
  IngestReport Ingest(const Article& article) {
    absl::StatusOr<IngestReport> report = corpus_->Ingest(article, {});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : IngestReport{};
  }

  SearchReport Check(const Article& article, const SearchOptions& options = {}) {
    absl::StatusOr<SearchReport> report = corpus_->Check(article, options);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : SearchReport{};
  }

  std::unique_ptr<Corpus> corpus_ = NewCorpus();
};

TEST_F(CorpusTest, AnArticleGoesInAndItsReprintComesOut) {
  EXPECT_EQ(Ids(Ingest(MakeArticle("original", Words("story", 300))).search.matches), IdList{});
  const IngestReport report =
      Ingest(MakeArticle("copy", Words("promo", 20) + Words("story", 300), "The Copier"));
  EXPECT_EQ(report.outcome, IngestOutcome::kCreated);
  ASSERT_EQ(Ids(report.search.matches), IdList{"original"});
  const Match& match = report.search.matches[0].match;
  EXPECT_EQ(match.relation, Relation::kReprint);
  EXPECT_EQ(match.containment_b, 1);
  EXPECT_NEAR(match.containment_a, 300.0 / 320, 1e-9);

  const SearchReport check = Check(MakeArticle("page", Words("story", 300)));
  EXPECT_EQ(Ids(check.matches), (IdList{"original", "copy"}));
  EXPECT_EQ(check.matches[1].other.publisher, "The Copier");
  EXPECT_EQ(check.work.candidates_verified, 2u);
}

TEST_F(CorpusTest, CheckStoresNothing) {
  Check(MakeArticle("page", Words("story", 300)));
  EXPECT_EQ(corpus_->Stats()->store.articles, 0u);
  EXPECT_EQ(Ids(Check(MakeArticle("", "one word")).matches), IdList{});
}

TEST_F(CorpusTest, ExcerptsAndEmbeddedOriginalsAreFound) {
  Ingest(MakeArticle("original", Words("story", 100)));
  Ingest(MakeArticle("long page", Words("x", 3000) + Words("story", 100) + Words("y", 3000)));
  Ingest(MakeArticle("excerpt", Words("z", 2000) + Words("y", 60)));
  EXPECT_EQ(Ids(Check(MakeArticle("", Words("story", 100))).matches),
            (IdList{"original", "long page"}));
  EXPECT_EQ(Ids(Check(MakeArticle("", Words("y", 200))).matches), (IdList{"long page", "excerpt"}));
}

TEST_F(CorpusTest, ResendingChangesNothingAndOtherContentIsARevision) {
  const Article original = MakeArticle("a", Words("story", 100));
  Ingest(MakeArticle("earlier", Words("story", 90)));
  const IngestReport first = Ingest(original);
  const IngestReport again = Ingest(original);
  EXPECT_EQ(again.outcome, IngestOutcome::kUnchanged);
  EXPECT_EQ(again.ordinal, first.ordinal);
  EXPECT_EQ(Ids(again.search.matches), Ids(first.search.matches));

  const IngestReport revised = Ingest(MakeArticle("a", Words("story", 110)));
  EXPECT_EQ(revised.outcome, IngestOutcome::kRevised);
  EXPECT_EQ(revised.revision, 2u);
  EXPECT_EQ(Ids(revised.search.matches), IdList{"earlier"});  // Not the revision before it.
  EXPECT_EQ(corpus_->Get(original.id, 0)->article.body, Words("story", 110));
  EXPECT_EQ(corpus_->Get(original.id, 1)->article.body, original.body);
  EXPECT_EQ(corpus_->Get(original.id, 3).status().code(), absl::StatusCode::kNotFound);

  // One match an article: the revision that matches best.
  const SearchReport check = Check(MakeArticle("", Words("story", 100)));
  ASSERT_EQ(Ids(check.matches), (IdList{"a", "earlier"}));
  EXPECT_EQ(check.matches[0].match.relation, Relation::kIdentical);
  EXPECT_EQ(check.matches[0].other.revision, 1u);
}

TEST_F(CorpusTest, OneBadArticleDoesNotTouchTheOthers) {
  const Article batch[] = {MakeArticle("a", Words("story", 100)), MakeArticle("b", "\xff"),
                           MakeArticle("a", Words("story", 101)),
                           MakeArticle("a", Words("story", 101)),
                           MakeArticle("c", Words("story", 99))};
  const std::vector<absl::StatusOr<IngestReport>> reports = corpus_->IngestBatch(batch, {});
  ASSERT_EQ(reports.size(), 5u);
  EXPECT_EQ(reports[0]->outcome, IngestOutcome::kCreated);
  EXPECT_THAT(std::string(reports[1].status().message()), HasSubstr("not UTF-8 at byte 0"));
  EXPECT_EQ(reports[2]->outcome, IngestOutcome::kRevised);
  EXPECT_EQ(reports[3]->outcome, IngestOutcome::kUnchanged);
  EXPECT_EQ(reports[4]->outcome, IngestOutcome::kCreated);
  EXPECT_EQ(reports[4]->search.total_matches, 1u);
}

TEST_F(CorpusTest, ShortTextsGetAnHonestAnswer) {
  Ingest(MakeArticle("short", "Ferry cancelled."));
  const SearchReport equal = Check(MakeArticle("", "FERRY CANCELLED"));
  EXPECT_TRUE(equal.insufficient_evidence);
  EXPECT_EQ(Ids(equal.matches), IdList{"short"});
  const SearchReport other = Check(MakeArticle("", "Ferry"));
  EXPECT_TRUE(other.insufficient_evidence);
  EXPECT_EQ(Ids(other.matches), IdList{});
  EXPECT_FALSE(Check(MakeArticle("", Words("long", 50))).insufficient_evidence);
}

// Two pages whose articles were lost behind the same wall share no story.
TEST_F(CorpusTest, ANoticeInPlaceOfAStoryIsNoEvidence) {
  const std::string wall =
      "By continuing to browse you agree that we and our partners handle what your browser tells "
      "of "
      "you. This website uses cookies to measure visits and to show advertising that fits. You can "
      "accept all cookies, or manage your cookies in the settings. Read our privacy notice to "
      "learn "
      "what we keep and for how long. Once registered, you can read free articles each month.\n";
  Ingest(MakeArticle("ferry", "Ferry to the islands cancelled\n" + wall));
  const SearchReport walled = Check(MakeArticle("", "Council votes on bridge\n" + wall));
  EXPECT_TRUE(walled.insufficient_evidence);
  EXPECT_EQ(Ids(walled.matches), IdList{});
  // Under a story the same notice changes nothing.
  Ingest(MakeArticle("bridge", Words("bridge", 120) + "\n" + wall));
  const SearchReport copied = Check(MakeArticle("", Words("bridge", 120) + "\n" + wall));
  EXPECT_FALSE(copied.insufficient_evidence);
  EXPECT_EQ(Ids(copied.matches), IdList{"bridge"});
}

// What the texts alone do not tell must not be thrown away before the metadata is looked at.
TEST_F(CorpusTest, ShortVersionsAreToldByWhatIsKnownOfThem) {
  const Article stub = MakeArticle("stub", Words("stub", 20));
  Article titled = stub;
  titled.title = "Skerby lighthouse";
  Ingest(titled);
  Article version = MakeArticle("version", Words("stub", 20) + Words("more", 200));
  EXPECT_EQ(Ids(Check(version).matches), IdList{});
  version.title = "Skerby lighthouse";
  const SearchReport report = Check(version);
  ASSERT_EQ(Ids(report.matches), IdList{"stub"});
  EXPECT_EQ(report.matches[0].match.relation, Relation::kRevision);
}

TEST_F(CorpusTest, FilterControlsWhatIsGiven) {
  Article first = MakeArticle("first", Words("story", 200), "Agency");
  first.language = "en";
  first.published_at = absl::FromUnixSeconds(1'000'000);
  Article second = MakeArticle("second", Words("story", 200) + Words("x", 100), "Outlet");
  second.first_seen_at = absl::FromUnixSeconds(2'000'000);
  Article third = MakeArticle("third", Words("story", 40) + Words("y", 400), "Outlet");
  third.published_at = absl::FromUnixSeconds(3'000'000);
  for (const Article& article : {first, second, third}) Ingest(article);
  const Article query = MakeArticle("", Words("story", 200));

  const auto with = [](auto set) {
    SearchOptions options;
    set(options);
    return options;
  };
  const struct {
    const char* name;
    SearchOptions options;
    IdList ids;
    uint64_t total;
  } cases[] = {
      {"all", {}, {"first", "second", "third"}, 3},
      {"relation", with([](auto& o) { o.filter.relations = {Relation::kExcerpt}; }), {"third"}, 1},
      {"containment",
       with([](auto& o) { o.filter.min_containment = 0.5; }),
       {"first", "second"},
       2},
      {"publisher", with([](auto& o) { o.filter.publisher = "Outlet"; }), {"second", "third"}, 2},
      {"not publisher", with([](auto& o) { o.filter.exclude_publisher = "Outlet"; }), {"first"}, 1},
      {"language", with([](auto& o) { o.filter.language = "en"; }), {"first"}, 1},
      {"from",
       with([](auto& o) { o.filter.published_from = absl::FromUnixSeconds(2'000'000); }),
       {"second", "third"},
       2},
      {"to",
       with([](auto& o) { o.filter.published_to = absl::FromUnixSeconds(2'000'000); }),
       {"first"},
       1},
      {"two at most", with([](auto& o) { o.max_matches = 2; }), {"first", "second"}, 3},
      {"none, but counted", with([](auto& o) { o.max_matches = 0; }), {}, 3},
  };
  for (const auto& c : cases) {
    const SearchReport report = Check(query, c.options);
    EXPECT_EQ(Ids(report.matches), c.ids) << c.name;
    EXPECT_EQ(report.total_matches, c.total) << c.name;
  }

  const struct {
    SearchOptions options;
    const char* message;
  } bad[] = {
      {with([](auto& o) { o.filter.min_containment = 1.5; }),
       "min_containment: 1.5, the range is 0 to 1"},
      {with([](auto& o) { o.max_matches = 10'001; }), "max_matches: 10001, the limit is 10000"},
      {with([](auto& o) { o.filter.relations = {Relation::kUnrelated}; }), "UNRELATED"},
      {with([](auto& o) {
         o.filter.published_from = absl::FromUnixSeconds(2);
         o.filter.published_to = absl::FromUnixSeconds(1);
       }),
       "is after published_to"},
  };
  for (const auto& c : bad) {
    const absl::Status status = corpus_->Check(query, c.options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

TEST_F(CorpusTest, FindReprintsPagesThroughOlderAndNewerOnes) {
  std::set<std::string> expected;
  for (int i = 0; i < 23; ++i) {
    const std::string id = absl::StrCat("copy", i);
    Ingest(MakeArticle(id, Words("story", 200) + Words(absl::StrCat("x", i), i)));
    if (i != 11) expected.insert(id);
  }
  FindQuery query{.id = *ArticleId::Create("copy11"), .page_size = 5};
  std::vector<std::string> seen;
  int pages = 0;
  do {
    const absl::StatusOr<FindPage> page = corpus_->FindReprints(query);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_matches, 22u);
    EXPECT_LE(page->matches.size(), 5u);
    for (const std::string& id : Ids(page->matches)) seen.push_back(id);
    query.page_token = page->next_page_token;
    ++pages;
  } while (!query.page_token.empty());
  EXPECT_EQ(pages, 5);
  EXPECT_EQ(seen.size(), 22u);
  EXPECT_EQ(std::set(seen.begin(), seen.end()), expected);

  // The asked article is side a, whichever is newer.
  const FindPage page = *corpus_->FindReprints({.id = *ArticleId::Create("copy0")});
  EXPECT_EQ(page.matches[0].match.containment_a, 1);
}

TEST_F(CorpusTest, FindReprintsRefusesForeignAndStaleTokens) {
  for (int i = 0; i < 4; ++i) Ingest(MakeArticle(absl::StrCat("copy", i), Words("story", 200 + i)));
  FindQuery query{.id = *ArticleId::Create("copy0"), .page_size = 1};
  query.page_token = corpus_->FindReprints(query)->next_page_token;
  FindQuery other = query;
  other.filter.min_containment = 0.1;
  EXPECT_EQ(corpus_->FindReprints(other).status().code(), absl::StatusCode::kInvalidArgument);
  other = query;
  other.id = *ArticleId::Create("copy1");
  EXPECT_EQ(corpus_->FindReprints(other).status().code(), absl::StatusCode::kInvalidArgument);
  Ingest(MakeArticle("copy0", Words("story", 300)));
  EXPECT_EQ(corpus_->FindReprints(query).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(corpus_->FindReprints({.id = *ArticleId::Create("nobody")}).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(corpus_->FindReprints({.id = query.id, .page_size = 0}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(CorpusTest, DeleteTakesAnArticleOutOfAllAnswers) {
  Ingest(MakeArticle("a", Words("story", 200)));
  Ingest(MakeArticle("b", Words("story", 201)));
  Ingest(MakeArticle("c", Words("story", 202)));
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("b")).ok());
  EXPECT_EQ(Ids(Check(MakeArticle("", Words("story", 200))).matches), (IdList{"a", "c"}));
  EXPECT_EQ(Ids(corpus_->FindReprints({.id = *ArticleId::Create("a")})->matches), IdList{"c"});
  EXPECT_EQ(corpus_->Get(*ArticleId::Create("b"), 0).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(corpus_->Delete(*ArticleId::Create("b")).code(), absl::StatusCode::kNotFound);
  const IngestReport again = Ingest(MakeArticle("b", Words("story", 201)));
  EXPECT_EQ(again.outcome, IngestOutcome::kCreated);
  EXPECT_EQ(Ids(again.search.matches), (IdList{"c", "a"}));
}

// Article n is matched against every ordinal below n, whoever writes at the same time.
TEST_F(CorpusTest, EveryPairOfCopiesIngestedAtOnceGetsItsEdge) {
  constexpr int kWriters = 8;
  constexpr int kEach = 12;
  {
    std::vector<std::jthread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&, w] {
        for (int i = 0; i < kEach; ++i) {
          const absl::StatusOr<IngestReport> report = corpus_->Ingest(
              MakeArticle(absl::StrCat(w, "/", i), Words("story", 120) + Words("x", w)), {});
          ASSERT_TRUE(report.ok()) << report.status();
        }
      });
    }
  }
  std::set<std::pair<Ordinal, Ordinal>> edges;
  ASSERT_TRUE(corpus_
                  ->VisitEdges([&](const Edge& edge) {
                    EXPECT_GT(edge.newer, edge.older);
                    edges.insert({edge.newer, edge.older});
                    return absl::OkStatus();
                  })
                  .ok());
  constexpr size_t kArticles = kWriters * kEach;
  EXPECT_EQ(edges.size(), kArticles * (kArticles - 1) / 2);
}

TEST_F(CorpusTest, BatchOnSeveralThreadsGivesWhatOneThreadGives) {
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    articles.push_back(
        MakeArticle(absl::StrCat(i), Words(absl::StrCat("story", i % 7), 150) + Words("x", i)));
  }
  const auto edges_with = [&](size_t threads) {
    const std::unique_ptr<Corpus> corpus = NewCorpus({.batch_threads = threads});
    for (const auto& report : corpus->IngestBatch(articles, {})) EXPECT_TRUE(report.ok());
    std::map<std::pair<Ordinal, Ordinal>, Match> edges;
    EXPECT_TRUE(corpus
                    ->VisitEdges([&](const Edge& edge) {
                      edges[{edge.newer, edge.older}] = edge.match;
                      return absl::OkStatus();
                    })
                    .ok());
    return edges;
  };
  const auto one = edges_with(1);
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one, edges_with(4));
}

TEST_F(CorpusTest, WhatTheCallerGaveUpOnIsMatchedAllTheSame) {
  Ingest(MakeArticle("a", Words("story", 200)));
  SearchOptions options;
  options.control.deadline = absl::InfinitePast();
  const absl::Status status =
      corpus_->Ingest(MakeArticle("b", Words("story", 210)), options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(std::string(status.message()), HasSubstr("stored, but not matched yet"));
  ASSERT_TRUE(corpus_->Get(*ArticleId::Create("b"), 0).ok());

  // The backlog is worked off beside; give it its turn.
  IdList ids;
  for (int tries = 0; tries < 2000 && ids.empty(); ++tries) {
    ids = Ids(corpus_->FindReprints({.id = *ArticleId::Create("b")})->matches);
    if (ids.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(ids, IdList{"a"});
}

TEST_F(CorpusTest, ACancelledCheckStops) {
  for (int i = 0; i < 10; ++i) Ingest(MakeArticle(absl::StrCat(i), Words("story", 200 + i)));
  std::stop_source stop;
  stop.request_stop();
  SearchOptions options;
  options.control.stop = stop.get_token();
  EXPECT_EQ(corpus_->Check(MakeArticle("", Words("story", 200)), options).status().code(),
            absl::StatusCode::kCancelled);
}

TEST_F(CorpusTest, CapsAreReported) {
  for (int i = 0; i < 30; ++i) Ingest(MakeArticle(absl::StrCat(i), Words("story", 200 + i)));
  const Article query = MakeArticle("", Words("story", 200));
  EXPECT_FALSE(Check(query).truncated);
  for (const CorpusOptions& options :
       {CorpusOptions{.max_postings = 50}, CorpusOptions{.max_candidates = 5}}) {
    const std::unique_ptr<Corpus> capped = NewCorpus(options);
    for (int i = 0; i < 30; ++i) {
      ASSERT_TRUE(capped->Ingest(MakeArticle(absl::StrCat(i), Words("story", 200 + i)), {}).ok());
    }
    const absl::StatusOr<SearchReport> report = capped->Check(query, {});
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->truncated);
    EXPECT_LE(report->work.candidates_verified, options.max_candidates);
  }
}

}  // namespace
}  // namespace newsprint
