#include "newsprint/audit/runs.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "audit/finding_ids.h"
#include "audit/rerun.h"
#include "audit/run_codec.h"
#include "audit/run_records.h"
#include "audit/sha256.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

std::string RunIdOf(const RunHeader& header, const std::vector<std::string>& expired) {
  const AuditScope& scope = header.scope;
  return Sha256Hex(
             absl::StrJoin(
                 {header.software_version, header.store_id, header.scheme,
                  absl::StrCat(header.snapshot), header.policy_hash, header.sources_hash,
                  header.credits_hash, header.ignore_hash, absl::StrJoin(expired, ","),
                  absl::StrJoin(scope.sources, ","), absl::StrJoin(scope.licensees, ","),
                  absl::FormatTime(absl::RFC3339_full, scope.published_from, absl::UTCTimeZone()),
                  absl::FormatTime(absl::RFC3339_full, scope.published_to, absl::UTCTimeZone())},
                 "\n"))
      .substr(0, kRunIdDigits);
}

absl::StatusOr<RunHeader> HeaderOf(const Corpus& corpus, const Policy& policy,
                                   const CreditLineFinder& credits, const RunRequest& request) {
  NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus.Stats());
  RunHeader header;
  header.software_version = request.software_version;
  header.store_id = stats.store_id;
  header.scheme = stats.scheme;
  header.snapshot = stats.store.last_ordinal;
  header.policy_hash = policy.hash;
  header.policy_file = policy.file_name;
  header.sources_hash = credits.registry().hash();
  header.credits_hash = credits.patterns_hash();
  header.ignore_hash = request.ignores.hash;
  header.scope = request.scope;
  header.run_id = RunIdOf(header, request.ignores.ExpiredOn(request.today));
  return header;
}

absl::Status Differs(std::string_view what, const std::string& was, const std::string& is) {
  if (was == is) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the run was made with another ", std::string(what), ": ",
                   was.empty() ? "none" : was, ", and this is ", is.empty() ? "none" : is));
}

// Whether a run can be run again: all that decides it is what it was.
absl::Status CheckSameTerms(const RunHeader& was, const RunHeader& is) {
  NEWSPRINT_RETURN_IF_ERROR(Differs("store", was.store_id, is.store_id));
  NEWSPRINT_RETURN_IF_ERROR(Differs("policy", was.policy_hash, is.policy_hash));
  NEWSPRINT_RETURN_IF_ERROR(Differs("list of sources", was.sources_hash, is.sources_hash));
  NEWSPRINT_RETURN_IF_ERROR(Differs("set of credit lines", was.credits_hash, is.credits_hash));
  NEWSPRINT_RETURN_IF_ERROR(Differs("ignore list", was.ignore_hash, is.ignore_hash));
  return Differs("version of newsprint", was.software_version, is.software_version);
}

// The findings of a kept run that nobody chose to ignore.
absl::StatusOr<FindingIds> FindingsOf(const Corpus& corpus, const std::string& run_id) {
  FindingIds ids;
  for (size_t part = 0;; ++part) {
    NEWSPRINT_ASSIGN_OR_RETURN(const RunPart found, ReadStoredPart(corpus, run_id, part));
    if (found.copies.empty() && found.unjudged.empty()) return ids;
    for (const AuditedCopy& copy : found.copies) {
      for (const Finding& finding : copy.findings) {
        if (!finding.ignored) ids.Insert(finding.id);
      }
    }
  }
}

// The sink of a run that is to give only what the one before it does not have.
AuditSink OnlyNew(const AuditSink& sink, const FindingIds& known) {
  AuditSink news;
  news.progress = sink.progress;
  if (!sink.copy) return news;
  news.copy = [&sink, &known](const AuditedCopy& copy) {
    AuditedCopy fresh = copy;
    std::erase_if(fresh.findings, [&](const Finding& finding) {
      return finding.finding_class == FindingClass::kCompliant || known.Contains(finding.id);
    });
    return fresh.findings.empty() ? absl::OkStatus() : sink.copy(fresh);
  };
  return news;
}

// The sink that also keeps what goes by.
AuditSink Keeping(const AuditSink& sink, RunWriter& writer) {
  AuditSink both;
  both.progress = sink.progress;
  both.copy = [&sink, &writer](const AuditedCopy& copy) -> absl::Status {
    NEWSPRINT_RETURN_IF_ERROR(writer.Add(copy));
    return sink.copy ? sink.copy(copy) : absl::OkStatus();
  };
  both.unjudged = [&sink, &writer](const UnjudgedCopy& copy) -> absl::Status {
    NEWSPRINT_RETURN_IF_ERROR(writer.Add(copy));
    return sink.unjudged ? sink.unjudged(copy) : absl::OkStatus();
  };
  return both;
}

// Fills in what is read from the article itself. Gone articles keep what is stored.
void FillIn(const Corpus& corpus, AuditedArticle& article) {
  const absl::StatusOr<ArticleText> text = corpus.ReadText(article.ordinal);
  if (!text.ok()) return;
  article.title = text->article.article.title;
  article.url = text->article.article.url;
  article.publisher = text->article.article.publisher;
  article.language = text->article.article.language;
}

}  // namespace

absl::StatusOr<StoredRun> AuditRuns::Run(const Policy& policy, const RunRequest& request,
                                         const RunSink& sink) {
  const CreditLineFinder credits = corpus_.credits();
  NEWSPRINT_RETURN_IF_ERROR(CheckParties(policy, credits.registry()));
  StoredRun run;
  NEWSPRINT_ASSIGN_OR_RETURN(run.header, HeaderOf(corpus_, policy, credits, request));
  std::optional<StoredRun> earlier;
  if (!request.again.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(earlier, Find(request.again));
    NEWSPRINT_RETURN_IF_ERROR(CheckSameTerms(earlier->header, run.header));
    run.header = earlier->header;
  }
  FindingIds known;
  if (request.only_new) {
    NEWSPRINT_ASSIGN_OR_RETURN(run.header.since_run, NewestRunOf(run.header.scope));
    if (!run.header.since_run.empty()) {
      NEWSPRINT_ASSIGN_OR_RETURN(known, FindingsOf(corpus_, run.header.since_run));
    }
  }
  if (sink.begin) NEWSPRINT_RETURN_IF_ERROR(sink.begin(run.header));
  const AuditSink shown = request.only_new ? OnlyNew(sink.audit, known) : sink.audit;
  if (earlier) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        run.summary, Rerun(corpus_, policy, credits, request).Run(*this, *earlier, shown));
    run.create_time = earlier->create_time;
    return run;
  }
  NEWSPRINT_RETURN_IF_ERROR(RunAndKeep(policy, credits, request, shown, run));
  return run;
}

absl::Status AuditRuns::RunAndKeep(const Policy& policy, const CreditLineFinder& credits,
                                   const RunRequest& request, const AuditSink& sink,
                                   StoredRun& run) {
  const absl::StatusOr<StoredRun> before = Find(run.header.run_id);
  RunWriter writer(corpus_, run.header.run_id);
  absl::StatusOr<AuditSummary> summary = Auditor(corpus_, policy, credits)
                                             .Run({.scope = run.header.scope,
                                                   .snapshot = run.header.snapshot,
                                                   .ignores = &request.ignores,
                                                   .today = request.today,
                                                   .control = request.control},
                                                  Keeping(sink, writer));
  if (!summary.ok()) {
    if (!before.ok()) writer.Discard().IgnoreError();  // The first error is the one to tell.
    return summary.status();
  }
  run.summary = *std::move(summary);
  run.create_time = before.ok() ? before->create_time : absl::Now();
  StoredRun kept = run;
  kept.header.since_run.clear();  // All of it is kept, whatever was to be shown.
  return writer.Finish(kept);
}

absl::StatusOr<std::string> AuditRuns::NewestRunOf(const AuditScope& scope) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRun> runs, List());
  const auto newest =
      std::ranges::find(runs, scope, [](const StoredRun& run) { return run.header.scope; });
  return newest == runs.end() ? std::string() : newest->header.run_id;
}

absl::StatusOr<std::vector<StoredRun>> AuditRuns::List() const {
  constexpr size_t kAtATime = 256;
  std::vector<StoredRun> runs;
  std::string after;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRecord> records,
                               corpus_.ReadRecords(kRunPrefix, after, kAtATime));
    if (records.empty()) break;
    for (const StoredRecord& record : records) {
      NEWSPRINT_ASSIGN_OR_RETURN(runs.emplace_back(), DecodeRun(record.value));
    }
    after = records.back().key;
  }
  std::ranges::sort(runs, [](const StoredRun& x, const StoredRun& y) {
    return std::tie(y.create_time, x.header.run_id) < std::tie(x.create_time, y.header.run_id);
  });
  return runs;
}

absl::StatusOr<StoredRun> AuditRuns::Find(const std::string& run_id) const {
  const std::string key = kRunPrefix + run_id;
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRecord> records,
                             corpus_.ReadRecords(key, "", 1));
  if (run_id.size() != kRunIdDigits || records.empty()) {
    return absl::NotFoundError(absl::StrCat("no audit run '", run_id, "'"));
  }
  return DecodeRun(records[0].value);
}

absl::StatusOr<RunPart> AuditRuns::ReadPart(const std::string& run_id, size_t parts) const {
  NEWSPRINT_ASSIGN_OR_RETURN(RunPart part, ReadStoredPart(corpus_, run_id, parts));
  for (AuditedCopy& copy : part.copies) {
    FillIn(corpus_, copy.copy);
    FillIn(corpus_, copy.original);
  }
  for (UnjudgedCopy& copy : part.unjudged) FillIn(corpus_, copy.copy);
  return part;
}

}  // namespace newsprint
