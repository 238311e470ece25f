// The server as its clients see it.
#include "service/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "grpc/health/v1/health.pb.h"
#include "tests/service/server_fixture.h"
#include "tests/service/stories.h"

namespace newsprint {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

INSTANTIATE_TEST_SUITE_P(Engines, ServerTest, ::testing::Values("memory", "rocksdb"),
                         [](const auto& engine) { return engine.param; });

TEST_P(ServerTest, FindsAReprintAndShowsThePassage) {
  const v1::Article wire = MakeArticle("wire", StoryText(1));
  const v1::Article page = MakeArticle("page", ReprintOf(1));
  EXPECT_EQ(Ingest(wire).search().total_matches(), 0);
  const v1::IngestReport report = Ingest(page);
  EXPECT_EQ(report.name(), "articles/page");
  EXPECT_EQ(report.outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_EQ(report.revision(), 1);
  EXPECT_GT(report.ordinal(), 1);
  EXPECT_EQ(report.search().total_matches(), 1);
  EXPECT_FALSE(report.search().truncated());
  EXPECT_EQ(report.search().work().candidates_verified(), 1);
  ASSERT_EQ(report.search().matches_size(), 1);
  const v1::Match& match = report.search().matches(0);
  EXPECT_EQ(match.relation(), v1::RELATION_REPRINT);
  EXPECT_EQ(match.a().name(), "articles/page");
  EXPECT_EQ(match.a().ordinal(), report.ordinal());
  EXPECT_EQ(match.b().name(), "articles/wire");
  EXPECT_EQ(match.b().title(), wire.title());
  EXPECT_EQ(match.b().publisher(), wire.publisher());
  EXPECT_TRUE(match.b().has_first_seen_time());
  EXPECT_EQ(match.containment_b(), 1);
  EXPECT_LT(match.containment_a(), 1);
  ASSERT_EQ(match.passages_size(), 1);
  const v1::Passage& passage = match.passages(0);
  EXPECT_EQ(page.body().substr(passage.a().begin(), passage.a().end() - passage.a().begin()),
            wire.body().substr(passage.b().begin(), passage.b().end() - passage.b().begin()));
  EXPECT_EQ(passage.words(), 150);
}

TEST_P(ServerTest, SendingAgainChangesNothingOrRevises) {
  EXPECT_EQ(Ingest(MakeArticle("a", StoryText(1))).outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_EQ(Ingest(MakeArticle("a", StoryText(1))).outcome(), v1::IngestReport::OUTCOME_UNCHANGED);
  const v1::IngestReport revised = Ingest(MakeArticle("a", StoryText(2)));
  EXPECT_EQ(revised.outcome(), v1::IngestReport::OUTCOME_REVISED);
  EXPECT_EQ(revised.revision(), 2);
  v1::Article article;
  ASSERT_TRUE(Get("articles/a", &article).ok());
  EXPECT_EQ(article.body(), StoryText(2));
  EXPECT_EQ(article.revision(), 2);
  EXPECT_TRUE(article.has_ingest_time());
  ASSERT_TRUE(Get("articles/a", &article, 1).ok());
  EXPECT_EQ(article.body(), StoryText(1));
  const grpc::Status missing = Get("articles/a", &article, 3);
  EXPECT_EQ(missing.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(WireReasonOf(missing), "NOT_FOUND");
}

TEST_P(ServerTest, CheckFindsAndStoresNothing) {
  Ingest(MakeArticle("wire", StoryText(1)));
  v1::CheckArticleRequest request;
  request.mutable_article()->set_body(ReprintOf(1));
  v1::CheckArticleResponse response;
  const auto check = [&] {
    grpc::ClientContext context;
    const grpc::Status status = reprints_->CheckArticle(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  };
  check();
  ASSERT_EQ(response.report().matches_size(), 1);
  EXPECT_EQ(response.report().matches(0).a().name(), "");
  EXPECT_EQ(response.report().matches(0).b().name(), "articles/wire");
  EXPECT_EQ(Status().store().articles(), 1);

  request.set_max_matches(0);
  check();
  EXPECT_EQ(response.report().matches_size(), 0);
  EXPECT_EQ(response.report().total_matches(), 1);

  request.mutable_filter()->set_exclude_publisher("Publisher of wire");
  check();
  EXPECT_EQ(response.report().total_matches(), 0);

  request.clear_filter();
  request.mutable_article()->set_body("Too short.");
  check();
  EXPECT_TRUE(response.report().insufficient_evidence());
  EXPECT_FALSE(response.report().has_explanation());
}

TEST_P(ServerTest, CheckExplainsMatchesAndNearMisses) {
  Ingest(MakeArticle("wire", StoryText(1)));
  // Enough of another story to be found, and too little to count.
  const std::string other = StoryText(2);
  Ingest(MakeArticle("near", other));
  v1::CheckArticleRequest request;
  size_t cut = 0;
  for (int words = 0; words < 21; ++words) cut = other.find(' ', cut) + 1;
  request.mutable_article()->set_body(ReprintOf(1) + "\n" + other.substr(0, cut));
  request.set_explain(true);
  v1::CheckArticleResponse response;
  const auto check = [&] {
    grpc::ClientContext context;
    const grpc::Status status = reprints_->CheckArticle(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  };
  check();
  ASSERT_EQ(response.report().matches_size(), 1);
  ASSERT_GT(response.report().matches(0).gates_size(), 0);
  const v1::Gate& last = *response.report().matches(0).gates().rbegin();
  EXPECT_EQ(last.relation(), v1::RELATION_REPRINT);
  EXPECT_TRUE(last.passed());
  const v1::SearchExplanation& explanation = response.report().explanation();
  EXPECT_EQ(explanation.articles(), 2);
  EXPECT_THAT(explanation.scheme(), HasSubstr("winnowing"));
  EXPECT_GT(explanation.anchors(), 0);
  ASSERT_EQ(explanation.near_misses_size(), 1);
  const v1::NearMiss& miss = explanation.near_misses(0);
  EXPECT_EQ(miss.match().b().name(), "articles/near");
  EXPECT_EQ(miss.dropped_by(), "");
  EXPECT_GT(miss.match().passages_size(), 0);
  ASSERT_GT(miss.match().gates_size(), 0);
  const v1::Gate& failed = *miss.match().gates().rbegin();
  EXPECT_EQ(failed.name(), "passage_words");
  EXPECT_EQ(failed.relation(), v1::RELATION_EXCERPT);
  EXPECT_EQ(failed.comparison(), v1::Gate::COMPARISON_AT_LEAST);
  EXPECT_LT(failed.figure(), failed.threshold());

  // What the filter leaves out is named by the filter's field.
  request.mutable_filter()->set_exclude_publisher("Publisher of wire");
  check();
  ASSERT_EQ(response.report().explanation().near_misses_size(), 2);
  EXPECT_EQ(response.report().explanation().near_misses(0).dropped_by(), "exclude_publisher");
}

TEST_P(ServerTest, ComparesGivenAndStored) {
  Ingest(MakeArticle("wire", StoryText(1)));
  const auto compare = [&](const v1::CompareArticlesRequest& request, v1::Match* match) {
    v1::CompareArticlesResponse response;
    grpc::ClientContext context;
    const grpc::Status status = reprints_->CompareArticles(&context, request, &response);
    *match = response.match();
    return status;
  };
  v1::CompareArticlesRequest request;
  request.mutable_a()->mutable_article()->set_body(ReprintOf(1));
  request.mutable_b()->set_name("articles/wire");
  v1::Match match;
  ASSERT_TRUE(compare(request, &match).ok());
  EXPECT_EQ(match.relation(), v1::RELATION_REPRINT);
  EXPECT_EQ(match.b().name(), "articles/wire");
  EXPECT_EQ(match.b().revision(), 1);

  request.mutable_a()->mutable_article()->set_body(StoryText(2));
  ASSERT_TRUE(compare(request, &match).ok());
  EXPECT_EQ(match.relation(), v1::RELATION_UNRELATED);
  EXPECT_EQ(match.passages_size(), 0);

  request.mutable_b()->set_name("articles/none");
  EXPECT_EQ(compare(request, &match).error_code(), grpc::StatusCode::NOT_FOUND);
  request.clear_b();
  EXPECT_EQ(FieldOf(compare(request, &match)), "b");
}

TEST_P(ServerTest, FindsReprintsPageByPage) {
  constexpr int kCopies = 7;
  Ingest(MakeArticle("wire", StoryText(1)));
  for (int i = 0; i < kCopies; ++i) {
    Ingest(MakeArticle("copy" + std::to_string(i), ReprintOf(1)));
  }
  const auto find = [&](const v1::FindReprintsRequest& request, v1::FindReprintsResponse* page) {
    grpc::ClientContext context;
    return reprints_->FindReprints(&context, request, page);
  };
  v1::FindReprintsRequest request;
  request.set_article("articles/wire");
  request.set_page_size(3);
  std::vector<std::string> names;
  v1::FindReprintsResponse page;
  do {
    ASSERT_TRUE(find(request, &page).ok());
    EXPECT_EQ(page.total_size(), kCopies);
    EXPECT_LE(page.matches_size(), 3);
    for (const v1::Match& match : page.matches()) {
      EXPECT_EQ(match.a().name(), "articles/wire");
      EXPECT_EQ(match.containment_a(), 1);
      names.push_back(match.b().name());
    }
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty() && names.size() < 100);
  EXPECT_EQ(names.size(), static_cast<size_t>(kCopies));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  EXPECT_THAT(names, Each(StartsWith("articles/copy")));

  request.clear_page_token();
  ASSERT_TRUE(find(request, &page).ok());
  request.set_page_token(page.next_page_token());
  request.mutable_filter()->set_min_containment(0.5);
  EXPECT_EQ(FieldOf(find(request, &page)), "page_token") << "a token of another query";
  request.clear_filter();
  request.set_page_token("no base64!");
  EXPECT_EQ(FieldOf(find(request, &page)), "page_token");
  request.clear_page_token();
  request.set_page_size(100'000);
  ASSERT_TRUE(find(request, &page).ok());
  EXPECT_EQ(page.matches_size(), kCopies);
  request.set_article("articles/none");
  EXPECT_EQ(find(request, &page).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_P(ServerTest, StreamsBatchesInOrderAndSurvivesBadArticles) {
  constexpr int kBatches = 40;
  grpc::ClientContext context;
  const auto stream = reprints_->IngestArticles(&context);
  std::thread writer([&] {
    for (int i = 0; i < kBatches; ++i) {
      v1::IngestArticlesRequest batch;
      batch.set_request_id(std::to_string(i));
      *batch.add_articles() = MakeArticle("new" + std::to_string(i), StoryText(100 + i));
      *batch.add_articles() = MakeArticle("same", StoryText(1000 + i));
      batch.add_articles()->set_body("not UTF-8: \xff");
      EXPECT_TRUE(stream->Write(batch));
    }
    stream->WritesDone();
  });
  v1::IngestArticlesResponse response;
  int answered = 0;
  while (stream->Read(&response)) {
    EXPECT_EQ(response.request_id(), std::to_string(answered));
    ASSERT_EQ(response.results_size(), 3);
    EXPECT_EQ(response.results(0).report().name(), "articles/new" + std::to_string(answered));
    // Batches take effect in the order sent.
    EXPECT_EQ(response.results(1).report().revision(), answered + 1);
    EXPECT_EQ(response.results(2).status().code(), 3);
    EXPECT_EQ(response.results(2).status().message(), "body: not UTF-8 at byte 11");
    ++answered;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answered, kBatches);
  EXPECT_EQ(Status().store().articles(), kBatches + 1);
}

TEST_P(ServerTest, AMalformedBatchEndsTheStreamAfterTheAnswersBefore) {
  grpc::ClientContext context;
  const auto stream = reprints_->IngestArticles(&context);
  v1::IngestArticlesRequest batch;
  *batch.add_articles() = MakeArticle("a", StoryText(1));
  ASSERT_TRUE(stream->Write(batch));
  ASSERT_TRUE(stream->Write(v1::IngestArticlesRequest()));
  v1::IngestArticlesResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.results(0).status().code(), 0);
  EXPECT_FALSE(stream->Read(&response));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldOf(status), "articles");
}

TEST_P(ServerTest, RefusesAMessageOverTheLimit) {
  config_.max_body_bytes = 64 << 10;
  config_.max_message_bytes = 128 << 10;
  Restart();
  v1::CheckArticleRequest request;
  v1::CheckArticleResponse response;
  const auto check = [&](size_t bytes) {
    request.mutable_article()->set_body(std::string(bytes, 'x'));
    grpc::ClientContext context;
    return reprints_->CheckArticle(&context, request, &response);
  };
  EXPECT_TRUE(check(64 << 10).ok());
  EXPECT_EQ(FieldOf(check((64 << 10) + 1)), "article.body");
  const grpc::Status status = check(128 << 10);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("131072"));
  EXPECT_TRUE(check(1).ok());
}

TEST_P(ServerTest, OverloadIsAnsweredWithARetryHint) {
  config_.worker_threads = 1;
  config_.max_queued_calls = 1;
  Restart();
  constexpr int kCalls = 64;
  v1::CompareArticlesRequest request;
  request.mutable_a()->mutable_article()->set_body(StoryText(1, 20'000));
  request.mutable_b()->mutable_article()->set_body(StoryText(1, 20'000));
  std::vector<grpc::ClientContext> contexts(kCalls);
  std::vector<v1::CompareArticlesResponse> responses(kCalls);
  std::vector<std::promise<grpc::Status>> done(kCalls);
  for (int i = 0; i < kCalls; ++i) {
    reprints_->async()->CompareArticles(
        &contexts[i], &request, &responses[i],
        [&done, i](grpc::Status status) { done[i].set_value(std::move(status)); });
  }
  int served = 0;
  int refused = 0;
  for (int i = 0; i < kCalls; ++i) {
    const grpc::Status status = done[i].get_future().get();
    if (status.ok()) {
      ++served;
      EXPECT_EQ(responses[i].match().relation(), v1::RELATION_IDENTICAL);
      continue;
    }
    ++refused;
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(WireReasonOf(status), "OVERLOADED");
    ASSERT_TRUE(FindDetail<google::rpc::RetryInfo>(status));
    EXPECT_GT(FindDetail<google::rpc::RetryInfo>(status)->retry_delay().seconds(), 0);
  }
  EXPECT_GT(served, 0);
  EXPECT_GT(refused, 0);
}

TEST_P(ServerTest, BoundsItsOpenStreams) {
  config_.max_streams = 1;
  Restart();
  v1::IngestArticlesRequest batch;
  *batch.add_articles() = MakeArticle("a", StoryText(1));
  v1::IngestArticlesResponse response;
  grpc::ClientContext first_context;
  const auto first = reprints_->IngestArticles(&first_context);
  ASSERT_TRUE(first->Write(batch));
  ASSERT_TRUE(first->Read(&response));

  grpc::ClientContext second_context;
  const auto second = reprints_->IngestArticles(&second_context);
  EXPECT_FALSE(second->Read(&response));
  const grpc::Status status = second->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(WireReasonOf(status), "OVERLOADED");

  first->WritesDone();
  EXPECT_FALSE(first->Read(&response));
  EXPECT_TRUE(first->Finish().ok());
}

TEST_P(ServerTest, ACancelledStreamLeavesWhatItCommitted) {
  {
    grpc::ClientContext context;
    const auto stream = reprints_->IngestArticles(&context);
    v1::IngestArticlesRequest batch;
    *batch.add_articles() = MakeArticle("a", StoryText(1));
    v1::IngestArticlesResponse response;
    ASSERT_TRUE(stream->Write(batch));
    ASSERT_TRUE(stream->Read(&response));
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  v1::Article article;
  EXPECT_TRUE(Get("articles/a", &article).ok());
}

TEST_P(ServerTest, DrainAnswersWhatItReadAndEndsStreams) {
  config_.drain_timeout = absl::Hours(1);  // A stream that did not see the drain would hold it.
  Restart();
  grpc::ClientContext idle_context;
  const auto idle = reprints_->IngestArticles(&idle_context);
  grpc::ClientContext busy_context;
  const auto busy = reprints_->IngestArticles(&busy_context);
  v1::IngestArticlesResponse response;
  v1::IngestArticlesRequest batch;
  *batch.add_articles() = MakeArticle("idle", StoryText(1));
  ASSERT_TRUE(idle->Write(batch));
  ASSERT_TRUE(idle->Read(&response));

  std::atomic<int> written = 0;
  std::thread writer([&] {
    while (true) {
      v1::IngestArticlesRequest next;
      *next.add_articles() = MakeArticle("busy" + std::to_string(written), StoryText(10 + written));
      if (!busy->Write(next)) return;
      ++written;
    }
  });
  ASSERT_TRUE(busy->Read(&response));
  std::thread drain([&] { server_->Drain(); });
  int acknowledged = 1;
  while (busy->Read(&response)) {
    EXPECT_EQ(response.results(0).status().code(), 0);
    ++acknowledged;
  }
  const grpc::Status busy_status = busy->Finish();
  EXPECT_FALSE(idle->Read(&response));
  const grpc::Status idle_status = idle->Finish();
  drain.join();
  writer.join();
  for (const grpc::Status& status : {idle_status, busy_status}) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(status.error_message(), "draining, reconnect");
    EXPECT_EQ(WireReasonOf(status), "DRAINING");
  }
  if (GetParam() == "memory") return;
  // What was acknowledged is there, and nothing else.
  Restart();
  EXPECT_EQ(Status().store().articles(), acknowledged + 1);
}

TEST_P(ServerTest, HealthFollowsTheServer) {
  const auto check = [&](const std::string& service, grpc::health::v1::HealthCheckResponse* reply) {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    return CallByName(channel_, "/grpc.health.v1.Health/Check", request, *reply);
  };
  for (const std::string service :
       {"", "newsprint.v1.ReprintService", "newsprint.v1.OperationsService",
        "newsprint.v1.AuditService"}) {
    grpc::health::v1::HealthCheckResponse reply;
    EXPECT_TRUE(check(service, &reply).ok()) << service;
    EXPECT_EQ(reply.status(), grpc::health::v1::HealthCheckResponse::SERVING) << service;
  }
  grpc::health::v1::HealthCheckResponse reply;
  EXPECT_EQ(check("newsprint.v1.NoSuch", &reply).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_P(ServerTest, SpeaksTheSameApiInsideTheProcess) {
  const auto stub = v1::ReprintService::NewStub(server_->InProcessChannel());
  grpc::ClientContext context;
  v1::GetArticleRequest request;
  request.set_name("articles/none");
  v1::Article article;
  EXPECT_EQ(stub->GetArticle(&context, request, &article).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_P(ServerTest, TwoServersDoNotShareAPort) {
  ServerConfig second = config_;
  second.listen = server_->address();
  second.store_engine = "memory";
  const absl::Status status = Server::Open(second, nullptr).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(std::string(status.message()),
            "cannot listen on " + server_->address() + ": Address already in use");
}

TEST(OpenCorpus, RefusesAStoreOfAnotherScheme) {
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("newsprint_scheme_" + std::to_string(::getpid()));
  ASSERT_TRUE(OpenRocksDbStore({.path = directory.string(), .scheme = "other"}).ok());
  const absl::Status status = OpenCorpus({.store_path = directory.string()}).status();
  std::filesystem::remove_all(directory);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("other"), HasSubstr(CurrentScheme())));
}

TEST_P(ServerTest, EveryCallLeavesARecord) {
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "mine-1");
  v1::GetArticleRequest request;
  request.set_name("articles/none");
  v1::Article article;
  EXPECT_FALSE(reprints_->GetArticle(&context, request, &article).ok());
  EXPECT_EQ(context.GetServerInitialMetadata().count("x-request-id") +
                context.GetServerTrailingMetadata().count("x-request-id"),
            1u);
  Ingest(MakeArticle("secret", "The text of an article."));
  server_->Drain();  // The record comes after the answer.
  ASSERT_EQ(records_.size(), 2u);
  EXPECT_EQ(records_[0].method, "GetArticle");
  EXPECT_EQ(records_[0].request_id, "mine-1");
  EXPECT_EQ(records_[0].code, absl::StatusCode::kNotFound);
  EXPECT_EQ(records_[0].reason, "NOT_FOUND");
  EXPECT_EQ(records_[0].messages, 1u);
  EXPECT_EQ(records_[1].code, absl::StatusCode::kOk);
  EXPECT_NE(records_[1].request_id, "");
  EXPECT_GT(records_[1].request_bytes, 23u);
  EXPECT_GT(records_[1].response_bytes, 0u);
}

}  // namespace
}  // namespace newsprint
