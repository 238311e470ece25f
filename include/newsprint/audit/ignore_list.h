// Findings that somebody has looked at and let be, for a time: a YAML file under version control.
//
//   version: 1
//   ignore:
//     - {id: 0f3a..., reason: settled by phone, author: A. Weber, expires: 2026-12-31}
#ifndef NEWSPRINT_AUDIT_IGNORE_LIST_H_
#define NEWSPRINT_AUDIT_IGNORE_LIST_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "newsprint/audit/report.h"

namespace newsprint {

inline constexpr size_t kMaxIgnoreListBytes = 16u << 20;

struct IgnoredFinding {
  std::string reason;
  std::string author;
  absl::CivilDay expires;  // The last day on which the finding is ignored, in UTC.
};

struct IgnoreList {
  std::string hash;  // SHA-256 of the file's bytes; empty for no list.
  std::map<std::string, IgnoredFinding> findings;  // By Finding::id.

  // Marks what is on the list and has not run out on `today`.
  void Apply(absl::CivilDay today, std::vector<Finding>& to) const;

  // The ids of entries that ran out before `today`, ascending.
  std::vector<std::string> ExpiredOn(absl::CivilDay today) const;
};

// All four members of an entry are required.
//
// Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON", as ParsePolicy.
absl::StatusOr<IgnoreList> ParseIgnoreList(std::string_view text, std::string_view file_name);

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_IGNORE_LIST_H_
