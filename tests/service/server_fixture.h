// A real server on a loopback port, and a client.
#ifndef NEWSPRINT_TESTS_SERVICE_SERVER_FIXTURE_H_
#define NEWSPRINT_TESTS_SERVICE_SERVER_FIXTURE_H_

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "newsprint/v1/operations_service.grpc.pb.h"
#include "newsprint/v1/reprint_service.grpc.pb.h"
#include "service/server.h"

namespace newsprint {

template <typename Detail>
std::optional<Detail> FindDetail(const grpc::Status& status) {
  google::rpc::Status rpc;
  EXPECT_TRUE(rpc.ParseFromString(status.error_details()));
  for (const auto& any : rpc.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}

inline std::string WireReasonOf(const grpc::Status& status) {
  const auto info = FindDetail<google::rpc::ErrorInfo>(status);
  return info ? info->reason() : "";
}

inline std::string FieldOf(const grpc::Status& status) {
  const auto bad = FindDetail<google::rpc::BadRequest>(status);
  return bad && bad->field_violations_size() == 1 ? bad->field_violations(0).field() : "";
}

// Any unary method by its name, with messages or with bytes.
template <typename Request, typename Response>
grpc::Status CallByName(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                        const Request& request, Response& response) {
  grpc::TemplatedGenericStub<Request, Response> stub(channel);
  grpc::ClientContext context;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, method, grpc::StubOptions(), &request, &response,
                 [&done](grpc::Status status) { done.set_value(std::move(status)); });
  return done.get_future().get();
}

inline v1::Article MakeArticle(const std::string& id, const std::string& body) {
  v1::Article article;
  article.set_name("articles/" + id);
  article.set_body(body);
  article.set_title("Title of " + id);
  article.set_publisher("Publisher of " + id);
  return article;
}

// The parameter is the engine.
class ServerTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    directory_ =
        std::filesystem::temp_directory_path() / ("newsprint_server_" + std::to_string(::getpid()) +
                                                  "_" + std::to_string(next_directory_++));
    config_.listen = "127.0.0.1:0";
    config_.store_engine = GetParam();
    config_.store_path = directory_.string();
    config_.worker_threads = 2;
    Start();
  }

  void TearDown() override {
    server_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Start() {
    auto server = Server::Open(config_, [this](const CallRecord& record) {
      const std::lock_guard lock(records_mutex_);
      records_.push_back(record);
    });
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    channel_ = grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(),
                                         arguments);
    reprints_ = v1::ReprintService::NewStub(channel_);
    operations_ = v1::OperationsService::NewStub(channel_);
  }

  void Restart() {
    server_.reset();
    Start();
  }

  v1::IngestReport Ingest(const v1::Article& article) {
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    v1::IngestArticleResponse response;
    grpc::ClientContext context;
    const grpc::Status status = reprints_->IngestArticle(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.report();
  }

  grpc::Status Get(const std::string& name, v1::Article* article, int revision = 0) {
    v1::GetArticleRequest request;
    request.set_name(name);
    request.set_revision(revision);
    grpc::ClientContext context;
    return reprints_->GetArticle(&context, request, article);
  }

  v1::GetStatusResponse Status() {
    v1::GetStatusResponse response;
    grpc::ClientContext context;
    const grpc::Status status = operations_->GetStatus(&context, {}, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  ServerConfig config_;
  std::filesystem::path directory_;
  std::mutex records_mutex_;
  std::vector<CallRecord> records_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ReprintService::Stub> reprints_;
  std::unique_ptr<v1::OperationsService::Stub> operations_;

 private:
  static inline std::atomic<int> next_directory_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_SERVICE_SERVER_FIXTURE_H_
