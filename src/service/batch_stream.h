// The streams of IngestArticles and CheckArticles: read ahead a few batches, work on one at a time,
// so that they take effect in the order sent, and answer in that order. A caller that does not read
// his answers is soon not read from either. Once the server drains, what has been read is still
// answered, and then the stream ends.
#ifndef NEWSPRINT_SRC_SERVICE_BATCH_STREAM_H_
#define NEWSPRINT_SRC_SERVICE_BATCH_STREAM_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <string_view>

#include "service/call_context.h"
#include "service/unary_call.h"

namespace newsprint {

// `handle_batch` answers one message; its error ends the stream. Refuses the stream if the server
// drains or has too many open. `method` must be a literal.
grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StartBatchStream(
    grpc::CallbackServerContext* context, std::string_view method, UnaryHandler handle_batch,
    CallEnvironment& environment);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_BATCH_STREAM_H_
