#include "apps/check_call.h"

#include <grpcpp/client_context.h>

#include <cstdint>

#include "apps/api_values.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<std::vector<PairReport>> PairsOf(
    const google::protobuf::RepeatedPtrField<v1::Match>& messages) {
  std::vector<PairReport> pairs;
  for (const v1::Match& message : messages) {
    NEWSPRINT_ASSIGN_OR_RETURN(pairs.emplace_back(), FromMessage(message));
  }
  return pairs;
}

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

}  // namespace newsprint
