// `stories` of a store: the story of an article, or all of them.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "apps/api_values.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "apps/provenance_text.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr uint64_t kMaxStoriesPerPage = 100;

// "https://wire.example/1" or, where there is one, its title.
std::string TitleOf(const ArticleSummary& article) {
  return article.title.empty() ? Printable(article.id.value())
                               : fmt::format("“{}”", Printable(article.title));
}

std::string StoryInWords(const Story& story, const Palette& palette) {
  std::string out =
      fmt::format("{}: {} by {}{}\n", palette.Strong(TitleOf(story.articles.front().summary)),
                  Counted(story.articles.size(), "article", "articles"),
                  Counted(story.publishers.size(), "publisher", "publishers"),
                  story.truncated ? "; it is too large, and articles are missing" : "");
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "   story {}\n", Printable(story.id.value()));
  for (const std::string& line :
       OriginInWords(story.origin, {.a = "", .a_has = "", .b = "", .b_has = ""})) {
    fmt::format_to(to, "   {}\n", line);
  }
  for (const StoryArticle& article : story.articles) {
    const ArticleSummary& summary = article.summary;
    const RevisionMark& first = article.revisions.front();
    fmt::format_to(to, "   seen {}{}: {}{}", ShownTime(first.first_seen_at),
                   first.published_at ? ", published " + ShownTime(*first.published_at) : "",
                   summary.publisher.empty() ? "" : Printable(summary.publisher) + ", ",
                   Printable(summary.id.value()));
    if (!story.original.empty() && summary.id == story.original) {
      out += " (the original)";
    } else if (article.made_from_revision) {
      fmt::format_to(to, " (from its revision {})", *article.made_from_revision);
    }
    out += '\n';
    for (size_t i = 1; i < article.revisions.size(); ++i) {
      fmt::format_to(to, "     revised {} (revision {})\n",
                     ShownTime(article.revisions[i].first_seen_at), article.revisions[i].revision);
    }
  }
  return out;
}

std::string Rfc3339(absl::Time time) {
  return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone());
}

// {"id", "original", "origin", "truncated", "publishers": [{"publisher", "articles",
// "first_seen_at"}], "articles": [{"article", "made_from_revision", "revisions": [{"revision",
// "first_seen_at", "published_at"}]}]}.
void WriteStory(JsonWriter& json, const Story& story) {
  json.BeginObject().Key("id").String(story.id.value());
  json.Key("original").StringOrNull(story.original.value());
  json.Key("origin");
  WriteOrigin(json, story.origin);
  json.Key("truncated").Bool(story.truncated);
  json.Key("publishers").BeginArray();
  for (const PublisherShare& share : story.publishers) {
    json.BeginObject().Key("publisher").StringOrNull(share.publisher);
    json.Key("articles").Integer(share.articles);
    json.Key("first_seen_at").String(Rfc3339(share.first_seen_at)).EndObject();
  }
  json.EndArray().Key("articles").BeginArray();
  for (const StoryArticle& article : story.articles) {
    json.BeginObject().Key("article");
    WriteArticleSummary(json, article.summary);
    json.Key("made_from_revision");
    if (article.made_from_revision) {
      json.Integer(*article.made_from_revision);
    } else {
      json.Null();
    }
    json.Key("revisions").BeginArray();
    for (const RevisionMark& mark : article.revisions) {
      json.BeginObject().Key("revision").Integer(mark.revision);
      json.Key("first_seen_at").String(Rfc3339(mark.first_seen_at));
      json.Key("published_at").StringOrNull(mark.published_at ? Rfc3339(*mark.published_at) : "");
      json.EndObject();
    }
    json.EndArray().EndObject();
  }
  json.EndArray().EndObject();
}

}  // namespace

absl::StatusOr<ExitCode> RunStoriesOfStore(const Invocation& call, CommandContext& context) {
  const std::string format = call.Has("--format") ? call.Text("--format") : "text";
  if (format == "tsv" || format == "csv") {
    return absl::InvalidArgumentError(
        fmt::format("--format {} is of --docs; a store's stories are text, json or jsonl", format));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  const Palette palette = PaletteOf(call);
  JsonList list(context.out, format == "text" ? "jsonl" : format);
  bool first = true;
  const auto print = [&](const v1::Story& message) -> absl::Status {
    NEWSPRINT_ASSIGN_OR_RETURN(const Story story, FromMessage(message));
    if (format == "text") {
      if (!std::exchange(first, false)) context.out.Write("\n");
      context.out.Write(StoryInWords(story, palette));
    } else {
      list.Add([&](JsonWriter& json) { WriteStory(json, story); });
    }
    return context.out.Flush();
  };
  if (!call.operands().empty()) {
    grpc::ClientContext rpc;
    v1::GetStoryRequest request;
    request.set_name(fmt::format("stories/{}", call.operands().front()));
    v1::Story story;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.reprints().GetStory(&rpc, request, &story)));
    NEWSPRINT_RETURN_IF_ERROR(print(story));
    list.Finish();
    return ExitCode::kDone;
  }
  v1::ListStoriesRequest request;
  *request.mutable_filter() = SourceOf(call);
  request.set_min_articles(
      static_cast<int32_t>(std::max<uint64_t>(*call.Count("--min-articles"), 1)));
  uint64_t left = *call.Count("--max-stories");
  do {
    request.set_page_size(static_cast<int32_t>(std::clamp<uint64_t>(left, 1, kMaxStoriesPerPage)));
    grpc::ClientContext rpc;
    v1::ListStoriesResponse page;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.reprints().ListStories(&rpc, request, &page)));
    for (const v1::Story& story : page.stories()) {
      if (left == 0 || context.out.closed()) break;
      --left;
      NEWSPRINT_RETURN_IF_ERROR(print(story));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && left > 0 && !context.out.closed());
  list.Finish();
  return ExitCode::kDone;
}

}  // namespace newsprint
