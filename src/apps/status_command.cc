// `status`: counts, sizes and versions.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <iterator>
#include <string>

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

std::string StatusInWords(const v1::GetStatusResponse& status, const Palette& palette) {
  std::string out;
  const auto line = [&](std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(out), "{}  {}\n", palette.Faint(fmt::format("{:<10}", name)),
                   value);
  };
  line("articles", Shown(status.store().articles()));
  line("revisions", Shown(status.store().revisions()));
  line("on disk", ShownBytes(status.store().bytes_on_disk()));
  line("index", fmt::format("{} revisions, {} postings, {} of memory, {} mapped",
                            Shown(status.index().articles()), Shown(status.index().postings()),
                            ShownBytes(status.index().head_bytes()),
                            ShownBytes(status.index().mapped_bytes())));
  line("lag", fmt::format("{} of {} ordinals", Shown(status.index().lag_ordinals()),
                          Shown(status.store().last_ordinal())));
  line("store id", Printable(status.store().store_id()));
  line("scheme", Printable(status.store().scheme()));
  line("version", Printable(status.version()));
  return out;
}

void WriteStatus(JsonWriter& json, const v1::GetStatusResponse& status) {
  const auto count = [&](std::string_view name, int64_t value) {
    json.Key(name).Integer(static_cast<uint64_t>(value));
  };
  json.BeginObject();
  json.Key("version").String(status.version());
  json.Key("store").BeginObject();
  json.Key("store_id").String(status.store().store_id());
  json.Key("scheme").String(status.store().scheme());
  count("articles", status.store().articles());
  count("revisions", status.store().revisions());
  count("last_ordinal", status.store().last_ordinal());
  count("bytes_on_disk", status.store().bytes_on_disk());
  json.EndObject();
  json.Key("index").BeginObject();
  count("articles", status.index().articles());
  count("postings", status.index().postings());
  count("head_bytes", status.index().head_bytes());
  count("mapped_bytes", status.index().mapped_bytes());
  count("indexed_through_ordinal", status.index().indexed_through_ordinal());
  count("lag_ordinals", status.index().lag_ordinals());
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
