// Remembers the answers to requests by the ids that their senders gave, so that a retry is answered
// and not carried out again (AIP-155).
#ifndef NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_
#define NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"

namespace newsprint {

// Thread-safe. Holds the latest answers; the oldest go first.
class RequestMemory {
 public:
  RequestMemory(size_t max_requests, size_t max_bytes)
      : max_requests_(max_requests), max_bytes_(max_bytes) {}

  // `method` and `request_id` name the request, `request` is its bytes. Nothing if the id is empty
  // or not remembered.
  //
  // Errors: INVALID_ARGUMENT if the id is over 128 bytes or stands for other bytes.
  absl::StatusOr<std::optional<std::string>> Recall(std::string_view method,
                                                    std::string_view request_id,
                                                    std::string_view request);

  // Does nothing for an empty id. `response` is what Recall gives from then on.
  void Remember(std::string_view method, std::string_view request_id, std::string_view request,
                std::string response);

 private:
  struct Entry {
    std::string key;
    uint64_t request_hash = 0;
    std::string response;
  };

  static size_t Bytes(const Entry& entry) { return entry.key.size() + entry.response.size(); }

  const size_t max_requests_;
  const size_t max_bytes_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // Oldest first.
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  size_t bytes_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_
