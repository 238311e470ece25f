// Stories as the corpus tells them: who had the text, when, and from which revision.
#ifndef NEWSPRINT_CORPUS_STORIES_H_
#define NEWSPRINT_CORPUS_STORIES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/corpus/provenance.h"

namespace newsprint {

// A revision of an article in a story.
struct RevisionMark {
  uint32_t revision = 0;
  Ordinal ordinal = 0;
  absl::Time first_seen_at;
  std::optional<absl::Time> published_at;
};

struct StoryArticle {
  ArticleSummary summary;               // Of its newest revision.
  std::vector<RevisionMark> revisions;  // Ascending.
  // Which revision of the story's original it was made from: the one that it resembles most, of
  // equal ones the latest. Nothing for the original itself, and for what does not match it.
  std::optional<uint32_t> made_from_revision;
};

// A publisher's part in a story.
struct PublisherShare {
  std::string publisher;  // As its articles name it; empty for those that name none.
  uint64_t articles = 0;
  absl::Time first_seen_at;  // Of the first of them.
};

struct Story {
  ArticleId id;                            // Of the article that was seen first.
  std::vector<StoryArticle> articles;      // By when each was seen first, ties by id.
  std::vector<PublisherShare> publishers;  // By when each came in, ties by name.
  OriginAnswer origin;                     // Of the text. Sides are neither.
  // What copies were made from: the origin, if it is in the story. Empty otherwise: two outlets
  // that ran the text of a third did not make theirs from each other's.
  ArticleId original;
  bool truncated = false;  // The story is too large: articles are missing.
};

// Articles that one story may have; what is further away is left out.
inline constexpr size_t kMaxStoryArticles = 5'000;

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_STORIES_H_
