// Articles tied by near copies, directly or through others: connected components.
#ifndef NEWSPRINT_APPS_NEAR_COPY_COMPONENTS_H_
#define NEWSPRINT_APPS_NEAR_COPY_COMPONENTS_H_

#include <cstddef>
#include <vector>

#include "newsprint/match/match.h"

namespace newsprint {

// Whether the relation makes two texts one story: IDENTICAL, REPRINT, REVISION.
bool IsNearCopy(Relation relation);

// Numbers 0 to size - 1, each a component of its own at first.
class NearCopyComponents {
 public:
  explicit NearCopyComponents(size_t size);

  void Join(size_t a, size_t b);

  // The smallest number of the component, whatever the order of the joins.
  size_t SmallestOf(size_t member);

 private:
  std::vector<size_t> parent_;  // Never above the member itself.
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_NEAR_COPY_COMPONENTS_H_
