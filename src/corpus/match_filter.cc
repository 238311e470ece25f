#include "corpus/match_filter.h"

#include <algorithm>
#include <bit>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace newsprint {
namespace {

// Stronger first; of equal ones in the order of their ids.
bool IsStronger(const FoundMatch& x, const FoundMatch& y) {
  const double x_containment = LargerContainment(x.match);
  const double y_containment = LargerContainment(y.match);
  if (x_containment != y_containment) return x_containment > y_containment;
  if (x.match.resemblance != y.match.resemblance) {
    return x.match.resemblance > y.match.resemblance;
  }
  if (x.other.id != y.other.id) return x.other.id < y.other.id;
  return x.other.revision > y.other.revision;
}

// Lengths keep neighbouring fields apart.
void AppendText(std::string& description, std::string_view text) {
  absl::StrAppend(&description, text.size(), ":", absl::string_view(text.data(), text.size()));
}

void AppendWindow(std::string& description, absl::Time from, absl::Time to) {
  for (const absl::Time time : {from, to}) {
    absl::StrAppend(&description, absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone()),
                    ";");
  }
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

std::string_view FailedConditionOnOther(const MatchFilter& filter, std::string_view publisher,
                                        std::string_view language,
                                        const std::optional<absl::Time>& time,
                                        std::string_view asker) {
  if (!filter.publisher.empty() && publisher != filter.publisher) return "publisher";
  if (!filter.language.empty() && language != filter.language) return "language_code";
  if (!filter.exclude_publisher.empty() && publisher == filter.exclude_publisher) {
    return "exclude_publisher";
  }
  if (filter.exclude_own_publisher && !asker.empty() && publisher == asker) {
    return "exclude_own_publisher";
  }
  if (time && *time < filter.published_from) return "start_publish_time";
  if (time && *time >= filter.published_to) return "end_publish_time";
  return {};
}

bool PassesOther(const MatchFilter& filter, std::string_view publisher, std::string_view language,
                 const std::optional<absl::Time>& time, std::string_view asker) {
  return FailedConditionOnOther(filter, publisher, language, time, asker).empty();
}

std::string_view FailedCondition(const MatchFilter& filter, const FoundMatch& found,
                                 std::string_view asker) {
  if (!filter.relations.empty() &&
      std::ranges::find(filter.relations, found.match.relation) == filter.relations.end()) {
    return "relations";
  }
  if (LargerContainment(found.match) < filter.min_containment) return "min_containment";
  return FailedConditionOnOther(filter, found.other.publisher, found.other.language,
                                ShownTime(found.other), asker);
}

bool Passes(const MatchFilter& filter, const FoundMatch& found, std::string_view asker) {
  return found.match.relation != Relation::kUnrelated &&
         FailedCondition(filter, found, asker).empty();
}

bool IsEmpty(const ArticleFilter& filter) {
  return filter.publisher.empty() && filter.domain.empty() && filter.language.empty() &&
         filter.published_from == absl::InfinitePast() &&
         filter.published_to == absl::InfiniteFuture();
}

double LargerContainment(const Match& match) {
  return std::max(match.containment_a, match.containment_b);
}

std::optional<absl::Time> ShownTime(const ArticleSummary& article) {
  return article.published_at ? article.published_at : article.first_seen_at;
}

std::string Describe(const MatchFilter& filter) {
  std::string description;
  for (const Relation relation : filter.relations) {
    absl::StrAppend(&description, static_cast<int>(relation), ",");
  }
  absl::StrAppend(&description, ";", std::bit_cast<uint64_t>(filter.min_containment), ";",
                  filter.exclude_own_publisher, ";");
  AppendText(description, filter.publisher);
  AppendText(description, filter.language);
  AppendText(description, filter.exclude_publisher);
  AppendWindow(description, filter.published_from, filter.published_to);
  return description;
}

std::string Describe(const ArticleFilter& filter) {
  std::string description;
  AppendText(description, filter.publisher);
  AppendText(description, filter.domain);
  AppendText(description, filter.language);
  AppendWindow(description, filter.published_from, filter.published_to);
  return description;
}

void RankMatches(std::vector<FoundMatch>& matches) {
  std::ranges::sort(matches, IsStronger);
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
