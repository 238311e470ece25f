// Articles checked against what is stored, as commands see the answers.
#ifndef NEWSPRINT_APPS_CHECK_CALL_H_
#define NEWSPRINT_APPS_CHECK_CALL_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/documents.h"
#include "apps/match_report.h"
#include "newsprint/v1/reprint_service.pb.h"

namespace newsprint {

// Errors: as FromMessage of a match.
absl::StatusOr<std::vector<PairReport>> PairsOf(
    const google::protobuf::RepeatedPtrField<v1::Match>& messages);

// Writes what is to be said of an article; true if the exit status is to tell that something was
// found.
using CheckVisitor = std::function<absl::StatusOr<bool>(const Document&, const SearchResult&)>;

// Checks each article of the operands by `request`, whose article it fills in, and gives the answer
// to `visit`; in text a blank line stands between two. An article that cannot be read is reported,
// and the next one follows. Errors: those of the call and of `visit`.
absl::StatusOr<ExitCode> CheckDocuments(const Invocation& call, CommandContext& context,
                                        Connection& connection, v1::CheckArticleRequest request,
                                        const CheckVisitor& visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_CHECK_CALL_H_
