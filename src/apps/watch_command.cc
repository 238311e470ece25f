// `watch`: matches of a server as they come, change and go.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "apps/api_values.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "apps/match_text.h"
#include "apps/provenance_text.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr std::chrono::milliseconds kReconnectDelay{500};

std::string NameOf(const ArticleSummary& article) {
  std::string name = article.title.empty() ? Printable(article.id.value())
                                           : fmt::format("“{}”", Printable(article.title));
  if (!article.publisher.empty()) name += fmt::format(" ({})", Printable(article.publisher));
  return name;
}

// "REPRINT, 90 % and 100 % shared".
std::string VerdictInWords(const Match& match) {
  return fmt::format("{}, {} and {} shared", RelationName(match.relation),
                     Percent(match.containment_a), Percent(match.containment_b));
}

std::string EventInWords(const MatchEvent& event, const Palette& palette) {
  std::string out = fmt::format("{}: ", palette.Strong(MatchEventKindName(event.kind)));
  const auto to = std::back_inserter(out);
  if (event.kind == MatchEventKind::kWithdrawn) {
    fmt::format_to(to, "{} and {} no longer match\n", NameOf(event.a), NameOf(event.b));
  } else {
    fmt::format_to(to, "{}: {} {} {}\n", RelationName(event.match.relation), NameOf(event.a),
                   RelationInWords(event.match), NameOf(event.b));
    for (const std::string& line :
         OriginInWords(event.provenance.origin, {.a = "the former",
                                                 .a_has = "the former's",
                                                 .b = "the latter",
                                                 .b_has = "the latter's"})) {
      fmt::format_to(to, "   {}\n", line);
    }
  }
  if (event.old) fmt::format_to(to, "   was: {}\n", VerdictInWords(event.old->match));
  return out;
}

// {"event", "ordinal", "match", "old", "resume_token"}: "match" as of `check`, of a withdrawn one
// with its articles only; "old" is {"relation", "resemblance", "containment_a", "containment_b",
// "origin"} or null.
void WriteEvent(JsonWriter& json, const MatchEvent& event, const std::string& token) {
  json.BeginObject().Key("event").String(MatchEventKindName(event.kind));
  json.Key("ordinal").Integer(event.ordinal);
  json.Key("match");
  if (event.kind == MatchEventKind::kWithdrawn) {
    json.BeginObject().Key("a");
    WriteArticleSummary(json, event.a);
    json.Key("b");
    WriteArticleSummary(json, event.b);
    json.EndObject();
  } else {
    WritePair(json, {event.match, event.a, event.b, event.provenance});
  }
  json.Key("old");
  if (event.old) {
    json.BeginObject().Key("relation").String(RelationName(event.old->match.relation));
    json.Key("resemblance").Share(event.old->match.resemblance);
    json.Key("containment_a").Share(event.old->match.containment_a);
    json.Key("containment_b").Share(event.old->match.containment_b);
    json.Key("origin");
    if (event.old->origin) {
      WriteOrigin(json, *event.old->origin);
    } else {
      json.Null();
    }
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("resume_token").String(token).EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunWatch(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  const bool text = call.Text("--format") == "text";
  const Palette palette = PaletteOf(call);
  JsonList list(context.out, "jsonl");
  v1::WatchReprintsRequest request;
  if (call.Has("--source")) request.set_source(fmt::format("sources/{}", call.Text("--source")));
  request.set_resume_token(call.Text("--resume"));
  request.set_from_start(call.Has("--from-start"));
  uint64_t left = *call.Count("--max-events");
  const bool bounded = left > 0;
  while (true) {
    grpc::ClientContext rpc;
    const auto stream = connection.reprints().WatchReprints(&rpc, request);
    v1::WatchReprintsResponse response;
    while (stream->Read(&response)) {
      for (const v1::MatchEvent& message : response.events()) {
        NEWSPRINT_ASSIGN_OR_RETURN(const MatchEvent event, FromMessage(message));
        if (text) {
          context.out.Write(EventInWords(event, palette));
        } else {
          list.Add([&](JsonWriter& json) { WriteEvent(json, event, response.resume_token()); });
        }
        if (bounded && --left == 0) break;
      }
      request.set_resume_token(response.resume_token());
      // Whoever reads sees each event as it comes.
      NEWSPRINT_RETURN_IF_ERROR(context.out.Flush());
      if (context.out.closed() || (bounded && left == 0)) {
        rpc.TryCancel();
        while (stream->Read(&response)) continue;
        stream->Finish();
        return ExitCode::kDone;
      }
    }
    const absl::Status ended = connection.Outcome(stream->Finish());
    // Before the first response there is no place to go on from, and the server may not be there.
    // One that ends cancels what it does not take any more.
    const bool may_come_back = absl::IsUnavailable(ended) || absl::IsCancelled(ended);
    if (!may_come_back || request.resume_token().empty()) return ended;
    Message(fmt::format("{}; going on in a moment", std::string(ended.message())));
    std::this_thread::sleep_for(kReconnectDelay);
  }
}

}  // namespace newsprint
