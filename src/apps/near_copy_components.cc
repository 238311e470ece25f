#include "apps/near_copy_components.h"

#include <algorithm>
#include <numeric>

namespace newsprint {

bool IsNearCopy(Relation relation) {
  return relation == Relation::kIdentical || relation == Relation::kReprint ||
         relation == Relation::kRevision;
}

NearCopyComponents::NearCopyComponents(size_t size) : parent_(size) {
  std::iota(parent_.begin(), parent_.end(), size_t{0});
}

void NearCopyComponents::Join(size_t a, size_t b) {
  const auto [low, high] = std::minmax({SmallestOf(a), SmallestOf(b)});
  parent_[high] = low;
}

size_t NearCopyComponents::SmallestOf(size_t member) {
  while (parent_[member] != member) {
    parent_[member] = parent_[parent_[member]];
    member = parent_[member];
  }
  return member;
}

}  // namespace newsprint
