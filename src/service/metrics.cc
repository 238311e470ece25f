#include "service/metrics.h"

#include <prometheus/metric_family.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "absl/time/clock.h"

namespace newsprint {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

// From a lookup to a search under its work caps.
const prometheus::Histogram::BucketBoundaries kSeconds = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

template <typename Builder>
auto& Build(prometheus::Registry& registry, Builder builder, const char* name, const char* help) {
  return builder().Name(name).Help(help).Register(registry);
}

uint64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  uint64_t pages_in_all = 0;
  uint64_t resident_pages = 0;
  statm >> pages_in_all >> resident_pages;
  return resident_pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

// Collects families one value after the other.
class Families {
 public:
  void Gauge(const char* name, const char* help, uint64_t value) {
    ClientMetric metric;
    metric.gauge.value = static_cast<double>(value);
    Add(name, help, MetricType::Gauge, std::move(metric));
  }

  void Counter(const char* name, const char* help, uint64_t value) {
    ClientMetric metric;
    metric.counter.value = static_cast<double>(value);
    Add(name, help, MetricType::Counter, std::move(metric));
  }

  // One more value of the family before, told from the others by a label.
  void Counter(const char* name, const char* help, const char* label, const char* label_value,
               uint64_t value) {
    ClientMetric metric;
    metric.label.push_back({label, label_value});
    metric.counter.value = static_cast<double>(value);
    Add(name, help, MetricType::Counter, std::move(metric));
  }

  std::vector<MetricFamily> Take() { return std::move(families_); }

 private:
  void Add(const char* name, const char* help, MetricType type, ClientMetric metric) {
    if (families_.empty() || families_.back().name != name) {
      families_.push_back({.name = name, .help = help, .type = type, .metric = {}});
    }
    families_.back().metric.push_back(std::move(metric));
  }

  std::vector<MetricFamily> families_;
};

void AddStore(const StoreStats& store, Families& families) {
  uint64_t missing = 0;
  for (const OrdinalRange& range : store.missing) missing += range.last - range.first + 1;
  families.Gauge("newsprint_store_articles", "Articles that can be read.", store.articles);
  families.Gauge("newsprint_store_revisions", "Revisions that can be read.", store.revisions);
  families.Gauge("newsprint_store_last_ordinal", "The largest ordinal given so far.",
                 store.last_ordinal);
  families.Gauge("newsprint_store_bytes", "Size of the store's files.", store.bytes_on_disk);
  families.Gauge("newsprint_store_missing_ordinals",
                 "Acknowledged commits that are lost, and whose loss was accepted.", missing);
  families.Counter("newsprint_store_synced_groups_total",
                   "Groups of commits, each made durable by one sync.", store.synced_groups);
}

void AddIndex(const CorpusStats& stats, Families& families) {
  // The index may move on between both readings.
  const Ordinal last = std::max(stats.store.last_ordinal, stats.indexed_through);
  families.Gauge("newsprint_index_articles", "Revisions in the index.", stats.index.articles);
  families.Gauge("newsprint_index_postings", "Entries of all posting lists.", stats.index.postings);
  families.Gauge("newsprint_index_head_bytes", "Memory of the newest part of the index.",
                 stats.index.head_bytes);
  families.Gauge("newsprint_index_mapped_bytes", "Mapped files of the index.",
                 stats.index.mapped_bytes);
  families.Gauge("newsprint_index_segments", "Files of the index.", stats.index.segments);
  families.Gauge("newsprint_index_head_articles", "Revisions in the newest part of the index.",
                 stats.index.head_articles);
  families.Gauge("newsprint_index_gap_ordinals",
                 "Ordinals whose index file is being made anew; answers are truncated until then.",
                 stats.index.gap_ordinals);
  families.Counter("newsprint_index_dropped_segments_total",
                   "Files of the index that were missing, damaged or foreign, and dropped for it.",
                   stats.index.dropped_segments);
  families.Counter("newsprint_index_failed_writes_total",
                   "Writes of index files that failed, and are tried again.",
                   stats.index.failed_writes);
  families.Gauge("newsprint_catalog_bytes", "Memory of what finds articles by their source.",
                 stats.catalog_bytes);
  families.Gauge("newsprint_index_lag_ordinals", "Ordinals that are durable and not in the index.",
                 last - stats.indexed_through);
  families.Gauge("newsprint_backlog_articles", "Stored articles that wait to be matched.",
                 stats.backlog);
  families.Gauge("newsprint_store_recovering",
                 "1 while index and matches are brought up to a store that failed.",
                 stats.behind ? 1 : 0);
}

void AddActivity(const CorpusActivity& activity, uint64_t refused_before, Families& families) {
  const std::pair<const char*, uint64_t> outcomes[] = {
      {"created", activity.created},
      {"revised", activity.revised},
      {"unchanged", activity.unchanged},
      {"refused", activity.refused + refused_before},
      {"failed", activity.failed}};
  for (const auto& [outcome, count] : outcomes) {
    families.Counter("newsprint_ingested_articles_total",
                     "Articles that came in, by what became of them.", "outcome", outcome, count);
  }
  families.Counter("newsprint_deleted_articles_total", "Articles that were deleted.",
                   activity.deleted);
  families.Counter("newsprint_searches_total", "Articles that were matched against the store.",
                   activity.searches);
  families.Counter("newsprint_truncated_searches_total",
                   "Searches that met a work cap or a damaged text: matches may be missing.",
                   activity.truncated_searches);
  families.Counter("newsprint_matches_total", "Matches that searches found.", activity.matches);
  families.Counter("newsprint_postings_read_total", "Index postings that searches read.",
                   activity.postings_read);
  families.Counter("newsprint_candidates_verified_total",
                   "Texts that searches aligned with the one asked about.",
                   activity.candidates_verified);
}

void AddLoad(const ServerLoad& load, Families& families) {
  families.Gauge("newsprint_queued_calls", "Calls that wait for a worker.", load.queued_calls);
  families.Gauge("newsprint_queued_bytes", "Memory of the calls that wait for a worker.",
                 load.queued_bytes);
  families.Gauge("newsprint_open_streams", "Batch streams that are open.", load.open_streams);
  families.Gauge("newsprint_open_connections", "Connections of clients.", load.open_connections);
  families.Counter("newsprint_refused_connections_total",
                   "Connections that were closed at once, since too many were open.",
                   load.refused_connections);
  families.Gauge("newsprint_unsent_answer_bytes",
                 "Memory of answers that callers have not taken yet.", load.unsent_bytes);
  families.Counter("newsprint_cancelled_answers_total",
                   "Calls that were cancelled since their callers took no answers.",
                   load.cancelled_answers);
}

}  // namespace

// What is asked for when it is read.
class Metrics::Snapshot final : public prometheus::Collectable {
 public:
  Snapshot(std::function<absl::StatusOr<CorpusStats>()> stats, std::function<ServerLoad()> load)
      : stats_(std::move(stats)), load_(std::move(load)), start_time_(absl::Now()) {}

  std::vector<MetricFamily> Collect() const override {
    Families families;
    const ServerLoad load = load_();
    AddLoad(load, families);
    const absl::StatusOr<CorpusStats> stats = stats_();
    families.Gauge("newsprint_store_up", "1 if the store can be read.", stats.ok() ? 1 : 0);
    if (stats.ok()) {
      AddStore(stats->store, families);
      AddIndex(*stats, families);
      AddActivity(stats->activity, load.refused_articles, families);
    }
    families.Gauge("newsprint_start_time_seconds", "When the server began to serve.",
                   static_cast<uint64_t>(absl::ToUnixSeconds(start_time_)));
    families.Gauge("newsprint_resident_memory_bytes", "Memory of the process.", ResidentBytes());
    return families.Take();
  }

 private:
  const std::function<absl::StatusOr<CorpusStats>()> stats_;
  const std::function<ServerLoad()> load_;
  const absl::Time start_time_;
};

Metrics::Metrics(std::function<absl::StatusOr<CorpusStats>()> stats,
                 std::function<ServerLoad()> load)
    : registry_(std::make_shared<prometheus::Registry>()),
      snapshot_(std::make_shared<Snapshot>(std::move(stats), std::move(load))),
      call_seconds_(Build(*registry_, prometheus::BuildHistogram, "newsprint_rpc_duration_seconds",
                          "From the arrival of a call to its end; of a stream, all its life.")),
      batch_seconds_(Build(*registry_, prometheus::BuildHistogram,
                           "newsprint_stream_batch_duration_seconds",
                           "From the arrival of a batch in a stream to its answer.")),
      errors_(Build(*registry_, prometheus::BuildCounter, "newsprint_rpc_errors_total",
                    "Calls that ended in an error, by the reason of its ErrorInfo.")),
      request_bytes_(Build(*registry_, prometheus::BuildCounter,
                           "newsprint_rpc_request_bytes_total", "Bytes of requests.")),
      response_bytes_(Build(*registry_, prometheus::BuildCounter,
                            "newsprint_rpc_response_bytes_total", "Bytes of responses.")) {
  Build(*registry_, prometheus::BuildGauge, "newsprint_build_info", "1, with the version.")
      .Add({{"version", NEWSPRINT_VERSION}})
      .Set(1);
}

Metrics::~Metrics() = default;

const Metrics::CallSeries& Metrics::SeriesOf(const CallRecord& record) {
  const std::lock_guard lock(mutex_);
  CallSeries& series = series_[{record.method, record.code, record.reason}];
  if (series.seconds == nullptr) {
    const prometheus::Labels method = {{"method", record.method}};
    series.seconds = &call_seconds_.Add(
        {{"method", record.method}, {"code", absl::StatusCodeToString(record.code)}}, kSeconds);
    series.request_bytes = &request_bytes_.Add(method);
    series.response_bytes = &response_bytes_.Add(method);
    if (!record.reason.empty()) {
      series.errors = &errors_.Add({{"method", record.method}, {"reason", record.reason}});
    }
  }
  return series;
}

void Metrics::CountCall(const CallRecord& record) {
  const CallSeries& series = SeriesOf(record);
  series.seconds->Observe(absl::ToDoubleSeconds(record.elapsed));
  series.request_bytes->Increment(static_cast<double>(record.request_bytes));
  series.response_bytes->Increment(static_cast<double>(record.response_bytes));
  if (series.errors != nullptr) series.errors->Increment();
}

void Metrics::CountBatch(std::string_view method, absl::StatusCode code, absl::Duration elapsed) {
  batch_seconds_
      .Add({{"method", std::string(method)}, {"code", absl::StatusCodeToString(code)}}, kSeconds)
      .Observe(absl::ToDoubleSeconds(elapsed));
}

std::vector<std::weak_ptr<prometheus::Collectable>> Metrics::collectables() const {
  return {registry_, snapshot_};
}

}  // namespace newsprint
