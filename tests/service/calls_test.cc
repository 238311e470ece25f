// The handlers without a server around them.
#include "service/calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "newsprint/store/store.h"
#include "newsprint/v1/operations_service.pb.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/errors.h"
#include "tests/service/stories.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CallsTest : public ::testing::Test {
 protected:
  CallsTest() : corpus_(*Corpus::Open(CreateMemoryStore({.scheme = CurrentScheme()}), {})) {}

  // Calls `method` with a message and parses what it answers.
  template <typename Response, typename Method, typename Request>
  absl::StatusOr<Response> Call(Method method, const Request& request,
                                const CallControl& control = {}) {
    const absl::StatusOr<std::string> bytes =
        (calls_.*method)(request.SerializeAsString(), control);
    if (!bytes.ok()) return bytes.status();
    Response response;
    EXPECT_TRUE(response.ParseFromString(*bytes));
    return response;
  }

  absl::StatusOr<v1::IngestReport> Ingest(const v1::IngestArticleRequest& request,
                                          const CallControl& control = {}) {
    auto response = Call<v1::IngestArticleResponse>(&ReprintCalls::IngestArticle, request, control);
    if (!response.ok()) return response.status();
    return response->report();
  }

  static v1::IngestArticleRequest Request(const std::string& id, const std::string& body) {
    v1::IngestArticleRequest request;
    request.mutable_article()->set_name("articles/" + id);
    request.mutable_article()->set_body(body);
    return request;
  }

  int64_t StoredRevisions() { return static_cast<int64_t>(corpus_->Stats()->store.revisions); }

  const std::unique_ptr<Corpus> corpus_;
  ReprintCalls calls_{*corpus_, CallLimits()};
};

TEST_F(CallsTest, ARetriedRequestIsAnsweredAndNotCarriedOut) {
  v1::IngestArticleRequest first = Request("a", StoryText(1));
  first.set_request_id("one");
  EXPECT_EQ(Ingest(first)->outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_EQ(Ingest(Request("a", StoryText(2)))->outcome(), v1::IngestReport::OUTCOME_REVISED);
  // Carried out again, it would bring the old text back as revision 3.
  const absl::StatusOr<v1::IngestReport> retried = Ingest(first);
  EXPECT_EQ(retried->outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_EQ(retried->revision(), 1);
  EXPECT_EQ(StoredRevisions(), 2);

  v1::IngestArticleRequest other = Request("b", StoryText(3));
  other.set_request_id("one");
  EXPECT_THAT(std::string(Ingest(other).status().message()), HasSubstr("request_id: was sent"));
  EXPECT_EQ(StoredRevisions(), 2);
}

TEST_F(CallsTest, ARetriedBatchIsAnsweredAndNotCarriedOut) {
  v1::IngestArticlesRequest batch;
  batch.set_request_id("one");
  *batch.add_articles() = Request("a", StoryText(1)).article();
  *batch.add_articles() = Request("b", ReprintOf(1)).article();
  const auto send = [&] { return *calls_.IngestBatch(batch.SerializeAsString(), {}); };
  const std::string first = send();
  ASSERT_TRUE(Ingest(Request("a", StoryText(2))).ok());
  EXPECT_EQ(send(), first) << "byte by byte";
  EXPECT_EQ(StoredRevisions(), 3);

  // Where an article failed, a retry may do better: it is carried out.
  batch.set_request_id("two");
  batch.add_articles()->set_body("\xff");
  v1::IngestArticlesResponse response;
  ASSERT_TRUE(response.ParseFromString(send()));
  EXPECT_EQ(response.results(0).report().outcome(), v1::IngestReport::OUTCOME_REVISED);
  ASSERT_TRUE(response.ParseFromString(send()));
  EXPECT_EQ(response.results(0).report().outcome(), v1::IngestReport::OUTCOME_UNCHANGED);
}

TEST_F(CallsTest, ARetriedDeletionIsAnsweredAndNotCarriedOut) {
  ASSERT_TRUE(Ingest(Request("a", StoryText(1))).ok());
  v1::DeleteArticleRequest request;
  request.set_name("articles/a");
  request.set_request_id("one");
  const auto remove = [&] {
    return Call<v1::DeleteArticleResponse>(&ReprintCalls::DeleteArticle, request);
  };
  EXPECT_TRUE(remove()->deleted());
  ASSERT_TRUE(Ingest(Request("a", StoryText(1))).ok());
  EXPECT_TRUE(remove()->deleted());
  EXPECT_EQ(StoredRevisions(), 1) << "what came since stays";
  request.set_request_id("two");
  EXPECT_TRUE(remove()->deleted());
  EXPECT_EQ(StoredRevisions(), 0);
}

TEST_F(CallsTest, ARetryTellsNothingOfAnArticleThatWasTakenDown) {
  // Each by a publisher of its own, a day after the one before, and signed.
  const auto published = [](const std::string& id, int day) {
    v1::IngestArticleRequest request = Request(id, StoryText(1) + "Signed for " + id + ".");
    request.mutable_article()->set_publisher("Publisher of " + id);
    request.mutable_article()->mutable_publish_time()->set_seconds(1'700'000'000 + 86'400 * day);
    return request;
  };
  v1::IngestArticleRequest original = published("original", 0);
  original.set_request_id("one");
  ASSERT_TRUE(Ingest(original).ok());
  ASSERT_TRUE(Ingest(published("kept", 1)).ok());
  v1::IngestArticleRequest copy = published("copy", 2);
  copy.set_request_id("two");
  const v1::IngestReport first = *Ingest(copy);
  ASSERT_EQ(first.search().matches_size(), 2);
  for (const v1::Match& match : first.search().matches()) {
    EXPECT_EQ(match.origin().article().name(), "articles/original") << match.b().name();
  }
  v1::IngestArticlesRequest batch;
  batch.set_request_id("three");
  *batch.add_articles() = published("another", 3).article();
  const auto send_batch = [&] {
    return Call<v1::IngestArticlesResponse>(&ReprintCalls::IngestBatch, batch)->results(0).report();
  };
  EXPECT_EQ(send_batch().search().matches_size(), 3);
  v1::DeleteArticleRequest deletion;
  deletion.set_name("articles/original");
  ASSERT_TRUE(Call<v1::DeleteArticleResponse>(&ReprintCalls::DeleteArticle, deletion).ok());
  for (const auto& [report, matches] : {std::pair(*Ingest(copy), 1), std::pair(send_batch(), 2)}) {
    EXPECT_EQ(report.outcome(), v1::IngestReport::OUTCOME_CREATED) << "it is the first answer";
    EXPECT_EQ(report.search().matches_size(), matches);
    EXPECT_EQ(report.search().total_matches(), matches);
    EXPECT_EQ(report.DebugString().find("articles/original"), std::string::npos);
  }
  EXPECT_EQ(Ingest(original)->outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_EQ(StoredRevisions(), 3) << "a late retry does not bring back what was taken down";
}

TEST_F(CallsTest, TwinsAtOnceGetOneAnswer) {
  constexpr int kTwins = 8;
  v1::IngestArticleRequest request = Request("a", StoryText(1));
  request.set_request_id("one");
  std::atomic<int> created = 0;
  std::vector<std::thread> twins;
  for (int i = 0; i < kTwins; ++i) {
    twins.emplace_back([&] {
      const auto report = Ingest(request);
      created += report.ok() && report->outcome() == v1::IngestReport::OUTCOME_CREATED;
    });
  }
  for (std::thread& twin : twins) twin.join();
  EXPECT_EQ(created, kTwins);
  EXPECT_EQ(StoredRevisions(), 1);
}

// As its comment in the API says.
TEST_F(CallsTest, ARetryThatIsForgottenFindsItsContentUnchanged) {
  v1::IngestArticleRequest request = Request("a", StoryText(1));
  request.set_request_id("one");
  const auto first = Ingest(request);
  ReprintCalls restarted(*corpus_, CallLimits());
  v1::IngestArticleResponse response;
  ASSERT_TRUE(response.ParseFromString(*restarted.IngestArticle(request.SerializeAsString(), {})));
  EXPECT_EQ(response.report().outcome(), v1::IngestReport::OUTCOME_UNCHANGED);
  EXPECT_EQ(response.report().ordinal(), first->ordinal());
  EXPECT_EQ(response.report().revision(), first->revision());
}

TEST_F(CallsTest, ARefusedRequestIsNotRemembered) {
  v1::IngestArticleRequest request = Request("a", "");
  request.set_request_id("one");
  EXPECT_FALSE(Ingest(request).ok());
  request.mutable_article()->set_body(StoryText(1));
  EXPECT_TRUE(Ingest(request).ok());
}

TEST_F(CallsTest, AnEndedCallSaysSo) {
  ASSERT_TRUE(Ingest(Request("a", StoryText(1))).ok());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(Ingest(Request("b", StoryText(1)), {.stop = stop.get_token()}).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(Ingest(Request("c", StoryText(1)), {.deadline = absl::InfinitePast()}).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  v1::CheckArticleRequest check;
  check.mutable_article()->set_body(StoryText(1));
  EXPECT_EQ(Call<v1::CheckArticleResponse>(&ReprintCalls::CheckArticle, check,
                                           {.deadline = absl::InfinitePast()})
                .status()
                .code(),
            absl::StatusCode::kDeadlineExceeded);
  v1::CompareArticlesRequest compare;
  compare.mutable_a()->set_name("articles/a");
  compare.mutable_b()->set_name("articles/a");
  EXPECT_EQ(Call<v1::CompareArticlesResponse>(&ReprintCalls::CompareArticles, compare,
                                              {.stop = stop.get_token()})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
  v1::FindReprintsRequest find;
  find.set_article("articles/a");
  EXPECT_EQ(Call<v1::FindReprintsResponse>(&ReprintCalls::FindReprints, find,
                                           {.deadline = absl::InfinitePast()})
                .status()
                .code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Call<v1::ListArticlesResponse>(&ReprintCalls::ListArticles, v1::ListArticlesRequest(),
                                           {.stop = stop.get_token()})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
}

TEST_F(CallsTest, ABatchAnswersForEachArticle) {
  v1::IngestArticlesRequest batch;
  batch.set_request_id("batch");
  *batch.add_articles() = Request("a", StoryText(1)).article();
  *batch.add_articles() = Request("b", "").article();
  *batch.add_articles() = Request("c", ReprintOf(1)).article();
  batch.add_articles()->set_title("bad \xff");
  *batch.add_articles() = Request("a", StoryText(2)).article();
  const auto response = Call<v1::IngestArticlesResponse>(&ReprintCalls::IngestBatch, batch);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->request_id(), "batch");
  ASSERT_EQ(response->results_size(), 5);
  std::vector<std::string> messages;
  for (const auto& result : response->results()) {
    messages.push_back(result.status().message());
    EXPECT_EQ(result.status().code() == 0, result.has_report());
  }
  EXPECT_THAT(messages,
              ElementsAre("", "body: must not be empty", "", "title: not UTF-8 at byte 4", ""));
  EXPECT_EQ(response->results(2).report().search().matches(0).b().name(), "articles/a");
  EXPECT_EQ(response->results(4).report().revision(), 2);
}

TEST_F(CallsTest, ABatchHasOneToAThousandArticles) {
  v1::IngestArticlesRequest batch;
  const auto message = [&] {
    const auto response = Call<v1::IngestArticlesResponse>(&ReprintCalls::IngestBatch, batch);
    return std::string(response.status().message());
  };
  EXPECT_EQ(message(), "articles: 0 articles, the range is 1 to 1000");
  for (int i = 0; i <= CallLimits().max_batch_articles; ++i) batch.add_articles();
  EXPECT_EQ(message(), "articles: 1001 articles, the range is 1 to 1000");
}

TEST_F(CallsTest, StatusCounts) {
  ASSERT_TRUE(Ingest(Request("a", StoryText(1))).ok());
  ASSERT_TRUE(Ingest(Request("a", StoryText(2))).ok());
  ServerConfig config;
  config.drain_timeout = absl::Milliseconds(2500);
  const OperationsCalls operations(*corpus_, config);
  v1::GetStatusResponse status;
  ASSERT_TRUE(status.ParseFromString(*operations.GetStatus("", {})));
  EXPECT_THAT(status.version(), HasSubstr("."));
  EXPECT_EQ(status.store().articles(), 1);
  EXPECT_EQ(status.store().revisions(), 2);
  EXPECT_EQ(status.store().last_ordinal(), 2);
  EXPECT_EQ(status.store().scheme(), CurrentScheme());
  EXPECT_EQ(status.store().store_id().size(), 32u);
  EXPECT_EQ(status.index().indexed_through_ordinal(), 2);
  EXPECT_EQ(status.index().lag_ordinals(), 0);
  EXPECT_GT(status.index().postings(), 0);
  EXPECT_EQ(status.limits().max_body_bytes(), 4 << 20);
  EXPECT_EQ(status.limits().max_batch_articles(), 1000);
  EXPECT_EQ(status.limits().drain_timeout().seconds(), 2);
  EXPECT_EQ(status.limits().drain_timeout().nanos(), 500'000'000);
  EXPECT_GT(status.start_time().seconds(), 0);
}

// Every one of two copies that come at once is stored, and the later finds the earlier.
TEST_F(CallsTest, CallsRunAtOnce) {
  constexpr int kThreads = 4;
  constexpr int kStories = 20;
  std::vector<std::thread> threads;
  std::atomic<int> edges = 0;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kStories; ++i) {
        const auto report =
            Ingest(Request(std::to_string(t) + "/" + std::to_string(i), StoryText(1000 + i)));
        ASSERT_TRUE(report.ok()) << report.status();
        edges += static_cast<int>(report->search().total_matches());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(StoredRevisions(), kThreads * kStories);
  EXPECT_EQ(edges, kStories * kThreads * (kThreads - 1) / 2);
}

}  // namespace
}  // namespace newsprint
