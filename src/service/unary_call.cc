#include "service/unary_call.h"

#include <utility>

#include "service/errors.h"

namespace newsprint {
namespace {

// Owns itself, until OnDone.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  UnaryCall(grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
            grpc::ByteBuffer& response, std::string_view method, UnaryHandler handler,
            CallEnvironment& environment)
      : call_(context, method, environment),
        request_(request),
        response_(response),
        handler_(std::move(handler)) {
    call_.CountRequest(request.Length());
    if (environment.drain.stop_requested()) {
      End(DrainingError());
    } else if (!environment.pool.TrySubmit([this] { Run(); }, request.Length())) {
      Refuse();
    }
  }

  void OnCancel() override { call_.Cancel(); }

  void OnDone() override {
    call_.Log(status_);
    delete this;
  }

 private:
  void Run() {
    if (const absl::Status alive = call_.CheckAlive(); !alive.ok()) return End(alive);
    if (const absl::Status room = call_.WaitForRoom(); !room.ok()) return End(room);
    const absl::StatusOr<std::string> reply = handler_(ToBytes(request_), call_.Control());
    if (reply.ok()) {
      response_ = ToByteBuffer(*reply);
      unsent_ = call_.HoldAnswer(reply->size());
    }
    End(reply.status());
  }

  // Made once: what a refusal costs, a server under load has least of. As End.
  void Refuse() {
    static const absl::Status status =
        OverloadedError("the queue of calls is full, try again later");
    static const grpc::Status on_the_wire = ToGrpcStatus(status);
    status_ = status;
    Finish(on_the_wire);
  }

  // Nothing of this may be touched after it.
  void End(const absl::Status& status) {
    status_ = status;
    Finish(ToGrpcStatus(status_));
  }

  CallContext call_;
  const grpc::ByteBuffer& request_;
  grpc::ByteBuffer& response_;
  const UnaryHandler handler_;
  UnsentAnswers::Ticket unsent_;
  absl::Status status_;
};

}  // namespace

grpc::ServerUnaryReactor* StartUnaryCall(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response, std::string_view method,
                                         UnaryHandler handler, CallEnvironment& environment) {
  return new UnaryCall(*context, *request, *response, method, std::move(handler), environment);
}

}  // namespace newsprint
