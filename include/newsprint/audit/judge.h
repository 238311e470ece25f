// One copy, its original and a policy to findings. Pure: no storage, no clock.
//
//   const CopyJudge judge(policy, credits);
//   CopyCounter counter;
//   absl::StatusOr<AuditedCopy> judged = judge.Judge({.copy = page, .original = wire,
//                                                     .match = match}, counter);
//   // judged->findings[0].finding_class == FindingClass::kMissingLink
#ifndef NEWSPRINT_AUDIT_JUDGE_H_
#define NEWSPRINT_AUDIT_JUDGE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/span.h"
#include "newsprint/audit/policy.h"
#include "newsprint/audit/report.h"
#include "newsprint/match/match.h"
#include "newsprint/source/credit_lines.h"
#include "newsprint/store/store.h"

namespace newsprint {

// How many copies each licensee has run under a licence, by calendar period: what CountTerms is
// about. Copies are counted in the order in which they are judged.
class CopyCounter {
 public:
  // Counts a copy of `time` and returns how many there are in its period, itself included.
  int Count(const Licence& licence, const std::string& licensee, absl::Time time);

 private:
  std::map<std::string, int> counts_;
};

// The spans are of lines that belong to the page and not to the story: ascending, disjoint.
struct CopyCase {
  const StoredArticle& copy;
  const StoredArticle& original;
  const Match& match;  // Side a is the original, side b the copy.
  std::span<const Span> copy_furniture = {};
  std::span<const Span> original_furniture = {};
  // first_seen_at says when a pipeline saw the copy, and not when a file was read.
  bool first_seen_counts = true;
};

// The facts of an article that a report names, by the registry.
AuditedArticle DescribeArticle(const StoredArticle& stored, const SourceRegistry& registry);

// Immutable, so safe to share between threads. Keeps references to both.
class CopyJudge {
 public:
  CopyJudge(const Policy& policy, const CreditLineFinder& credits)
      : policy_(policy), credits_(credits) {}

  // The original's publisher must be a registered source, or a desk of one.
  //
  // Of several licences that cover the copy, the one that it breaks least is held against it.
  //
  // Errors: INVALID_ARGUMENT as Tokenize, and if the original is of no registered source.
  absl::StatusOr<AuditedCopy> Judge(const CopyCase& one, CopyCounter& counter) const;

 private:
  const Policy& policy_;
  const CreditLineFinder& credits_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_JUDGE_H_
