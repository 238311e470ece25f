#include "apps/check_call.h"

#include <grpcpp/client_context.h>

#include <cstdint>
#include <utility>

#include "apps/api_values.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// `where` is what messages call the article. Errors: those of the call.
absl::StatusOr<SearchResult> CheckArticle(Connection& connection,
                                          const v1::CheckArticleRequest& request,
                                          const std::string& where) {
  grpc::ClientContext context;
  v1::CheckArticleResponse response;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.reprints().CheckArticle(&context, request, &response)));
  const v1::SearchReport& report = response.report();
  SearchResult result;
  result.where = where;
  result.body = request.article().body();
  NEWSPRINT_ASSIGN_OR_RETURN(result.matches, PairsOf(report.matches()));
  result.total_matches = static_cast<uint64_t>(report.total_matches());
  result.truncated = report.truncated();
  result.insufficient_evidence = report.insufficient_evidence();
  if (report.has_explanation()) {
    NEWSPRINT_ASSIGN_OR_RETURN(result.explanation, FromMessage(report.explanation()));
  }
  return result;
}

}  // namespace

absl::StatusOr<std::vector<PairReport>> PairsOf(
    const google::protobuf::RepeatedPtrField<v1::Match>& messages) {
  std::vector<PairReport> pairs;
  for (const v1::Match& message : messages) {
    NEWSPRINT_ASSIGN_OR_RETURN(pairs.emplace_back(), FromMessage(message));
  }
  return pairs;
}

absl::StatusOr<ExitCode> CheckDocuments(const Invocation& call, CommandContext& context,
                                        Connection& connection, v1::CheckArticleRequest request,
                                        const CheckVisitor& visit) {
  const bool text = call.Text("--format") == "text";
  ExitCode exit = ExitCode::kDone;
  bool first = true;
  const auto check = [&](absl::StatusOr<Document> document) -> absl::Status {
    if (context.out.closed()) return absl::OkStatus();
    if (!document.ok()) {
      Message(std::string(document.status().message()));
      exit = ExitCode::kError;
      return absl::OkStatus();
    }
    *request.mutable_article() = ToMessage(document->article);
    NEWSPRINT_ASSIGN_OR_RETURN(const SearchResult result,
                               CheckArticle(connection, request, document->where));
    if (!std::exchange(first, false) && text) context.out.Write("\n");
    NEWSPRINT_ASSIGN_OR_RETURN(const bool found, visit(*document, result));
    if (found && exit == ExitCode::kDone) exit = ExitCode::kFound;
    // A pipeline sees each answer as it is found.
    return context.out.Flush();
  };
  NEWSPRINT_RETURN_IF_ERROR(
      ReadDocuments(call.operands(), DocumentOptionsOf(call), check).status());
  return exit;
}

}  // namespace newsprint
