#include "newsprint/corpus/corpus.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/edge_codec.h"
#include "corpus/match_filter.h"
#include "corpus/origins.h"
#include "corpus/pair_judge.h"
#include "corpus/parallel.h"
#include "newsprint/article/status.h"
#include "newsprint/sketch/banding.h"
#include "newsprint/sketch/winnow.h"
#include "newsprint/text/shingle.h"

namespace newsprint {
namespace {

constexpr size_t kMaxMatches = 10'000;
constexpr size_t kVisitLimit = 256;

absl::Status ValidateSearch(const SearchOptions& options) {
  if (options.max_matches > kMaxMatches) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_matches: ", options.max_matches, ", the limit is ", kMaxMatches));
  }
  return ValidateFilter(options.filter);
}

// A pair has room for one credit: the newer's, since it is the copy more often.
std::optional<EdgeCredit> StatedCredit(const KnownText& newer, const KnownText& older,
                                       const SourceRegistry& registry) {
  for (const KnownText* known : {&newer, &older}) {
    if (!known->credit) continue;
    const Source* source = registry.SourceOf(known->credit->party);
    return EdgeCredit{.source = source != nullptr ? source->id : known->credit->name,
                      .article = known->summary.ordinal,
                      .span = known->credit->span};
  }
  return std::nullopt;
}

}  // namespace

std::string CurrentScheme() {
  return absl::StrCat("normaliser ", kNormalizerVersion, ", shingles of ", kShingleTokens,
                      " tokens by xxh3-64, fast similarity sketch of ", kSignatureSize, ", bands ",
                      kBands, "x", kRowsPerBand, ", winnowing window ", kWinnowWindow);
}

Corpus::Impl::Impl(std::unique_ptr<Store> store, const CorpusOptions& options)
    : options_(options),
      store_(std::move(store)),
      hasher_(store_->identity().seed),
      index_(CreateHeadIndex()),
      cache_(options.text_cache_bytes),
      searcher_(*store_, *index_, groups_, cache_, options_),
      catalog_(*store_),
      reprint_finder_(*store_, searcher_, catalog_, options_),
      backlog_worker_([this](std::stop_token stop) { WorkOffBacklog(std::move(stop)); }) {}

Corpus::Impl::~Impl() = default;

absl::StatusOr<SearchReport> Corpus::Impl::Check(const Article& article,
                                                 const SearchOptions& options) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival, Receive(article));
  StoredArticle query;  // Without an ordinal: it is not stored.
  query.article = article;
  arrival.known->summary = Summarize(query);
  NEWSPRINT_ASSIGN_OR_RETURN(
      SearchFindings findings,
      searcher_.Find({.known = arrival.known.get(), .fingerprint = &arrival.fingerprint},
                     options.control));
  return Report(std::move(findings), options);
}

std::vector<absl::StatusOr<SearchReport>> Corpus::Impl::CheckBatch(
    std::span<const Article> articles, const SearchOptions& options) const {
  std::vector<absl::StatusOr<SearchReport>> reports(articles.size(), absl::UnknownError(""));
  ParallelFor(articles.size(), options_.batch_threads,
              [&](size_t i) { reports[i] = Check(articles[i], options); });
  return reports;
}

absl::StatusOr<Match> Corpus::Impl::Compare(const Article& a, const Article& b) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival_a, Receive(a));
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival_b, Receive(b));
  StoredArticle stored;
  stored.article = a;
  const ArticleSummary summary_a = Summarize(stored);
  stored.article = b;
  return CompareTexts(arrival_a.known->text, arrival_b.known->text,
                      ContextOf(summary_a, Summarize(stored)));
}

absl::Status Corpus::Impl::Delete(const ArticleId& id) {
  const absl::StatusOr<Ordinal> ordinal = store_->Delete(id);
  if (absl::IsNotFound(ordinal.status())) return ordinal.status();
  if (!ordinal.ok()) {
    FallBehind();  // The store need not know whether it is gone.
    return ordinal.status();
  }
  const absl::Status caught_up = CatchUp(*ordinal);
  if (caught_up.ok()) return caught_up;
  FallBehind();
  return absl::Status(caught_up.code(), absl::StrCat("deleted, but not out of all answers yet: ",
                                                     caught_up.message()));
}

absl::Status Corpus::Impl::Purge() {
  const uint64_t mine = ++purges_asked_;
  const std::lock_guard lock(purge_mutex_);
  if (purges_done_ >= mine) return absl::OkStatus();  // One that began after the call did it.
  const uint64_t asked = purges_asked_;
  NEWSPRINT_RETURN_IF_ERROR(store_->Compact());
  purges_done_ = asked;
  return absl::OkStatus();
}

absl::Status Corpus::Impl::VisitStoredEdges(
    const std::function<absl::Status(const Edge&)>& visit) const {
  Ordinal after = 0;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_->Tail(after, kVisitLimit));
    if (entries.empty()) return absl::OkStatus();
    for (const LogEntry& entry : entries) {
      after = entry.ordinal;
      NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                                 store_->ReadEdges(entry.ordinal));
      for (const StoredEdge& edge : edges) {
        if (edge.newer != entry.ordinal) continue;
        NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(edge.value));
        NEWSPRINT_RETURN_IF_ERROR(visit({edge.newer, edge.older, std::move(match)}));
      }
    }
  }
}

absl::Status Corpus::Impl::VisitEdges(const std::function<absl::Status(const Edge&)>& visit) const {
  PairJudge judge(searcher_.common_text());
  std::vector<Edge> edges;
  std::unordered_map<Ordinal, OriginWitness> witnesses;
  NEWSPRINT_RETURN_IF_ERROR(VisitStoredEdges([&](const Edge& stored) -> absl::Status {
    const absl::StatusOr<std::shared_ptr<const KnownText>> newer = searcher_.Text(stored.newer);
    const absl::StatusOr<std::shared_ptr<const KnownText>> older = searcher_.Text(stored.older);
    if (absl::IsNotFound(newer.status()) || absl::IsNotFound(older.status())) {
      return absl::OkStatus();  // Deleted since the edge was read.
    }
    if (!newer.ok()) return newer.status();
    if (!older.ok()) return older.status();
    Edge edge = stored;
    judge.Judge(**newer, judge.CommonTextOf(**newer), **older, edge.match);
    if (edge.match.relation == Relation::kUnrelated) return absl::OkStatus();
    witnesses.try_emplace(stored.newer, (*newer)->witness);
    witnesses.try_emplace(stored.older, (*older)->witness);
    edge.credit = StatedCredit(**newer, **older, searcher_.credits().registry());
    edges.push_back(std::move(edge));
    return absl::OkStatus();
  }));
  const OriginTable origins(edges, witnesses);
  for (Edge& edge : edges) {
    edge.origin = origins.Decide(edge);
    NEWSPRINT_RETURN_IF_ERROR(visit(edge));
  }
  return absl::OkStatus();
}

absl::StatusOr<CorpusStats> Corpus::Impl::Stats() const {
  CorpusStats stats;
  NEWSPRINT_ASSIGN_OR_RETURN(stats.store, store_->Stats());
  stats.index = index_->Stats();
  stats.indexed_through = indexed_through_;
  stats.scheme = store_->identity().scheme;
  stats.store_id = store_->identity().store_id;
  stats.catalog_bytes = catalog_.bytes();
  stats.activity = activity_.counts();
  const std::lock_guard lock(backlog_mutex_);
  stats.backlog = backlog_.size();
  stats.behind = behind_;
  return stats;
}

// ---- The door itself.

Corpus::Corpus(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Corpus::~Corpus() = default;

absl::StatusOr<std::unique_ptr<Corpus>> Corpus::Open(std::unique_ptr<Store> store,
                                                     const CorpusOptions& options) {
  auto impl = std::make_unique<Impl>(std::move(store), options);
  NEWSPRINT_RETURN_IF_ERROR(impl->Recover());
  return std::unique_ptr<Corpus>(new Corpus(std::move(impl)));
}

absl::StatusOr<IngestReport> Corpus::Ingest(const Article& article, const SearchOptions& options) {
  return std::move(IngestBatch(std::span(&article, 1), options).front());
}

std::vector<absl::StatusOr<IngestReport>> Corpus::IngestBatch(std::span<const Article> articles,
                                                              const SearchOptions& options) {
  if (absl::Status valid = ValidateSearch(options); !valid.ok()) {
    return std::vector<absl::StatusOr<IngestReport>>(articles.size(), valid);
  }
  std::vector<absl::StatusOr<IngestReport>> reports = impl_->IngestBatch(articles, options);
  impl_->activity().CountIngest(reports);
  return reports;
}

absl::StatusOr<SearchReport> Corpus::Check(const Article& article,
                                           const SearchOptions& options) const {
  return std::move(CheckBatch(std::span(&article, 1), options).front());
}

std::vector<absl::StatusOr<SearchReport>> Corpus::CheckBatch(std::span<const Article> articles,
                                                             const SearchOptions& options) const {
  if (absl::Status valid = ValidateSearch(options); !valid.ok()) {
    return std::vector<absl::StatusOr<SearchReport>>(articles.size(), valid);
  }
  std::vector<absl::StatusOr<SearchReport>> reports = impl_->CheckBatch(articles, options);
  impl_->activity().CountCheck(reports);
  return reports;
}

absl::StatusOr<Match> Corpus::Compare(const Article& a, const Article& b) const {
  return impl_->Compare(a, b);
}

absl::StatusOr<StoredArticle> Corpus::Get(const ArticleId& id, uint32_t revision) const {
  return impl_->store().ReadById(id, revision);
}

absl::StatusOr<FindPage> Corpus::FindReprints(const FindQuery& query) const {
  return impl_->FindReprints(query);
}

absl::StatusOr<ListPage> Corpus::List(const ListQuery& query) const { return impl_->List(query); }

absl::Status Corpus::Purge() { return impl_->Purge(); }

absl::Status Corpus::Delete(const ArticleId& id) {
  NEWSPRINT_RETURN_IF_ERROR(impl_->Delete(id));
  impl_->activity().CountDeletion();
  return absl::OkStatus();
}

absl::Status Corpus::VisitEdges(const std::function<absl::Status(const Edge&)>& visit) const {
  return impl_->VisitEdges(visit);
}

absl::StatusOr<CorpusStats> Corpus::Stats() const { return impl_->Stats(); }

}  // namespace newsprint
