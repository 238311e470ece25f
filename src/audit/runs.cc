#include "newsprint/audit/runs.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "audit/run_codec.h"
#include "audit/sha256.h"
#include "audit/tally.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Copies in one record.
constexpr size_t kCopiesPerPart = 64;
constexpr size_t kRunIdDigits = 32;
constexpr char kRunPrefix[] = "audit/run/";

std::string PartPrefix(const std::string& run_id) { return "audit/part/" + run_id + "/"; }

std::string PartKey(const std::string& run_id, size_t part) {
  return PartPrefix(run_id) + absl::StrFormat("%08x", part);
}

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

// Keeps what a run finds, a part at a time; what is kept is no run until its header is.
class RunWriter {
 public:
  RunWriter(Corpus& corpus, std::string run_id) : corpus_(corpus), run_id_(std::move(run_id)) {}

  absl::Status Add(const AuditedCopy& copy) {
    part_.copies.push_back(copy);
    return part_.copies.size() < kCopiesPerPart ? absl::OkStatus() : Flush();
  }

  absl::Status Add(const UnjudgedCopy& copy) {
    part_.unjudged.push_back(copy);
    return part_.unjudged.size() < kCopiesPerPart ? absl::OkStatus() : Flush();
  }

  absl::Status Finish(const StoredRun& run) {
    NEWSPRINT_RETURN_IF_ERROR(Flush());
    // Of an earlier run of this name that found more: an empty part ends it.
    NEWSPRINT_RETURN_IF_ERROR(corpus_.PutRecords({{PartKey(run_id_, parts_), ""}}));
    return corpus_.PutRecords({{kRunPrefix + run_id_, EncodeRun(run)}});
  }

 private:
  absl::Status Flush() {
    if (part_.copies.empty() && part_.unjudged.empty()) return absl::OkStatus();
    NEWSPRINT_RETURN_IF_ERROR(
        corpus_.PutRecords({{PartKey(run_id_, parts_++), EncodePart(part_)}}));
    part_ = {};
    return absl::OkStatus();
  }

  Corpus& corpus_;
  const std::string run_id_;
  RunPart part_;
  size_t parts_ = 0;
};

absl::Status Differs(std::string_view what, const std::string& was, const std::string& is) {
  if (was == is) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the run was made with another ", std::string(what), ": ",
                   was.empty() ? "none" : was, ", and this is ", is.empty() ? "none" : is));
}

// Judges the copies of a stored run anew.
class Rerun {
 public:
  Rerun(const Corpus& corpus, const Policy& policy, const CreditLineFinder& credits,
        const RunRequest& request)
      : corpus_(corpus), policy_(policy), request_(request), judge_(policy, credits) {}

  absl::StatusOr<AuditSummary> Run(const AuditRuns& runs, const StoredRun& stored,
                                   const AuditSink& sink) {
    AuditSummary summary;
    summary.articles = stored.summary.articles;
    summary.expired_ignores = request_.ignores.ExpiredOn(request_.today);
    std::map<Ordinal, ArticleId> removed;
    for (size_t part = 0;; ++part) {
      NEWSPRINT_ASSIGN_OR_RETURN(const RunPart found, runs.ReadPart(stored.header.run_id, part));
      if (found.copies.empty() && found.unjudged.empty()) break;
      for (const AuditedCopy& copy : found.copies) {
        NEWSPRINT_RETURN_IF_ERROR(CheckControl(request_.control));
        NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<AuditedCopy> judged, Judge(copy, removed));
        if (!judged) continue;
        CountCopy(*judged, summary);
        if (sink.copy) NEWSPRINT_RETURN_IF_ERROR(sink.copy(*judged));
      }
      for (const UnjudgedCopy& copy : found.unjudged) {
        NEWSPRINT_ASSIGN_OR_RETURN(const bool there, IsThere(copy.copy, removed));
        if (!there) continue;
        ++summary.unjudged_copies;
        if (sink.unjudged) NEWSPRINT_RETURN_IF_ERROR(sink.unjudged(copy));
      }
    }
    for (const auto& [ordinal, id] : removed) summary.removed.push_back({id, ordinal});
    return summary;
  }

 private:
  absl::StatusOr<bool> IsThere(const AuditedArticle& article,
                               std::map<Ordinal, ArticleId>& removed) const {
    const absl::StatusOr<ArticleText> text = corpus_.ReadText(article.ordinal);
    if (text.ok()) return true;
    if (!absl::IsNotFound(text.status())) return text.status();
    removed[article.ordinal] = article.id;
    return false;
  }

  // Nothing if an article is gone.
  absl::StatusOr<std::optional<AuditedCopy>> Judge(const AuditedCopy& kept,
                                                   std::map<Ordinal, ArticleId>& removed) {
    NEWSPRINT_ASSIGN_OR_RETURN(const bool copy_there, IsThere(kept.copy, removed));
    NEWSPRINT_ASSIGN_OR_RETURN(const bool original_there, IsThere(kept.original, removed));
    if (!copy_there || !original_there) {
      // It was one of its period all the same.
      const auto licence = std::ranges::find(policy_.licences, kept.licence, &Licence::id);
      if (licence != policy_.licences.end() && licence->count && kept.copied_at) {
        counter_.Count(*licence, kept.licensee, *kept.copied_at);
      }
      return std::nullopt;
    }
    NEWSPRINT_ASSIGN_OR_RETURN(const ArticleText copy, corpus_.ReadText(kept.copy.ordinal));
    NEWSPRINT_ASSIGN_OR_RETURN(const ArticleText original, corpus_.ReadText(kept.original.ordinal));
    Match match;
    match.relation = kept.relation;
    match.containment_a = kept.containment_original;
    match.containment_b = kept.containment_copy;
    match.passages = kept.passages;
    NEWSPRINT_ASSIGN_OR_RETURN(AuditedCopy judged,
                               judge_.Judge({.copy = copy.article,
                                             .original = original.article,
                                             .match = match,
                                             .copy_furniture = copy.furniture,
                                             .original_furniture = original.furniture},
                                            counter_));
    request_.ignores.Apply(request_.today, judged.findings);
    return judged;
  }

  const Corpus& corpus_;
  const Policy& policy_;
  const RunRequest& request_;
  const CopyJudge judge_;
  CopyCounter counter_;
};

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
  NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus_.Stats());
  StoredRun run;
  RunHeader& header = run.header;
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
  std::optional<StoredRun> earlier;
  if (!request.again.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(earlier, Find(request.again));
    const RunHeader& was = earlier->header;
    NEWSPRINT_RETURN_IF_ERROR(Differs("store", was.store_id, header.store_id));
    NEWSPRINT_RETURN_IF_ERROR(Differs("policy", was.policy_hash, header.policy_hash));
    NEWSPRINT_RETURN_IF_ERROR(Differs("list of sources", was.sources_hash, header.sources_hash));
    NEWSPRINT_RETURN_IF_ERROR(
        Differs("set of credit lines", was.credits_hash, header.credits_hash));
    NEWSPRINT_RETURN_IF_ERROR(Differs("ignore list", was.ignore_hash, header.ignore_hash));
    NEWSPRINT_RETURN_IF_ERROR(
        Differs("version of newsprint", was.software_version, header.software_version));
    header = was;
  }
  std::set<std::string> known;  // Ids of findings that are not new.
  if (request.only_new) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRun> stored, List());
    const auto last = std::ranges::find(stored, header.scope,
                                        [](const StoredRun& one) { return one.header.scope; });
    if (last != stored.end()) {
      header.since_run = last->header.run_id;
      for (size_t part = 0;; ++part) {
        NEWSPRINT_ASSIGN_OR_RETURN(const RunPart found, ReadPart(header.since_run, part));
        if (found.copies.empty() && found.unjudged.empty()) break;
        for (const AuditedCopy& copy : found.copies) {
          for (const Finding& finding : copy.findings) {
            if (!finding.ignored) known.insert(finding.id);
          }
        }
      }
    }
  }
  if (sink.begin) NEWSPRINT_RETURN_IF_ERROR(sink.begin(header));

  std::optional<RunWriter> writer;
  if (!earlier) writer.emplace(corpus_, header.run_id);
  AuditSink inner = sink.audit;
  inner.copy = [&](const AuditedCopy& copy) -> absl::Status {
    if (writer) NEWSPRINT_RETURN_IF_ERROR(writer->Add(copy));
    if (!sink.audit.copy) return absl::OkStatus();
    if (!request.only_new) return sink.audit.copy(copy);
    AuditedCopy news = copy;
    std::erase_if(news.findings, [&](const Finding& finding) {
      return finding.finding_class == FindingClass::kCompliant || known.contains(finding.id);
    });
    return news.findings.empty() ? absl::OkStatus() : sink.audit.copy(news);
  };
  inner.unjudged = [&](const UnjudgedCopy& copy) -> absl::Status {
    if (writer) NEWSPRINT_RETURN_IF_ERROR(writer->Add(copy));
    return sink.audit.unjudged && !request.only_new ? sink.audit.unjudged(copy) : absl::OkStatus();
  };
  if (earlier) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        run.summary, Rerun(corpus_, policy, credits, request).Run(*this, *earlier, inner));
    run.create_time = earlier->create_time;
    return run;
  }
  NEWSPRINT_ASSIGN_OR_RETURN(run.summary, Auditor(corpus_, policy, credits)
                                              .Run({.scope = header.scope,
                                                    .snapshot = header.snapshot,
                                                    .ignores = &request.ignores,
                                                    .today = request.today,
                                                    .control = request.control},
                                                   inner));
  const absl::StatusOr<StoredRun> before = Find(header.run_id);
  run.create_time = before.ok() ? before->create_time : absl::Now();
  StoredRun kept = run;
  kept.header.since_run.clear();  // All of it is kept, whatever was to be shown.
  NEWSPRINT_RETURN_IF_ERROR(writer->Finish(kept));
  return run;
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
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredRecord> records,
                             corpus_.ReadRecords(PartKey(run_id, parts), "", 1));
  if (records.empty()) return RunPart{};
  NEWSPRINT_ASSIGN_OR_RETURN(RunPart part, DecodePart(records[0].value));
  for (AuditedCopy& copy : part.copies) {
    FillIn(corpus_, copy.copy);
    FillIn(corpus_, copy.original);
  }
  for (UnjudgedCopy& copy : part.unjudged) FillIn(corpus_, copy.copy);
  return part;
}

}  // namespace newsprint
