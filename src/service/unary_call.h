// One request, one answer, on the worker pool.
#ifndef NEWSPRINT_SRC_SERVICE_UNARY_CALL_H_
#define NEWSPRINT_SRC_SERVICE_UNARY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "service/call_context.h"

namespace newsprint {

// From a serialised request to a serialised response.
using UnaryHandler = std::function<absl::StatusOr<std::string>(std::string_view request,
                                                               const CallControl& control)>;

// Refuses the call if the server drains or the pool is full. `method` must be a literal.
grpc::ServerUnaryReactor* StartUnaryCall(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response, std::string_view method,
                                         UnaryHandler handler, CallEnvironment& environment);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_UNARY_CALL_H_
