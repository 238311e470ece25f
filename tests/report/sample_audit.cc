#include "tests/report/sample_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "tests/report/sample_pages.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 1;
constexpr std::string_view kRequired =
    "Copyright (c) 2025. Radio Open Horizon. Reprinted with the permission of Radio Open Horizon.";
constexpr std::string_view kCreditLine =
    "This article was originally published by Radio Open Horizon and is reprinted with permission.";

absl::Time Day(int day) { return absl::FromUnixSeconds(1735689600) + absl::Hours(24 * day + 9); }

Severity SeverityOf(FindingClass finding_class) {
  switch (finding_class) {
    case FindingClass::kCompliant:
      return Severity::kNone;
    case FindingClass::kWrongCreditWording:
      return Severity::kLow;
    case FindingClass::kMissingLink:
    case FindingClass::kExcessExcerpt:
    case FindingClass::kAltered:
      return Severity::kMedium;
    default:
      return Severity::kHigh;
  }
}

// Adds articles and copies to an audit, and counts.
class AuditMaker {
 public:
  AuditedArticle Article(std::string id, std::string publisher, std::string title, std::string body,
                         int day) {
    AuditedArticle article;
    article.id = *ArticleId::Create(id);
    article.revision = 1;
    article.ordinal = ++ordinal_;
    article.title = std::move(title);
    article.url = id;
    article.publisher = std::move(publisher);
    article.language = "en";
    article.published_at = Day(day);
    article.first_seen_at = Day(day) + absl::Hours(2);
    article.text_sha256 = fmt::format("{:064x}", ordinal_ * 2654435761u);
    article.body_bytes = body.size();
    audit_.bodies[std::move(id)] = std::move(body);
    return article;
  }

  AuditedCopy& Copy(const AuditedArticle& original, AuditedArticle copy,
                    std::initializer_list<FindingClass> classes) {
    const std::string& a = audit_.bodies[original.id.value()];
    const std::string& b = audit_.bodies[copy.id.value()];
    const Match match = CompareTexts(*PrepareText(a, kSeed), *PrepareText(b, kSeed));
    AuditedCopy& made = audit_.report.copies.emplace_back();
    made.original = original;
    made.source = "open-horizon";
    made.licensee = "licensee-" + std::to_string(copy.ordinal);
    made.licence = "horizon-partners";
    made.relation = match.relation;
    made.containment_original = match.containment_a;
    made.containment_copy = match.containment_b;
    made.passages = match.passages;
    for (const Passage& passage : match.passages) made.reproduced_words += passage.words;
    made.changed_share = 0.02;
    made.copied_at = copy.published_at;
    made.clock = Clock::kPublisher;
    if (const size_t at = b.find(kCreditLine); at != std::string::npos) {
      made.credit = Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + kCreditLine.size())};
    }
    made.copy = std::move(copy);
    for (const FindingClass finding_class : classes) AddFinding(made, finding_class);
    return made;
  }

  SampleAudit Take() {
    AuditSummary& summary = audit_.report.summary;
    summary.articles = ordinal_;
    summary.copies = audit_.report.copies.size();
    for (const AuditedCopy& copy : audit_.report.copies) {
      const bool violates = std::ranges::any_of(copy.findings, [](const Finding& finding) {
        return finding.finding_class != FindingClass::kCompliant && !finding.ignored;
      });
      ++(violates ? summary.violating_copies : summary.compliant_copies);
      for (const Finding& finding : copy.findings) {
        ClassCount& count = summary.by_class[finding.finding_class];
        ++(finding.ignored ? count.ignored : count.findings);
      }
    }
    summary.unjudged_copies = audit_.report.unjudged.size();
    RunHeader& header = audit_.report.header;
    header.run_id = std::string(32, 'a');
    header.software_version = "0.1.0";
    header.store_id = "store-1";
    header.scheme = "scheme-1";
    header.snapshot = ordinal_;
    header.policy_file = "licences.yaml";
    header.policy_hash = std::string(64, 'b');
    header.sources_hash = std::string(32, 'c');
    header.credits_hash = std::string(32, 'd');
    header.scope.sources = {"open-horizon"};
    header.scope.published_from = Day(0);
    return std::move(audit_);
  }

  std::vector<UnjudgedCopy>& unjudged() { return audit_.report.unjudged; }

 private:
  void AddFinding(AuditedCopy& copy, FindingClass finding_class) {
    Finding& finding = copy.findings.emplace_back();
    finding.id = fmt::format("{:032x}", ++findings_);
    finding.finding_class = finding_class;
    finding.severity = SeverityOf(finding_class);
    finding.reason = "rule_of_the_test";
    finding.message = fmt::format("What was found is {} and the limit is another.", findings_);
    if (finding_class != FindingClass::kCompliant) finding.advice = "What would mend it.";
    const auto begin = copy.credit ? copy.credit->begin : 0;
    switch (finding_class) {
      case FindingClass::kWrongCreditWording:
        finding.credit = copy.credit;
        finding.required_wording = kRequired;
        // "originally published by" where "Copyright (c) 2025" should be.
        finding.wording = {
            {WordingStep::Kind::kMissing, "Copyright (c) 2025.", {}},
            {WordingStep::Kind::kExtra, "", {begin + 17, begin + 40}},
            {WordingStep::Kind::kEqual, "Radio Open Horizon", {begin + 41, begin + 59}}};
        break;
      case FindingClass::kMissingCredit:
        finding.required_wording = kRequired;
        break;
      case FindingClass::kMissingLink:
        finding.link_url = copy.original.url;
        finding.confirm_on_page = true;
        break;
      case FindingClass::kExpired:
        finding.limit_time = Day(30);
        break;
      case FindingClass::kAltered: {
        const Passage& passage = copy.passages.front();
        finding.alterations = {{AlterationKind::kHeadline, {}, {}, 4},
                               {AlterationKind::kChanged,
                                {passage.a.begin + 4, passage.a.begin + 8},
                                {passage.b.begin + 4, passage.b.begin + 8},
                                1},
                               {AlterationKind::kCut,
                                {passage.a.begin + 20, passage.a.begin + 27},
                                {passage.b.begin + 20, passage.b.begin + 20},
                                1}};
        break;
      }
      default:
        break;
    }
  }

  SampleAudit audit_;
  uint64_t ordinal_ = 0;
  uint64_t findings_ = 0;
};

std::string BodyOf(const ShownText& text) { return text.body.value_or(""); }

}  // namespace

ArticleTexts SampleAudit::Texts() const {
  return [this](const AuditedArticle& article) -> std::optional<std::string> {
    const auto body = bodies.find(article.id.value());
    if (body == bodies.end()) return std::nullopt;
    return body->second;
  };
}

SampleAudit SmallAudit() {
  AuditMaker maker;
  const ComparisonPage english = SmallComparison();
  const ComparisonPage persian = PersianComparison();
  const AuditedArticle original =
      maker.Article("https://openhorizon.example/lake", "Radio Open Horizon",
                    "Lake centers to reopen", BodyOf(english.a), 0);
  const AuditedArticle persian_original = maker.Article(
      "https://openhorizon.example/fa/1", "رادیو افق", persian.a.title, BodyOf(persian.a), 1);
  const auto copy = [&](std::string name, int day) {
    std::string host = name;
    std::ranges::replace(host, ' ', '-');
    return maker.Article(fmt::format("https://{}.example/story", host), "The " + name,
                         "Northern shore to get its centres back", BodyOf(english.b), day);
  };
  using enum FindingClass;
  maker.Copy(original, copy("Harbor Ledger", 1), {kCompliant});
  maker.Copy(original, copy("Delta Post", 2), {kUnlicensed});
  maker.Copy(original, copy("Northern Courier", 40), {kExpired});
  maker.Copy(original, copy("Capital Gazette", 1), {kEmbargoBreach});
  maker.Copy(original, copy("River Times", 3), {kMissingCredit, kMissingLink});
  maker.Copy(original, copy("Sunday Lantern", 9), {kWrongCreditWording});
  maker.Copy(original, copy("Mountain Wire", 10), {kExcessExcerpt}).findings[0].ignored = true;
  maker.Copy(original, copy("Port Alder Desk", 11), {kAltered});
  maker.Copy(
      persian_original,
      maker.Article("https://khabar.example/1", "خبر بندر", persian.b.title, BodyOf(persian.b), 12),
      {kMissingCredit});
  AuditedCopy& gone = maker.Copy(original, copy("Vanished Voice", 13), {kWrongCreditWording});
  gone.findings[0].ignore_reason = "";
  UnjudgedCopy& unjudged = maker.unjudged().emplace_back();
  unjudged.copy = copy("Quiet Page", 14);
  unjudged.source = "some-agency";
  unjudged.other = original.id;
  SampleAudit audit = maker.Take();
  audit.report.copies[6].findings[0].ignore_reason = "settled by letter";
  audit.report.copies[6].findings[0].ignore_author = "desk";
  audit.bodies.erase("https://Vanished-Voice.example/story");
  return audit;
}

SampleAudit LargeAudit(size_t copies) {
  AuditMaker maker;
  const ComparisonPage english = SmallComparison();
  const AuditedArticle original =
      maker.Article("https://openhorizon.example/lake", "Radio Open Horizon",
                    "Lake centers to reopen", BodyOf(english.a), 0);
  for (size_t i = 0; i < copies; ++i) {
    const int outlet = static_cast<int>(i * i % 997 % 40);
    const AuditedArticle copy = maker.Article(
        fmt::format("https://outlet-{}.example/{}", outlet, i), fmt::format("Outlet {}", outlet),
        fmt::format("Story number {}", i), fmt::format("{}\n\nPage {}.", BodyOf(english.b), i),
        static_cast<int>(i * 7 % 730));
    maker.Copy(original, copy, {static_cast<FindingClass>(i % 9)});
  }
  return maker.Take();
}

SampleAudit HostileAudit() {
  SampleAudit audit = SmallAudit();
  const std::string hostile = HostileText();
  for (AuditedCopy& copy : audit.report.copies) {
    for (AuditedArticle* article : {&copy.copy, &copy.original}) {
      article->title = article->publisher = article->language = hostile;
      article->url = "javascript:window.hacked=1";
    }
    copy.source = copy.licensee = copy.licence = hostile;
    for (Finding& finding : copy.findings) {
      finding.message = finding.advice = finding.reason = finding.ignore_reason = hostile;
      finding.required_wording = finding.link_url = hostile;
      finding.link_hosts = {hostile};
    }
  }
  for (auto& [id, body] : audit.bodies) body += hostile;
  audit.report.unjudged[0].copy.title = audit.report.unjudged[0].source = hostile;
  audit.report.header.policy_file = audit.report.header.scheme = hostile;
  audit.report.header.scope.sources = {hostile};
  return audit;
}

}  // namespace newsprint
