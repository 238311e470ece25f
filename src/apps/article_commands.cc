// `delete` and `export`: articles as they are stored.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <string>
#include <utility>
#include <vector>

#include "apps/api_values.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/document_json.h"
#include "apps/json_list.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr int kExportPage = 200;

// What became of one id.
struct Deletion {
  std::string id;
  bool deleted = false;
};

absl::StatusOr<bool> Delete(Connection& connection, const std::string& id) {
  v1::DeleteArticleRequest request;
  request.set_name(ResourceName(id));
  request.set_allow_missing(true);
  v1::DeleteArticleResponse response;
  grpc::ClientContext context;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.reprints().DeleteArticle(&context, request, &response)));
  return response.deleted();
}

}  // namespace

absl::StatusOr<ExitCode> RunDelete(const Invocation& call, CommandContext& context) {
  const bool purge = call.Has("--purge");
  if (call.operands().empty() && !purge) return absl::InvalidArgumentError("ID is missing");
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  ExitCode exit = ExitCode::kDone;
  std::vector<Deletion> deletions;
  for (const std::string& id : call.operands()) {
    const absl::StatusOr<bool> deleted = Delete(connection, id);
    if (!deleted.ok()) {
      Message(fmt::format("{}: {}", id, std::string(deleted.status().message())));
      exit = ExitCode::kError;
      continue;
    }
    if (!*deleted) {
      Message(fmt::format("{}: is not stored", id));
      exit = ExitCode::kError;
    }
    deletions.push_back({id, *deleted});
  }
  if (purge) {
    // Once for all, and for what was deleted before.
    v1::PurgeDeletedResponse response;
    grpc::ClientContext rpc;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.operations().PurgeDeleted(&rpc, {}, &response)));
  }
  if (call.Text("--format") == "text") {
    for (const Deletion& one : deletions) {
      if (one.deleted) context.out.Write(fmt::format("deleted {}\n", Printable(one.id)));
    }
    if (purge) context.out.Write("purged: the texts of deleted articles are off the disk\n");
    return exit;
  }
  JsonList list(context.out, call.Text("--format"));
  for (const Deletion& one : deletions) {
    list.Add([&](JsonWriter& json) {
      json.BeginObject();
      json.Key("id").String(one.id).Key("deleted").Bool(one.deleted).Key("purged").Bool(purge);
      json.EndObject();
    });
  }
  list.Finish();
  return exit;
}

absl::StatusOr<ExitCode> RunExport(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  v1::ListArticlesRequest request;
  *request.mutable_filter() = SourceOf(call);
  request.mutable_filter()->set_language_code(call.Text("--only-language"));
  request.set_view(v1::ARTICLE_VIEW_FULL);
  request.set_page_size(kExportPage);
  JsonList list(context.out, call.Text("--format"));
  Progress progress("articles");
  uint64_t written = 0;
  do {
    v1::ListArticlesResponse page;
    grpc::ClientContext rpc;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.reprints().ListArticles(&rpc, request, &page)));
    for (v1::Article& message : *page.mutable_articles()) {
      NEWSPRINT_ASSIGN_OR_RETURN(const ExportedArticle exported, FromMessage(std::move(message)));
      list.Add([&](JsonWriter& json) { WriteDocument(json, exported.article, exported.revision); });
    }
    written += static_cast<uint64_t>(page.articles_size());
    progress.Update(written);
    NEWSPRINT_RETURN_IF_ERROR(context.out.Flush());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && !context.out.closed());
  list.Finish();
  return ExitCode::kDone;
}

}  // namespace newsprint
