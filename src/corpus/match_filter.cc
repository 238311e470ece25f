#include "corpus/match_filter.h"

#include <algorithm>
#include <unordered_set>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

double LargerContainment(const FoundMatch& found) {
  return std::max(found.match.containment_a, found.match.containment_b);
}

}  // namespace

absl::Status ValidateFilter(const MatchFilter& filter) {
  if (!(filter.min_containment >= 0 && filter.min_containment <= 1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("min_containment: ", filter.min_containment, ", the range is 0 to 1"));
  }
  if (std::ranges::find(filter.relations, Relation::kUnrelated) != filter.relations.end()) {
    return absl::InvalidArgumentError(
        "relations: UNRELATED pairs are not kept and cannot be asked for");
  }
  if (filter.published_from > filter.published_to) {
    return absl::InvalidArgumentError(
        absl::StrCat("published_from: ", absl::FormatTime(filter.published_from),
                     " is after published_to: ", absl::FormatTime(filter.published_to)));
  }
  return absl::OkStatus();
}

bool Passes(const MatchFilter& filter, const FoundMatch& found) {
  if (found.match.relation == Relation::kUnrelated) return false;
  if (!filter.relations.empty() &&
      std::ranges::find(filter.relations, found.match.relation) == filter.relations.end()) {
    return false;
  }
  if (LargerContainment(found) < filter.min_containment) return false;
  const ArticleSummary& other = found.other;
  if (!filter.publisher.empty() && other.publisher != filter.publisher) return false;
  if (!filter.language.empty() && other.language != filter.language) return false;
  if (!filter.exclude_publisher.empty() && other.publisher == filter.exclude_publisher)
    return false;
  const std::optional<absl::Time>& time =
      other.published_at ? other.published_at : other.first_seen_at;
  return !time || (*time >= filter.published_from && *time < filter.published_to);
}

PagePosition PositionOf(const FoundMatch& found) {
  return {LargerContainment(found), found.match.resemblance, found.other.id.value()};
}

bool ComesAfter(const FoundMatch& found, const PagePosition& position) {
  const double containment = LargerContainment(found);
  if (containment != position.larger_containment) return containment < position.larger_containment;
  if (found.match.resemblance != position.resemblance)
    return found.match.resemblance < position.resemblance;
  return found.other.id.value() > position.id;
}

void RankMatches(std::vector<FoundMatch>& matches) {
  std::ranges::sort(matches, [](const FoundMatch& x, const FoundMatch& y) {
    if (x.other.id == y.other.id && LargerContainment(x) == LargerContainment(y) &&
        x.match.resemblance == y.match.resemblance) {
      return x.other.revision > y.other.revision;
    }
    return ComesAfter(y, PositionOf(x));
  });
  std::unordered_set<std::string_view> seen;
  // The ids live in the summaries, which the erasure moves: collect first.
  std::vector<bool> repeated(matches.size());
  for (size_t i = 0; i < matches.size(); ++i) {
    repeated[i] = !seen.insert(matches[i].other.id.value()).second;
  }
  size_t kept = 0;
  for (size_t i = 0; i < matches.size(); ++i) {
    if (repeated[i]) continue;
    if (kept != i) matches[kept] = std::move(matches[i]);
    ++kept;
  }
  matches.resize(kept);
}

}  // namespace newsprint
