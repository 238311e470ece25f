#include "corpus/search.h"

#include <algorithm>

#include "corpus/match_filter.h"
#include "corpus/pair_judge.h"
#include "corpus/read_credits.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// The candidates most likely to match, where there are more than may be verified.
void KeepStrongest(std::vector<Candidate>& candidates, size_t limit) {
  const auto stronger = [](const Candidate& x, const Candidate& y) {
    if (x.same_text != y.same_text) return x.same_text;
    if (x.shared_anchors != y.shared_anchors) return x.shared_anchors > y.shared_anchors;
    if (x.shared_bands != y.shared_bands) return x.shared_bands > y.shared_bands;
    return x.ordinal < y.ordinal;
  };
  std::ranges::nth_element(candidates, candidates.begin() + limit, stronger);
  candidates.resize(limit);
  std::ranges::sort(candidates, {}, &Candidate::ordinal);
}

}  // namespace

absl::Status CheckControl(const CallControl& control) {
  if (control.stop.stop_requested()) return absl::CancelledError("the caller cancelled the search");
  if (control.deadline != absl::InfiniteFuture() && absl::Now() >= control.deadline) {
    return absl::DeadlineExceededError("the deadline passed during the search");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const KnownText>> Searcher::Text(Ordinal ordinal) const {
  if (auto known = cache_.Find(ordinal)) return known;
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, store_.ReadByOrdinal(ordinal));
  auto known = std::make_shared<KnownText>();
  known->summary = Summarize(stored);
  NEWSPRINT_ASSIGN_OR_RETURN(known->text, PrepareText(stored.article.body, store_.identity().seed));
  known->anchors = SelectAnchors(known->text.shingles);
  ReadCredits(credits_, stored.article.body, *known);
  known->witness.ordinal = ordinal;
  cache_.Insert(ordinal, known);
  return known;
}

absl::StatusOr<SearchFindings> Searcher::Find(const SearchSubject& subject,
                                              const CallControl& control) const {
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  // What many unrelated stories have leads to none of them: it is not looked up, and is no
  // evidence.
  const AnchorCommonness commonness = common_text_.Classify(subject.fingerprint->anchors);
  const std::vector<Span> common =
      JoinSpans(CommonSpans(commonness, subject.known->text.tokens), subject.known->furniture);
  Fingerprint probe = *subject.fingerprint;
  probe.anchors.clear();
  for (size_t i = 0; i < commonness.anchors.size(); ++i) {
    if (!commonness.common[i]) probe.anchors.push_back(commonness.anchors[i]);
  }
  IndexReply reply =
      index_.Find(probe, {.below = subject.below, .max_postings = options_.max_postings});
  SearchFindings findings;
  findings.asker = subject.known->summary.publisher;
  findings.insufficient_evidence = IsTooShortToJudge(subject.known->text);
  findings.truncated = reply.truncated;
  findings.work.postings_read = reply.postings_read;
  findings.work.candidates = reply.candidates.size();
  if (reply.candidates.size() > options_.max_candidates) {
    KeepStrongest(reply.candidates, options_.max_candidates);
    findings.truncated = true;
  }
  const ArticleId& id = subject.known->summary.id;
  const TextMatcher matcher(subject.known->text);
  PairJudge judge(common_text_);
  for (const Candidate& candidate : reply.candidates) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
    absl::StatusOr<std::shared_ptr<const KnownText>> known = Text(candidate.ordinal);
    if (absl::IsNotFound(known.status())) continue;  // Deleted since the index answered.
    if (absl::IsDataLoss(known.status())) {          // The rest is served, and the answer says so.
      findings.truncated = true;
      continue;
    }
    if (!known.ok()) return known.status();
    if (!id.empty() && (*known)->summary.id == id) continue;
    ++findings.work.candidates_verified;
    Match match = matcher.Against((*known)->text, {});
    judge.Judge(*subject.known, common, **known, match);
    if (match.relation == Relation::kUnrelated) continue;
    findings.matches.push_back({std::move(match), (*known)->summary});
  }
  return findings;
}

SearchReport Report(SearchFindings findings, const SearchOptions& options) {
  std::erase_if(findings.matches, [&](const FoundMatch& found) {
    return !Passes(options.filter, found, findings.asker);
  });
  RankMatches(findings.matches);
  SearchReport report;
  report.total_matches = findings.matches.size();
  if (findings.matches.size() > options.max_matches) findings.matches.resize(options.max_matches);
  report.matches = std::move(findings.matches);
  report.truncated = findings.truncated;
  report.insufficient_evidence = findings.insufficient_evidence;
  report.work = findings.work;
  return report;
}

}  // namespace newsprint
