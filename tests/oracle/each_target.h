// Runs what is dispatched at run time on every kind of vector that the machine has.
#ifndef NEWSPRINT_TESTS_ORACLE_EACH_TARGET_H_
#define NEWSPRINT_TESTS_ORACLE_EACH_TARGET_H_

#include <hwy/highway.h>

#include <cstdint>
#include <vector>

namespace newsprint::oracle {

// The last is the slowest: no vectors at all, where the compiler's own target has none.
inline std::vector<int64_t> VectorTargets() {
  std::vector<int64_t> found;
  const int64_t attainable = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = attainable; rest != 0; rest &= rest - 1) found.push_back(rest & -rest);
  return found;
}

// While it lives, dispatch takes one target. Not thread-safe.
class ScopedTarget {
 public:
  explicit ScopedTarget(int64_t target) { Choose(target); }
  ~ScopedTarget() { Choose(0); }
  ScopedTarget(const ScopedTarget&) = delete;
  ScopedTarget& operator=(const ScopedTarget&) = delete;

 private:
  static void Choose(int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
};

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_EACH_TARGET_H_
