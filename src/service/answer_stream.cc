#include "service/answer_stream.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "service/errors.h"

namespace newsprint {
namespace {

// A caller who takes no answer for so long has lost interest: a thread waits for him. Less would
// end an audit that somebody pages through.
constexpr std::chrono::minutes kPatience{10};

// Lives as long as gRPC or a worker needs it: each holds a reference of its own.
class AnswerStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                           public std::enable_shared_from_this<AnswerStream> {
 public:
  AnswerStream(grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
               std::string_view method, StreamHandler handler, CallEnvironment& environment)
      : call_(context, method, environment),
        request_(request),
        handler_(std::move(handler)),
        environment_(environment) {
    call_.CountRequest(request.Length());
  }

  void Start() {
    self_ = shared_from_this();
    if (environment_.drain.stop_requested()) return End(DrainingError());
    entered_ = environment_.streams.TryEnter();
    if (!entered_) {
      return End(OverloadedError(
          absl::StrCat(environment_.streams.max_streams(), " streams are open, try again later")));
    }
    on_drain_.emplace(environment_.drain, OnDrain{weak_from_this()});
    if (!environment_.audit_pool.TrySubmit([self = shared_from_this()] { self->Run(); },
                                           request_.Length())) {
      End(OverloadedError("the queue of audits is full, try again later"));
    }
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    writing_ = false;
    if (!ok) gone_ = true;
    written_.notify_all();
  }

  void OnCancel() override {
    call_.Cancel();
    const std::lock_guard lock(mutex_);
    gone_ = true;
    written_.notify_all();
  }

  void OnDone() override {
    on_drain_.reset();
    call_.Log(end_);
    if (entered_) environment_.streams.Leave();
    const std::shared_ptr<AnswerStream> last = std::move(self_);
  }

 private:
  struct OnDrain {
    std::weak_ptr<AnswerStream> stream;

    void operator()() const {
      if (const auto live = stream.lock()) {
        {
          const std::lock_guard lock(live->mutex_);
          live->drained_ = true;
        }
        live->call_.Cancel();
      }
    }
  };

  // On the pool.
  void Run() {
    absl::Status status = call_.CheckAlive();
    if (status.ok()) {
      status = handler_(ToBytes(request_), call_.Control(),
                        [this](std::string answer) { return Send(std::move(answer)); });
    }
    std::unique_lock lock(mutex_);
    // Finish may not come before the end of a write.
    written_.wait_for(lock, kPatience, [this] { return !writing_ || gone_; });
    if (drained_ && absl::IsCancelled(status)) status = DrainingError();
    lock.unlock();
    End(status);
  }

  absl::Status Send(std::string answer) {
    NEWSPRINT_RETURN_IF_ERROR(call_.WaitForRoom());
    UnsentAnswers::Ticket ticket = call_.HoldAnswer(answer.size());
    std::unique_lock lock(mutex_);
    if (!written_.wait_for(lock, kPatience, [this] { return !writing_ || gone_ || drained_; })) {
      return OverloadedError(
          absl::StrCat("the caller took no answer for ", kPatience.count(), " minutes"));
    }
    if (gone_) return absl::CancelledError("the caller has gone");
    if (drained_) return DrainingError();
    unsent_ = std::move(ticket);
    answer_ = ToByteBuffer(answer);
    writing_ = true;
    lock.unlock();
    StartWrite(&answer_);
    return absl::OkStatus();
  }

  // Nothing of this may be touched after it.
  void End(const absl::Status& status) {
    end_ = status;
    Finish(ToGrpcStatus(end_));
  }

  CallContext call_;
  const grpc::ByteBuffer& request_;
  const StreamHandler handler_;
  CallEnvironment& environment_;
  std::shared_ptr<AnswerStream> self_;
  std::optional<std::stop_callback<OnDrain>> on_drain_;
  bool entered_ = false;
  absl::Status end_;

  std::mutex mutex_;
  std::condition_variable written_;
  grpc::ByteBuffer answer_;  // That is being written.
  UnsentAnswers::Ticket unsent_;
  bool writing_ = false;
  bool gone_ = false;
  bool drained_ = false;
};

}  // namespace

grpc::ServerWriteReactor<grpc::ByteBuffer>* StartAnswerStream(grpc::CallbackServerContext* context,
                                                              const grpc::ByteBuffer* request,
                                                              std::string_view method,
                                                              StreamHandler handler,
                                                              CallEnvironment& environment) {
  const auto stream =
      std::make_shared<AnswerStream>(*context, *request, method, std::move(handler), environment);
  stream->Start();
  return stream.get();
}

}  // namespace newsprint
