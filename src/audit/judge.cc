#include "newsprint/audit/judge.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "audit/copy_facts.h"
#include "audit/sha256.h"
#include "audit/terms.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kFindingIdDigits = 32;

struct Licensee {
  std::string id;
  std::vector<std::string> groups;
};

Licensee LicenseeOf(const Article& copy, const SourceRegistry& registry) {
  const Party party = PublisherOf(copy, registry);
  switch (party.kind) {
    case Party::Kind::kPublisher:
      return {registry.publishers()[party.index].id, registry.publishers()[party.index].groups};
    case Party::Kind::kSource:
      return {registry.sources()[party.index].id, registry.sources()[party.index].groups};
    case Party::Kind::kNobody:
      break;
  }
  return {};
}

bool Contains(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

bool IsGivenTo(const Licence& licence, const Licensee& licensee, const std::string& source) {
  if (!Contains(licence.sources, source)) return false;
  if (licence.anyone || Contains(licence.licensees, licensee.id)) return true;
  return std::ranges::any_of(
      licensee.groups, [&](const std::string& group) { return Contains(licence.groups, group); });
}

std::vector<Finding> HoldAgainst(const Licence& licence, const CopyFacts& facts,
                                 const SourceRegistry& registry) {
  if (const auto uncovered = CheckCoverage(licence, facts, registry)) return {*uncovered};
  std::vector<Finding> findings;
  for (const auto check : {CheckEmbargo, CheckCredit, CheckLink, CheckExtent, CheckEdits}) {
    if (std::optional<Finding> finding = check(licence, facts)) {
      findings.push_back(*std::move(finding));
    }
  }
  return findings;
}

// How bad: the worst finding, then how many.
std::pair<int, size_t> WeightOf(const std::vector<Finding>& findings) {
  int worst = 0;
  for (const Finding& finding : findings) {
    worst = std::max(worst, static_cast<int>(finding.severity));
  }
  return {worst, findings.size()};
}

Finding Compliant(const std::string& licence) {
  Finding finding;
  finding.reason = licence.empty() ? "tolerated" : "compliant";
  finding.message = licence.empty() ? "So much may be reproduced without a licence."
                                    : absl::StrCat("All terms of ", licence, " are kept.");
  return finding;
}

std::string FindingId(const AuditedCopy& judged, FindingClass finding_class) {
  // Ids have no control characters.
  return Sha256Hex(absl::StrCat(judged.copy.id.value(), "\n", judged.original.id.value(), "\n",
                                std::string(FindingClassName(finding_class))))
      .substr(0, kFindingIdDigits);
}

}  // namespace

int CopyCounter::Count(const Licence& licence, const std::string& licensee, absl::Time time) {
  const absl::CivilDay day = absl::ToCivilDay(time, absl::UTCTimeZone());
  absl::CivilDay period = day;
  switch (licence.count ? licence.count->per : CountPeriod::kMonth) {
    case CountPeriod::kDay:
      break;
    case CountPeriod::kWeek:
      period = absl::PrevWeekday(day + 1, absl::Weekday::monday);
      break;
    case CountPeriod::kMonth:
      period = absl::CivilDay(absl::CivilMonth(day));
      break;
    case CountPeriod::kYear:
      period = absl::CivilDay(absl::CivilYear(day));
      break;
  }
  return ++counts_[absl::StrCat(licence.id, "\n", licensee, "\n", absl::FormatCivilTime(period))];
}

AuditedArticle DescribeArticle(const StoredArticle& stored, const SourceRegistry& registry) {
  const Article& article = stored.article;
  AuditedArticle described;
  described.id = article.id;
  described.revision = stored.revision;
  described.ordinal = stored.ordinal;
  described.title = article.title;
  described.url = article.url;
  described.publisher = article.publisher;
  described.publisher_id = LicenseeOf(article, registry).id;
  described.language = article.language;
  described.published_at = article.published_at;
  described.first_seen_at = article.first_seen_at;
  described.text_sha256 = Sha256Hex(article.body);
  described.body_bytes = article.body.size();
  return described;
}

absl::StatusOr<AuditedCopy> CopyJudge::Judge(const CopyCase& one, CopyCounter& counter) const {
  const SourceRegistry& registry = credits_.registry();
  NEWSPRINT_ASSIGN_OR_RETURN(const CopyFacts facts, GatherFacts(one, credits_));
  const Licensee licensee = LicenseeOf(one.copy.article, registry);
  AuditedCopy judged;
  judged.copy = DescribeArticle(one.copy, registry);
  judged.original = DescribeArticle(one.original, registry);
  if (!one.first_seen_counts) {
    judged.copy.first_seen_at.reset();
    judged.original.first_seen_at.reset();
  }
  judged.copy.body_words = facts.copy_tokens.CountWords(0, facts.copy_tokens.size());
  judged.original.body_words = facts.original_tokens.CountWords(0, facts.original_tokens.size());
  judged.source = facts.source->id;
  judged.licensee = licensee.id;
  judged.relation = one.match.relation;
  judged.containment_original = one.match.containment_a;
  judged.containment_copy = one.match.containment_b;
  judged.passages = one.match.passages;
  const TextComparison& text = facts.comparison;
  judged.reproduced_words = text.reproduced_words;
  judged.changed_share = text.reproduced_words > 0 ? text.changed_words / text.reproduced_words : 0;
  judged.changed_or_cut_share =
      text.story_words > 0 ? 1 - text.unchanged_words / text.story_words : 0;
  judged.copied_at = facts.copied_at;
  judged.clock = facts.clock;
  if (facts.credit) judged.credit = facts.credit->span;

  const Licence* chosen = nullptr;
  for (const Licence& licence : policy_.licences) {
    if (!IsGivenTo(licence, licensee, judged.source)) continue;
    std::vector<Finding> findings = HoldAgainst(licence, facts, registry);
    if (chosen != nullptr && WeightOf(findings) >= WeightOf(judged.findings)) continue;
    chosen = &licence;
    judged.findings = std::move(findings);
  }
  const UnlicensedExcerpt& tolerated = policy_.UnlicensedOf(judged.source);
  if (chosen == nullptr) {
    if (auto finding = CheckUnlicensed(tolerated, facts)) judged.findings = {*finding};
  } else {
    judged.licence = chosen->id;
    const bool uncovered = judged.findings.size() == 1 &&
                           judged.findings[0].finding_class == FindingClass::kUnlicensed;
    if (uncovered && !CheckUnlicensed(tolerated, facts)) {
      judged.findings.clear();
      judged.licence.clear();
    }
    if (chosen->count && !uncovered && facts.copied_at) {
      const int copies = counter.Count(*chosen, licensee.id, *facts.copied_at);
      if (copies > chosen->count->max_copies) judged.findings = {OverCount(*chosen, copies)};
    }
  }
  if (judged.findings.empty()) judged.findings.push_back(Compliant(judged.licence));
  for (Finding& finding : judged.findings) {
    finding.id = FindingId(judged, finding.finding_class);
  }
  return judged;
}

}  // namespace newsprint
