// RunAudit over a real server: callers who are slow, who leave, and a server that drains.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "newsprint/v1/audit_service.grpc.pb.h"
#include "tests/service/server_fixture.h"

namespace newsprint {
namespace {

constexpr int kCopies = 40;

std::string StoryText() {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "word" + std::to_string(i) + (i % 12 == 11 ? ".\n" : " ");
  return text;
}

std::unique_ptr<Corpus> CorpusWithCopies() {
  auto corpus =
      *Corpus::Open(CreateMemoryStore({.path = "", .scheme = CurrentScheme(), .seed = 3}), {});
  Article article;
  article.body = StoryText();
  for (int i = 0; i <= kCopies; ++i) {
    const std::string number = std::to_string(i);
    article.id = *ArticleId::Create(i == 0 ? "https://www.rferl.org/a/1.html" : "copy" + number);
    article.url = i == 0 ? article.id.value() : "https://paper.example/" + number;
    article.publisher = i == 0 ? "RFE/RL" : "Paper " + number;
    EXPECT_TRUE(corpus->Ingest(article, {}).ok());
  }
  return corpus;
}

// In this process nothing lies between caller and server: what the caller does not read is not
// sent, so that a run is certain to be in its midst.
class AuditStreamTest : public ::testing::Test {
 protected:
  AuditStreamTest() {
    auto server = Server::Start(CorpusWithCopies(),
                                {.listen = "",
                                 .store_engine = "memory",
                                 .worker_threads = 1,
                                 .drain_timeout = absl::Hours(1)},
                                nullptr);
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    audits_ = v1::AuditService::NewStub(server_->InProcessChannel());
    request_.set_licences(
        "version: 1\n"
        "licences: [{id: L, anyone: true, source: rferl, link: {target: original}}]\n");
  }

  // A run of which the first answer was read.
  std::unique_ptr<grpc::ClientReader<v1::RunAuditResponse>> Begin(grpc::ClientContext& context) {
    auto stream = audits_->RunAudit(&context, request_);
    v1::RunAuditResponse response;
    EXPECT_TRUE(stream->Read(&response));
    EXPECT_TRUE(response.has_run());
    return stream;
  }

  // Copies until the end.
  static int ReadOn(grpc::ClientReader<v1::RunAuditResponse>& stream) {
    int copies = 0;
    v1::RunAuditResponse response;
    while (stream.Read(&response)) copies += response.has_copy();
    return copies;
  }

  // Until the server refuses new runs.
  void WaitForDrain() {
    while (true) {
      grpc::ClientContext context;
      const auto stream = audits_->RunAudit(&context, request_);
      v1::RunAuditResponse response;
      if (stream->Read(&response)) context.TryCancel();
      if (stream->Finish().error_code() == grpc::StatusCode::UNAVAILABLE) return;
    }
  }

  int KeptRuns() {
    grpc::ClientContext context;
    v1::ListAuditRunsResponse response;
    EXPECT_TRUE(audits_->ListAuditRuns(&context, {}, &response).ok());
    return response.runs_size();
  }

  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::AuditService::Stub> audits_;
  v1::RunAuditRequest request_;
};

TEST_F(AuditStreamTest, ACallerWhoWaitsHoldsUpNoOtherCall) {
  grpc::ClientContext first_context;
  const auto first = Begin(first_context);
  EXPECT_EQ(KeptRuns(), 0);  // Answered by the server's one worker.
  grpc::ClientContext second_context;
  const auto second = Begin(second_context);
  EXPECT_EQ(ReadOn(*second), kCopies);
  EXPECT_TRUE(second->Finish().ok());
  EXPECT_EQ(ReadOn(*first), kCopies);  // All the same, whoever went first.
  EXPECT_TRUE(first->Finish().ok());
  EXPECT_EQ(KeptRuns(), 1);
}

TEST_F(AuditStreamTest, ARunWhoseCallerLeavesIsNone) {
  {
    grpc::ClientContext context;
    const auto stream = Begin(context);
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_EQ(KeptRuns(), 0);
  server_->Drain();  // Would last an hour if the run went on.
}

TEST_F(AuditStreamTest, ARunEndsWithItsDeadline) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(1));
  const auto stream = Begin(context);
  std::this_thread::sleep_until(context.deadline());
  EXPECT_LT(ReadOn(*stream), kCopies);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(KeptRuns(), 0);
}

TEST_F(AuditStreamTest, ADrainEndsItWithAWordToReconnect) {
  grpc::ClientContext context;
  const auto stream = Begin(context);
  std::thread drain([this] { server_->Drain(); });
  WaitForDrain();
  EXPECT_LT(ReadOn(*stream), kCopies);
  const grpc::Status status = stream->Finish();
  drain.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(status.error_message(), "draining, reconnect");
  EXPECT_EQ(WireReasonOf(status), "DRAINING");
}

}  // namespace
}  // namespace newsprint
