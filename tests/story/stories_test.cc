#include "newsprint/story/stories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace newsprint {
namespace {

using ::testing::ElementsAre;

struct Graph {
  std::vector<StoryNode> nodes;
  std::vector<StoryEdge> edges;

  uint32_t Node(const std::string& id) {
    const auto found = std::ranges::find(nodes, id, &StoryNode::id);
    if (found != nodes.end()) return static_cast<uint32_t>(found - nodes.begin());
    nodes.push_back({id, absl::UnixEpoch() + absl::Hours(id[0])});
    return static_cast<uint32_t>(nodes.size() - 1);
  }

  Graph& Tie(const std::string& a, const std::string& b, double strength = 0.9) {
    const uint32_t x = Node(a);
    const uint32_t y = Node(b);
    edges.push_back({x, y, strength});
    return *this;
  }
};

// "ab c": the ids of each story together.
std::string Stories(const Graph& graph, const EdgeTest& test) {
  const auto stories = GroupStories(graph.nodes, graph.edges, test);
  EXPECT_TRUE(stories.ok()) << stories.status();
  std::string out;
  for (const auto& story : *stories) {
    if (!out.empty()) out += ' ';
    for (const uint32_t node : story) out += graph.nodes[node].id;
  }
  return out;
}

absl::StatusOr<bool> Always(size_t) { return true; }

TEST(TiesStory, IsOfNearCopies) {
  EXPECT_TRUE(TiesStory(Relation::kIdentical));
  EXPECT_TRUE(TiesStory(Relation::kReprint));
  EXPECT_TRUE(TiesStory(Relation::kRevision));
  for (const Relation relation : {Relation::kTemplate, Relation::kQuote, Relation::kEmbedded,
                                  Relation::kAbridged, Relation::kExcerpt, Relation::kUnrelated}) {
    EXPECT_FALSE(TiesStory(relation));
  }
}

TEST(GroupStories, JoinsNearCopiesAndLeavesTheRestAlone) {
  Graph graph;
  graph.Tie("c", "a").Tie("e", "d");
  graph.Node("b");
  EXPECT_EQ(Stories(graph, Always), "ac b de");
}

TEST(GroupStories, TheCopiesOfOneArticleAreOneStory) {
  Graph graph;
  graph.Tie("o", "a", .8).Tie("o", "b", .7).Tie("o", "c", .9).Tie("o", "d", .6);
  EXPECT_EQ(Stories(graph, Always), "abcdo");
}

TEST(GroupStories, AChainDoesNotRunAway) {
  Graph graph;
  for (char c = 'a'; c < 'z'; ++c) graph.Tie(std::string(1, c), std::string(1, c + 1));
  const auto stories = GroupStories(graph.nodes, graph.edges, Always);
  ASSERT_TRUE(stories.ok());
  for (const auto& story : *stories) EXPECT_LE(story.size(), 4u);
}

TEST(GroupStories, TwoStoriesThatOneArticleBridgesStayApart) {
  Graph graph;
  for (const char* pair : {"ab", "ac", "bc", "xy", "xz", "yz"}) {
    graph.Tie(std::string(1, pair[0]), std::string(1, pair[1]), .9);
  }
  graph.Tie("c", "x", .5);
  EXPECT_EQ(Stories(graph, Always), "abc xyz");
}

TEST(GroupStories, AsksOfNoMoreEdgesThanItNeeds) {
  Graph graph;
  for (char x = 'a'; x < 'k'; ++x) {
    for (char y = x + 1; y < 'k'; ++y) graph.Tie(std::string(1, x), std::string(1, y), .9);
  }
  std::map<size_t, int> asked;
  EXPECT_EQ(Stories(graph, [&](size_t edge) -> absl::StatusOr<bool> { return ++asked[edge] > 0; }),
            "abcdefghij");
  EXPECT_LT(asked.size(), 30u) << "of 45";
  for (const auto& [edge, times] : asked) EXPECT_EQ(times, 1);
}

TEST(GroupStories, AnEdgeThatFailsItsTestTiesNothing) {
  Graph graph;
  graph.Tie("a", "b").Tie("c", "d");
  EXPECT_EQ(Stories(graph, [](size_t edge) -> absl::StatusOr<bool> { return edge == 1; }),
            "a b cd");
  const auto failed = GroupStories(graph.nodes, graph.edges, [](size_t) -> absl::StatusOr<bool> {
    return absl::UnavailableError("gone");
  });
  EXPECT_EQ(failed.status(), absl::UnavailableError("gone"));
}

TEST(GroupStories, DoesNotDependOnTheOrderOfArrival) {
  std::mt19937 random(7);
  for (int graphs = 0; graphs < 20; ++graphs) {
    Graph graph;
    for (char c = 'a'; c < 'p'; ++c) graph.Node(std::string(1, c));
    std::set<std::pair<char, char>> ties;
    std::set<std::pair<std::string, std::string>> bad;
    for (int i = 0; i < 30; ++i) {
      const char x = static_cast<char>('a' + random() % 15);
      const char y = static_cast<char>('a' + random() % 15);
      if (x >= y || !ties.emplace(x, y).second) continue;
      graph.Tie(std::string(1, x), std::string(1, y), static_cast<double>(random() % 4) / 4);
      if (random() % 5 == 0) bad.emplace(std::string(1, x), std::string(1, y));
    }
    std::string expected;
    for (int round = 0; round < 200; ++round) {
      Graph shuffled;
      std::vector<StoryNode> nodes = graph.nodes;
      std::ranges::shuffle(nodes, random);
      for (const StoryNode& node : nodes) shuffled.Node(node.id);
      std::vector<StoryEdge> edges = graph.edges;
      std::ranges::shuffle(edges, random);
      for (const StoryEdge& edge : edges) {
        const bool turn = random() % 2 == 0;
        shuffled.Tie(graph.nodes[turn ? edge.b : edge.a].id, graph.nodes[turn ? edge.a : edge.b].id,
                     edge.strength);
      }
      const std::string stories = Stories(shuffled, [&](size_t i) -> absl::StatusOr<bool> {
        const auto ids = std::minmax(shuffled.nodes[shuffled.edges[i].a].id,
                                     shuffled.nodes[shuffled.edges[i].b].id);
        return !bad.contains({ids.first, ids.second});
      });
      if (round == 0) expected = stories;
      ASSERT_EQ(stories, expected);
    }
  }
}

}  // namespace
}  // namespace newsprint
