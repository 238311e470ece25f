#include "service/batch_stream.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/errors.h"

namespace newsprint {
namespace {

// Lives as long as gRPC, a worker or the drain needs it: each holds a reference of its own.
class BatchStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                          public std::enable_shared_from_this<BatchStream> {
 public:
  BatchStream(grpc::CallbackServerContext& context, std::string_view method,
              UnaryHandler handle_batch, CallEnvironment& environment)
      : call_(context, method, environment),
        handle_batch_(std::move(handle_batch)),
        environment_(environment) {}

  void Start() {
    self_ = shared_from_this();
    entered_ = environment_.streams.TryEnter();
    // Runs at once if the server drains already.
    on_drain_.emplace(environment_.drain, OnDrain{weak_from_this()});
    const std::lock_guard lock(mutex_);
    if (!entered_) {
      EndInput(OverloadedError(
          absl::StrCat(environment_.streams.max_streams(), " streams are open, try again later")));
    }
    Advance();
  }

  void OnReadDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    reading_ = false;
    if (!ok) {
      EndInput(absl::OkStatus());
    } else if (!input_ended_) {
      call_.CountRequest(incoming_.Length());
      Batch& batch = unread_.emplace_back();
      batch.arrival = absl::Now();
      batch.bytes.Swap(&incoming_);
    }
    incoming_.Clear();
    Advance();
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    writing_ = false;
    replies_.pop_front();
    if (!ok) Abandon();
    Advance();
  }

  void OnCancel() override {
    call_.Cancel();
    const std::lock_guard lock(mutex_);
    Abandon();
    Advance();
  }

  void OnDone() override {
    on_drain_.reset();
    call_.Log(end_);
    if (entered_) environment_.streams.Leave();
    const std::shared_ptr<BatchStream> last = std::move(self_);
  }

 private:
  struct OnDrain {
    std::weak_ptr<BatchStream> stream;

    void operator()() const {
      if (const auto live = stream.lock()) {
        const std::lock_guard lock(live->mutex_);
        live->EndInput(DrainingError());
        live->Advance();
      }
    }
  };

  struct Batch {
    absl::Time arrival;
    grpc::ByteBuffer bytes;
  };

  struct Reply {
    grpc::ByteBuffer bytes;
    UnsentAnswers::Ticket unsent;
  };

  // All below hold mutex_.

  // The first reason stands.
  void EndInput(const absl::Status& status) {
    if (input_ended_) return;
    input_ended_ = true;
    end_ = status;
  }

  // Nobody waits for answers any more.
  void Abandon() {
    EndInput(absl::OkStatus());
    if (end_.ok()) end_ = absl::CancelledError("the caller has gone");
    unread_.clear();
    while (replies_.size() > (writing_ ? 1u : 0u)) replies_.pop_back();
  }

  int InFlight() const {
    return static_cast<int>(unread_.size() + replies_.size()) + (working_ ? 1 : 0);
  }

  // Starts whatever may start now. gRPC never calls back from inside of Start... and Finish.
  void Advance() {
    if (finished_) return;
    if (!working_ && !unread_.empty()) {
      working_ = true;
      environment_.pool.Submit([self = shared_from_this()] { self->Work(); });
    }
    if (!writing_ && !replies_.empty()) {
      writing_ = true;
      StartWrite(&replies_.front().bytes);
    }
    if (!reading_ && !input_ended_ && InFlight() < environment_.max_stream_batches) {
      reading_ = true;
      StartRead(&incoming_);
    }
    if (input_ended_ && InFlight() == 0) {
      finished_ = true;
      Finish(ToGrpcStatus(end_));  // A read that is still open fails by it.
    }
  }

  // On the pool, without the lock.
  void Work() {
    std::unique_lock lock(mutex_);
    std::optional<Batch> batch;
    if (!unread_.empty()) {  // Abandon may have been faster.
      batch = std::move(unread_.front());
      unread_.pop_front();
    }
    lock.unlock();
    absl::StatusOr<std::string> reply = absl::CancelledError("the caller has gone");
    UnsentAnswers::Ticket unsent;
    if (batch) {
      const absl::Status room = call_.WaitForRoom();
      reply = room.ok() ? handle_batch_(ToBytes(batch->bytes), call_.Control()) : room;
      call_.LogBatch(batch->arrival, reply.status());
      if (reply.ok()) unsent = call_.HoldAnswer(reply->size());
    }
    lock.lock();
    working_ = false;
    if (reply.ok()) {
      replies_.push_back({ToByteBuffer(*reply), std::move(unsent)});
    } else {
      // Batches behind it were not looked at, and are not answered.
      unread_.clear();
      input_ended_ = true;
      if (end_.ok() || absl::IsUnavailable(end_)) end_ = reply.status();
    }
    Advance();
  }

  CallContext call_;
  const UnaryHandler handle_batch_;
  CallEnvironment& environment_;
  std::shared_ptr<BatchStream> self_;
  std::optional<std::stop_callback<OnDrain>> on_drain_;
  bool entered_ = false;

  std::mutex mutex_;
  grpc::ByteBuffer incoming_;
  std::deque<Batch> unread_;   // That no worker has seen.
  std::deque<Reply> replies_;  // The first is being written if writing_.
  bool reading_ = false;
  bool working_ = false;
  bool writing_ = false;
  bool input_ended_ = false;
  bool finished_ = false;
  absl::Status end_;
};

}  // namespace

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StartBatchStream(
    grpc::CallbackServerContext* context, std::string_view method, UnaryHandler handle_batch,
    CallEnvironment& environment) {
  const auto stream =
      std::make_shared<BatchStream>(*context, method, std::move(handle_batch), environment);
  stream->Start();
  return stream.get();
}

}  // namespace newsprint
