// The commands that need no store: `extract` and `completion`.
#include <string>

#include "absl/time/time.h"
#include "apps/commands.h"
#include "apps/completion.h"
#include "apps/documents.h"
#include "apps/json_list.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

void WriteExtracted(JsonWriter& json, std::string_view file, const Article& article) {
  json.BeginObject();
  json.Key("file").String(file);
  json.Key("title").StringOrNull(article.title);
  json.Key("text").String(article.body);
  json.Key("published_at")
      .StringOrNull(
          article.published_at
              ? absl::FormatTime(absl::RFC3339_full, *article.published_at, absl::UTCTimeZone())
              : "");
  json.Key("byline").Null();
  json.Key("canonical_url").StringOrNull(article.url);
  json.Key("publisher").StringOrNull(article.publisher);
  json.EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunExtract(const Invocation& call, CommandContext& context) {
  ExitCode exit = ExitCode::kDone;
  JsonList list(context.out, call.Text("--format"));
  for (const std::string& file : call.operands()) {
    NEWSPRINT_RETURN_IF_ERROR(
        ReadDocuments(std::span(&file, 1), {}, [&](absl::StatusOr<Document> document) {
          if (document.ok()) {
            list.Add([&](JsonWriter& json) { WriteExtracted(json, file, document->article); });
          } else {
            Message(std::string(document.status().message()));
            exit = ExitCode::kError;
          }
          return absl::OkStatus();
        }).status());
  }
  list.Finish();
  return exit;
}

absl::StatusOr<ExitCode> RunCompletion(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string script, CompletionScript(call.operands().front()));
  context.out.Write(script);
  return ExitCode::kDone;
}

}  // namespace newsprint
