// Remembers the answers to requests by the ids that their senders gave, so that a retry is answered
// and not carried out again (AIP-155).
#ifndef NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_
#define NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Which request: the method, the id that its sender gave it, and its bytes.
struct RequestKey {
  std::string_view method;
  std::string_view request_id;
  std::string_view request;
};

struct RequestAnswer {
  std::string response;
  bool is_final = true;  // False: not to be remembered, since a retry may do better.
};

// Takes something out of a response of a method.
using Redaction = std::function<void(std::string_view method, std::string& response)>;

// Thread-safe. Holds the latest answers; the oldest go first.
class RequestMemory {
 public:
  RequestMemory(size_t max_requests, size_t max_bytes)
      : max_requests_(max_requests), max_bytes_(max_bytes) {}

  // The answer to the request: the remembered one, or else that of `carry_out`, which is then
  // remembered if it is one. A request whose twin is at work waits for it, and is carried out if
  // that comes to no final answer. An empty id is carried out always.
  //
  // Errors: INVALID_ARGUMENT if the id is over 128 bytes or stands for other bytes;
  // DEADLINE_EXCEEDED or CANCELLED by the control while it waits; those of `carry_out`.
  absl::StatusOr<std::string> Once(const RequestKey& key, const CallControl& control,
                                   const std::function<absl::StatusOr<RequestAnswer>()>& carry_out);

  // Changes every answer that holds these bytes, and every one at work that will: what is taken
  // down is not told to whoever asks again. Cost: reads all that is remembered.
  void Redact(std::string_view bytes, const Redaction& redact);

 private:
  struct Entry {
    std::string method;
    std::string key;
    uint64_t request_hash = 0;
    bool at_work = true;  // No response yet; not in the order of age.
    std::string response = {};
    std::vector<std::function<void(Entry&)>> redactions = {};  // For when it settles.
  };

  static size_t Bytes(const Entry& entry) { return entry.key.size() + entry.response.size(); }

  // Under the lock.
  void Settle(std::list<Entry>::iterator entry, const absl::StatusOr<RequestAnswer>& answer);

  const size_t max_requests_;
  const size_t max_bytes_;
  std::mutex mutex_;
  std::condition_variable_any settled_;
  std::list<Entry> at_work_;
  std::list<Entry> answered_;  // Oldest first.
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  size_t bytes_ = 0;  // Of answered_.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_REQUEST_MEMORY_H_
