// `match`, `stories`, and `compare` of listed pairs: what the evaluation runs.
#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/batch_compare.h"
#include "apps/batch_match.h"
#include "apps/commands.h"
#include "apps/delimited_row.h"
#include "apps/flagged_files.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "newsprint/article/status.h"
#include "newsprint/story/stories.h"

namespace newsprint {
namespace {

// Ends a visit early, without being an error: nobody reads on.
absl::Status ReaderLeft() { return absl::CancelledError("the reader of standard output left"); }

std::string OriginOf(const std::vector<std::string>& ids, const BatchPair& pair) {
  switch (pair.origin.kind) {
    case OriginKind::kArticle:
      return ids[*pair.origin_place];
    case OriginKind::kAbsent:
      return "absent:" + pair.origin.source;
    case OriginKind::kUnknown:
      return "unknown";
  }
  return "unknown";
}

absl::Status NeedDocs(const Invocation& call) {
  if (call.Has("--docs")) return absl::OkStatus();
  return absl::InvalidArgumentError("--docs FILE is missing");
}

}  // namespace

absl::StatusOr<ExitCode> RunMatch(const Invocation& call, CommandContext& context) {
  NEWSPRINT_RETURN_IF_ERROR(NeedDocs(call));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  JsonList list(context.out, call.Text("--format"));
  const auto ids =
      MatchBatch(call.Text("--docs"), registry,
                 [&](const std::vector<std::string>& known, const BatchPair& pair) -> absl::Status {
                   if (context.out.closed()) return ReaderLeft();
                   list.Add([&](JsonWriter& json) {
                     WriteEvaluationLine(json, {.a = known[pair.earlier],
                                                .b = known[pair.later],
                                                .match = pair.match,
                                                .origin = OriginOf(known, pair),
                                                .origin_confidence = pair.origin.confidence,
                                                .credit = pair.credit,
                                                .credit_document = known[pair.credit_place]});
                   });
                   return absl::OkStatus();
                 });
  if (!ids.ok() && !context.out.closed()) return ids.status();
  list.Finish();
  return ExitCode::kDone;
}

absl::StatusOr<ExitCode> RunComparePairs(const Invocation& call, CommandContext& context) {
  NEWSPRINT_RETURN_IF_ERROR(NeedDocs(call));
  if (!call.Has("--pairs")) return absl::InvalidArgumentError("--pairs FILE is missing");
  if (call.Text("--format") == "html") {
    return absl::InvalidArgumentError("--format html shows two texts, not the pairs of a list");
  }
  JsonList list(context.out, call.Has("--format") ? call.Text("--format") : "jsonl");
  const absl::Status status =
      CompareBatch(call.Text("--docs"), call.Text("--pairs"),
                   [&](const PairRow& row, const Match& match) -> absl::Status {
                     if (context.out.closed()) return ReaderLeft();
                     list.Add([&](JsonWriter& json) {
                       WriteEvaluationLine(json, {.a = row.id1, .b = row.id2, .match = match});
                     });
                     return absl::OkStatus();
                   });
  if (!status.ok() && !context.out.closed()) return status;
  list.Finish();
  return ExitCode::kDone;
}

absl::StatusOr<ExitCode> RunStories(const Invocation& call, CommandContext& context) {
  if (call.Has("--store") || call.Has("--server")) {
    if (!call.Has("--docs")) return RunStoriesOfStore(call, context);
    return absl::InvalidArgumentError("--docs cannot stand beside --store and --server");
  }
  NEWSPRINT_RETURN_IF_ERROR(NeedDocs(call));
  if (!call.operands().empty()) {
    return absl::InvalidArgumentError(
        fmt::format("'{}' is of a store; --store DIR or --server HOST:PORT is missing",
                    call.operands().front()));
  }
  const std::string format = call.Has("--format") ? call.Text("--format") : "tsv";
  if (format == "text") {
    return absl::InvalidArgumentError("--format text is of a store; --docs gives tsv, csv or json");
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<SourceRegistry> registry, ReadRegistry(call));
  std::vector<StoryEdge> near_copies;
  NEWSPRINT_ASSIGN_OR_RETURN(
      const std::vector<std::string> ids,
      MatchBatch(call.Text("--docs"), registry,
                 [&](const std::vector<std::string>&, const BatchPair& pair) {
                   if (TiesStory(pair.match.relation)) {
                     near_copies.push_back({static_cast<uint32_t>(pair.earlier),
                                            static_cast<uint32_t>(pair.later),
                                            pair.match.resemblance});
                   }
                   return absl::OkStatus();
                 }));
  std::vector<StoryNode> nodes;  // Seen in the order of the file.
  for (size_t i = 0; i < ids.size(); ++i) {
    nodes.push_back({ids[i], absl::UnixEpoch() + absl::Nanoseconds(static_cast<int64_t>(i))});
  }
  NEWSPRINT_ASSIGN_OR_RETURN(
      const auto stories,
      GroupStories(nodes, near_copies, [](size_t) -> absl::StatusOr<bool> { return true; }));
  std::vector<uint32_t> lead(ids.size());
  for (const std::vector<uint32_t>& story : stories) {
    for (const uint32_t member : story) lead[member] = story.front();
  }
  if (format == "tsv" || format == "csv") {
    for (size_t i = 0; i < ids.size(); ++i) {
      const std::array<std::string, 2> cells = {ids[i], ids[lead[i]]};
      context.out.Write(format == "tsv" ? TsvRow(cells) : CsvRow(cells));
    }
    return ExitCode::kDone;
  }
  JsonList list(context.out, format);
  for (size_t i = 0; i < ids.size(); ++i) {
    list.Add([&](JsonWriter& json) {
      json.BeginObject().Key("id").String(ids[i]);
      json.Key("story").String(ids[lead[i]]).EndObject();
    });
  }
  list.Finish();
  return ExitCode::kDone;
}

}  // namespace newsprint
