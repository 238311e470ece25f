#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/operations_service.pb.h"
#include "service/calls.h"
#include "service/convert.h"
#include "service/decode.h"

namespace newsprint {

OperationsCalls::OperationsCalls(Corpus& corpus, const ServerConfig& config)
    : corpus_(corpus), config_(config), start_time_(absl::Now()) {}

absl::StatusOr<std::string> OperationsCalls::GetStatus(std::string_view bytes,
                                                       const CallControl& /*control*/) const {
  v1::GetStatusRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus_.Stats());
  v1::GetStatusResponse response;
  response.set_version(NEWSPRINT_VERSION);
  *response.mutable_start_time() = ToProto(start_time_);

  v1::StoreStatus& store = *response.mutable_store();
  store.set_store_id(stats.store_id);
  store.set_scheme(stats.scheme);
  store.set_articles(static_cast<int64_t>(stats.store.articles));
  store.set_revisions(static_cast<int64_t>(stats.store.revisions));
  store.set_last_ordinal(static_cast<int64_t>(stats.store.last_ordinal));
  store.set_bytes_on_disk(static_cast<int64_t>(stats.store.bytes_on_disk));
  for (const OrdinalRange& range : stats.store.missing) {
    v1::OrdinalRange& added = *store.add_missing();
    added.set_first(static_cast<int64_t>(range.first));
    added.set_last(static_cast<int64_t>(range.last));
  }

  v1::IndexStatus& index = *response.mutable_index();
  index.set_articles(static_cast<int64_t>(stats.index.articles));
  index.set_postings(static_cast<int64_t>(stats.index.postings));
  index.set_head_bytes(static_cast<int64_t>(stats.index.head_bytes));
  index.set_mapped_bytes(static_cast<int64_t>(stats.index.mapped_bytes));
  index.set_segments(static_cast<int64_t>(stats.index.segments));
  index.set_head_articles(static_cast<int64_t>(stats.index.head_articles));
  index.set_gap_ordinals(static_cast<int64_t>(stats.index.gap_ordinals));
  index.set_dropped_segments(static_cast<int64_t>(stats.index.dropped_segments));
  index.set_failed_writes(static_cast<int64_t>(stats.index.failed_writes));
  index.set_indexed_through_ordinal(static_cast<int64_t>(stats.indexed_through));
  // The index may move on between both readings.
  const Ordinal last = std::max(stats.store.last_ordinal, stats.indexed_through);
  index.set_lag_ordinals(static_cast<int64_t>(last - stats.indexed_through));
  index.set_catalog_bytes(static_cast<int64_t>(stats.catalog_bytes));

  v1::Limits& limits = *response.mutable_limits();
  limits.set_max_body_bytes(config_.max_body_bytes);
  limits.set_max_message_bytes(config_.max_message_bytes);
  limits.set_max_batch_articles(static_cast<int32_t>(config_.max_batch_articles));
  limits.set_max_stream_batches(static_cast<int32_t>(config_.max_stream_batches));
  limits.set_max_queued_calls(static_cast<int32_t>(config_.max_queued_calls));
  const absl::Duration drain = config_.drain_timeout;
  limits.mutable_drain_timeout()->set_seconds(absl::ToInt64Seconds(drain));
  limits.mutable_drain_timeout()->set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(drain - absl::Seconds(absl::ToInt64Seconds(drain)))));
  return response.SerializeAsString();
}

absl::StatusOr<std::string> OperationsCalls::PurgeDeleted(std::string_view bytes,
                                                          const CallControl& /*control*/) {
  v1::PurgeDeletedRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_RETURN_IF_ERROR(corpus_.Purge());
  NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus_.Stats());
  v1::PurgeDeletedResponse response;
  response.set_bytes_on_disk(static_cast<int64_t>(stats.store.bytes_on_disk));
  return response.SerializeAsString();
}

}  // namespace newsprint
