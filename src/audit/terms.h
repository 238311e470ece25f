// The terms of one licence held against the facts of a copy: one function a rule.
#ifndef NEWSPRINT_SRC_AUDIT_TERMS_H_
#define NEWSPRINT_SRC_AUDIT_TERMS_H_

#include <optional>
#include <string>
#include <vector>

#include "audit/copy_facts.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/report.h"

namespace newsprint {

// Each check gives nothing where its term is kept. Findings have no id yet.

// Periods, languages and texts that the licence does not cover.
std::optional<Finding> CheckCoverage(const Licence& licence, const CopyFacts& facts,
                                     const SourceRegistry& registry);
std::optional<Finding> CheckEmbargo(const Licence& licence, const CopyFacts& facts);
std::optional<Finding> CheckCredit(const Licence& licence, const CopyFacts& facts);
std::optional<Finding> CheckLink(const Licence& licence, const CopyFacts& facts);
std::optional<Finding> CheckExtent(const Licence& licence, const CopyFacts& facts);
std::optional<Finding> CheckEdits(const Licence& licence, const CopyFacts& facts);

// No licence, and more than may be taken without one.
std::optional<Finding> CheckUnlicensed(const UnlicensedExcerpt& tolerated, const CopyFacts& facts);

// Of OverCount: the one reason of UNLICENSED for a copy that a licence covers.
inline constexpr char kOverCountReason[] = "count_per_period";

// The copy is the `copies`th of its period, and over the licence's count.
Finding OverCount(const Licence& licence, int copies);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_TERMS_H_
