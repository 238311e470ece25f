// Bytes from a client to messages. The handlers take requests as bytes, because gRPC answers a
// message that it cannot parse (also for one string field that is not UTF-8) with an empty error,
// and would end a stream of thousands of articles over one of them.
#ifndef NEWSPRINT_SRC_SERVICE_DECODE_H_
#define NEWSPRINT_SRC_SERVICE_DECODE_H_

#include <google/protobuf/message.h>

#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace newsprint {

// Errors: INVALID_ARGUMENT, which names the string field that is not UTF-8, with its path and byte,
// or says that `bytes` is not a message of this type.
absl::Status DecodeMessage(std::string_view bytes, google::protobuf::Message& message);

// Keeps what is sound of a batch, a message with the field `repeated Article articles`: an article
// that cannot be parsed is left empty, and its entry of `article_status` says why, as
// DecodeMessage.
//
// Errors: as DecodeMessage, where the batch around the articles cannot be parsed.
absl::Status DecodeBatch(std::string_view bytes, google::protobuf::Message& batch,
                         std::vector<absl::Status>& article_status);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_DECODE_H_
