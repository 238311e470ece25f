#include "corpus/story_finder.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include "corpus/edge_codec.h"
#include "corpus/provenance.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Near copies have this much of each other by any verdict; what has less is not looked at.
constexpr double kMinTieContainment = 0.5;

double SmallerContainment(const Match& match) {
  return std::min(match.containment_a, match.containment_b);
}

}  // namespace

absl::Status StoryFinder::AddArticle(const std::string& id) {
  const auto [entry, is_new] = articles_.try_emplace(id);
  if (!is_new) return absl::OkStatus();
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId name, ArticleId::Create(id));
  const absl::StatusOr<RevisionHead> head = store_.FindHead(name);
  if (absl::IsNotFound(head.status())) return absl::OkStatus();  // Deleted meanwhile.
  if (!head.ok()) return head.status();
  for (uint32_t revision = 1; revision < head->revision; ++revision) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
    const absl::StatusOr<StoredArticle> stored = store_.ReadById(name, revision);
    if (stored.ok()) {
      entry->second.push_back(stored->ordinal);
    } else if (!absl::IsNotFound(stored.status())) {
      return stored.status();
    }
  }
  entry->second.push_back(head->ordinal);
  return absl::OkStatus();
}

absl::Status StoryFinder::ReadTies(const std::string& id, std::vector<std::string>& further) {
  NEWSPRINT_RETURN_IF_ERROR(AddArticle(id));
  for (const Ordinal ordinal : articles_[id]) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
    NEWSPRINT_ASSIGN_OR_RETURN(std::vector<StoredEdge> edges, store_.ReadEdges(ordinal));
    for (StoredEdge& edge : edges) {
      NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(edge.value));
      if (SmallerContainment(match) < kMinTieContainment && !TiesStory(match.relation)) continue;
      const absl::StatusOr<OriginWitness> other =
          searcher_.Witness(edge.newer == ordinal ? edge.older : edge.newer);
      if (absl::IsNotFound(other.status())) continue;
      if (!other.ok()) return other.status();
      if (other->id == id) continue;
      Tie tie{edge.newer, edge.older, std::move(edge.value), match.resemblance};
      const auto [known, is_new] = ties_.try_emplace(std::minmax(id, other->id), tie);
      // Of equally close revisions the newest.
      if (!is_new &&
          std::tuple(tie.resemblance, tie.newer, tie.older) >
              std::tuple(known->second.resemblance, known->second.newer, known->second.older)) {
        known->second = std::move(tie);
      }
      further.push_back(other->id);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> StoryFinder::IsNearCopy(const Tie& tie) {
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
  const auto newer = searcher_.Text(tie.newer);
  const auto older = searcher_.Text(tie.older);
  for (const absl::Status& status : {newer.status(), older.status()}) {
    if (absl::IsNotFound(status)) return false;
    if (!status.ok()) return status;
  }
  NEWSPRINT_ASSIGN_OR_RETURN(Match match, DecodeEdge(tie.edge));
  judge_.Judge(**newer, judge_.CommonTextOf(**newer), **older, match);
  return TiesStory(match.relation);
}

absl::StatusOr<std::vector<std::string>> StoryFinder::MembersOf(Ordinal ordinal) {
  NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness asked, searcher_.Witness(ordinal));
  std::deque<std::string> to_read = {asked.id};
  std::set<std::string> met = {asked.id};
  while (!to_read.empty()) {
    std::vector<std::string> further;
    NEWSPRINT_RETURN_IF_ERROR(ReadTies(to_read.front(), further));
    to_read.pop_front();
    for (const std::string& id : further) {
      if (met.contains(id)) continue;
      if (met.size() >= kMaxStoryArticles) {
        truncated_ = true;
        break;
      }
      met.insert(id);
      to_read.push_back(id);
    }
  }
  std::vector<StoryNode> nodes;
  std::map<std::string, uint32_t> places;
  for (const std::string& id : met) {
    const std::vector<Ordinal>& revisions = articles_[id];
    if (revisions.empty()) continue;
    NEWSPRINT_ASSIGN_OR_RETURN(const OriginWitness first, searcher_.Witness(revisions.front()));
    places[id] = static_cast<uint32_t>(nodes.size());
    nodes.push_back({id, first.first_seen_at.value_or(absl::InfinitePast())});
  }
  std::vector<StoryEdge> edges;
  std::vector<const Tie*> ties;
  for (const auto& [ids, tie] : ties_) {
    const auto a = places.find(ids.first);
    const auto b = places.find(ids.second);
    if (a == places.end() || b == places.end()) continue;
    edges.push_back({a->second, b->second, tie.resemblance});
    ties.push_back(&tie);
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const auto stories, GroupStories(nodes, edges, [&](size_t edge) {
                               return IsNearCopy(*ties[edge]);
                             }));
  std::vector<std::string> members;
  for (const std::vector<uint32_t>& story : stories) {
    if (std::ranges::none_of(story, [&](uint32_t node) { return nodes[node].id == asked.id; })) {
      continue;
    }
    for (const uint32_t node : story) members.push_back(nodes[node].id);
  }
  if (members.empty()) return absl::NotFoundError("the article was deleted meanwhile");
  return members;
}

absl::StatusOr<StoryArticle> StoryFinder::Describe(const std::string& id) const {
  StoryArticle article;
  for (const Ordinal ordinal : articles_.at(id)) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control_));
    NEWSPRINT_ASSIGN_OR_RETURN(const auto known, searcher_.Text(ordinal));
    article.summary = known->summary;
    article.revisions.push_back(
        {.revision = known->summary.revision,
         .ordinal = ordinal,
         .first_seen_at = known->summary.first_seen_at.value_or(absl::InfinitePast()),
         .published_at = known->summary.published_at});
  }
  return article;
}

absl::StatusOr<std::optional<uint32_t>> StoryFinder::MadeFrom(const StoryArticle& original,
                                                              const StoryArticle& copy) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges,
                             store_.ReadEdges(copy.summary.ordinal));
  std::optional<uint32_t> best;
  double closest = 0;
  for (const RevisionMark& revision : original.revisions) {
    for (const StoredEdge& edge : edges) {
      if ((edge.newer == copy.summary.ordinal ? edge.older : edge.newer) != revision.ordinal) {
        continue;
      }
      NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(edge.value));
      if (best && match.resemblance < closest) continue;
      best = revision.revision;
      closest = match.resemblance;
    }
  }
  return best;
}

absl::StatusOr<Story> StoryFinder::Tell(const std::vector<std::string>& members) {
  Story story;
  story.truncated = truncated_;
  std::map<std::string, PublisherShare> shares;
  for (const std::string& id : members) {
    NEWSPRINT_ASSIGN_OR_RETURN(StoryArticle article, Describe(id));
    const absl::Time first_seen = article.revisions.front().first_seen_at;
    PublisherShare& share = shares
                                .try_emplace(article.summary.publisher,
                                             PublisherShare{.publisher = article.summary.publisher,
                                                            .first_seen_at = first_seen})
                                .first->second;
    ++share.articles;
    story.articles.push_back(std::move(article));
  }
  for (auto& [publisher, share] : shares) story.publishers.push_back(std::move(share));
  std::ranges::sort(story.publishers, {}, [](const PublisherShare& share) {
    return std::tie(share.first_seen_at, share.publisher);
  });
  story.id = story.articles.front().summary.id;

  // The origin by what the first and its closest copy share.
  const ArticleSummary& lead = story.articles.front().summary;
  const Tie* closest = nullptr;
  for (const auto& [ids, tie] : ties_) {
    if (ids.first != lead.id.value() && ids.second != lead.id.value()) continue;
    const std::string& other = ids.first == lead.id.value() ? ids.second : ids.first;
    if (std::ranges::find(members, other) == members.end()) continue;
    if (closest == nullptr || tie.resemblance > closest->resemblance) closest = &tie;
  }
  StoredOrigins origins(store_, searcher_, control_);
  if (closest == nullptr) {
    NEWSPRINT_ASSIGN_OR_RETURN(story.origin, origins.DecideAlone(lead));
  } else {
    NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(closest->edge));
    NEWSPRINT_ASSIGN_OR_RETURN(
        story.origin, origins.DecideBetween(closest->newer, closest->older, match.passages));
  }
  for (const StoryArticle& article : story.articles) {
    if (story.origin.article && article.summary.id == story.origin.article->id) {
      story.original = article.summary.id;
    }
  }
  if (story.original.empty()) return story;
  const auto original = std::ranges::find(story.articles, story.original,
                                          [](const StoryArticle& one) { return one.summary.id; });
  for (StoryArticle& article : story.articles) {
    if (article.summary.id == story.original) continue;
    NEWSPRINT_ASSIGN_OR_RETURN(article.made_from_revision, MadeFrom(*original, article));
  }
  return story;
}

}  // namespace newsprint
