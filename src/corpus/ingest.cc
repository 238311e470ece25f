// The way in: receive, commit, catch up, match. What is left over is recovery.cc's.
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/edge_codec.h"
#include "corpus/parallel.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Tries at a revision that other writers keep outrunning.
constexpr int kMaxCommitTries = 16;
constexpr size_t kTailLimit = 1024;
constexpr size_t kArrivalsPerRound = 64;

bool IsWaiting(const Arrival& arrival) {
  return arrival.report.ok() && arrival.report->ordinal == 0;
}

absl::Status NotMatchedYet(const absl::Status& reason) {
  return absl::Status(reason.code(),
                      absl::StrCat("stored, but not matched yet: ", reason.message()));
}

void Settle(Arrival& arrival, IngestOutcome outcome, Ordinal ordinal, uint32_t revision) {
  arrival.report->outcome = outcome;
  arrival.report->ordinal = ordinal;
  arrival.report->revision = revision;
  StoredArticle stored;
  stored.ordinal = ordinal;
  stored.revision = revision;
  stored.article = arrival.article;
  arrival.known->summary = Summarize(stored);
  arrival.known->witness.ordinal = ordinal;
  arrival.known->witness.first_seen_at = arrival.article.first_seen_at;
}

}  // namespace

MatchedRevision EdgesOf(Ordinal newer, const SearchFindings& findings) {
  MatchedRevision matched;
  matched.edges.newer = newer;
  for (const FoundMatch& found : findings.matches) {
    matched.edges.edges.push_back({newer, found.other.ordinal, EncodeEdge(found.match)});
    if (IsNearCopy(found.match)) matched.near_copies.push_back(found.other.ordinal);
  }
  return matched;
}

absl::StatusOr<Arrival> Corpus::Impl::Receive(const Article& article, absl::Time now) const {
  Arrival arrival;
  arrival.article = article;
  arrival.known = std::make_shared<KnownText>();
  arrival.report = IngestReport{};
  Article& received = arrival.article;
  if (received.id.empty())
    received.id = ArticleId::Derive(received.publisher, received.url, received.body);
  NEWSPRINT_RETURN_IF_ERROR(ValidateArticle(received, options_.limits));
  if (!received.first_seen_at) received.first_seen_at = now;
  NEWSPRINT_ASSIGN_OR_RETURN(arrival.known->text,
                             PrepareText(received.body, store_->identity().seed));
  arrival.fingerprint = FingerprintOf(arrival.known->text, hasher_);
  arrival.known->anchors = arrival.fingerprint.anchors;
  StoredArticle unstored;
  unstored.article = received;
  arrival.known->summary = Summarize(unstored);
  arrival.report->id = received.id;
  return arrival;
}

void Corpus::Impl::CommitArrivals(std::vector<Arrival*> arrivals) {
  for (int tries = 0; tries < kMaxCommitTries && !arrivals.empty(); ++tries) {
    std::vector<Arrival*> sent;
    std::vector<NewRevision> revisions;
    std::unordered_set<std::string_view> ids;
    for (Arrival* arrival : arrivals) {
      const Article& article = arrival->article;
      // A second revision of an id waits for the ordinal of the first.
      if (!ids.insert(article.id.value()).second) continue;
      const absl::StatusOr<RevisionHead> head = store_->FindHead(article.id);
      if (!head.ok() && !absl::IsNotFound(head.status())) {
        arrival->report = head.status();
      } else if (head.ok() && head->content_hash == ContentHash(article)) {
        Settle(*arrival, IngestOutcome::kUnchanged, head->ordinal, head->revision);
      } else {
        sent.push_back(arrival);
        revisions.push_back(
            {article, head.ok() ? head->revision + 1 : 1, EncodeFingerprint(arrival->fingerprint)});
      }
    }
    std::vector<uint32_t> numbers;
    for (const NewRevision& revision : revisions) numbers.push_back(revision.revision);
    const std::vector<absl::StatusOr<Ordinal>> ordinals = store_->Commit(std::move(revisions));
    for (size_t i = 0; i < sent.size(); ++i) {
      if (ordinals[i].ok()) {
        Settle(*sent[i], numbers[i] == 1 ? IngestOutcome::kCreated : IngestOutcome::kRevised,
               *ordinals[i], numbers[i]);
      } else if (!absl::IsAborted(ordinals[i].status())) {
        // The store need not know whether it is there.
        if (!absl::IsInvalidArgument(ordinals[i].status())) FallBehind();
        sent[i]->report = ordinals[i].status();
      }
    }
    std::erase_if(arrivals, [](const Arrival* arrival) { return !IsWaiting(*arrival); });
  }
  for (Arrival* arrival : arrivals) {
    arrival->report = absl::AbortedError(absl::StrCat(
        "id: other writers revised it ", kMaxCommitTries, " times meanwhile; try again"));
  }
}

absl::Status Corpus::Impl::CatchUp(Ordinal through) {
  if (indexed_through_ >= through) return absl::OkStatus();
  const std::lock_guard lock(catch_up_mutex_);
  while (indexed_through_ < through) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_->Tail(indexed_through_, kTailLimit));
    if (entries.empty()) return absl::OkStatus();
    for (const LogEntry& entry : entries) {
      for (const Ordinal gone : entry.deleted) {
        index_->Remove(gone);
        cache_.Erase(gone);
      }
      NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<Fingerprint> fingerprint,
                                 FingerprintAt(entry));
      if (fingerprint) index_->Add(entry.ordinal, *fingerprint);
      indexed_through_ = entry.ordinal;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<SearchFindings> Corpus::Impl::MatchStored(const KnownText& known,
                                                         const Fingerprint& fingerprint,
                                                         bool with_provenance,
                                                         const CallControl& control) {
  return searcher_.Find({.known = &known,
                         .fingerprint = &fingerprint,
                         .below = known.summary.ordinal,
                         .with_provenance = with_provenance},
                        control);
}

void Corpus::Impl::MatchArrivals(std::span<Arrival* const> arrivals, const SearchOptions& options) {
  std::vector<MatchedRevision> matched(arrivals.size());
  ParallelFor(arrivals.size(), options_.batch_threads, [&](size_t i) {
    Arrival& arrival = *arrivals[i];
    absl::StatusOr<SearchFindings> findings =
        MatchStored(*arrival.known, arrival.fingerprint, options.max_matches > 0, options.control);
    if (findings.ok()) {
      matched[i] = EdgesOf(arrival.report->ordinal, *findings);
      absl::StatusOr<SearchReport> report =
          searcher_.Report(*arrival.known, *std::move(findings), options);
      if (report.ok()) {
        arrival.report->search = *std::move(report);
        return;
      }
      findings = report.status();
    }
    if (arrival.report->outcome != IngestOutcome::kUnchanged) PutOnBacklog(arrival.report->ordinal);
    arrival.report = NotMatchedYet(findings.status());
  });
  // The edges of a re-sent article are there already, or are on their way.
  std::vector<MatchedRevision> fresh;
  for (size_t i = 0; i < arrivals.size(); ++i) {
    if (arrivals[i]->report.ok() && arrivals[i]->report->outcome != IngestOutcome::kUnchanged) {
      fresh.push_back(std::move(matched[i]));
    }
  }
  const absl::Status kept = Keep(std::move(fresh));
  if (kept.ok()) return;
  for (Arrival* arrival : arrivals) {
    if (!arrival->report.ok() || arrival->report->outcome == IngestOutcome::kUnchanged) continue;
    PutOnBacklog(arrival->report->ordinal);
    arrival->report = NotMatchedYet(kept);
  }
}

absl::Status Corpus::Impl::Keep(std::vector<MatchedRevision> matched) {
  if (matched.empty()) return absl::OkStatus();
  std::vector<RevisionEdges> edges;
  edges.reserve(matched.size());
  for (MatchedRevision& revision : matched) edges.push_back(std::move(revision.edges));
  const std::shared_lock lock(keep_mutex_);
  NEWSPRINT_RETURN_IF_ERROR(store_->PutAllEdges(edges));
  for (size_t i = 0; i < matched.size(); ++i) {
    groups_.Settle(edges[i].newer, matched[i].near_copies);
  }
  CountSettled(matched.size());
  changes_.Notify();
  return absl::OkStatus();
}

std::vector<absl::StatusOr<IngestReport>> Corpus::Impl::IngestBatch(
    std::span<const Article> articles, const SearchOptions& options) {
  std::vector<absl::StatusOr<Arrival>> received(articles.size(), absl::UnknownError(""));
  // A nanosecond apart, so that the order of the batch is that of the times, whatever the threads.
  const absl::Time now = absl::Now();
  ParallelFor(articles.size(), options_.batch_threads, [&](size_t i) {
    received[i] = Receive(articles[i], now + absl::Nanoseconds(static_cast<int64_t>(i)));
    if (received[i].ok()) searcher_.ReadCredits(received[i]->article, *received[i]->known);
  });

  std::vector<Arrival*> arrivals;
  for (absl::StatusOr<Arrival>& arrival : received) {
    if (arrival.ok()) arrivals.push_back(&*arrival);
  }
  CommitArrivals(arrivals);
  Ordinal last = 0;
  for (const Arrival* arrival : arrivals) {
    if (arrival->report.ok()) {
      last = std::max(last, arrival->report->ordinal);
      cache_.Insert(arrival->report->ordinal, arrival->known);
    }
  }
  const absl::Status caught_up = CatchUp(last);
  if (!caught_up.ok()) FallBehind();
  std::erase_if(arrivals, [&](Arrival* arrival) {
    if (arrival->report.ok() && !caught_up.ok()) arrival->report = NotMatchedYet(caught_up);
    return !arrival->report.ok();
  });
  // What is common text is learnt between the rounds, so that the number of threads decides
  // nothing.
  for (size_t begin = 0; begin < arrivals.size(); begin += kArrivalsPerRound) {
    const size_t count = std::min(kArrivalsPerRound, arrivals.size() - begin);
    MatchArrivals(std::span(arrivals).subspan(begin, count), options);
  }

  std::vector<absl::StatusOr<IngestReport>> reports;
  reports.reserve(received.size());
  for (absl::StatusOr<Arrival>& arrival : received) {
    if (arrival.ok()) {
      reports.push_back(std::move(arrival->report));
    } else {
      reports.push_back(arrival.status());
    }
  }
  return reports;
}

}  // namespace newsprint
