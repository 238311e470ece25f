#include "corpus/near_copy_groups.h"

#include <algorithm>
#include <utility>

namespace newsprint {
namespace {

// Most of one of the texts: an article inside a longer page belongs to its story here, so that the
// page does not count as one more story that has the text.
constexpr double kNearCopyContainment = 0.7;

}  // namespace

bool IsNearCopy(const Match& match) {
  switch (match.relation) {
    case Relation::kUnrelated:
    case Relation::kTemplate:
    case Relation::kQuote:
      return false;
    default:
      return std::max(match.containment_a, match.containment_b) >= kNearCopyContainment;
  }
}

std::vector<Ordinal> NearCopyGroups::Leaders() const {
  const std::shared_lock lock(mutex_);
  std::vector<Ordinal> leaders = parent_;
  // Parents come before their children: one step leads to the root.
  for (Ordinal& leader : leaders) {
    if (leader != kUnsettled) leader = leaders[leader];
  }
  return leaders;
}

void NearCopyGroups::Restore(std::vector<Ordinal> leaders) {
  const std::unique_lock lock(mutex_);
  parent_ = std::move(leaders);
}

void NearCopyGroups::Settle(Ordinal ordinal, std::span<const Ordinal> near_copies) {
  const std::unique_lock lock(mutex_);
  if (ordinal >= parent_.size()) parent_.resize(ordinal + 1, kUnsettled);
  if (!IsSettled(ordinal)) parent_[ordinal] = ordinal;
  for (const Ordinal other : near_copies) {
    if (!IsSettled(other)) continue;  // Not settled yet, or deleted.
    // The smaller ordinal leads, and paths are kept short from the new end: roots are old articles.
    const Ordinal x = Root(ordinal);
    const Ordinal y = Root(other);
    parent_[std::max(x, y)] = std::min(x, y);
    parent_[ordinal] = std::min(x, y);
  }
}

std::vector<Ordinal> NearCopyGroups::LeadersOf(std::span<const Ordinal> ordinals) const {
  std::vector<Ordinal> leaders(ordinals.size());
  const std::shared_lock lock(mutex_);
  std::ranges::transform(ordinals, leaders.begin(), [this](Ordinal ordinal) {
    return IsSettled(ordinal) ? Root(ordinal) : kUnsettled;
  });
  return leaders;
}

size_t NearCopyGroups::CountGroups(std::span<const Ordinal> ordinals, size_t limit) const {
  std::vector<Ordinal> roots;
  const std::shared_lock lock(mutex_);
  for (const Ordinal ordinal : ordinals) {
    if (roots.size() == limit) break;
    if (!IsSettled(ordinal)) continue;
    const Ordinal root = Root(ordinal);
    if (std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
  }
  return roots.size();
}

Ordinal NearCopyGroups::Root(Ordinal ordinal) const {
  while (true) {
    const Ordinal parent = parent_[ordinal];
    if (parent == ordinal) return ordinal;
    ordinal = parent;
  }
}

}  // namespace newsprint
