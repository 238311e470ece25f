#include "corpus/search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/match_filter.h"
#include "corpus/pair_judge.h"
#include "corpus/provenance.h"
#include "corpus/read_credits.h"
#include "corpus/unrelated_copies.h"
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

uint64_t SharedWords(const Match& match) {
  uint64_t words = 0;
  for (const Passage& passage : match.passages) words += passage.words;
  return words;
}

// What the filter drops, beside what the verdict does; the strongest of all that.
void AddFiltered(const KnownText& asked, const std::vector<FoundMatch>& matches,
                 const SearchOptions& options, SearchExplanation& explanation) {
  std::vector<NearMiss>& misses = explanation.near_misses;
  for (const FoundMatch& found : matches) {
    const std::string_view condition =
        FailedCondition(options.filter, found, asked.summary.publisher);
    if (condition.empty()) continue;
    misses.push_back({{found.match, found.other, {}, found.gates}, std::string(condition)});
  }
  std::ranges::sort(misses, [](const NearMiss& x, const NearMiss& y) {
    const uint64_t words_x = SharedWords(x.found.match), words_y = SharedWords(y.found.match);
    return words_x != words_y ? words_x > words_y : x.found.other.ordinal < y.found.other.ordinal;
  });
  explanation.total_near_misses = misses.size();
  if (misses.size() > kMaxNearMisses) misses.resize(kMaxNearMisses);
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
  ReadCredits(stored.article, *known);
  cache_.Insert(ordinal, known);
  return known;
}

absl::StatusOr<OriginWitness> Searcher::Witness(Ordinal ordinal) const {
  if (std::optional<OriginWitness> witness = cache_.FindWitness(ordinal)) {
    return *std::move(witness);
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> known, Text(ordinal));
  return known->witness;
}

void Searcher::SetCredits(CreditLineFinder credits) {
  const std::lock_guard lock(credits_mutex_);
  credits_ = std::move(credits);
  cache_.SetSourcesVersion(++sources_version_);
}

CreditLineFinder Searcher::credits() const {
  const std::lock_guard lock(credits_mutex_);
  return credits_;
}

void Searcher::ReadCredits(const Article& article, KnownText& known) const {
  std::unique_lock lock(credits_mutex_);
  const CreditLineFinder finder = credits_;
  known.sources_version = sources_version_;
  lock.unlock();
  newsprint::ReadCredits(finder, article, known);
}

absl::StatusOr<SearchFindings> Searcher::Find(const SearchSubject& subject,
                                              const CallControl& control) const {
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  // What many unrelated stories have leads to none of them: it is not looked up, and is no
  // evidence.
  const AnchorCommonness commonness = common_text_.Classify(subject.fingerprint->anchors);
  SearchFindings findings;
  Fingerprint probe = *subject.fingerprint;
  probe.anchors.clear();
  for (size_t i = 0; i < commonness.anchors.size(); ++i) {
    if (!commonness.common[i]) probe.anchors.push_back(commonness.anchors[i]);
  }
  IndexReply reply =
      index_.Find(probe, {.below = subject.below, .max_postings = options_.max_postings});
  findings.insufficient_evidence = IsTooShortToJudge(subject.known->text, {});
  if (subject.explain) {
    findings.explanation = SearchExplanation{
        .articles = index_.Stats().articles,
        .scheme = store_.identity().scheme,
        .anchors = commonness.anchors.size(),
        .common_anchors = commonness.anchors.size() - probe.anchors.size(),
        .max_postings = options_.max_postings,
        .max_candidates = options_.max_candidates,
    };
  }
  findings.truncated = reply.truncated;
  findings.work.postings_read = reply.postings_read;
  findings.work.candidates = reply.candidates.size();
  if (reply.candidates.size() > options_.max_candidates) {
    KeepStrongest(reply.candidates, options_.max_candidates);
    findings.truncated = true;
  }
  if (reply.candidates.empty()) return findings;
  if (subject.before_comparing) subject.before_comparing();
  // Furniture may be known from here on only.
  findings.insufficient_evidence = IsTooShortToJudge(subject.known->text, subject.known->furniture);
  findings.common =
      JoinSpans(CommonSpans(commonness, subject.known->text), subject.known->furniture);
  const ArticleId& id = subject.known->summary.id;
  const TextMatcher matcher(subject.known->text);
  PairJudge judge(common_text_);
  UnrelatedCopies copies(groups_, reply.candidates);
  for (size_t i = 0; i < reply.candidates.size(); ++i) {
    if (copies.SpeakFor(i)) continue;
    const Candidate& candidate = reply.candidates[i];
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
    Match match =
        matcher.Against((*known)->text, ContextOf(subject.known->summary, (*known)->summary));
    judge.Judge(*subject.known, findings.common, **known, match);
    std::vector<Gate> gates;
    if (subject.explain) {
      if (match.passages.empty()) match.passages = matcher.PassagesWith((*known)->text);
      gates = judge.Explain(*subject.known, findings.common, **known, match.passages);
    }
    const bool unrelated = match.relation == Relation::kUnrelated;
    copies.Note(i, unrelated);
    if (unrelated) {
      if (subject.explain) {
        findings.explanation->near_misses.push_back(
            {{std::move(match), (*known)->summary, {}, std::move(gates)}, {}});
      }
      continue;
    }
    FoundMatch& found = findings.matches.emplace_back(
        FoundMatch{std::move(match), (*known)->summary, {}, std::move(gates)});
    if (!subject.with_provenance) continue;
    found.provenance = PartsOf({*subject.known, findings.common},
                               {**known, judge.CommonTextOf(**known)}, found.match);
    findings.witnesses.push_back((*known)->witness);
  }
  return findings;
}

absl::StatusOr<SearchReport> Searcher::Report(const KnownText& asked, SearchFindings findings,
                                              const SearchOptions& options) const {
  // Of all that was found: what the filter drops may still be the origin of the rest.
  std::optional<SearchOrigins> origins;
  if (options.max_matches > 0 && !findings.matches.empty()) origins.emplace(asked, findings);
  if (findings.explanation) AddFiltered(asked, findings.matches, options, *findings.explanation);
  std::erase_if(findings.matches, [&](const FoundMatch& found) {
    return !Passes(options.filter, found, asked.summary.publisher);
  });
  RankMatches(findings.matches);
  SearchReport report;
  report.total_matches = findings.matches.size();
  if (findings.matches.size() > options.max_matches) findings.matches.resize(options.max_matches);
  for (FoundMatch& found : findings.matches) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(options.control));
    NEWSPRINT_ASSIGN_OR_RETURN(found.provenance.origin, origins->Decide(found));
  }
  report.matches = std::move(findings.matches);
  report.truncated = findings.truncated;
  report.insufficient_evidence = findings.insufficient_evidence;
  report.work = findings.work;
  report.explanation = std::move(findings.explanation);
  return report;
}

}  // namespace newsprint
