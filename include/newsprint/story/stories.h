// Stories: articles tied by near copies.
//
// Edges join the strongest first, ties by id. Each join is checked against the representative of
// the story that it makes, the article with the most near copies, which has to be like half of what
// it is to represent anew: a chain of articles, each like the next and unlike the one after, does
// not run on. What comes out is a function of the articles
// and edges, whatever order they are given in.
//
//   auto stories = GroupStories(articles, edges, [&](size_t edge) { return true; });
//   // (*stories)[0] == {2, 0, 5}: places in `articles`, the one that was seen first in front
#ifndef NEWSPRINT_STORY_STORIES_H_
#define NEWSPRINT_STORY_STORIES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Whether the relation makes two texts one story: IDENTICAL, REPRINT, REVISION.
bool TiesStory(Relation relation);

struct StoryNode {
  std::string id;  // No two are equal.
  absl::Time first_seen;
};

// At most one for two nodes.
struct StoryEdge {
  uint32_t a = 0;  // Places among the nodes.
  uint32_t b = 0;
  double strength = 0;  // The resemblance of the two. In [0, 1].
};

// Whether the edge of that place is a verified near copy. Asked at most once of each edge, and only
// of those on which it depends whether two stories are one.
using EdgeTest = std::function<absl::StatusOr<bool>(size_t edge)>;

// All nodes, each in one story, by when the stories' first articles were seen. Errors: those of
// `is_near_copy`. Time: O((nodes + edges) log(edges)).
absl::StatusOr<std::vector<std::vector<uint32_t>>> GroupStories(std::span<const StoryNode> nodes,
                                                                std::span<const StoryEdge> edges,
                                                                const EdgeTest& is_near_copy);

}  // namespace newsprint

#endif  // NEWSPRINT_STORY_STORIES_H_
