// One request, a stream of answers, on a thread of the audits' pool.
#ifndef NEWSPRINT_SRC_SERVICE_ANSWER_STREAM_H_
#define NEWSPRINT_SRC_SERVICE_ANSWER_STREAM_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "newsprint/corpus/corpus.h"
#include "service/audit_calls.h"
#include "service/call_context.h"

namespace newsprint {

// Sends its answers by `emit`, which waits for a caller that is slow to take them.
using StreamHandler = std::function<absl::Status(std::string_view request,
                                                 const CallControl& control, const Emit& emit)>;

// Refuses the call if the server drains, has too many streams open, or the pool is full. A drain
// ends it. `method` must be a literal.
grpc::ServerWriteReactor<grpc::ByteBuffer>* StartAnswerStream(grpc::CallbackServerContext* context,
                                                              const grpc::ByteBuffer* request,
                                                              std::string_view method,
                                                              StreamHandler handler,
                                                              CallEnvironment& environment);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_ANSWER_STREAM_H_
