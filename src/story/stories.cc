#include "newsprint/story/stories.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "newsprint/article/status.h"

namespace newsprint {
namespace {

class Grouper {
 public:
  Grouper(std::span<const StoryNode> nodes, std::span<const StoryEdge> edges,
          const EdgeTest& is_near_copy)
      : nodes_(nodes),
        edges_(edges),
        is_near_copy_(is_near_copy),
        tested_(edges.size()),
        degree_(nodes.size()),
        parent_(nodes.size()),
        members_(nodes.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (uint32_t i = 0; i < nodes.size(); ++i) members_[i] = {i};
    for (uint32_t i = 0; i < edges.size(); ++i) {
      ++degree_[edges[i].a];
      ++degree_[edges[i].b];
      places_.emplace(std::minmax(edges[i].a, edges[i].b), i);
    }
  }

  absl::StatusOr<std::vector<std::vector<uint32_t>>> Group() {
    std::vector<uint32_t> order(edges_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [this](uint32_t i) {
      const StoryEdge& edge = edges_[i];
      const std::pair<std::string_view, std::string_view> ids =
          std::minmax(std::string_view(nodes_[edge.a].id), std::string_view(nodes_[edge.b].id));
      return std::tuple(-edge.strength, ids.first, ids.second);
    });
    for (const uint32_t i : order) {
      NEWSPRINT_ASSIGN_OR_RETURN(const bool joins, Joins(i));
      if (joins) Join(edges_[i].a, edges_[i].b);
    }
    return Stories();
  }

 private:
  // The representative of the node's story.
  uint32_t Root(uint32_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }

  bool SeenEarlier(uint32_t x, uint32_t y) const {
    return std::tie(nodes_[x].first_seen, nodes_[x].id) <
           std::tie(nodes_[y].first_seen, nodes_[y].id);
  }

  // Whether x represents a story with y better than y does.
  bool IsBetter(uint32_t x, uint32_t y) const {
    if (degree_[x] != degree_[y]) return degree_[x] > degree_[y];
    return SeenEarlier(x, y);
  }

  absl::StatusOr<bool> Test(uint32_t edge) {
    if (!tested_[edge]) {
      NEWSPRINT_ASSIGN_OR_RETURN(tested_[edge], is_near_copy_(edge));
    }
    return *tested_[edge];
  }

  absl::StatusOr<bool> AreNearCopies(uint32_t x, uint32_t y) {
    if (x == y) return true;
    const auto found = places_.find(std::minmax(x, y));
    if (found == places_.end()) return false;
    return Test(found->second);
  }

  // Whether the edge makes one story of the two that its ends are in: the representative of both
  // has to be like at least half of the articles that it is to represent anew.
  absl::StatusOr<bool> Joins(uint32_t edge) {
    uint32_t kept = Root(edges_[edge].a);
    uint32_t other = Root(edges_[edge].b);
    if (kept == other) return false;
    if (IsBetter(other, kept)) std::swap(kept, other);
    NEWSPRINT_ASSIGN_OR_RETURN(const bool is_near_copy, Test(edge));
    if (!is_near_copy) return false;
    size_t alike = 0;
    size_t left = members_[other].size();
    const size_t needed = (left + 1) / 2;
    for (const uint32_t member : members_[other]) {
      NEWSPRINT_ASSIGN_OR_RETURN(const bool near, AreNearCopies(kept, member));
      alike += near;
      if (alike >= needed) return true;
      if (alike + --left < needed) return false;
    }
    return false;
  }

  void Join(uint32_t a, uint32_t b) {
    uint32_t kept = Root(a);
    uint32_t other = Root(b);
    if (IsBetter(other, kept)) std::swap(kept, other);
    parent_[other] = kept;
    std::vector<uint32_t>& members = members_[kept];
    members.insert(members.end(), members_[other].begin(), members_[other].end());
    std::ranges::sort(members, [this](uint32_t x, uint32_t y) { return SeenEarlier(x, y); });
    members_[other].clear();
  }

  std::vector<std::vector<uint32_t>> Stories() {
    std::vector<std::vector<uint32_t>> stories;
    for (std::vector<uint32_t>& members : members_) {
      if (!members.empty()) stories.push_back(std::move(members));
    }
    std::ranges::sort(stories, [this](const auto& x, const auto& y) {
      return SeenEarlier(x.front(), y.front());
    });
    return stories;
  }

  const std::span<const StoryNode> nodes_;
  const std::span<const StoryEdge> edges_;
  const EdgeTest& is_near_copy_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> places_;  // Of edges, by their ends.
  std::vector<std::optional<bool>> tested_;
  std::vector<uint32_t> degree_;
  std::vector<uint32_t> parent_;                // The root of a story is its representative.
  std::vector<std::vector<uint32_t>> members_;  // Of a root, by when they were seen.
};

}  // namespace

bool TiesStory(Relation relation) {
  return relation == Relation::kIdentical || relation == Relation::kReprint ||
         relation == Relation::kRevision;
}

absl::StatusOr<std::vector<std::vector<uint32_t>>> GroupStories(std::span<const StoryNode> nodes,
                                                                std::span<const StoryEdge> edges,
                                                                const EdgeTest& is_near_copy) {
  return Grouper(nodes, edges, is_near_copy).Group();
}

}  // namespace newsprint
