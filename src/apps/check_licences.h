// One page held against licences, without a run: what an audit would say of it.
#ifndef NEWSPRINT_APPS_CHECK_LICENCES_H_
#define NEWSPRINT_APPS_CHECK_LICENCES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "apps/connection.h"
#include "apps/match_report.h"
#include "newsprint/article/article.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/report.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

// `matches` are the page's, side a the page. Of those the originals of registered sources are
// chosen, their texts fetched, and the page judged against each. Empty if there is no original.
//
// Errors: those of the calls.
absl::StatusOr<std::vector<AuditedCopy>> JudgePage(const Article& page,
                                                   const std::vector<PairReport>& matches,
                                                   const Policy& policy,
                                                   const CreditLineFinder& credits,
                                                   Connection& connection);

// What there is to say of a page without an original.
std::string NothingToJudge(const Article& page, const CreditLineFinder& credits);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_CHECK_LICENCES_H_
