// What the tests of stories and of watches share.
#ifndef NEWSPRINT_TESTS_CORPUS_STORIES_FIXTURE_H_
#define NEWSPRINT_TESTS_CORPUS_STORIES_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"
#include "tests/corpus/counting_store.h"

namespace newsprint {

// A corpus over a store that counts its reads, and stories in it.
class StoriesTest : public ::testing::Test {
 protected:
  StoriesTest() { Open(); }

  void Open() {
    StoreOptions store;
    store.scheme = CurrentScheme();
    store.seed = 1;
    corpus_ = *Corpus::Open(std::make_unique<CountingStore>(CreateMemoryStore(store), reads_), {});
  }

  // Seen first in the hour that its number says.
  static Article At(std::string_view id, std::string publisher, std::string body, int hour) {
    Article article = MakeArticle(id, std::move(body), std::move(publisher));
    article.first_seen_at = absl::UnixEpoch() + absl::Hours(hour);
    article.published_at = article.first_seen_at;
    return article;
  }

  IngestReport Put(const Article& article) {
    absl::StatusOr<IngestReport> report = corpus_->Ingest(article, {});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : IngestReport();
  }

  Story Get(std::string_view id) {
    absl::StatusOr<Story> story = corpus_->GetStory(*ArticleId::Create(id), CallControl());
    EXPECT_TRUE(story.ok()) << story.status();
    return story.ok() ? *std::move(story) : Story();
  }

  std::vector<Story> List(StoryQuery query) {
    std::vector<Story> all;
    do {
      absl::StatusOr<StoryPage> page = corpus_->ListStories(query);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      std::ranges::move(page->stories, std::back_inserter(all));
      query.page_token = page->next_page_token;
    } while (!query.page_token.empty());
    return all;
  }

  // The events after the token, which moves on.
  std::vector<MatchEvent> Watch(WatchQuery& query) {
    std::vector<MatchEvent> all;
    while (true) {
      absl::StatusOr<WatchBatch> batch = corpus_->Watch(query);
      EXPECT_TRUE(batch.ok()) << batch.status();
      if (!batch.ok()) return all;
      query.token = batch->token;
      std::ranges::move(batch->events, std::back_inserter(all));
      if (batch->events.empty() && batch->caught_up) return all;
    }
  }

  StoreReads reads_;
  std::unique_ptr<Corpus> corpus_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_CORPUS_STORIES_FIXTURE_H_
