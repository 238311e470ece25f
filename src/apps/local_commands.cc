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

std::string PublishedAt(const Document& document) {
  if (document.page && document.page->published) return document.page->published->ToRfc3339();
  if (!document.article.published_at) return "";
  return absl::FormatTime(absl::RFC3339_full, *document.article.published_at, absl::UTCTimeZone());
}

void WriteExtracted(JsonWriter& json, std::string_view file, const Document& document) {
  const Article& article = document.article;
  const Page* const page = document.page ? &*document.page : nullptr;
  json.BeginObject();
  json.Key("file").String(file);
  json.Key("title").StringOrNull(article.title);
  // A page without text was given a blank for one.
  json.Key("text").StringOrNull(article.body == " " ? "" : article.body);
  json.Key("published_at").StringOrNull(PublishedAt(document));
  json.Key("byline").StringOrNull(page != nullptr ? page->byline : "");
  json.Key("canonical_url")
      .StringOrNull(page != nullptr ? page->signals.canonical_url : article.url);
  json.Key("publisher").StringOrNull(article.publisher);
  json.EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunExtract(const Invocation& call, CommandContext& context) {
  ExitCode exit = ExitCode::kDone;
  JsonList list(context.out, call.Text("--format"));
  DocumentOptions options;
  options.accept_any_text = true;  // A page of scripts has no text, which is no error here.
  for (const std::string& file : call.operands()) {
    NEWSPRINT_RETURN_IF_ERROR(
        ReadDocuments(std::span(&file, 1), options, [&](absl::StatusOr<Document> document) {
          if (document.ok()) {
            list.Add([&](JsonWriter& json) { WriteExtracted(json, file, *document); });
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
