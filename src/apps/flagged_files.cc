#include "apps/flagged_files.h"

#include <memory>

#include "apps/input_stream.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<std::string> ReadFlagged(const Invocation& call, const char* flag,
                                        size_t max_bytes) {
  if (!call.Has(flag)) return std::string();
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<InputStream> stream,
                             InputStream::Open(call.Text(flag)));
  return ReadWhole(*stream, max_bytes);
}

absl::StatusOr<Policy> ReadPolicy(const Invocation& call) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text,
                             ReadFlagged(call, "--licences", kMaxPolicyBytes));
  return ParsePolicy(text, call.Text("--licences"));
}

absl::StatusOr<std::optional<SourceRegistry>> ReadRegistry(const Invocation& call) {
  if (!call.Has("--sources") && !call.Has("--publishers")) return std::nullopt;
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string sources,
                             ReadFlagged(call, "--sources", kMaxRegistryBytes));
  const auto name = [&call](const char* flag) { return call.Has(flag) ? call.Text(flag) : ""; };
  const std::string file = name("--sources");
  if (file.ends_with(".yaml") || file.ends_with(".yml")) {
    if (call.Has("--publishers")) {
      return absl::InvalidArgumentError(
          "--publishers goes with a JSON file of sources; a sources.yaml has both");
    }
    return SourceRegistry::Parse(sources, file);
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string publishers,
                             ReadFlagged(call, "--publishers", kMaxRegistryBytes));
  return SourceRegistry::ParseJson(sources, file, publishers, name("--publishers"));
}

}  // namespace newsprint
