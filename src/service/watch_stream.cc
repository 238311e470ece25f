#include "service/watch_stream.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr std::string_view kMethod = "WatchReprints";

// Lives as long as gRPC, a worker, the drain or the corpus needs it.
class WatchStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                          public std::enable_shared_from_this<WatchStream> {
 public:
  WatchStream(grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
              const ReprintCalls& calls, CallEnvironment& environment)
      : call_(context, kMethod, environment),
        request_(ToBytes(request)),
        calls_(calls),
        environment_(environment) {
    call_.CountRequest(request_.size());
  }

  void Start() {
    self_ = shared_from_this();
    entered_ = environment_.streams.TryEnter();
    on_drain_.emplace(environment_.drain, OnDrain{weak_from_this()});
    absl::StatusOr<WatchQuery> query = calls_.StartWatch(request_);
    if (query.ok()) {
      changes_ = calls_.OnChange([stream = weak_from_this()] {
        if (const auto live = stream.lock()) live->OnChange();
      });
    }
    const std::lock_guard lock(mutex_);
    started_ = true;
    if (!entered_) {
      End(OverloadedError(
          absl::StrCat(environment_.streams.max_streams(), " streams are open, try again later")));
    } else if (!query.ok()) {
      End(query.status());
    } else {
      query_ = *std::move(query);
      query_.control = call_.Control();
    }
    Advance();
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    writing_ = false;
    replies_.pop_front();
    if (!ok) End(absl::CancelledError("the caller has gone"));
    Advance();
  }

  void OnCancel() override {
    call_.Cancel();
    const std::lock_guard lock(mutex_);
    End(absl::CancelledError("the caller has gone"));
    Advance();
  }

  void OnDone() override {
    on_drain_.reset();
    changes_ = {};
    call_.Log(*end_);
    if (entered_) environment_.streams.Leave();
    const std::shared_ptr<WatchStream> last = std::move(self_);
  }

 private:
  struct OnDrain {
    std::weak_ptr<WatchStream> stream;

    void operator()() const {
      if (const auto live = stream.lock()) {
        const std::lock_guard lock(live->mutex_);
        live->End(DrainingError());
        live->Advance();
      }
    }
  };

  struct Reply {
    grpc::ByteBuffer bytes;
    UnsentAnswers::Ticket unsent;
  };

  void OnChange() {
    const std::lock_guard lock(mutex_);
    changed_ = true;
    Advance();
  }

  // All below hold mutex_.

  // The first reason stands. What was not begun to be sent is left out: it comes again by the
  // token.
  void End(const absl::Status& status) {
    if (end_) return;
    end_ = status;
    while (replies_.size() > (writing_ ? 1u : 0u)) replies_.pop_back();
  }

  void Advance() {
    if (!started_ || finished_) return;
    if (!end_ && !working_ && replies_.empty() && changed_) {
      working_ = true;
      changed_ = false;
      environment_.pool.Submit([self = shared_from_this()] { self->Work(); });
    }
    if (!writing_ && !replies_.empty()) {
      writing_ = true;
      StartWrite(&replies_.front().bytes);
    }
    if (end_ && !working_ && !writing_) {
      finished_ = true;
      Finish(ToGrpcStatus(*end_));
    }
  }

  // On the pool, without the lock.
  void Work() {
    const absl::Time start = absl::Now();
    bool caught_up = false;
    const absl::StatusOr<std::vector<std::string>> responses =
        calls_.ContinueWatch(query_, std::exchange(is_first_, false), caught_up);
    call_.LogBatch(start, responses.status());
    std::vector<Reply> replies;
    if (responses.ok()) {
      for (const std::string& response : *responses) {
        replies.push_back({ToByteBuffer(response), call_.HoldAnswer(response.size())});
      }
    }
    const std::lock_guard lock(mutex_);
    working_ = false;
    if (!responses.ok()) End(responses.status());
    if (!end_) std::ranges::move(replies, std::back_inserter(replies_));
    if (!caught_up) changed_ = true;
    Advance();
  }

  CallContext call_;
  const std::string request_;
  const ReprintCalls& calls_;
  CallEnvironment& environment_;
  std::shared_ptr<WatchStream> self_;
  std::optional<std::stop_callback<OnDrain>> on_drain_;
  ChangeSignal::Subscription changes_;
  bool entered_ = false;
  WatchQuery query_;  // Of whoever works; so is the next.
  bool is_first_ = true;

  std::mutex mutex_;
  std::deque<Reply> replies_;  // Of one step; the first is being written if writing_.
  bool started_ = false;       // The query is known.
  bool changed_ = true;        // There may be more to tell.
  bool working_ = false;
  bool writing_ = false;
  bool finished_ = false;
  std::optional<absl::Status> end_;
};

}  // namespace

grpc::ServerWriteReactor<grpc::ByteBuffer>* StartWatchStream(grpc::CallbackServerContext* context,
                                                             const grpc::ByteBuffer* request,
                                                             const ReprintCalls& calls,
                                                             CallEnvironment& environment) {
  const auto stream = std::make_shared<WatchStream>(*context, *request, calls, environment);
  stream->Start();
  return stream.get();
}

}  // namespace newsprint
