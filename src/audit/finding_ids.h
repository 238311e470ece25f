// A set of finding ids, at a quarter of what they take as strings: a run may have a million.
#ifndef NEWSPRINT_SRC_AUDIT_FINDING_IDS_H_
#define NEWSPRINT_SRC_AUDIT_FINDING_IDS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/numeric/int128.h"
#include "absl/strings/numbers.h"

namespace newsprint {

class FindingIds {
 public:
  void Insert(const std::string& id) { ids_.insert(NumberOf(id)); }
  bool Contains(const std::string& id) const { return ids_.contains(NumberOf(id)); }

 private:
  // Ids of findings have 32 hex digits.
  static absl::uint128 NumberOf(const std::string& id) {
    absl::uint128 number = 0;
    return absl::SimpleHexAtoi(id, &number) ? number : 0;
  }

  absl::flat_hash_set<absl::uint128> ids_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_FINDING_IDS_H_
