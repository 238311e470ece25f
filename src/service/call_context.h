// What every call has, whatever its shape: an id, an end, and a line in the log.
#ifndef NEWSPRINT_SRC_SERVICE_CALL_CONTEXT_H_
#define NEWSPRINT_SRC_SERVICE_CALL_CONTEXT_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/service/call_record.h"
#include "service/stream_gate.h"
#include "service/unsent_answers.h"
#include "service/worker_pool.h"

namespace newsprint {

// Told of each batch of a stream that was answered, or that ended it.
using BatchLog =
    std::function<void(std::string_view method, absl::StatusCode code, absl::Duration elapsed)>;

// What the calls of one server share.
struct CallEnvironment {
  WorkerPool& pool;
  WorkerPool& audit_pool;  // Of calls that run for minutes, and wait for their callers.
  CallLog log;             // May be null.
  BatchLog batch_log;      // Likewise.
  std::stop_token drain;   // Stops when the server drains.
  StreamGate& streams;
  UnsentAnswers& unsent_answers;
  int max_stream_batches = 1;
};

class CallContext {
 public:
  // Tells the caller the call's id. Both arguments must outlive this.
  CallContext(grpc::CallbackServerContext& context, std::string_view method,
              CallEnvironment& environment);

  void Cancel() { stop_.request_stop(); }

  // For the corpus. Valid beyond this object.
  CallControl Control() const { return {.deadline = deadline_, .stop = stop_.get_token()}; }

  // OK while there is someone who waits for the answer.
  absl::Status CheckAlive() const;

  void CountRequest(size_t bytes);

  // OK once there is memory for an answer. Waits; call without any lock held.
  absl::Status WaitForRoom() { return environment_.unsent_answers.WaitForRoom(Control()); }

  // Counts an answer, and its memory until the ticket goes. Call without any lock held: it may
  // cancel this call or others.
  UnsentAnswers::Ticket HoldAnswer(size_t bytes);

  // A batch of a stream that came at `arrival` is done.
  void LogBatch(absl::Time arrival, const absl::Status& status) const;

  // Writes the line. Call once, when gRPC is done with the call.
  void Log(const absl::Status& status);

 private:
  CallEnvironment& environment_;
  const absl::Time start_;
  absl::Time deadline_ = absl::InfiniteFuture();
  std::stop_source stop_;
  const std::shared_ptr<Cancellation> cancellation_;
  CallRecord record_;
};

std::string ToBytes(const grpc::ByteBuffer& buffer);
grpc::ByteBuffer ToByteBuffer(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_CALL_CONTEXT_H_
