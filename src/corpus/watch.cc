// The events of the log's steps, made when they are read.
#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/deletion_note.h"
#include "corpus/edge_codec.h"
#include "corpus/match_filter.h"
#include "corpus/page_token.h"
#include "corpus/pair_judge.h"
#include "corpus/provenance.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kStepsPerRead = 64;
// A call ends after so many steps, so that it says now and then how far it is.
constexpr size_t kStepsPerCall = 1'024;
// Of an article that comes late: so many of its matches are looked at for what they are to each
// other.
constexpr size_t kMaxCopiesOfLateOriginal = 64;

bool IsStronger(const Match& x, const Match& y) {
  return std::pair(LargerContainment(x), x.resemblance) >
         std::pair(LargerContainment(y), y.resemblance);
}

bool SameOrigin(const OriginAnswer& x, const OriginAnswer& y) {
  const auto id_of = [](const OriginAnswer& origin) {
    return origin.article ? origin.article->id.value() : std::string();
  };
  return x.kind == y.kind && x.source == y.source && id_of(x) == id_of(y);
}

bool Names(const OriginWitness& witness, const std::string& source) {
  return witness.owner == source || witness.credited == source;
}

}  // namespace

std::string_view MatchEventKindName(MatchEventKind kind) {
  switch (kind) {
    case MatchEventKind::kCreated:
      return "created";
    case MatchEventKind::kChanged:
      return "changed";
    case MatchEventKind::kWithdrawn:
      return "withdrawn";
  }
  return "";
}

// The events of one step.
class Corpus::Impl::StepEvents {
 public:
  StepEvents(const Impl& impl, const WatchQuery& query, const LogEntry& entry)
      : impl_(impl), query_(query), entry_(entry), judge_(impl.searcher_.common_text()) {}

  absl::StatusOr<std::vector<MatchEvent>> Make() {
    NEWSPRINT_RETURN_IF_ERROR(entry_.revision == 0 ? OfDeletion() : OfRevision());
    return std::move(events_);
  }

 private:
  // A match with one article, of its revisions the one that matches best.
  struct Held {
    Ordinal other = 0;
    Match match;  // Side a is the article of the step.
  };
  using ByArticle = std::map<std::string, Held>;  // By the other's id.

  const Searcher& searcher() const { return impl_.searcher_; }

  // The id of what stands, or stood, at an ordinal.
  absl::StatusOr<std::string> IdAt(Ordinal ordinal) const {
    const absl::StatusOr<OriginWitness> witness = searcher().Witness(ordinal);
    if (witness.ok()) return witness->id;
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               impl_.store_->Tail(ordinal - 1, 1));
    return entries.empty() ? std::string() : entries.front().id.value();
  }

  absl::StatusOr<ArticleSummary> SummaryAt(Ordinal ordinal) const {
    const auto known = searcher().Text(ordinal);
    if (known.ok()) return (*known)->summary;
    if (!absl::IsNotFound(known.status())) return known.status();
    ArticleSummary summary;
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdAt(ordinal));
    NEWSPRINT_ASSIGN_OR_RETURN(summary.id, ArticleId::Create(id));
    summary.ordinal = ordinal;
    return summary;
  }

  // The edges, seen from `of`, to ordinals below `below`.
  absl::StatusOr<ByArticle> Group(std::span<const StoredEdge> edges, std::span<const Ordinal> of,
                                  Ordinal below) const {
    ByArticle grouped;
    for (const StoredEdge& edge : edges) {
      NEWSPRINT_RETURN_IF_ERROR(CheckControl(query_.control));
      const bool is_newer = std::ranges::find(of, edge.newer) != of.end();
      const Ordinal other = is_newer ? edge.older : edge.newer;
      if (other >= below) continue;
      NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(edge.value));
      if (!is_newer) match = Mirrored(match);
      NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdAt(other));
      const auto [held, is_new] = grouped.try_emplace(id, Held{other, match});
      if (!is_new && IsStronger(match, held->second.match)) {
        held->second = {other, std::move(match)};
      }
    }
    return grouped;
  }

  absl::Status OfDeletion() {
    NEWSPRINT_ASSIGN_OR_RETURN(ByArticle gone, Group(entry_.withdrawn, entry_.deleted,
                                                     std::numeric_limits<Ordinal>::max()));
    ArticleSummary a;
    a.id = entry_.id;
    const std::optional<std::set<std::string>> named = DecodeDeletionNote(entry_.note);
    const bool is_wanted =
        query_.source.empty() || !named.has_value() || named->contains(query_.source);
    for (auto& [id, held] : gone) {
      if (!is_wanted) {
        const absl::StatusOr<OriginWitness> other = searcher().Witness(held.other);
        if (!other.ok() && !absl::IsNotFound(other.status())) return other.status();
        if (!other.ok() || !Names(*other, query_.source)) continue;
      }
      MatchEvent& event = events_.emplace_back();
      event.kind = MatchEventKind::kWithdrawn;
      event.ordinal = entry_.ordinal;
      event.a = a;
      NEWSPRINT_ASSIGN_OR_RETURN(event.b, SummaryAt(held.other));
      event.old = OldVerdict{.match = std::move(held.match), .origin = {}};
    }
    return absl::OkStatus();
  }

  absl::Status OfRevision() {
    const auto known = searcher().Text(entry_.ordinal);
    if (absl::IsNotFound(known.status())) return absl::OkStatus();  // Deleted since.
    if (!known.ok()) return known.status();
    asked_ = *known;
    const Ordinal mine[] = {entry_.ordinal};
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                               impl_.store_->ReadEdges(entry_.ordinal));
    NEWSPRINT_ASSIGN_OR_RETURN(ByArticle now, Group(edges, mine, entry_.ordinal));
    NEWSPRINT_ASSIGN_OR_RETURN(ByArticle before, Before());
    StoredOrigins origins(*impl_.store_, searcher(), query_.control);
    for (auto& [id, held] : now) {
      NEWSPRINT_RETURN_IF_ERROR(CheckControl(query_.control));
      const auto other = searcher().Text(held.other);
      if (absl::IsNotFound(other.status())) continue;  // Its deletion follows, and tells.
      if (!other.ok()) return other.status();
      judge_.Judge(*asked_, judge_.CommonTextOf(*asked_), **other, held.match);
      if (held.match.relation == Relation::kUnrelated) continue;
      MatchEvent event{.ordinal = entry_.ordinal,
                       .a = asked_->summary,
                       .b = (*other)->summary,
                       .match = std::move(held.match)};
      event.provenance = PartsOf({*asked_, judge_.CommonTextOf(*asked_)},
                                 {**other, judge_.CommonTextOf(**other)}, event.match);
      NEWSPRINT_ASSIGN_OR_RETURN(event.provenance.origin,
                                 origins.Decide(event.a, event.b, event.match.passages));
      if (auto old = before.extract(id)) {
        event.kind = MatchEventKind::kChanged;
        event.old = OldVerdict{.match = std::move(old.mapped().match), .origin = {}};
      }
      if (event.provenance.origin.side == MatchSide::kA) copies_.push_back(held.other);
      if (Passes(asked_->witness, (*other)->witness, event)) events_.push_back(std::move(event));
    }
    for (auto& [id, held] : before) {
      const auto other = searcher().Text(held.other);
      if (absl::IsNotFound(other.status())) continue;
      if (!other.ok()) return other.status();
      MatchEvent event{.kind = MatchEventKind::kWithdrawn,
                       .ordinal = entry_.ordinal,
                       .a = asked_->summary,
                       .b = (*other)->summary};
      event.old = OldVerdict{.match = std::move(held.match), .origin = {}};
      if (Passes(asked_->witness, (*other)->witness, event)) events_.push_back(std::move(event));
    }
    return OfLateOriginal(origins);
  }

  // What the revision before this one matched when this one came.
  absl::StatusOr<ByArticle> Before() const {
    if (entry_.revision <= 1) return ByArticle();
    const absl::StatusOr<StoredArticle> previous =
        impl_.store_->ReadById(entry_.id, entry_.revision - 1);
    if (absl::IsNotFound(previous.status())) return ByArticle();
    if (!previous.ok()) return previous.status();
    const Ordinal mine[] = {previous->ordinal};
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                               impl_.store_->ReadEdges(previous->ordinal));
    NEWSPRINT_ASSIGN_OR_RETURN(ByArticle before, Group(edges, mine, entry_.ordinal));
    std::erase_if(before, [](const auto& entry) {
      return entry.second.match.relation == Relation::kUnrelated;
    });
    return before;
  }

  // An article that came after its copies makes their matches among each other its own.
  absl::Status OfLateOriginal(StoredOrigins& origins) {
    std::ranges::sort(copies_);
    if (copies_.size() > kMaxCopiesOfLateOriginal) copies_.resize(kMaxCopiesOfLateOriginal);
    StoredOrigins earlier(*impl_.store_, searcher(), query_.control, entry_.ordinal);
    for (const Ordinal copy : copies_) {
      NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                                 impl_.store_->ReadEdges(copy));
      for (const StoredEdge& edge : edges) {
        if (edge.newer != copy || !std::ranges::binary_search(copies_, edge.older)) continue;
        const auto a = searcher().Text(edge.newer);
        const auto b = searcher().Text(edge.older);
        if (absl::IsNotFound(a.status()) || absl::IsNotFound(b.status())) continue;
        if (!a.ok()) return a.status();
        if (!b.ok()) return b.status();
        MatchEvent event{.kind = MatchEventKind::kChanged,
                         .ordinal = entry_.ordinal,
                         .a = (*a)->summary,
                         .b = (*b)->summary};
        NEWSPRINT_ASSIGN_OR_RETURN(event.match, DecodeEdge(edge.value));
        if (!IsCopy(event.match.relation)) continue;
        OldVerdict old{.match = event.match, .origin = {}};
        NEWSPRINT_ASSIGN_OR_RETURN(old.origin,
                                   earlier.Decide(event.a, event.b, event.match.passages));
        event.provenance =
            PartsOf({**a, judge_.CommonTextOf(**a)}, {**b, judge_.CommonTextOf(**b)}, event.match);
        NEWSPRINT_ASSIGN_OR_RETURN(event.provenance.origin,
                                   origins.Decide(event.a, event.b, event.match.passages));
        if (SameOrigin(*old.origin, event.provenance.origin)) continue;
        event.old = std::move(old);
        if (Passes((*a)->witness, (*b)->witness, event)) events_.push_back(std::move(event));
      }
    }
    return absl::OkStatus();
  }

  bool Passes(const OriginWitness& a, const OriginWitness& b, const MatchEvent& event) const {
    const std::string& source = query_.source;
    if (source.empty() || Names(a, source) || Names(b, source)) return true;
    return event.provenance.origin.source == source ||
           (event.old && event.old->origin && event.old->origin->source == source);
  }

  const Impl& impl_;
  const WatchQuery& query_;
  const LogEntry& entry_;
  PairJudge judge_;
  std::shared_ptr<const KnownText> asked_;
  std::vector<Ordinal> copies_;  // Whose text the article of the step is the origin of.
  std::vector<MatchEvent> events_;
};

absl::StatusOr<Ordinal> Corpus::Impl::WatchFrom(const WatchQuery& query) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const StoreStats stats, store_->Stats());
  if (query.token.empty()) {
    if (query.from_start) return Ordinal{0};
    // What is not matched yet is still to be told of.
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> unmatched, store_->ReadUnmatched(0, 1));
    return unmatched.empty() ? stats.last_ordinal : unmatched.front() - 1;
  }
  NEWSPRINT_ASSIGN_OR_RETURN(
      const std::string bytes,
      DecodePageToken(query.token, absl::StrCat("watch ", query.source), StoreVersion(*store_)));
  Ordinal after = 0;
  if (bytes.size() != sizeof(after)) return StalePageToken();
  std::memcpy(&after, bytes.data(), sizeof(after));
  // A store that was set back does not have what the token speaks of.
  if (after > stats.last_ordinal) return StalePageToken();
  return after;
}

absl::StatusOr<WatchBatch> Corpus::Impl::Watch(const WatchQuery& query) const {
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(query.control));
  if (!query.source.empty() && searcher_.credits().registry().FindSource(query.source) == nullptr) {
    return absl::NotFoundError(absl::StrCat("no source '", query.source, "' is registered"));
  }
  NEWSPRINT_ASSIGN_OR_RETURN(Ordinal after, WatchFrom(query));
  WatchBatch batch;
  bool waits = false;
  for (size_t steps = 0; steps < kStepsPerCall && batch.events.empty() && !waits;) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_->Tail(after, kStepsPerRead));
    if (entries.empty()) {
      batch.caught_up = true;
      break;
    }
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> unmatched,
                               store_->ReadUnmatched(after, kStepsPerRead));
    for (const LogEntry& entry : entries) {
      NEWSPRINT_RETURN_IF_ERROR(CheckControl(query.control));
      // Its events come when it is matched. A damaged text never is, and has none.
      if (std::ranges::binary_search(unmatched, entry.ordinal) &&
          !absl::IsDataLoss(searcher_.Text(entry.ordinal).status())) {
        waits = true;
        break;
      }
      absl::StatusOr<std::vector<MatchEvent>> events = StepEvents(*this, query, entry).Make();
      if (!events.ok() && !absl::IsDataLoss(events.status())) return events.status();
      if (events.ok()) batch.events = *std::move(events);
      after = entry.ordinal;
      ++steps;
      if (!batch.events.empty()) break;
    }
  }
  batch.caught_up = batch.caught_up || waits;
  const auto token_of = [&](Ordinal position) {
    return EncodePageToken(absl::StrCat("watch ", query.source), StoreVersion(*store_),
                           {reinterpret_cast<const char*>(&position), sizeof(position)});
  };
  batch.token = token_of(after);
  if (!batch.events.empty()) batch.step_token = token_of(after - 1);
  return batch;
}

absl::StatusOr<WatchBatch> Corpus::Watch(const WatchQuery& query) const {
  return impl_->Watch(query);
}

ChangeSignal::Subscription Corpus::OnChange(std::function<void()> notify) const {
  return impl_->changes().Subscribe(std::move(notify));
}

}  // namespace newsprint
