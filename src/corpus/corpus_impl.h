// What a Corpus is made of; private to the floor.
#ifndef NEWSPRINT_SRC_CORPUS_CORPUS_IMPL_H_
#define NEWSPRINT_SRC_CORPUS_CORPUS_IMPL_H_

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "corpus/activity.h"
#include "corpus/catalog.h"
#include "corpus/find_reprints.h"
#include "corpus/index_files.h"
#include "corpus/search.h"
#include "corpus/text_cache.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// One article on its way in.
struct Arrival {
  Article article;
  std::shared_ptr<KnownText> known;  // Its summary is filled when it has an ordinal.
  Fingerprint fingerprint;
  absl::StatusOr<IngestReport> report;  // Ordinal 0: not committed yet.
};

// What matching a stored revision gave.
struct MatchedRevision {
  RevisionEdges edges;
  std::vector<Ordinal> near_copies;
};

// A revision's edges, and which of them tie it to its story.
MatchedRevision EdgesOf(Ordinal newer, const SearchFindings& findings);

class Corpus::Impl {
 public:
  // `durable_index` may be null: then the index is in memory.
  Impl(std::unique_ptr<Store> store, const CorpusOptions& options,
       std::unique_ptr<DurableIndex> durable_index, std::shared_ptr<DamageBell> bell);
  ~Impl();

  // Brings the index up to the store's last ordinal and matches what is left unmatched.
  absl::Status Recover();

  std::vector<absl::StatusOr<IngestReport>> IngestBatch(std::span<const Article> articles,
                                                        const SearchOptions& options);
  absl::StatusOr<SearchReport> Check(const Article& article, const SearchOptions& options) const;
  std::vector<absl::StatusOr<SearchReport>> CheckBatch(std::span<const Article> articles,
                                                       const SearchOptions& options) const;
  absl::StatusOr<FoundMatch> Compare(const Article& a, const Article& b,
                                     const CallControl& control) const;
  absl::StatusOr<ArticleProvenance> FindProvenance(const ArticleId& id, uint32_t revision,
                                                   const CallControl& control) const;
  void SetCredits(CreditLineFinder credits) { searcher_.SetCredits(std::move(credits)); }
  CreditLineFinder credits() const { return searcher_.credits(); }
  absl::StatusOr<FindPage> FindReprints(const FindQuery& query) const {
    return reprint_finder_.Find(query);
  }
  absl::StatusOr<ListPage> List(const ListQuery& query) const;
  absl::StatusOr<Story> GetStory(const ArticleId& id, const CallControl& control) const;
  absl::StatusOr<StoryPage> ListStories(const StoryQuery& query) const;
  absl::StatusOr<WatchBatch> Watch(const WatchQuery& query) const;
  ChangeSignal& changes() const { return changes_; }
  absl::Status Delete(const ArticleId& id);
  absl::Status Purge();
  absl::Status VisitEdges(const std::function<absl::Status(const Edge&)>& visit) const;
  absl::StatusOr<ArticleText> ReadText(Ordinal ordinal) const;
  absl::StatusOr<Neighbourhood> ReadNeighbourhood(Ordinal ordinal, Ordinal through) const;
  absl::StatusOr<CorpusStats> Stats() const;

  const Store& store() const { return *store_; }
  Store& store() { return *store_; }
  ActivityCounter& activity() { return activity_; }

 private:
  class StepEvents;

  // The registered sources and publishers by which a watch of one of them is told of the article:
  // those of all its revisions, and whose text the newest is.
  absl::StatusOr<std::set<std::string>> SourcesNamedBy(const ArticleId& id) const;
  // The ordinal after which a watch begins.
  absl::StatusOr<Ordinal> WatchFrom(const WatchQuery& query) const;
  absl::StatusOr<std::vector<StoredArticle>> ListAfter(const ListQuery& query, Ordinal after,
                                                       uint64_t* total) const;
  // `now` is when it was first seen, unless it says itself. Its credits are still to be read.
  absl::StatusOr<Arrival> Receive(const Article& article, absl::Time now) const;
  // Gives each arrival an ordinal, or the status that says why not.
  void CommitArrivals(std::vector<Arrival*> arrivals);
  absl::Status CatchUp(Ordinal through);
  // Nothing for a deletion, and for what was deleted since.
  absl::StatusOr<std::optional<Fingerprint>> FingerprintAt(const LogEntry& entry) const;
  // Makes anew what is missing of the index's files.
  absl::Status RepairIndex();
  absl::Status RecoverGroups();
  absl::Status SaveGroups();
  void CountSettled(size_t articles);
  absl::StatusOr<std::vector<Ordinal>> ReadAllUnmatched() const;
  // Arrivals that are committed and in the index.
  void MatchArrivals(std::span<Arrival* const> arrivals, const SearchOptions& options);
  // Matches one stored article against all below it and keeps the edges.
  absl::StatusOr<SearchFindings> MatchStored(const KnownText& known, const Fingerprint& fingerprint,
                                             bool with_provenance, const CallControl& control);
  // Stores edges and takes note of the near copies.
  absl::Status Keep(std::vector<MatchedRevision> matched);
  // As they were judged when they were found.
  absl::Status VisitStoredEdges(const std::function<absl::Status(const Edge&)>& visit) const;
  absl::Status MatchUnmatched(Ordinal ordinal);
  absl::Status MatchAllUnmatched(const std::stop_token& stop);
  void PutOnBacklog(Ordinal ordinal);
  // The store failed, and may hold what the index and the edges do not know of.
  void FallBehind();
  // One article of the backlog, or after a failure of the store all that it may have.
  absl::Status WorkOff(std::optional<Ordinal> ordinal, const std::stop_token& stop);
  void WorkOffBacklog(std::stop_token stop);

  const CorpusOptions options_;
  const std::unique_ptr<Store> store_;
  const MinHasher hasher_;
  const std::shared_ptr<DamageBell> bell_;
  DurableIndex* const durable_index_;  // Null, or what index_ holds.
  const std::unique_ptr<Index> index_;
  NearCopyGroups groups_;
  std::shared_mutex keep_mutex_;  // Held by all who keep edges, shared; by who saves groups, alone.
  std::atomic<size_t> settled_since_save_ = 0;
  mutable TextCache cache_;
  Searcher searcher_;
  mutable Catalog catalog_;
  const ReprintFinder reprint_finder_;

  ActivityCounter activity_;
  mutable ChangeSignal changes_;  // Of matches that were kept, and of deletions.

  std::mutex purge_mutex_;
  std::atomic<uint64_t> purges_asked_ = 0;
  uint64_t purges_done_ = 0;  // Guarded by purge_mutex_: of those asked for, the first so many.

  std::mutex catch_up_mutex_;
  std::atomic<Ordinal> indexed_through_ = 0;

  mutable std::mutex backlog_mutex_;
  std::condition_variable_any backlog_grew_;
  std::deque<Ordinal> backlog_;  // Stored, but their caller gave up before they were matched.
  bool save_due_ = false;
  bool behind_ = false;          // FallBehind was called, and is not worked off.
  std::jthread backlog_worker_;  // Last: joined before anything else goes.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_CORPUS_IMPL_H_
