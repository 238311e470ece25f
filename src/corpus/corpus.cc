#include "newsprint/corpus/corpus.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/edge_codec.h"
#include "corpus/match_filter.h"
#include "corpus/page_token.h"
#include "corpus/pair_judge.h"
#include "newsprint/article/status.h"
#include "newsprint/sketch/banding.h"
#include "newsprint/sketch/winnow.h"
#include "newsprint/text/shingle.h"

namespace newsprint {
namespace {

constexpr size_t kMaxMatches = 10'000;
constexpr size_t kMaxPageSize = 1'000;
constexpr size_t kVisitLimit = 256;

absl::Status ValidateSearch(const SearchOptions& options) {
  if (options.max_matches > kMaxMatches) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_matches: ", options.max_matches, ", the limit is ", kMaxMatches));
  }
  return ValidateFilter(options.filter);
}

// All that decides a listing, for its page tokens.
std::string Describe(const FindQuery& query) {
  const MatchFilter& filter = query.filter;
  std::string relations;
  for (const Relation relation : filter.relations) {
    absl::StrAppend(&relations, static_cast<int>(relation), ",");
  }
  // Lengths keep neighbouring fields apart.
  return absl::StrCat(query.id.value().size(), ":", query.id.value(), relations, ";",
                      filter.min_containment, ";", filter.publisher.size(), ":", filter.publisher,
                      filter.language.size(), ":", filter.language, filter.exclude_publisher.size(),
                      ":", filter.exclude_publisher, absl::ToUnixNanos(filter.published_from), ";",
                      absl::ToUnixNanos(filter.published_to));
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

absl::StatusOr<FindPage> Corpus::Impl::FindReprints(const FindQuery& query) const {
  if (query.page_size < 1 || query.page_size > kMaxPageSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("page_size: ", query.page_size, ", the range is 1 to ", kMaxPageSize));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateFilter(query.filter));
  NEWSPRINT_ASSIGN_OR_RETURN(const RevisionHead head, store_->FindHead(query.id));
  const std::string description = Describe(query);
  std::optional<PagePosition> after;
  if (!query.page_token.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(after, DecodePageToken(query.page_token, description, head.ordinal));
  }

  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges, store_->ReadEdges(head.ordinal));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> self,
                             searcher_.Text(head.ordinal));
  PairJudge judge(searcher_.common_text());
  const std::span<const Span> common = judge.CommonTextOf(*self);
  FindPage page;
  for (const StoredEdge& edge : edges) {
    NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(edge.value));
    const bool is_newer = edge.newer == head.ordinal;
    const absl::StatusOr<std::shared_ptr<const KnownText>> known =
        searcher_.Text(is_newer ? edge.older : edge.newer);
    if (absl::IsNotFound(known.status())) continue;  // Deleted since the edges were read.
    if (!known.ok()) return known.status();
    FoundMatch found{is_newer ? std::move(match) : Mirrored(match), (*known)->summary};
    judge.Judge(*self, common, **known, found.match);
    if (Passes(query.filter, found)) page.matches.push_back(std::move(found));
  }
  RankMatches(page.matches);
  page.total_matches = page.matches.size();
  if (after) {
    const auto is_before = [&](const FoundMatch& found) { return !ComesAfter(found, *after); };
    std::erase_if(page.matches, is_before);
  }
  if (page.matches.size() > query.page_size) {
    page.matches.resize(query.page_size);
    page.next_page_token =
        EncodePageToken(description, head.ordinal, PositionOf(page.matches.back()));
  }
  return page;
}

absl::Status Corpus::Impl::Delete(const ArticleId& id) {
  NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal ordinal, store_->Delete(id));
  return CatchUp(ordinal);
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
  return VisitStoredEdges([&](const Edge& stored) -> absl::Status {
    const absl::StatusOr<std::shared_ptr<const KnownText>> newer = searcher_.Text(stored.newer);
    const absl::StatusOr<std::shared_ptr<const KnownText>> older = searcher_.Text(stored.older);
    if (absl::IsNotFound(newer.status()) || absl::IsNotFound(older.status())) {
      return absl::OkStatus();  // Deleted since the edge was read.
    }
    if (!newer.ok()) return newer.status();
    if (!older.ok()) return older.status();
    Edge edge = stored;
    judge.Judge(**newer, judge.CommonTextOf(**newer), **older, edge.match);
    return edge.match.relation == Relation::kUnrelated ? absl::OkStatus() : visit(edge);
  });
}

absl::StatusOr<CorpusStats> Corpus::Impl::Stats() const {
  CorpusStats stats;
  NEWSPRINT_ASSIGN_OR_RETURN(stats.store, store_->Stats());
  stats.index = index_->Stats();
  stats.indexed_through = indexed_through_;
  stats.scheme = store_->identity().scheme;
  stats.store_id = store_->identity().store_id;
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
  return impl_->IngestBatch(articles, options);
}

absl::StatusOr<SearchReport> Corpus::Check(const Article& article,
                                           const SearchOptions& options) const {
  NEWSPRINT_RETURN_IF_ERROR(ValidateSearch(options));
  return impl_->Check(article, options);
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

absl::Status Corpus::Delete(const ArticleId& id) { return impl_->Delete(id); }

absl::Status Corpus::VisitEdges(const std::function<absl::Status(const Edge&)>& visit) const {
  return impl_->VisitEdges(visit);
}

absl::StatusOr<CorpusStats> Corpus::Stats() const { return impl_->Stats(); }

}  // namespace newsprint
