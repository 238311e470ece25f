#include "newsprint/corpus/corpus.h"

#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/deletion_note.h"
#include "corpus/edge_codec.h"
#include "corpus/match_filter.h"
#include "corpus/origins.h"
#include "corpus/pair_judge.h"
#include "corpus/parallel.h"
#include "corpus/provenance.h"
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
std::optional<EdgeCredit> StatedCredit(const KnownText& newer, const KnownText& older) {
  for (const KnownText* known : {&newer, &older}) {
    if (!known->stated_credit) continue;
    const ArticleCredit& credit = known->credits[*known->stated_credit];
    return EdgeCredit{.source = credit.source.empty() ? credit.name : credit.source,
                      .article = known->summary.ordinal,
                      .span = credit.span};
  }
  return std::nullopt;
}

}  // namespace

std::string CurrentScheme() {
  return absl::StrCat("normaliser ", kNormalizerVersion, ", shingles of ", kShingleTokens,
                      " tokens by xxh3-64, fast similarity sketch of ", kSignatureSize, ", bands ",
                      kBands, "x", kRowsPerBand, ", winnowing window ", kWinnowWindow);
}

Corpus::Impl::Impl(std::unique_ptr<Store> store, const CorpusOptions& options,
                   std::unique_ptr<DurableIndex> durable_index, std::shared_ptr<DamageBell> bell)
    : options_(options),
      store_(std::move(store)),
      hasher_(store_->identity().seed),
      bell_(std::move(bell)),
      durable_index_(durable_index.get()),
      index_(durable_index != nullptr ? std::move(durable_index) : CreateHeadIndex()),
      cache_(options.text_cache_bytes),
      searcher_(*store_, *index_, groups_, cache_, options_),
      catalog_(*store_),
      reprint_finder_(*store_, searcher_, catalog_, options_),
      indexed_through_(durable_index_ != nullptr ? durable_index_->through() : 0),
      backlog_worker_([this](std::stop_token stop) { WorkOffBacklog(std::move(stop)); }) {
  bell_->Connect([this] { FallBehind(); });
}

Corpus::Impl::~Impl() {
  bell_->Connect(nullptr);
  backlog_worker_.request_stop();
  backlog_worker_.join();
  if (settled_since_save_ > 0) SaveGroups().IgnoreError();  // The next opening does more.
}

absl::StatusOr<SearchReport> Corpus::Impl::Check(const Article& article,
                                                 const SearchOptions& options) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival, Receive(article, absl::Now()));
  const auto read_credits = [&] {
    searcher_.ReadCredits(arrival.article, *arrival.known);
    // As it was sent: an id that was made up for it stands for no article.
    arrival.known->summary.id = article.id;
    arrival.known->summary.first_seen_at = article.first_seen_at;
  };
  NEWSPRINT_ASSIGN_OR_RETURN(SearchFindings findings,
                             searcher_.Find({.known = arrival.known.get(),
                                             .fingerprint = &arrival.fingerprint,
                                             .explain = options.explain,
                                             .before_comparing = read_credits},
                                            options.control));
  return searcher_.Report(*arrival.known, std::move(findings), options);
}

std::vector<absl::StatusOr<SearchReport>> Corpus::Impl::CheckBatch(
    std::span<const Article> articles, const SearchOptions& options) const {
  std::vector<absl::StatusOr<SearchReport>> reports(articles.size(), absl::UnknownError(""));
  ParallelFor(articles.size(), options_.batch_threads,
              [&](size_t i) { reports[i] = Check(articles[i], options); });
  return reports;
}

absl::StatusOr<FoundMatch> Corpus::Impl::Compare(const Article& a, const Article& b,
                                                 const CallControl& control) const {
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival_a, Receive(a, absl::Now()));
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  NEWSPRINT_ASSIGN_OR_RETURN(const Arrival arrival_b, Receive(b, absl::Now()));
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  KnownText& known_a = *arrival_a.known;
  KnownText& known_b = *arrival_b.known;
  searcher_.ReadCredits(arrival_a.article, known_a);
  searcher_.ReadCredits(arrival_b.article, known_b);
  StoredArticle given;
  given.article = a;
  known_a.summary = Summarize(given);
  given.article = b;
  known_b.summary = Summarize(given);
  const PairContext context = ContextOf(known_a.summary, known_b.summary);
  // Stand for the two in the decision.
  known_a.summary.ordinal = known_a.witness.ordinal = 1;
  known_b.summary.ordinal = known_b.witness.ordinal = 2;
  // What has no time of its own was given now, which says nothing.
  if (!a.first_seen_at || !b.first_seen_at) {
    known_a.witness.first_seen_at.reset();
    known_b.witness.first_seen_at.reset();
  }
  FoundMatch found{CompareTexts(known_a.text, known_b.text, context), Summarize(given), {}};
  found.gates = ExplainPair(known_a.text, known_b.text,
                            found.match.passages.empty()
                                ? TextMatcher(known_a.text).PassagesWith(known_b.text)
                                : found.match.passages,
                            context);
  found.provenance = PartsOf({known_a, {}}, {known_b, {}}, found.match);
  if (found.match.relation == Relation::kUnrelated) return found;
  NEWSPRINT_ASSIGN_OR_RETURN(
      found.provenance.origin,
      AnswerOf(
          DecideOrigin(known_a.witness, known_b.witness, {}), &known_a.summary, &known_b.summary,
          [](Ordinal) -> absl::StatusOr<std::optional<ArticleSummary>> { return std::nullopt; }));
  return found;
}

absl::StatusOr<ArticleProvenance> Corpus::Impl::FindProvenance(const ArticleId& id,
                                                               uint32_t revision,
                                                               const CallControl& control) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, store_->ReadById(id, revision));
  NEWSPRINT_ASSIGN_OR_RETURN(const auto known, searcher_.Text(stored.ordinal));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                             store_->ReadEdges(stored.ordinal));
  std::optional<Match> strongest;  // Seen from the article.
  Ordinal copy = 0;
  for (const StoredEdge& edge : edges) {
    NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(edge.value));
    if (!IsCopy(match.relation)) continue;
    if (strongest && std::tuple(LargerContainment(match), match.resemblance) <=
                         std::tuple(LargerContainment(*strongest), strongest->resemblance)) {
      continue;
    }
    copy = edge.newer == stored.ordinal ? edge.older : edge.newer;
    strongest = edge.newer == stored.ordinal ? std::move(match) : Mirrored(match);
  }
  ArticleProvenance provenance{.credits = known->credits, .origin = {}};
  StoredOrigins origins(*store_, searcher_, control);
  if (!strongest) {
    NEWSPRINT_ASSIGN_OR_RETURN(provenance.origin, origins.DecideAlone(known->summary));
    return provenance;
  }
  NEWSPRINT_ASSIGN_OR_RETURN(provenance.origin,
                             origins.DecideFor(known->summary, copy, strongest->passages));
  return provenance;
}

absl::Status Corpus::Impl::Delete(const ArticleId& id) {
  // What cannot be read can be deleted all the same.
  const absl::StatusOr<std::set<std::string>> sources = SourcesNamedBy(id);
  const absl::StatusOr<Ordinal> ordinal =
      store_->Delete(id, sources.ok() ? EncodeDeletionNote(*sources) : std::string());
  if (absl::IsNotFound(ordinal.status())) return ordinal.status();
  if (!ordinal.ok()) {
    FallBehind();  // The store need not know whether it is gone.
    return ordinal.status();
  }
  const absl::Status caught_up = CatchUp(*ordinal);
  changes_.Notify();
  if (caught_up.ok()) return caught_up;
  FallBehind();
  return absl::Status(caught_up.code(), absl::StrCat("deleted, but not out of all answers yet: ",
                                                     caught_up.message()));
}

absl::StatusOr<std::set<std::string>> Corpus::Impl::SourcesNamedBy(const ArticleId& id) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleProvenance provenance, FindProvenance(id, 0, {}));
  std::set<std::string> sources = {provenance.origin.source};
  NEWSPRINT_ASSIGN_OR_RETURN(const RevisionHead head, store_->FindHead(id));
  for (uint32_t revision = 1; revision <= head.revision; ++revision) {
    NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, store_->ReadById(id, revision));
    NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness witness, searcher_.Witness(stored.ordinal));
    sources.insert({witness.owner, witness.credited});
  }
  sources.erase("");
  return sources;
}

absl::Status Corpus::Impl::Purge() {
  const uint64_t mine = ++purges_asked_;
  const std::lock_guard lock(purge_mutex_);
  if (purges_done_ >= mine) return absl::OkStatus();  // One that began after the call did it.
  const uint64_t asked = purges_asked_;
  NEWSPRINT_RETURN_IF_ERROR(store_->Compact());
  if (durable_index_ != nullptr) NEWSPRINT_RETURN_IF_ERROR(durable_index_->DropRemoved());
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
  std::unordered_map<Ordinal, std::vector<HeldText>> copies;
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
    if (IsCopy(edge.match.relation)) {
      copies[stored.newer].push_back(HeldTextOf(stored.older, edge.match.passages, true));
      copies[stored.older].push_back(HeldTextOf(stored.newer, edge.match.passages, false));
    }
    edge.credit = StatedCredit(**newer, **older);
    edges.push_back(std::move(edge));
    return absl::OkStatus();
  }));
  const OriginFinder origins(
      [&](Ordinal ordinal) -> absl::StatusOr<const std::vector<HeldText>*> {
        return &copies[ordinal];
      },
      [&](Ordinal ordinal) -> absl::StatusOr<const OriginWitness*> {
        return &witnesses.at(ordinal);
      });
  for (Edge& edge : edges) {
    NEWSPRINT_ASSIGN_OR_RETURN(edge.origin,
                               origins.Decide(edge.newer, edge.older, edge.match.passages));
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
  auto bell = std::make_shared<DamageBell>();
  std::unique_ptr<DurableIndex> index;
  if (!options.index_path.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(index, OpenIndexFiles(*store, options, bell));
  }
  auto impl = std::make_unique<Impl>(std::move(store), options, std::move(index), std::move(bell));
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

absl::StatusOr<FoundMatch> Corpus::Compare(const Article& a, const Article& b,
                                           const CallControl& control) const {
  return impl_->Compare(a, b, control);
}

absl::StatusOr<ArticleProvenance> Corpus::FindProvenance(const ArticleId& id, uint32_t revision,
                                                         const CallControl& control) const {
  return impl_->FindProvenance(id, revision, control);
}

void Corpus::SetCredits(CreditLineFinder credits) { impl_->SetCredits(std::move(credits)); }

CreditLineFinder Corpus::credits() const { return impl_->credits(); }

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

absl::Status Corpus::PutRecords(std::vector<StoredRecord> records) {
  return impl_->store().PutRecords(std::move(records));
}

absl::StatusOr<std::vector<StoredRecord>> Corpus::ReadRecords(const std::string& prefix,
                                                              const std::string& after,
                                                              size_t limit) const {
  return std::as_const(*impl_).store().ReadRecords(prefix, after, limit);
}

absl::StatusOr<CorpusStats> Corpus::Stats() const { return impl_->Stats(); }

}  // namespace newsprint
