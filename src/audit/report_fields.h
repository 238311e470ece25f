// An audit report to messages and back, for every set of messages whose fields have the names of
// the report's: those that are stored, and those of the API. Enums are kept as their value and 1.
#ifndef NEWSPRINT_SRC_AUDIT_REPORT_FIELDS_H_
#define NEWSPRINT_SRC_AUDIT_REPORT_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/audit/report.h"

namespace newsprint::report_fields {

template <typename Message>
void PutTime(absl::Time time, Message& to) {
  // Rounded down, so that the nanoseconds are never negative.
  const int64_t seconds = absl::ToUnixSeconds(time);
  to.set_seconds(seconds);
  to.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
}

template <typename Message>
absl::Time GetTime(const Message& from) {
  return absl::FromUnixSeconds(from.seconds()) + absl::Nanoseconds(from.nanos());
}

template <typename Message>
void Put(Span span, Message& to) {
  to.set_begin(static_cast<decltype(to.begin())>(span.begin));
  to.set_end(static_cast<decltype(to.end())>(span.end));
}

template <typename Message>
Span GetSpan(const Message& from) {
  return {static_cast<uint32_t>(from.begin()), static_cast<uint32_t>(from.end())};
}

// The value of an enum that is kept as value and 1.
template <typename Enum, typename Kept>
Enum GetEnum(Kept kept) {
  return static_cast<Enum>(static_cast<int>(kept) > 0 ? static_cast<int>(kept) - 1 : 0);
}

template <typename Kept, typename Enum>
Kept KeptEnum(Enum value) {
  return static_cast<Kept>(static_cast<int>(value) + 1);
}

template <typename Message>
void Put(const AuditedArticle& from, Message& to) {
  to.set_id(from.id.value());
  to.set_revision(static_cast<decltype(to.revision())>(from.revision));
  to.set_ordinal(static_cast<decltype(to.ordinal())>(from.ordinal));
  if constexpr (requires { to.set_title(from.title); }) {
    to.set_title(from.title);
    to.set_url(from.url);
    to.set_publisher(from.publisher);
    to.set_language(from.language);
  }
  to.set_publisher_id(from.publisher_id);
  if (from.published_at) PutTime(*from.published_at, *to.mutable_published_at());
  if (from.first_seen_at) PutTime(*from.first_seen_at, *to.mutable_first_seen_at());
  to.set_text_sha256(from.text_sha256);
  to.set_body_bytes(static_cast<decltype(to.body_bytes())>(from.body_bytes));
  to.set_body_words(from.body_words);
}

template <typename Message>
void Get(const Message& from, AuditedArticle& to) {
  if (auto id = ArticleId::Create(from.id()); id.ok()) to.id = *std::move(id);
  to.revision = static_cast<uint32_t>(from.revision());
  to.ordinal = static_cast<Ordinal>(from.ordinal());
  if constexpr (requires { from.title(); }) {
    to.title = from.title();
    to.url = from.url();
    to.publisher = from.publisher();
    to.language = from.language();
  }
  to.publisher_id = from.publisher_id();
  if (from.has_published_at()) to.published_at = GetTime(from.published_at());
  if (from.has_first_seen_at()) to.first_seen_at = GetTime(from.first_seen_at());
  to.text_sha256 = from.text_sha256();
  to.body_bytes = static_cast<uint64_t>(from.body_bytes());
  to.body_words = from.body_words();
}

template <typename Message>
void Put(const Finding& from, Message& to) {
  to.set_id(from.id);
  to.set_finding_class(KeptEnum<decltype(to.finding_class())>(from.finding_class));
  to.set_severity(KeptEnum<decltype(to.severity())>(from.severity));
  to.set_reason(from.reason);
  to.set_message(from.message);
  to.set_advice(from.advice);
  if (from.credit) Put(*from.credit, *to.mutable_credit());
  to.set_required_wording(from.required_wording);
  for (const WordingStep& step : from.wording) {
    auto& added = *to.add_wording();
    added.set_kind(KeptEnum<decltype(added.kind())>(step.kind));
    added.set_required(step.required);
    Put(step.copy, *added.mutable_copy());
  }
  for (const std::string& host : from.link_hosts) to.add_link_hosts(host);
  to.set_link_url(from.link_url);
  if (from.link) Put(*from.link, *to.mutable_link());
  to.set_confirm_on_page(from.confirm_on_page);
  to.set_measured(from.measured);
  to.set_limit(from.limit);
  if (from.limit_time) PutTime(*from.limit_time, *to.mutable_limit_time());
  for (const Alteration& one : from.alterations) {
    auto& added = *to.add_alterations();
    added.set_kind(KeptEnum<decltype(added.kind())>(one.kind));
    Put(one.original, *added.mutable_original());
    Put(one.copy, *added.mutable_copy());
    added.set_words(one.words);
  }
  to.set_ignored(from.ignored);
  to.set_ignore_reason(from.ignore_reason);
  to.set_ignore_author(from.ignore_author);
}

template <typename Message>
void Get(const Message& from, Finding& to) {
  to.id = from.id();
  to.finding_class = GetEnum<FindingClass>(from.finding_class());
  to.severity = GetEnum<Severity>(from.severity());
  to.reason = from.reason();
  to.message = from.message();
  to.advice = from.advice();
  if (from.has_credit()) to.credit = GetSpan(from.credit());
  to.required_wording = from.required_wording();
  for (const auto& step : from.wording()) {
    to.wording.push_back(
        {GetEnum<WordingStep::Kind>(step.kind()), step.required(), GetSpan(step.copy())});
  }
  to.link_hosts.assign(from.link_hosts().begin(), from.link_hosts().end());
  to.link_url = from.link_url();
  if (from.has_link()) to.link = GetSpan(from.link());
  to.confirm_on_page = from.confirm_on_page();
  to.measured = from.measured();
  to.limit = from.limit();
  if (from.has_limit_time()) to.limit_time = GetTime(from.limit_time());
  for (const auto& one : from.alterations()) {
    to.alterations.push_back({GetEnum<AlterationKind>(one.kind()), GetSpan(one.original()),
                              GetSpan(one.copy()), one.words()});
  }
  to.ignored = from.ignored();
  to.ignore_reason = from.ignore_reason();
  to.ignore_author = from.ignore_author();
}

template <typename Message>
void Put(const AuditedCopy& from, Message& to) {
  Put(from.copy, *to.mutable_copy());
  Put(from.original, *to.mutable_original());
  to.set_source(from.source);
  to.set_licensee(from.licensee);
  to.set_licence(from.licence);
  to.set_relation(static_cast<decltype(to.relation())>(from.relation));
  to.set_containment_original(from.containment_original);
  to.set_containment_copy(from.containment_copy);
  for (const Passage& passage : from.passages) {
    auto& added = *to.add_passages();
    Put(passage.a, *added.mutable_a());
    Put(passage.b, *added.mutable_b());
    added.set_words(static_cast<decltype(added.words())>(passage.words));
    if constexpr (requires { added.set_words_a(passage.words_a); }) {
      added.set_words_a(passage.words_a);
      added.set_words_b(passage.words_b);
    }
  }
  to.set_reproduced_words(from.reproduced_words);
  to.set_changed_share(from.changed_share);
  to.set_changed_or_cut_share(from.changed_or_cut_share);
  if (from.copied_at) PutTime(*from.copied_at, *to.mutable_copied_at());
  to.set_clock(KeptEnum<decltype(to.clock())>(from.clock));
  if (from.credit) Put(*from.credit, *to.mutable_credit());
  for (const Finding& finding : from.findings) Put(finding, *to.add_findings());
}

template <typename Message>
void Get(const Message& from, AuditedCopy& to) {
  Get(from.copy(), to.copy);
  Get(from.original(), to.original);
  to.source = from.source();
  to.licensee = from.licensee();
  to.licence = from.licence();
  to.relation = static_cast<Relation>(from.relation());
  to.containment_original = from.containment_original();
  to.containment_copy = from.containment_copy();
  for (const auto& passage : from.passages()) {
    Passage& added = to.passages.emplace_back();
    added.a = GetSpan(passage.a());
    added.b = GetSpan(passage.b());
    added.words = static_cast<uint32_t>(passage.words());
    if constexpr (requires { passage.words_a(); }) {
      added.words_a = passage.words_a();
      added.words_b = passage.words_b();
    }
  }
  to.reproduced_words = from.reproduced_words();
  to.changed_share = from.changed_share();
  to.changed_or_cut_share = from.changed_or_cut_share();
  if (from.has_copied_at()) to.copied_at = GetTime(from.copied_at());
  to.clock = GetEnum<Clock>(from.clock());
  if (from.has_credit()) to.credit = GetSpan(from.credit());
  for (const auto& finding : from.findings()) Get(finding, to.findings.emplace_back());
}

template <typename Message>
void Put(const UnjudgedCopy& from, Message& to) {
  Put(from.copy, *to.mutable_copy());
  to.set_source(from.source);
  if (from.credit) Put(*from.credit, *to.mutable_credit());
  to.set_other(from.other.value());
  to.set_relation(static_cast<decltype(to.relation())>(from.relation));
}

template <typename Message>
void Get(const Message& from, UnjudgedCopy& to) {
  Get(from.copy(), to.copy);
  to.source = from.source();
  if (from.has_credit()) to.credit = GetSpan(from.credit());
  if (auto other = ArticleId::Create(from.other()); other.ok()) to.other = *std::move(other);
  to.relation = static_cast<Relation>(from.relation());
}

template <typename Message>
void Put(const AuditScope& from, Message& to) {
  for (const std::string& source : from.sources) to.add_sources(source);
  for (const std::string& licensee : from.licensees) to.add_licensees(licensee);
  if (from.published_from != absl::InfinitePast()) {
    PutTime(from.published_from, *to.mutable_published_from());
  }
  if (from.published_to != absl::InfiniteFuture()) {
    PutTime(from.published_to, *to.mutable_published_to());
  }
}

template <typename Message>
void Get(const Message& from, AuditScope& to) {
  to.sources.assign(from.sources().begin(), from.sources().end());
  to.licensees.assign(from.licensees().begin(), from.licensees().end());
  if (from.has_published_from()) to.published_from = GetTime(from.published_from());
  if (from.has_published_to()) to.published_to = GetTime(from.published_to());
}

template <typename Message>
void Put(const AuditSummary& from, Message& to) {
  using Count = decltype(to.articles());
  to.set_articles(static_cast<Count>(from.articles));
  to.set_copies(static_cast<Count>(from.copies));
  to.set_compliant_copies(static_cast<Count>(from.compliant_copies));
  to.set_violating_copies(static_cast<Count>(from.violating_copies));
  to.set_unjudged_copies(static_cast<Count>(from.unjudged_copies));
  for (const auto& [finding_class, count] : from.by_class) {
    auto& added = *to.add_classes();
    added.set_finding_class(KeptEnum<decltype(added.finding_class())>(finding_class));
    added.set_findings(static_cast<Count>(count.findings));
    added.set_ignored(static_cast<Count>(count.ignored));
  }
  for (const auto& [who, copies] : from.violations_by_licensee) {
    (*to.mutable_violations_by_licensee())[who] = static_cast<Count>(copies);
  }
  for (const auto& [who, copies] : from.violations_by_source) {
    (*to.mutable_violations_by_source())[who] = static_cast<Count>(copies);
  }
  for (const RemovedArticle& removed : from.removed) {
    auto& added = *to.add_removed();
    added.set_id(removed.id.value());
    added.set_ordinal(static_cast<decltype(added.ordinal())>(removed.ordinal));
  }
  for (const std::string& id : from.expired_ignores) to.add_expired_ignores(id);
}

template <typename Message>
void Get(const Message& from, AuditSummary& to) {
  to.articles = static_cast<uint64_t>(from.articles());
  to.copies = static_cast<uint64_t>(from.copies());
  to.compliant_copies = static_cast<uint64_t>(from.compliant_copies());
  to.violating_copies = static_cast<uint64_t>(from.violating_copies());
  to.unjudged_copies = static_cast<uint64_t>(from.unjudged_copies());
  for (const auto& one : from.classes()) {
    to.by_class[GetEnum<FindingClass>(one.finding_class())] = {
        static_cast<uint64_t>(one.findings()), static_cast<uint64_t>(one.ignored())};
  }
  for (const auto& [who, copies] : from.violations_by_licensee()) {
    to.violations_by_licensee[who] = static_cast<uint64_t>(copies);
  }
  for (const auto& [who, copies] : from.violations_by_source()) {
    to.violations_by_source[who] = static_cast<uint64_t>(copies);
  }
  for (const auto& one : from.removed()) {
    RemovedArticle& added = to.removed.emplace_back();
    if (auto id = ArticleId::Create(one.id()); id.ok()) added.id = *std::move(id);
    added.ordinal = static_cast<Ordinal>(one.ordinal());
  }
  to.expired_ignores.assign(from.expired_ignores().begin(), from.expired_ignores().end());
}

template <typename Message>
void Put(const RunHeader& from, Message& to) {
  to.set_run_id(from.run_id);
  to.set_software_version(from.software_version);
  to.set_store_id(from.store_id);
  to.set_scheme(from.scheme);
  to.set_snapshot(static_cast<decltype(to.snapshot())>(from.snapshot));
  to.set_policy_hash(from.policy_hash);
  to.set_policy_file(from.policy_file);
  to.set_sources_hash(from.sources_hash);
  to.set_credits_hash(from.credits_hash);
  to.set_ignore_hash(from.ignore_hash);
  to.set_since_run(from.since_run);
  Put(from.scope, *to.mutable_scope());
}

template <typename Message>
void Get(const Message& from, RunHeader& to) {
  to.run_id = from.run_id();
  to.software_version = from.software_version();
  to.store_id = from.store_id();
  to.scheme = from.scheme();
  to.snapshot = static_cast<Ordinal>(from.snapshot());
  to.policy_hash = from.policy_hash();
  to.policy_file = from.policy_file();
  to.sources_hash = from.sources_hash();
  to.credits_hash = from.credits_hash();
  to.ignore_hash = from.ignore_hash();
  to.since_run = from.since_run();
  Get(from.scope(), to.scope);
}

}  // namespace newsprint::report_fields

#endif  // NEWSPRINT_SRC_AUDIT_REPORT_FIELDS_H_
