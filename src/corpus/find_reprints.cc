// How a page is made: the edges of all subjects are read, and what can be told of a match without
// its texts (strength, publisher, language, time) decides its rank and whether it may pass. Only
// the texts of the page at hand are then read, for the verdict of today: what counts as common text
// changes as the store grows, and with it the relation.
#include "corpus/find_reprints.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "corpus/edge_codec.h"
#include "corpus/match_filter.h"
#include "corpus/page_token.h"
#include "corpus/pair_judge.h"
#include "corpus/provenance.h"
#include "corpus/url_host.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kMaxPageSize = 1'000;
// Where a match stands; the larger comes first. Distinct matches have distinct ranks.
using Rank = std::array<uint64_t, 4>;

// A match that may pass, before its texts were looked at.
struct KeptMatch {
  Rank rank;
  Ordinal subject = 0;
  Ordinal other = 0;
  std::string edge;
  bool subject_is_newer = false;
};

// What an edge's other end says of itself.
struct OtherEnd {
  uint64_t id_key = 0;
  absl::Time time;
};

// For doubles that are not negative, the order of the bits is that of the values.
uint64_t Ordered(double value) { return std::bit_cast<uint64_t>(value); }

Rank RankOf(FindOrder order, const Match& match, absl::Time time, Ordinal subject, Ordinal other) {
  if (order == FindOrder::kStrongestFirst) {
    return {Ordered(LargerContainment(match)), Ordered(match.resemblance), ~other, ~subject};
  }
  const int64_t seconds = absl::ToUnixSeconds(time);
  constexpr uint64_t kBias = uint64_t{1} << 63;
  return {static_cast<uint64_t>(seconds) + kBias,
          static_cast<uint64_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))),
          other, subject};
}

// What a page token says.
struct Position {
  Rank rank;        // Of the last match looked at.
  Ordinal through;  // Of a source: up to where the first page looked.
};

std::string Encode(const Position& position) {
  return {reinterpret_cast<const char*>(&position), sizeof(position)};
}

absl::StatusOr<Position> DecodePosition(const std::string& bytes) {
  Position position;
  if (bytes.size() != sizeof(position)) return StalePageToken();
  std::memcpy(&position, bytes.data(), sizeof(position));
  return position;
}

std::string Describe(const FindQuery& query) {
  return absl::StrCat(
      query.source ? absl::StrCat("source ", Describe(*query.source))
                   : absl::StrCat("article ", query.id.value().size(), ":", query.id.value()),
      ";", static_cast<int>(query.order), ";", Describe(query.filter));
}

absl::Status Validate(const FindQuery& query) {
  if (query.page_size < 1 || query.page_size > kMaxPageSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("page_size: ", query.page_size, ", the range is 1 to ", kMaxPageSize));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateFilter(query.filter));
  if (!query.source) return absl::OkStatus();
  if (query.source->publisher.empty() && query.source->domain.empty()) {
    return absl::InvalidArgumentError("source: must name a publisher or a domain");
  }
  return ValidateFilter(*query.source);
}

}  // namespace

// One call of Find.
class ReprintFinder::Listing {
 public:
  Listing(const ReprintFinder& finder, const FindQuery& query)
      : finder_(finder),
        query_(query),
        judge_(finder.searcher_.common_text()),
        origins_(finder.store_, finder.searcher_, query.control) {}

  absl::StatusOr<FindPage> Make() {
    NEWSPRINT_RETURN_IF_ERROR(Begin());
    for (const Ordinal subject : subjects_) {
      NEWSPRINT_RETURN_IF_ERROR(CheckControl(query_.control));
      NEWSPRINT_RETURN_IF_ERROR(ReadSubject(subject));
    }
    NEWSPRINT_RETURN_IF_ERROR(FillPage());
    return std::move(page_);
  }

 private:
  const Store& store() const { return finder_.store_; }
  absl::StatusOr<std::shared_ptr<const KnownText>> Text(Ordinal ordinal) const {
    return finder_.searcher_.Text(ordinal);
  }

  // Finds the subjects, and where the listing goes on.
  absl::Status Begin() {
    NEWSPRINT_RETURN_IF_ERROR(Validate(query_));
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(query_.control));
    RevisionHead head;
    if (query_.source) {
      NEWSPRINT_RETURN_IF_ERROR(finder_.catalog_.CatchUp(query_.control));
      version_ = StoreVersion(store());
      through_ = finder_.catalog_.through();
      source_domain_ = ReversedHost(ParseDomain(query_.source->domain).value_or(""));
    } else {
      NEWSPRINT_ASSIGN_OR_RETURN(head, store().FindHead(query_.id));
      version_ = head.ordinal;
      subjects_ = {head.ordinal};
    }
    description_ = Describe(query_);
    if (!query_.page_token.empty()) {
      NEWSPRINT_ASSIGN_OR_RETURN(const std::string bytes,
                                 DecodePageToken(query_.page_token, description_, version_));
      NEWSPRINT_ASSIGN_OR_RETURN(const Position position, DecodePosition(bytes));
      // A store that was set back does not have what the token speaks of.
      if (query_.source && position.through > through_) return StalePageToken();
      through_ = position.through;
      after_ = position.rank;
    }
    if (query_.source) {
      uint64_t total = 0;
      subjects_ = finder_.catalog_.Select(*query_.source, 0, through_,
                                          std::numeric_limits<size_t>::max(), &total);
    }
    return absl::OkStatus();
  }

  // Nothing if the other end is gone or the filter does not want it.
  absl::StatusOr<std::optional<OtherEnd>> Look(Ordinal other, std::string_view asker) const {
    if (query_.source) {
      const std::optional<ArticleFacts> facts = finder_.catalog_.Find(other);
      if (!facts || IsOfSource(*facts) ||
          !PassesOther(query_.filter, facts->publisher, facts->language, facts->time, asker)) {
        return std::nullopt;
      }
      return OtherEnd{facts->id_key, facts->time};
    }
    const absl::StatusOr<std::shared_ptr<const KnownText>> known = Text(other);
    if (absl::IsNotFound(known.status())) return std::nullopt;
    if (!known.ok()) return known.status();
    const ArticleSummary& summary = (*known)->summary;
    const std::optional<absl::Time> time = ShownTime(summary);
    if (!PassesOther(query_.filter, summary.publisher, summary.language, time, asker)) {
      return std::nullopt;
    }
    return OtherEnd{XXH3_64bits(summary.id.value().data(), summary.id.value().size()),
                    time.value_or(absl::InfinitePast())};
  }

  bool IsOfSource(const ArticleFacts& facts) const {
    const ArticleFilter& source = *query_.source;
    return (source.publisher.empty() || facts.publisher == source.publisher) &&
           (source.domain.empty() || ReversedHost(facts.host).starts_with(source_domain_));
  }

  absl::StatusOr<std::string> PublisherOf(Ordinal subject) const {
    if (query_.source) {
      const std::optional<ArticleFacts> facts = finder_.catalog_.Find(subject);
      return facts ? std::string(facts->publisher) : std::string();
    }
    NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> known, Text(subject));
    return known->summary.publisher;
  }

  // Of the matches of one subject, those that may pass.
  absl::Status ReadSubject(Ordinal subject) {
    ++page_.work.articles;
    NEWSPRINT_ASSIGN_OR_RETURN(std::vector<StoredEdge> edges, store().ReadEdges(subject));
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string asker, PublisherOf(subject));
    struct Best {
      Rank strength;
      size_t place;
    };
    std::unordered_map<uint64_t, Best> best;  // Of the other's revisions, by its id.
    std::vector<KeptMatch> kept;
    for (StoredEdge& edge : edges) {
      ++page_.work.edges;
      if (edge.newer > through_) continue;
      const bool subject_is_newer = edge.newer == subject;
      const Ordinal other = subject_is_newer ? edge.older : edge.newer;
      NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(edge.value));
      if (LargerContainment(match) < query_.filter.min_containment) continue;
      NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<OtherEnd> end, Look(other, asker));
      if (!end) continue;
      KeptMatch one{RankOf(query_.order, match, end->time, subject, other), subject, other,
                    std::move(edge.value), subject_is_newer};
      // Of equally strong revisions the newest.
      const Rank strength = {Ordered(LargerContainment(match)), Ordered(match.resemblance), other,
                             0};
      const auto [known, is_new] = best.try_emplace(end->id_key, Best{strength, kept.size()});
      if (is_new) {
        kept.push_back(std::move(one));
      } else if (strength > known->second.strength) {
        known->second.strength = strength;
        kept[known->second.place] = std::move(one);
      }
    }
    page_.total_matches += kept.size();
    std::ranges::move(kept, std::back_inserter(held_));
    if (held_.size() > 2 * finder_.max_held_matches_) Trim();
    return absl::OkStatus();
  }

  // Keeps what may stand on this page.
  void Trim() {
    if (after_) {
      std::erase_if(held_, [this](const KeptMatch& kept) { return kept.rank >= *after_; });
    }
    const size_t limit = finder_.max_held_matches_;
    if (held_.size() <= limit) return;
    std::ranges::nth_element(held_, held_.begin() + static_cast<std::ptrdiff_t>(limit),
                             std::greater(), &KeptMatch::rank);
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(limit), held_.end());
    trimmed_ = true;
  }

  absl::Status FillPage() {
    const bool exact = page_.total_matches <= finder_.max_exact_matches_;
    std::vector<FoundMatch> found;  // Entry i belongs to held_[i], where exact.
    if (exact) {
      NEWSPRINT_RETURN_IF_ERROR(KeepPassing(found));
    } else {
      page_.total_is_upper_bound = true;
      Trim();
    }
    std::vector<size_t> places;
    for (size_t i = 0; i < held_.size(); ++i) {
      if (!after_ || held_[i].rank < *after_) places.push_back(i);
    }
    const auto rank = [this](size_t i) { return held_[i].rank; };
    std::ranges::sort(places, std::greater(), rank);
    const Rank* last = nullptr;
    bool more = trimmed_;
    for (const size_t i : places) {
      if (page_.matches.size() == query_.page_size) {
        more = true;
        break;
      }
      last = &held_[i].rank;
      if (exact) {
        NEWSPRINT_RETURN_IF_ERROR(PutOnPage(held_[i].subject, std::move(found[i])));
        continue;
      }
      NEWSPRINT_ASSIGN_OR_RETURN(std::optional<FoundMatch> passing, Judge(held_[i]));
      if (passing) NEWSPRINT_RETURN_IF_ERROR(PutOnPage(held_[i].subject, *std::move(passing)));
    }
    if (more && last != nullptr) {
      page_.next_page_token = EncodePageToken(description_, version_, Encode({*last, through_}));
    }
    return absl::OkStatus();
  }

  // Drops from held_ what does not pass, and counts the rest.
  absl::Status KeepPassing(std::vector<FoundMatch>& found) {
    std::vector<KeptMatch> passing;
    for (KeptMatch& kept : held_) {
      NEWSPRINT_ASSIGN_OR_RETURN(std::optional<FoundMatch> judged, Judge(kept));
      if (!judged) continue;
      passing.push_back(std::move(kept));
      found.push_back(*std::move(judged));
    }
    held_ = std::move(passing);
    page_.total_matches = held_.size();
    return absl::OkStatus();
  }

  // Nothing if the match does not pass by the verdict of today, or one of its articles is gone.
  absl::StatusOr<std::optional<FoundMatch>> Judge(const KeptMatch& kept) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(query_.control));
    const auto subject = Text(kept.subject);
    const auto other = Text(kept.other);
    for (const absl::Status& status : {subject.status(), other.status()}) {
      if (absl::IsNotFound(status)) return std::nullopt;
      if (!status.ok()) return status;
    }
    ++page_.work.judged;
    NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(kept.edge));
    FoundMatch found{
        kept.subject_is_newer ? std::move(match) : Mirrored(match), (*other)->summary, {}};
    judge_.Judge(**subject, judge_.CommonTextOf(**subject), **other, found.match);
    if (!Passes(query_.filter, found, (*subject)->summary.publisher)) return std::nullopt;
    found.provenance = PartsOf({**subject, judge_.CommonTextOf(**subject)},
                               {**other, judge_.CommonTextOf(**other)}, found.match);
    return found;
  }

  absl::Status PutOnPage(Ordinal subject, FoundMatch found) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownText> known, Text(subject));
    NEWSPRINT_ASSIGN_OR_RETURN(found.provenance.origin,
                               origins_.Decide(known->summary, found.other, found.match.passages));
    page_.asked.push_back(known->summary);
    page_.matches.push_back(std::move(found));
    return absl::OkStatus();
  }

  const ReprintFinder& finder_;
  const FindQuery& query_;
  PairJudge judge_;
  StoredOrigins origins_;
  std::vector<Ordinal> subjects_;
  std::string source_domain_;  // Reversed.
  std::string description_;
  uint64_t version_ = 0;
  Ordinal through_ = std::numeric_limits<Ordinal>::max();
  std::optional<Rank> after_;
  std::vector<KeptMatch> held_;
  bool trimmed_ = false;
  FindPage page_;
};

absl::StatusOr<FindPage> ReprintFinder::Find(const FindQuery& query) const {
  return Listing(*this, query).Make();
}

}  // namespace newsprint
