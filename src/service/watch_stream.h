// The stream of WatchReprints: one response is made at a time, and the next one when it is sent, so
// that a caller who does not read costs one response of memory; a worker is busy with it only while
// there is something to tell.
#ifndef NEWSPRINT_SRC_SERVICE_WATCH_STREAM_H_
#define NEWSPRINT_SRC_SERVICE_WATCH_STREAM_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "service/call_context.h"
#include "service/calls.h"

namespace newsprint {

// Refuses the stream if the server drains or has too many open.
grpc::ServerWriteReactor<grpc::ByteBuffer>* StartWatchStream(grpc::CallbackServerContext* context,
                                                             const grpc::ByteBuffer* request,
                                                             const ReprintCalls& calls,
                                                             CallEnvironment& environment);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_WATCH_STREAM_H_
