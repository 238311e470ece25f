#include "service/batch_stream.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "newsprint/v1/reprint_service.grpc.pb.h"

namespace newsprint {
namespace {

// A server that has nothing but the stream, with a handler of the test's own.
class StreamOnlyServer : public grpc::CallbackGenericService {
 public:
  explicit StreamOnlyServer(UnaryHandler handler) : handler_(std::move(handler)) {
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(-1);
    builder.RegisterCallbackGenericService(this);
    server_ = builder.BuildAndStart();
  }
  ~StreamOnlyServer() override {
    server_->Shutdown(std::chrono::system_clock::now());
    server_->Wait();
    server_.reset();
  }

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return StartBatchStream(context, "IngestArticles", handler_, environment_);
  }

  std::shared_ptr<grpc::Channel> Channel() {
    return server_->InProcessChannel(grpc::ChannelArguments());
  }
  static constexpr int kMaxBatches = 2;

 private:
  const UnaryHandler handler_;
  WorkerPool pool_{{.threads = 2}};
  StreamGate streams_{1};
  UnsentAnswers unsent_answers_{1 << 20};
  std::stop_source drain_;
  CallEnvironment environment_{.pool = pool_,
                               .audit_pool = pool_,
                               .log = nullptr,
                               .drain = drain_.get_token(),
                               .streams = streams_,
                               .unsent_answers = unsent_answers_,
                               .max_stream_batches = kMaxBatches};
  std::unique_ptr<grpc::Server> server_;
};

// Batches are not read faster than they are answered: what is not read stays with its sender.
TEST(BatchStream, ReadsAFewBatchesAheadAndNoFurther) {
  constexpr int kBatches = 40;
  constexpr int kBuffered = 4;  // What the transport may hold beside the server.
  std::mutex mutex;
  std::condition_variable grew;
  int written = 0;
  int handled = 0;
  int most_ahead = 0;
  StreamOnlyServer server([&](std::string_view, const CallControl&) -> absl::StatusOr<std::string> {
    std::unique_lock lock(mutex);
    if (handled == 0) {  // Time for the writer to run as far ahead as it may.
      grew.wait_for(lock, std::chrono::milliseconds(300), [&] { return written == kBatches; });
    }
    most_ahead = std::max(most_ahead, written - handled);
    ++handled;
    return std::string();
  });
  const auto stub = v1::ReprintService::NewStub(server.Channel());
  grpc::ClientContext context;
  const auto stream = stub->IngestArticles(&context);
  std::thread writer([&] {
    v1::IngestArticlesRequest batch;
    batch.add_articles()->set_body(std::string(1 << 20, 'x'));
    for (int i = 0; i < kBatches; ++i) {
      ASSERT_TRUE(stream->Write(batch));
      const std::lock_guard lock(mutex);
      ++written;
      grew.notify_all();
    }
    stream->WritesDone();
  });
  v1::IngestArticlesResponse response;
  int answered = 0;
  while (stream->Read(&response)) ++answered;
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answered, kBatches);
  EXPECT_GE(most_ahead, 1);
  EXPECT_LE(most_ahead, StreamOnlyServer::kMaxBatches + kBuffered);
}

}  // namespace
}  // namespace newsprint
