// The story of an article: walks the edges from it, and no others.
#ifndef NEWSPRINT_SRC_CORPUS_STORY_FINDER_H_
#define NEWSPRINT_SRC_CORPUS_STORY_FINDER_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "corpus/pair_judge.h"
#include "corpus/search.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/story/stories.h"

namespace newsprint {

// For one call: remembers what it reads. Not thread-safe.
class StoryFinder {
 public:
  StoryFinder(const Store& store, const Searcher& searcher, const CallControl& control)
      : store_(store), searcher_(searcher), control_(control), judge_(searcher.common_text()) {}

  // The ids of the articles in the story of the one that `ordinal` is a revision of, by when they
  // were seen first. Errors: NOT_FOUND; those of the store; DEADLINE_EXCEEDED, CANCELLED.
  absl::StatusOr<std::vector<std::string>> MembersOf(Ordinal ordinal);

  // The same with all that a story tells. `members` is from MembersOf.
  absl::StatusOr<Story> Tell(const std::vector<std::string>& members);

  bool truncated() const { return truncated_; }
  // Newest revisions of the members, which MembersOf has met.
  Ordinal NewestOf(const std::string& id) const { return articles_.at(id).back(); }

 private:
  // A match of two revisions that may be near copies.
  struct Tie {
    Ordinal newer = 0;
    Ordinal older = 0;
    std::string edge;
    double resemblance = 0;
  };
  using TieKey = std::pair<std::string, std::string>;  // Ids, the smaller first.

  absl::Status AddArticle(const std::string& id);
  absl::Status ReadTies(const std::string& id, std::vector<std::string>& further);
  absl::StatusOr<bool> IsNearCopy(const Tie& tie);
  absl::StatusOr<StoryArticle> Describe(const std::string& id) const;
  absl::StatusOr<std::optional<uint32_t>> MadeFrom(const StoryArticle& original,
                                                   const StoryArticle& copy) const;

  const Store& store_;
  const Searcher& searcher_;
  const CallControl& control_;
  PairJudge judge_;
  std::map<std::string, std::vector<Ordinal>> articles_;  // Revisions that can be read, ascending.
  std::map<TieKey, Tie> ties_;                            // Of two articles the closest.
  bool truncated_ = false;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_STORY_FINDER_H_
