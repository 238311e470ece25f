// Listing, deleting and finding over the wire; many writers at once; calls that end early.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "newsprint/store/store.h"
#include "tests/corpus/counting_store.h"
#include "tests/service/server_fixture.h"
#include "tests/service/stories.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class ArticleServiceTest : public ServerTest {
 protected:
  v1::ListArticlesResponse List(const v1::ListArticlesRequest& request) {
    v1::ListArticlesResponse response;
    grpc::ClientContext context;
    const grpc::Status status = reprints_->ListArticles(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  v1::FindReprintsResponse Find(const v1::FindReprintsRequest& request) {
    v1::FindReprintsResponse response;
    grpc::ClientContext context;
    const grpc::Status status = reprints_->FindReprints(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  grpc::Status Delete(const v1::DeleteArticleRequest& request,
                      v1::DeleteArticleResponse* response) {
    grpc::ClientContext context;
    return reprints_->DeleteArticle(&context, request, response);
  }

  static v1::Article Published(const std::string& id, const std::string& body,
                               const std::string& publisher, int64_t seconds) {
    v1::Article article = MakeArticle(id, body);
    article.set_publisher(publisher);
    article.set_uri("https://" + publisher + ".example/" + id);
    article.mutable_publish_time()->set_seconds(seconds);
    return article;
  }

  static std::vector<std::string> Pairs(const v1::FindReprintsResponse& page) {
    std::vector<std::string> pairs;
    for (const v1::Match& match : page.matches()) {
      pairs.push_back(match.a().name().substr(9) + "<-" + match.b().name().substr(9));
    }
    return pairs;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ArticleServiceTest, ::testing::Values("memory", "rocksdb"),
                         [](const auto& engine) { return engine.param; });

TEST_P(ArticleServiceTest, ListsPageByPageAcrossARestart) {
  for (int i = 0; i < 5; ++i) {
    Ingest(Published("a" + std::to_string(i), StoryText(i), i % 2 ? "odd" : "even", 1000 + i));
  }
  v1::ListArticlesRequest request;
  request.mutable_filter()->set_domain("even.example");
  request.set_page_size(2);
  v1::ListArticlesResponse page = List(request);
  EXPECT_EQ(page.total_size(), 3);
  ASSERT_EQ(page.articles_size(), 2);
  EXPECT_EQ(page.articles(1).name(), "articles/a2");
  EXPECT_EQ(page.articles(1).revision(), 1);
  EXPECT_EQ(page.articles(1).publish_time().seconds(), 1002);
  EXPECT_EQ(page.articles(1).body(), "");
  if (GetParam() != "memory") Restart();
  request.set_page_token(page.next_page_token());
  request.set_view(v1::ARTICLE_VIEW_FULL);
  page = List(request);
  ASSERT_EQ(page.articles_size(), 1);
  EXPECT_EQ(page.articles(0).body(), StoryText(4));
  EXPECT_EQ(page.next_page_token(), "");

  v1::ListArticlesRequest window;
  window.mutable_filter()->mutable_start_publish_time()->set_seconds(1001);
  window.mutable_filter()->mutable_end_publish_time()->set_seconds(1003);
  EXPECT_EQ(List(window).total_size(), 2);
}

TEST_P(ArticleServiceTest, FindsTheReprintsOfASource) {
  Ingest(Published("w1", StoryText(1), "wire", 1000));
  Ingest(Published("w2", StoryText(2), "wire", 2000));
  Ingest(Published("c1", ReprintOf(1), "gazette", 4000));
  Ingest(Published("c2", ReprintOf(2) + StoryText(9, 60), "herald", 3000));
  v1::FindReprintsRequest request;
  request.mutable_source()->set_publisher("wire");
  v1::FindReprintsResponse page = Find(request);
  EXPECT_THAT(Pairs(page), UnorderedElementsAre("w1<-c1", "w2<-c2"));
  EXPECT_EQ(page.total_size(), 2);
  EXPECT_FALSE(page.total_is_upper_bound());
  EXPECT_EQ(page.work().candidates(), 2);
  EXPECT_EQ(page.work().candidates_verified(), 2);
  request.mutable_filter()->set_exclude_own_publisher(true);
  EXPECT_EQ(Find(request).total_size(), 2);
  v1::CheckArticleRequest own;
  *own.mutable_article() = Published("w3", StoryText(1), "wire", 5000);
  own.mutable_filter()->set_exclude_own_publisher(true);
  v1::CheckArticleResponse checked;
  grpc::ClientContext context;
  ASSERT_TRUE(reprints_->CheckArticle(&context, own, &checked).ok());
  ASSERT_EQ(checked.report().total_matches(), 1);
  EXPECT_EQ(checked.report().matches(0).b().name(), "articles/c1");
  request.clear_filter();
  request.set_order_by("publish_time desc");
  EXPECT_THAT(Pairs(Find(request)), ElementsAre("w1<-c1", "w2<-c2"));
  request.mutable_source()->clear_publisher();
  request.mutable_source()->set_domain("WIRE.example");
  request.mutable_source()->mutable_start_publish_time()->set_seconds(1500);
  EXPECT_THAT(Pairs(Find(request)), ElementsAre("w2<-c2"));
  request.mutable_source()->clear_start_publish_time();
  request.set_page_size(1);
  page = Find(request);
  EXPECT_THAT(Pairs(page), ElementsAre("w1<-c1"));
  if (GetParam() != "memory") Restart();
  request.set_page_token(page.next_page_token());
  EXPECT_THAT(Pairs(Find(request)), ElementsAre("w2<-c2"));
}

TEST_P(ArticleServiceTest, ADeletedArticleIsGoneFromAllAnswers) {
  Ingest(MakeArticle("wire", StoryText(1)));
  Ingest(MakeArticle("gone", StoryText(7)));
  Ingest(MakeArticle("gone", ReprintOf(1)));
  v1::DeleteArticleRequest request;
  request.set_name("articles/gone");
  request.set_request_id("takedown-1");
  v1::DeleteArticleResponse response;
  ASSERT_TRUE(Delete(request, &response).ok());
  EXPECT_TRUE(response.deleted());
  EXPECT_FALSE(response.purged());

  v1::Article article;
  for (const int revision : {0, 1, 2}) {
    EXPECT_EQ(Get("articles/gone", &article, revision).error_code(), grpc::StatusCode::NOT_FOUND);
  }
  EXPECT_EQ(List({}).total_size(), 1);
  v1::FindReprintsRequest find;
  find.set_article("articles/wire");
  EXPECT_EQ(Find(find).total_size(), 0);
  v1::CheckArticleRequest check;
  check.mutable_article()->set_body(ReprintOf(1));
  v1::CheckArticleResponse checked;
  grpc::ClientContext context;
  ASSERT_TRUE(reprints_->CheckArticle(&context, check, &checked).ok());
  ASSERT_EQ(checked.report().total_matches(), 1);
  EXPECT_EQ(checked.report().matches(0).b().name(), "articles/wire");

  // A retry gets the first answer; a new request finds nothing, and may say that this is well.
  v1::DeleteArticleResponse again;
  ASSERT_TRUE(Delete(request, &again).ok());
  EXPECT_TRUE(again.deleted());
  v1::DeleteArticleRequest anew = request;
  anew.set_request_id("takedown-2");
  EXPECT_EQ(Delete(anew, &again).error_code(), grpc::StatusCode::NOT_FOUND);
  anew.set_allow_missing(true);
  ASSERT_TRUE(Delete(anew, &again).ok());
  EXPECT_FALSE(again.deleted());

  // A retry that the server has forgotten carries the request out again.
  if (GetParam() == "memory") return;
  Restart();
  EXPECT_EQ(Delete(request, &again).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Get("articles/gone", &article).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_P(ArticleServiceTest, PurgedBytesAreOffTheDisk) {
  // Incompressible enough to be found as it is: an id and a title are stored plainly.
  const std::string secret = "Title of secret-article-xyzzy";
  const auto is_on_disk = [&] {
    for (const auto& file : std::filesystem::recursive_directory_iterator(directory_)) {
      if (!file.is_regular_file()) continue;
      std::ifstream in(file.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      if (bytes.find(secret) != std::string::npos) return true;
    }
    return false;
  };
  Ingest(MakeArticle("kept", StoryText(1)));
  Ingest(MakeArticle("secret-article-xyzzy", StoryText(2)));
  Ingest(MakeArticle("other", StoryText(3)));
  if (GetParam() == "rocksdb") {
    EXPECT_TRUE(is_on_disk());
  }
  v1::DeleteArticleRequest request;
  request.set_name("articles/secret-article-xyzzy");
  request.set_purge(true);
  v1::DeleteArticleResponse response;
  ASSERT_TRUE(Delete(request, &response).ok());
  EXPECT_TRUE(response.purged());
  if (GetParam() == "rocksdb") {
    EXPECT_FALSE(is_on_disk());
  }

  // Later, for what was deleted without.
  v1::DeleteArticleRequest other;
  other.set_name("articles/other");
  ASSERT_TRUE(Delete(other, &response).ok());
  EXPECT_FALSE(response.purged());
  v1::PurgeDeletedResponse purged;
  grpc::ClientContext context;
  ASSERT_TRUE(operations_->PurgeDeleted(&context, {}, &purged).ok());
  EXPECT_EQ(purged.bytes_on_disk() > 0, GetParam() == "rocksdb");
  v1::Article article;
  ASSERT_TRUE(Get("articles/kept", &article).ok());
  EXPECT_EQ(article.body(), StoryText(1));
}

TEST_P(ArticleServiceTest, ChecksBatchesInOrder) {
  Ingest(MakeArticle("wire", StoryText(1)));
  grpc::ClientContext context;
  const auto stream = reprints_->CheckArticles(&context);
  constexpr int kBatches = 20;
  std::thread writer([&] {
    for (int i = 0; i < kBatches; ++i) {
      v1::CheckArticlesRequest batch;
      batch.set_max_matches(i);
      for (int n = 0; n <= i; ++n)
        batch.add_articles()->set_body(n % 2 ? StoryText(5) : ReprintOf(1));
      EXPECT_TRUE(stream->Write(batch));
    }
    stream->WritesDone();
  });
  v1::CheckArticlesResponse response;
  int answered = 0;
  while (stream->Read(&response)) {
    ASSERT_EQ(response.results_size(), answered + 1);
    for (int n = 0; n <= answered; ++n) {
      const v1::SearchReport& report = response.results(n).report();
      EXPECT_EQ(response.results(n).status().code(), 0);
      EXPECT_EQ(report.total_matches(), n % 2 ? 0 : 1);
      EXPECT_EQ(report.matches_size(), n % 2 || answered == 0 ? 0 : 1);
    }
    ++answered;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answered, kBatches);
  EXPECT_EQ(Status().store().articles(), 1);
}

TEST_P(ArticleServiceTest, ABatchIsExplainedWhereItAsksForIt) {
  Ingest(MakeArticle("wire", StoryText(1)));
  grpc::ClientContext context;
  const auto stream = reprints_->CheckArticles(&context);
  v1::CheckArticlesRequest batch;
  batch.add_articles()->set_body(ReprintOf(1));
  batch.add_articles()->set_body(StoryText(5));
  v1::CheckArticlesResponse response;
  for (const bool explain : {true, false}) {
    batch.set_explain(explain);
    ASSERT_TRUE(stream->Write(batch));
    ASSERT_TRUE(stream->Read(&response));
    ASSERT_EQ(response.results_size(), 2);
    for (const v1::CheckResult& result : response.results()) {
      EXPECT_EQ(result.report().has_explanation(), explain);
    }
    ASSERT_EQ(response.results(0).report().matches_size(), 1);
    EXPECT_EQ(response.results(0).report().matches(0).gates_size() > 0, explain);
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_P(ArticleServiceTest, ACheckStreamSeesTheDrain) {
  config_.drain_timeout = absl::Hours(1);  // A stream that did not see the drain would hold it.
  Restart();
  grpc::ClientContext context;
  const auto stream = reprints_->CheckArticles(&context);
  v1::CheckArticlesRequest batch;
  batch.add_articles()->set_body(StoryText(1));
  v1::CheckArticlesResponse response;
  ASSERT_TRUE(stream->Write(batch));
  ASSERT_TRUE(stream->Read(&response));
  std::thread drain([&] { server_->Drain(); });
  EXPECT_FALSE(stream->Read(&response));
  const grpc::Status status = stream->Finish();
  drain.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(WireReasonOf(status), "DRAINING");
  EXPECT_TRUE(FindDetail<google::rpc::RetryInfo>(status));
}

// Article n is matched against every ordinal below n, whoever writes at the same time.
TEST_P(ArticleServiceTest, EveryPairOfCopiesIngestedAtOnceGetsItsEdge) {
  constexpr int kWriters = 8;
  constexpr int kEach = 6;
  {
    std::vector<std::jthread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&, w] {
        for (int i = 0; i < kEach; ++i) {
          const std::string id = std::to_string(w) + "-" + std::to_string(i);
          Ingest(MakeArticle(id, ReprintOf(1) + " Copy " + id + "."));
        }
      });
    }
  }
  std::set<std::pair<std::string, std::string>> pairs;
  for (int w = 0; w < kWriters; ++w) {
    for (int i = 0; i < kEach; ++i) {
      v1::FindReprintsRequest request;
      request.set_article("articles/" + std::to_string(w) + "-" + std::to_string(i));
      request.set_page_size(20);
      v1::FindReprintsResponse page;
      do {
        page = Find(request);
        EXPECT_EQ(page.total_size(), kWriters * kEach - 1);
        for (const v1::Match& match : page.matches()) {
          pairs.insert({match.a().name(), match.b().name()});
        }
        request.set_page_token(page.next_page_token());
      } while (!page.next_page_token().empty());
    }
  }
  constexpr size_t kArticles = kWriters * kEach;
  EXPECT_EQ(pairs.size(), kArticles * (kArticles - 1)) << "each from both sides";
}

TEST_P(ArticleServiceTest, RevisionsSentAtOnceAllStayReadable) {
  constexpr int kWriters = 4;
  constexpr int kEach = 4;
  std::atomic<int> created = 0;
  std::atomic<int> revised = 0;
  {
    std::vector<std::jthread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&, w] {
        for (int i = 0; i < kEach; ++i) {
          const v1::IngestReport report = Ingest(MakeArticle("one", StoryText(10 * w + i)));
          created += report.outcome() == v1::IngestReport::OUTCOME_CREATED;
          revised += report.outcome() == v1::IngestReport::OUTCOME_REVISED;
          // At once again: no change, unless another writer was in between.
          Ingest(MakeArticle("same", StoryText(99)));
        }
      });
    }
  }
  EXPECT_EQ(created, 1);
  EXPECT_EQ(revised, kWriters * kEach - 1);
  v1::Article newest;
  ASSERT_TRUE(Get("articles/one", &newest).ok());
  EXPECT_EQ(newest.revision(), kWriters * kEach);
  std::set<std::string> bodies;
  for (int revision = 1; revision <= kWriters * kEach; ++revision) {
    v1::Article article;
    ASSERT_TRUE(Get("articles/one", &article, revision).ok()) << revision;
    EXPECT_EQ(article.revision(), revision);
    bodies.insert(article.body());
  }
  EXPECT_EQ(bodies.size(), static_cast<size_t>(kWriters * kEach));
  v1::Article same;
  ASSERT_TRUE(Get("articles/same", &same).ok());
  EXPECT_EQ(same.revision(), 1);
}

// A server whose store tells how many texts were read to verify candidates.
TEST(EndedCalls, StopVerifyingCandidates) {
  constexpr int kCopies = 60;
  StoreReads reads;
  auto corpus = Corpus::Open(
      std::make_unique<CountingStore>(CreateMemoryStore({.scheme = CurrentScheme()}), reads),
      {.text_cache_bytes = 0});
  ASSERT_TRUE(corpus.ok());
  for (int i = 0; i < kCopies; ++i) {
    Article article{.id = *ArticleId::Create(std::to_string(i)), .body = ReprintOf(1)};
    article.title = std::to_string(i);
    ASSERT_TRUE((*corpus)->Ingest(article, {.max_matches = 0}).ok());
  }
  std::atomic<int> records = 0;
  std::promise<void> ended;
  auto server = Server::Start(*std::move(corpus), {.listen = "127.0.0.1:0"},
                              [&](const CallRecord&) { ++records; });
  ASSERT_TRUE(server.ok()) << server.status();
  const auto stub = v1::ReprintService::NewStub(
      grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  v1::CheckArticleRequest request;
  request.mutable_article()->set_body(StoryText(1));
  v1::CheckArticleResponse response;
  const auto check = [&](grpc::ClientContext& context) {
    reads.articles = 0;
    return stub->CheckArticle(&context, request, &response).error_code();
  };
  {
    grpc::ClientContext context;
    EXPECT_EQ(check(context), grpc::StatusCode::OK);
    EXPECT_EQ(response.report().work().candidates_verified(), kCopies);
    EXPECT_EQ(reads.articles, kCopies);
  }
  const auto wait_for_record = [&](int count) {
    while (records < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  wait_for_record(1);
  {
    // The third text comes only after the deadline.
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
    reads.at_article = [&](int number) {
      if (number == 3) std::this_thread::sleep_for(std::chrono::milliseconds(400));
    };
    EXPECT_EQ(check(context), grpc::StatusCode::DEADLINE_EXCEEDED);
    wait_for_record(2);
    EXPECT_LE(reads.articles, 3);
  }
  {
    // The caller leaves during the fifth, which takes until the server has heard of it.
    grpc::ClientContext context;
    reads.at_article = [&](int number) {
      if (number != 5) return;
      context.TryCancel();
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    };
    EXPECT_EQ(check(context), grpc::StatusCode::CANCELLED);
    wait_for_record(3);
    EXPECT_EQ(reads.articles, 5);
  }
}

}  // namespace
}  // namespace newsprint
