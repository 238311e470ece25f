// What the server does, in numbers, as Prometheus reads them: all names begin with newsprint_,
// units stand in them, and what only grows ends in _total.
#ifndef NEWSPRINT_SRC_SERVICE_METRICS_H_
#define NEWSPRINT_SRC_SERVICE_METRICS_H_

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/service/call_record.h"

namespace newsprint {

// What is known of a server at one moment, besides its calls.
struct ServerLoad {
  uint64_t queued_calls = 0;
  uint64_t queued_bytes = 0;
  uint64_t open_streams = 0;
  uint64_t open_connections = 0;
  uint64_t refused_connections = 0;  // Since the start.
  uint64_t unsent_bytes = 0;         // Of answers that callers have not taken yet.
  uint64_t cancelled_answers = 0;    // For their memory, since the start.
  uint64_t refused_articles = 0;     // Before the corpus saw them, since the start.
};

// Thread-safe.
class Metrics {
 public:
  // Both are asked whenever someone reads the metrics.
  Metrics(std::function<absl::StatusOr<CorpusStats>()> stats, std::function<ServerLoad()> load);
  ~Metrics();

  // A call that ended.
  void CountCall(const CallRecord& record);
  // A batch of a stream that was answered.
  void CountBatch(std::string_view method, absl::StatusCode code, absl::Duration elapsed);

  // To be read together. They live as long as this does.
  std::vector<std::weak_ptr<prometheus::Collectable>> collectables() const;

 private:
  class Snapshot;

  // What one kind of call counts into: found once, since a search by labels costs microseconds.
  struct CallSeries {
    prometheus::Histogram* seconds = nullptr;
    prometheus::Counter* request_bytes = nullptr;
    prometheus::Counter* response_bytes = nullptr;
    prometheus::Counter* errors = nullptr;  // Null for calls without an error.
  };

  const CallSeries& SeriesOf(const CallRecord& record);

  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<Snapshot> snapshot_;
  prometheus::Family<prometheus::Histogram>& call_seconds_;
  prometheus::Family<prometheus::Histogram>& batch_seconds_;
  prometheus::Family<prometheus::Counter>& errors_;
  prometheus::Family<prometheus::Counter>& request_bytes_;
  prometheus::Family<prometheus::Counter>& response_bytes_;

  std::mutex mutex_;
  // By method, code and reason: a closed set. Entries stay where they are.
  std::map<std::tuple<std::string, absl::StatusCode, std::string>, CallSeries> series_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_METRICS_H_
