// What is known of a call when it ends: for logs and metrics. Never holds text of an article.
#ifndef NEWSPRINT_SERVICE_CALL_RECORD_H_
#define NEWSPRINT_SERVICE_CALL_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace newsprint {

struct CallRecord {
  std::string method;      // "IngestArticle"
  std::string request_id;  // The caller's x-request-id, or one that the server gave it.
  std::string peer;        // "ipv4:192.0.2.1:40312"
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason;   // Of the error's ErrorInfo, such as "OVERLOADED".
  std::string message;  // Of the error.
  absl::Duration elapsed;
  uint64_t messages = 0;  // Requests read: 1, or the batches of a stream.
  uint64_t request_bytes = 0;
  uint64_t response_bytes = 0;
};

// Called once for each call, from any thread; must not block.
using CallLog = std::function<void(const CallRecord&)>;

}  // namespace newsprint

#endif  // NEWSPRINT_SERVICE_CALL_RECORD_H_
