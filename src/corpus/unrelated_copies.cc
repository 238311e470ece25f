#include "corpus/unrelated_copies.h"

#include <algorithm>
#include <limits>

namespace newsprint {
namespace {

// Copies differ in what stands around the shared phrase; three that are unrelated are no accident.
constexpr int kSpeakers = 3;

std::vector<Ordinal> OrdinalsOf(std::span<const Candidate> candidates) {
  std::vector<Ordinal> ordinals(candidates.size());
  std::ranges::transform(candidates, ordinals.begin(), &Candidate::ordinal);
  return ordinals;
}

}  // namespace

UnrelatedCopies::UnrelatedCopies(const NearCopyGroups& groups,
                                 std::span<const Candidate> candidates)
    : candidates_(candidates), leaders_(groups.LeadersOf(OrdinalsOf(candidates))) {}

bool UnrelatedCopies::SpeakFor(size_t candidate) const {
  if (leaders_[candidate] == NearCopyGroups::kUnsettled) return false;
  const auto found = unrelated_.find(KindOf(candidate));
  return found != unrelated_.end() && found->second >= kSpeakers;
}

void UnrelatedCopies::Note(size_t candidate, bool unrelated) {
  int& count = unrelated_[KindOf(candidate)];
  if (!unrelated) {
    count = std::numeric_limits<int>::min();
  } else if (count >= 0) {
    ++count;
  }
}

}  // namespace newsprint
