// The one door: everything that happens to articles happens through a Corpus.
//
// An article's life: tokens -> shingles -> signature and anchors -> durable commit, which gives it
// its ordinal -> index -> candidates below that ordinal -> verify and align -> edges -> response.
// Check is the same road without the commit, against everything stored. Committing first makes the
// order total: of two copies that arrive at once, the later one always finds the earlier
// (docs/decisions/0001).
//
//   absl::StatusOr<std::unique_ptr<Corpus>> corpus = Corpus::Open(std::move(store), {});
//   absl::StatusOr<IngestReport> report = (*corpus)->Ingest(article, {});
//   for (const FoundMatch& found : report->matches) ...
#ifndef NEWSPRINT_CORPUS_CORPUS_H_
#define NEWSPRINT_CORPUS_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/corpus/provenance.h"
#include "newsprint/corpus/stories.h"
#include "newsprint/corpus/watch.h"
#include "newsprint/index/index.h"
#include "newsprint/match/gates.h"
#include "newsprint/match/match.h"
#include "newsprint/source/credit_lines.h"
#include "newsprint/store/store.h"
#include "newsprint/story/origin.h"

namespace newsprint {

struct CorpusOptions {
  ArticleLimits limits;
  size_t text_cache_bytes = 64u << 20;  // Prepared texts kept for verification.
  uint64_t max_postings = 2'500'000;    // The index's work cap for one query: max_candidates' keys.
  size_t max_candidates = 20'000;       // The verification cap for one query.
  // Of one FindReprints: up to how many matches all verdicts are made anew, so that their number is
  // exact, and how many are held to make a page of (at least as many).
  size_t max_exact_matches = 1'000;
  size_t max_held_matches = 4'000;
  size_t batch_threads = 1;  // That one IngestBatch may use. In [1, 256].
  // A directory for the index's files, of this store alone, with a file of this name and `.groups`
  // beside it; without it the index is in memory, and made anew whenever the corpus is opened.
  std::string index_path;
  size_t index_segment_articles = 65'536;  // In memory before they are written to a file.
  // Who is who and how credits read; what newsprint ships, if nothing is given.
  std::optional<CreditLineFinder> credits;
};

// Where the index of a store in a directory lies: DIR/index, for CorpusOptions::index_path.
std::string IndexPathOf(const std::string& store_path);

// The scheme that this version of newsprint writes: normaliser, shingle, hash, signature, bands,
// anchors.
std::string CurrentScheme();

// When a call should give up: checked between candidates. What was committed stays committed.
struct CallControl {
  absl::Time deadline = absl::InfiniteFuture();
  std::stop_token stop;
};

// OK, or why the control says to stop: CANCELLED, DEADLINE_EXCEEDED.
absl::Status CheckControl(const CallControl& control);

// Which matches a caller wants.
struct MatchFilter {
  std::vector<Relation> relations;  // Empty: all but kUnrelated.
  double min_containment = 0;       // Of the larger of both containments. In [0, 1].
  std::string publisher;            // Only others by this publisher; empty: all.
  std::string language;             // Likewise.
  std::string exclude_publisher;    // Not others by this one; empty: none excluded.
  absl::Time published_from =
      absl::InfinitePast();  // Others whose published_at (or else first_seen_at)
  absl::Time published_to = absl::InfiniteFuture();  // lies in [from, to).
  bool exclude_own_publisher = false;  // Not others by the publisher of the article asked about.
};

// Which articles, by what they say of themselves. All conditions must hold; none lets all through.
struct ArticleFilter {
  std::string publisher;  // By this one.
  // Whose URL (or else whose id, where that is a URL) is of this host or one below it:
  // "example.org" takes in "www.example.org". In any case of letters.
  std::string domain;
  std::string language;  // In this one.
  // Whose published_at (or else first_seen_at) lies in [from, to).
  absl::Time published_from = absl::InfinitePast();
  absl::Time published_to = absl::InfiniteFuture();
};

// Errors: INVALID_ARGUMENT for a domain that is none and for a window that ends before it begins.
absl::Status ValidateFilter(const ArticleFilter& filter);

struct SearchOptions {
  MatchFilter filter;
  size_t max_matches = 100;  // The strongest are kept; total_matches counts all. In [0, 10'000].
  CallControl control;
  bool explain = false;  // Fills SearchReport::explanation and FoundMatch::gates. Check only.
};

struct FoundMatch {
  Match match;  // Side a is the article that was asked about, side b the other.
  ArticleSummary other;
  MatchProvenance provenance;
  std::vector<Gate> gates = {};  // That its verdict met, where a caller asked for an explanation.
};

// An article that was compared and is no match for the caller.
struct NearMiss {
  FoundMatch found;  // Without provenance; with the passages that did not do.
  // The first condition of the filter that it does not meet, by the name of its field; empty where
  // the verdict is UNRELATED: then the gates tell.
  std::string dropped_by;
};

inline constexpr size_t kMaxNearMisses = 20;

// Where a search looked, how far, and what it passed over.
struct SearchExplanation {
  uint64_t articles = 0;  // In the index.
  std::string scheme;
  uint64_t anchors = 0;         // Of the article asked about.
  uint64_t common_anchors = 0;  // Of these, not looked up: they stand in many unrelated stories.
  uint64_t max_postings = 0;    // The caps on a search.
  uint64_t max_candidates = 0;
  std::vector<NearMiss> near_misses;  // By the words in common, most first; the first 20.
  uint64_t total_near_misses = 0;
};

// What a call cost, counted: equal input gives equal counts.
struct WorkCounts {
  uint64_t postings_read = 0;
  uint64_t candidates = 0;
  uint64_t candidates_verified = 0;
};

struct SearchReport {
  std::vector<FoundMatch>
      matches;                 // Strongest first (larger containment, then resemblance, then id).
  uint64_t total_matches = 0;  // That pass the filter, before max_matches.
  bool truncated = false;      // A work cap was met: matches may be missing.
  // The text is too short to be found but by an equal one, or is a page's notice (consent,
  // registration) in place of a story, which is looked for where something stored may share it.
  bool insufficient_evidence = false;
  WorkCounts work;
  std::optional<SearchExplanation> explanation;  // If asked for.
};

enum class IngestOutcome { kCreated, kUnchanged, kRevised };

struct IngestReport {
  ArticleId id;
  uint32_t revision = 0;
  Ordinal ordinal = 0;
  IngestOutcome outcome = IngestOutcome::kCreated;
  SearchReport search;  // Against every ordinal below this one's.
};

// A line that credits a source, in one of two articles.
struct EdgeCredit {
  std::string source;   // The id of the source, or else the name as the line gives it.
  Ordinal article = 0;  // Whose body the span is of.
  Span span;            // The whole line.
};

// A pair of articles, as the corpus judges it now.
struct Edge {
  Ordinal newer = 0;
  Ordinal older = 0;
  Match match;  // Side a is the newer.
  OriginDecision origin;
  std::optional<EdgeCredit> credit;
};

// An article with the lines of its body that belong to the page and not to the story.
struct ArticleText {
  StoredArticle article;
  std::vector<Span> furniture;  // Ascending, disjoint.
};

// One of the articles that an article matches, as the corpus judges it now.
struct Neighbour {
  Match match;  // Side a is the article asked about.
  ArticleSummary other;
  OriginWitness witness;  // Of the other.
  // Decided where the other is a registered source's; where none is, of the strongest match.
  std::optional<OriginDecision> origin;
};

struct Neighbourhood {
  OriginWitness witness;           // Of the article asked about.
  std::optional<Span> credit;      // Its line that credits a registered source.
  std::vector<Neighbour> matches;  // Ascending by ordinal; every revision by itself.
};

enum class FindOrder {
  kStrongestFirst,  // By the larger containment, then resemblance, then arrival.
  kNewestFirst,     // By the other's published_at (or else first_seen_at), then arrival.
};

struct FindQuery {
  ArticleId id;  // Whose matches; with the newest revision of it. Not read where `source` is set.
  MatchFilter filter;
  size_t page_size = 50;   // In [1, 1000].
  std::string page_token;  // Empty for the first page.
  // The matches of all articles of one source: must name a publisher or a domain. Matches between
  // two articles of the source are left out.
  std::optional<ArticleFilter> source = {};
  FindOrder order = FindOrder::kStrongestFirst;
  CallControl control = {};
};

// What one page cost, counted.
struct FindWork {
  uint64_t articles = 0;  // Whose edges were read.
  uint64_t edges = 0;     // Read.
  uint64_t judged = 0;    // Edges whose texts were looked at to give the verdict of today.
};

struct FindPage {
  std::vector<FoundMatch> matches;
  std::vector<ArticleSummary> asked;  // Entry i is side a of match i.
  // That pass the filter. Over max_exact_matches, verdicts are made for the page at hand only:
  // those that a verdict would drop are counted too, and total_is_upper_bound is set.
  uint64_t total_matches = 0;
  bool total_is_upper_bound = false;
  std::string next_page_token;  // Empty on the last page. A page may be short, even empty, before.
  FindWork work;
};

struct ListQuery {
  ArticleFilter filter;
  size_t page_size = 50;   // In [1, 1000].
  std::string page_token;  // Empty for the first page.
  bool with_body = false;
  size_t max_body_bytes = 3u << 20;  // A page ends before its bodies exceed this, but for one.
  CallControl control = {};
};

struct ListPage {
  std::vector<StoredArticle> articles;  // Newest revisions, ascending by ordinal.
  uint64_t total_articles = 0;          // That pass the filter, on all pages together.
  std::string next_page_token;          // Empty on the last page.
};

struct StoryQuery {
  ArticleFilter filter;     // Stories with an article that passes.
  size_t min_articles = 2;  // At least 1.
  size_t page_size = 20;    // In [1, 100].
  std::string page_token;   // Empty for the first page.
  CallControl control = {};
};

struct StoryPage {
  std::vector<Story> stories;   // By arrival of the first article of each that passes the filter.
  std::string next_page_token;  // Empty on the last page. A page may be short, even empty, before.
};

struct WatchQuery {
  // The id of a registered source: only matches with an article of it, or that credit it, or whose
  // text is its. Of what a deletion withdraws, that is as it was told when the article went, and
  // where it could not be read then, it comes. Empty: all.
  std::string source;
  std::string token;        // Of the batch before; empty: from now on.
  bool from_start = false;  // Without a token: from the first article on.
  CallControl control = {};
};

struct WatchBatch {
  std::vector<MatchEvent> events;  // All of one step of the log; empty if none came.
  std::string token;               // Where to go on.
  std::string step_token;          // Where the step of the events begins.
  bool caught_up = false;          // There is no more by now: wait for OnChange.
};

// What was done since the corpus was opened, counted.
struct CorpusActivity {
  // Articles that came in, by what became of them: refused were not valid; of the failed the call
  // ended in another error.
  uint64_t created = 0;
  uint64_t revised = 0;
  uint64_t unchanged = 0;
  uint64_t refused = 0;
  uint64_t failed = 0;
  uint64_t deleted = 0;
  uint64_t searches = 0;  // Of articles that came in or were checked.
  uint64_t truncated_searches = 0;
  uint64_t matches = 0;  // Found by them.
  uint64_t postings_read = 0;
  uint64_t candidates_verified = 0;
};

struct CorpusStats {
  StoreStats store;
  IndexStats index;
  Ordinal indexed_through = 0;  // Of store.last_ordinal: the difference is the lag.
  std::string scheme;
  std::string store_id;
  uint64_t catalog_bytes = 0;  // Memory of what finds articles by source; 0 until a call needs it.
  uint64_t backlog = 0;        // Articles that are stored, and wait in memory to be matched.
  bool behind = false;  // The store failed; index and matches are being brought up to it again.
  CorpusActivity activity;
};

// Thread-safe.
class Corpus {
 public:
  // Fills the index from the store's fingerprints and matches what a crash left unmatched, before
  // it returns. Errors: those of the store.
  static absl::StatusOr<std::unique_ptr<Corpus>> Open(std::unique_ptr<Store> store,
                                                      const CorpusOptions& options);
  ~Corpus();

  // Stores and matches. A re-sent id with the same content changes nothing, with other content
  // makes a revision. On return (also with an error from matching, which then says so) the article
  // is durable.
  //
  // Errors: INVALID_ARGUMENT as ValidateArticle; DEADLINE_EXCEEDED or CANCELLED by the control,
  // with the article stored; those of the store.
  absl::StatusOr<IngestReport> Ingest(const Article& article, const SearchOptions& options);

  // The same for many at once, sharing one commit. Entry i answers for article i; one bad article
  // does not touch the others. Repeats of an id in one call take effect in order.
  std::vector<absl::StatusOr<IngestReport>> IngestBatch(std::span<const Article> articles,
                                                        const SearchOptions& options);

  // Matches against all that is stored, and stores nothing. The id may be empty; stored revisions
  // of an equal id are not matched.
  //
  // Errors: INVALID_ARGUMENT as ValidateArticle; DEADLINE_EXCEEDED, CANCELLED; those of the store.
  absl::StatusOr<SearchReport> Check(const Article& article, const SearchOptions& options) const;

  // The same for many at once. Entry i answers for article i.
  std::vector<absl::StatusOr<SearchReport>> CheckBatch(std::span<const Article> articles,
                                                       const SearchOptions& options) const;

  // Two given texts, no retrieval: the origin is decided among the two alone. The control is heeded
  // between the steps of the work, which have no end but their own: reading each text, aligning
  // them.
  //
  // Errors: INVALID_ARGUMENT as ValidateArticle; DEADLINE_EXCEEDED, CANCELLED.
  absl::StatusOr<FoundMatch> Compare(const Article& a, const Article& b,
                                     const CallControl& control = {}) const;

  // `revision` 0 is the newest. Errors: NOT_FOUND.
  absl::StatusOr<StoredArticle> Get(const ArticleId& id, uint32_t revision) const;

  // Whose text it is by its own lines and markup, and those of its strongest copy and the siblings.
  // Errors: NOT_FOUND; DEADLINE_EXCEEDED, CANCELLED; those of the store.
  absl::StatusOr<ArticleProvenance> FindProvenance(const ArticleId& id, uint32_t revision,
                                                   const CallControl& control) const;

  // The list of sources and the cues by which credits are read from now on; answers of calls that
  // run may still be by those before. A copy shares everything with what the corpus uses.
  void SetCredits(CreditLineFinder credits);
  CreditLineFinder credits() const;

  // The kept edges of an article, or of the articles of a source, to older and newer ones. Of an
  // article with several revisions, the one that matches best. A source's listing stays what it was
  // at the first page, but for articles deleted since. Cost: reads the edges of the subjects in the
  // window on each page, and the texts of the page's matches; nothing else of the store.
  //
  // Errors: NOT_FOUND; INVALID_ARGUMENT for a page size out of range, a domain that is none, a
  // source without a name, or a token of another query; FAILED_PRECONDITION for a stale token: the
  // article was revised since, or the store is another one; DEADLINE_EXCEEDED, CANCELLED.
  absl::StatusOr<FindPage> FindReprints(const FindQuery& query) const;

  // The stored articles, by arrival of their newest revisions. One that is revised while someone
  // pages moves behind him: he may see it twice, never not at all.
  //
  // Errors: as FindReprints, but NOT_FOUND.
  absl::StatusOr<ListPage> List(const ListQuery& query) const;

  // The story that the article is in, perhaps alone: articles tied by near copies, directly or
  // through others. Cost: reads the edges of the story's articles and of their near copies, and the
  // texts of the story; nothing else of the store.
  //
  // Errors: NOT_FOUND; DEADLINE_EXCEEDED, CANCELLED; those of the store.
  absl::StatusOr<Story> GetStory(const ArticleId& id, const CallControl& control) const;

  // Errors: as List.
  absl::StatusOr<StoryPage> ListStories(const StoryQuery& query) const;

  // The next events, if there are any: does not wait. An article's come once it is matched.
  //
  // Errors: NOT_FOUND for a source that is not registered; INVALID_ARGUMENT for a token of another
  // query; FAILED_PRECONDITION for one of another store; DEADLINE_EXCEEDED, CANCELLED.
  absl::StatusOr<WatchBatch> Watch(const WatchQuery& query) const;

  // Calls `notify` whenever Watch may have more, until the subscription goes, which must be before
  // the corpus does.
  [[nodiscard]] ChangeSignal::Subscription OnChange(std::function<void()> notify) const;

  // Takes the article and all its revisions out of all answers. Errors: NOT_FOUND.
  absl::Status Delete(const ArticleId& id);

  // Takes the bytes of what was deleted before off the disk, also out of the index. Calls that wait
  // for each other share the work. Time: as long as rewriting the whole store; cannot be broken
  // off.
  absl::Status Purge();

  // Calls `visit` with every edge, by newer and then older ordinal, until it gives an error.
  absl::Status VisitEdges(const std::function<absl::Status(const Edge&)>& visit) const;

  // Errors: NOT_FOUND if the revision is gone; those of the store.
  absl::StatusOr<ArticleText> ReadText(Ordinal ordinal) const;

  // All matches of a revision with ordinals up to `through`. Errors: as ReadText.
  absl::StatusOr<Neighbourhood> ReadNeighbourhood(Ordinal ordinal, Ordinal through) const;

  // As Store::PutRecords and ReadRecords.
  absl::Status PutRecords(std::vector<StoredRecord> records);
  absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                        const std::string& after,
                                                        size_t limit) const;

  absl::StatusOr<CorpusStats> Stats() const;

 private:
  class Impl;
  explicit Corpus(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_CORPUS_H_
