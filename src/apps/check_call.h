// One article checked against what is stored, as commands see the answer.
#ifndef NEWSPRINT_APPS_CHECK_CALL_H_
#define NEWSPRINT_APPS_CHECK_CALL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "apps/connection.h"
#include "apps/match_report.h"
#include "newsprint/v1/reprint_service.pb.h"

namespace newsprint {

// Errors: as FromMessage of a match.
absl::StatusOr<std::vector<PairReport>> PairsOf(
    const google::protobuf::RepeatedPtrField<v1::Match>& messages);

// `where` is what messages call the article. Errors: those of the call.
absl::StatusOr<SearchResult> CheckArticle(Connection& connection,
                                          const v1::CheckArticleRequest& request,
                                          const std::string& where);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_CHECK_CALL_H_
