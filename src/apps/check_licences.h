// One page held against licences, without a run: what an audit would say of it.
#ifndef NEWSPRINT_APPS_CHECK_LICENCES_H_
#define NEWSPRINT_APPS_CHECK_LICENCES_H_

#include <optional>
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

struct PageJudgement {
  std::vector<AuditedCopy> copies;           // One for each original that the page takes text of.
  std::vector<std::string> original_bodies;  // Of each of these.
  std::optional<UnjudgedCopy> unjudged;  // A copy, but of what is not stored, or of nobody knows.
};

// `matches` are the page's, side a the page. Of those the originals of registered sources are
// chosen as an audit does it, their texts fetched, and the page judged against each.
//
// Errors: those of the calls.
absl::StatusOr<PageJudgement> JudgePage(const Article& page, const std::vector<PairReport>& matches,
                                        const Policy& policy, const CreditLineFinder& credits,
                                        Connection& connection);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_CHECK_LICENCES_H_
