// `status`: counts, sizes and versions.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <iterator>
#include <string>

#include "absl/time/time.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/json_list.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// 1,536 -> "1.5 KiB".
std::string ShownBytes(int64_t bytes) {
  static constexpr std::string_view kUnits[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  auto value = static_cast<double>(bytes);
  size_t unit = 0;
  for (; value >= 1024 && unit + 1 < std::size(kUnits); ++unit) value /= 1024;
  return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string Shown(int64_t count) { return WithThousands(static_cast<uint64_t>(count)); }

uint64_t Count(int64_t count) { return static_cast<uint64_t>(count); }

absl::Duration DrainTimeout(const v1::Limits& limits) {
  return absl::Seconds(limits.drain_timeout().seconds()) +
         absl::Nanoseconds(limits.drain_timeout().nanos());
}

absl::Time StartTime(const v1::GetStatusResponse& status) {
  return absl::FromUnixSeconds(status.start_time().seconds()) +
         absl::Nanoseconds(status.start_time().nanos());
}

std::string StatusInWords(const v1::GetStatusResponse& status, const Palette& palette) {
  std::string out;
  const auto line = [&](std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(out), "{}  {}\n", palette.Faint(fmt::format("{:<10}", name)),
                   value);
  };
  line("articles", Shown(status.store().articles()));
  line("revisions", Shown(status.store().revisions()));
  line("on disk", ShownBytes(status.store().bytes_on_disk()));
  line("index", fmt::format("{} revisions, {} postings", Shown(status.index().articles()),
                            Shown(status.index().postings())));
  line("",
       fmt::format("{} revisions in {} of memory, the others in {} of {}",
                   Shown(status.index().head_articles()), ShownBytes(status.index().head_bytes()),
                   Counted(Count(status.index().segments()), "file", "files"),
                   ShownBytes(status.index().mapped_bytes())));
  if (status.index().dropped_segments() > 0) {
    line("", fmt::format("{} dropped as missing, damaged or foreign; {} to be made anew",
                         Counted(Count(status.index().dropped_segments()), "file", "files"),
                         Counted(Count(status.index().gap_ordinals()), "ordinal", "ordinals")));
  }
  line("catalog", fmt::format("{} of memory", ShownBytes(status.index().catalog_bytes())));
  line("lag", fmt::format("{} of {} ordinals", Shown(status.index().lag_ordinals()),
                          Shown(status.store().last_ordinal())));
  line("store id", Printable(status.store().store_id()));
  line("scheme", Printable(status.store().scheme()));
  for (const v1::OrdinalRange& range : status.store().missing()) {
    line("lost", fmt::format("ordinals {} to {}", Shown(range.first()), Shown(range.last())));
  }
  const v1::Limits& limits = status.limits();
  line("limits",
       fmt::format("{} a text, {} a message, {} a batch, {} at a time",
                   ShownBytes(limits.max_body_bytes()), ShownBytes(limits.max_message_bytes()),
                   Counted(Count(limits.max_batch_articles()), "article", "articles"),
                   Counted(Count(limits.max_stream_batches()), "batch", "batches")));
  line("", fmt::format("{} queued, {} to drain",
                       Counted(Count(limits.max_queued_calls()), "call", "calls"),
                       absl::FormatDuration(DrainTimeout(limits))));
  line("version", Printable(status.version()));
  line("serves", fmt::format("since {}", ShownTime(StartTime(status))));
  return out;
}

void WriteStatus(JsonWriter& json, const v1::GetStatusResponse& status) {
  const auto count = [&](std::string_view name, int64_t value) {
    json.Key(name).Integer(static_cast<uint64_t>(value));
  };
  json.BeginObject();
  json.Key("version").String(status.version());
  json.Key("start_time")
      .String(absl::FormatTime(absl::RFC3339_full, StartTime(status), absl::UTCTimeZone()));
  json.Key("store").BeginObject();
  json.Key("store_id").String(status.store().store_id());
  json.Key("scheme").String(status.store().scheme());
  count("articles", status.store().articles());
  count("revisions", status.store().revisions());
  count("last_ordinal", status.store().last_ordinal());
  count("bytes_on_disk", status.store().bytes_on_disk());
  json.Key("missing").BeginArray();
  for (const v1::OrdinalRange& range : status.store().missing()) {
    json.BeginArray().Integer(Count(range.first())).Integer(Count(range.last())).EndArray();
  }
  json.EndArray();
  json.EndObject();
  json.Key("index").BeginObject();
  count("articles", status.index().articles());
  count("postings", status.index().postings());
  count("head_bytes", status.index().head_bytes());
  count("mapped_bytes", status.index().mapped_bytes());
  count("segments", status.index().segments());
  count("head_articles", status.index().head_articles());
  count("gap_ordinals", status.index().gap_ordinals());
  count("dropped_segments", status.index().dropped_segments());
  count("failed_writes", status.index().failed_writes());
  count("indexed_through_ordinal", status.index().indexed_through_ordinal());
  count("lag_ordinals", status.index().lag_ordinals());
  count("catalog_bytes", status.index().catalog_bytes());
  json.EndObject();
  const v1::Limits& limits = status.limits();
  json.Key("limits").BeginObject();
  count("max_body_bytes", limits.max_body_bytes());
  count("max_message_bytes", limits.max_message_bytes());
  count("max_batch_articles", limits.max_batch_articles());
  count("max_stream_batches", limits.max_stream_batches());
  count("max_queued_calls", limits.max_queued_calls());
  json.Key("drain_timeout").String(absl::FormatDuration(DrainTimeout(limits)));
  json.EndObject();
  json.EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunStatus(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  grpc::ClientContext rpc;
  v1::GetStatusResponse status;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.operations().GetStatus(&rpc, {}, &status)));
  const std::string format = call.Text("--format");
  if (format == "text") {
    context.out.Write(StatusInWords(status, PaletteOf(call)));
  } else {
    JsonList list(context.out, format);
    list.Add([&](JsonWriter& json) { WriteStatus(json, status); });
    list.Finish();
  }
  return ExitCode::kDone;
}

}  // namespace newsprint
