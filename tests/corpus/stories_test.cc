// Stories and events of a corpus: what ties articles, what splits them, and that nothing depends on
// the order of arrival.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"
#include "tests/corpus/counting_store.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

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

IdList Members(const Story& story) {
  IdList ids;
  for (const StoryArticle& article : story.articles) ids.push_back(article.summary.id.value());
  return ids;
}

std::vector<std::string> Said(const std::vector<MatchEvent>& events) {
  std::vector<std::string> said;
  for (const MatchEvent& event : events) {
    std::string one(MatchEventKindName(event.kind));
    absl::StrAppend(&one, " ", event.a.id.value(), " ", event.b.id.value(), " ");
    if (event.old) absl::StrAppend(&one, std::string(RelationName(event.old->match.relation)), ">");
    absl::StrAppend(&one, std::string(RelationName(event.match.relation)));
    said.push_back(one);
  }
  return said;
}

TEST_F(StoriesTest, AStoryIsWhoHadTheTextWhen) {
  const std::string text = Words("s", 120);
  Put(At("copy2", "Courier", text + Words("c", 10), 9));
  Put(At("other", "Courier", Words("o", 120), 2));
  Put(At("wire", "Wire", text, 1));
  Put(At("copy1", "Gazette", Words("g", 10) + text, 5));
  Put(At("copy3", "Courier", text + Words("d", 12), 7));
  const Story story = Get("copy1");
  EXPECT_EQ(story.id.value(), "wire");
  EXPECT_THAT(Members(story), ElementsAre("wire", "copy1", "copy3", "copy2"));
  ASSERT_EQ(story.publishers.size(), 3u);
  EXPECT_EQ(story.publishers[0].publisher, "Wire");
  EXPECT_EQ(story.publishers[2].publisher, "Courier");
  EXPECT_EQ(story.publishers[2].articles, 2u);
  EXPECT_EQ(story.publishers[2].first_seen_at, absl::UnixEpoch() + absl::Hours(7));
  ASSERT_TRUE(story.origin.article);
  EXPECT_EQ(story.origin.article->id.value(), "wire");
  EXPECT_EQ(story.original.value(), "wire");
  EXPECT_FALSE(story.truncated);

  EXPECT_THAT(Members(Get("other")), ElementsAre("other"));
  EXPECT_EQ(corpus_->GetStory(*ArticleId::Create("none"), CallControl()).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(StoriesTest, ADeletionSplitsAStory) {
  // The two ends are unlike each other; each is like the middle.
  const std::string left = Words("l", 60), middle = Words("m", 65), right = Words("r", 60);
  Put(At("a", "A", left + middle, 1));
  Put(At("b", "B", left + middle + right, 2));
  Put(At("c", "C", middle + right, 0));
  Put(At("d", "D", left + middle + right, 4));
  ASSERT_THAT(Members(Get("a")), ElementsAre("c", "a", "b", "d"));
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("b")).ok());
  EXPECT_THAT(Members(Get("a")), ElementsAre("c", "a", "d"));
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("d")).ok());
  EXPECT_THAT(Members(Get("a")), ElementsAre("a"));
  EXPECT_THAT(Members(Get("c")), ElementsAre("c"));
}

TEST_F(StoriesTest, EachCopyWasMadeFromTheRevisionThatItResemblesMost) {
  const std::string first = Words("s", 100);
  const std::string second = Words("s", 100) + Words("n", 25);
  Put(At("wire", "Wire", first, 1));
  Put(At("early", "Gazette", Words("g", 6) + first, 2));
  Put(At("wire", "Wire", second, 3));
  Put(At("late", "Courier", second + Words("c", 6), 4));
  Put(At("old", "Star", first + Words("x", 5), 5));  // Late, and from the first revision.
  const Story story = Get("late");
  ASSERT_THAT(Members(story), ElementsAre("wire", "early", "late", "old"));
  EXPECT_EQ(story.articles[0].made_from_revision, std::nullopt);
  ASSERT_EQ(story.articles[0].revisions.size(), 2u);
  EXPECT_EQ(story.articles[0].revisions[1].revision, 2u);
  EXPECT_EQ(story.articles[0].revisions[1].first_seen_at, absl::UnixEpoch() + absl::Hours(3));
  EXPECT_EQ(story.articles[1].made_from_revision, 1u);
  EXPECT_EQ(story.articles[2].made_from_revision, 2u);
  EXPECT_EQ(story.articles[3].made_from_revision, 1u);
}

TEST_F(StoriesTest, OutletsThatRanOneAgencysTextAreNotMadeFromEachOther) {
  const std::string text = Words("s", 100);
  Put(At("news", "News", text, 1));
  Put(At("daily", "Daily", text + "\nSource: Reuters", 2));
  Put(At("post", "Post", text + "\nSource: Reuters", 3));
  Story story = Get("post");
  ASSERT_THAT(Members(story), ElementsAre("news", "daily", "post"));
  EXPECT_EQ(story.origin.kind, OriginKind::kAbsent);
  EXPECT_EQ(story.origin.source, "reuters");
  EXPECT_TRUE(story.original.empty());
  for (const StoryArticle& article : story.articles) {
    EXPECT_EQ(article.made_from_revision, std::nullopt);
  }
  // The agency's own article comes, last of all: now it is theirs all.
  Put(At("wire", "Reuters", text + Words("w", 5), 9));
  story = Get("post");
  EXPECT_EQ(story.original.value(), "wire");
  EXPECT_EQ(story.articles[0].made_from_revision, 1u);
}

TEST_F(StoriesTest, ListsEachStoryOncePageByPage) {
  for (int story = 0; story < 7; ++story) {
    const std::string tag = absl::StrCat("t", story, "x");
    for (int copy = 0; copy < 3; ++copy) {
      Put(At(absl::StrCat(tag, copy), copy == 0 ? "Wire" : "Gazette",
             Words(tag, 80) + Words(absl::StrCat(tag, "c", copy), 6), 10 * story + copy));
    }
    Put(At(absl::StrCat("lone", story), "Wire", Words(absl::StrCat("lone", story, "x"), 80),
           story));
  }
  StoryQuery query;
  query.page_size = 2;
  const std::vector<Story> stories = List(query);
  ASSERT_EQ(stories.size(), 7u);
  EXPECT_THAT(Members(stories[0]), ElementsAre("t0x0", "t0x1", "t0x2"));
  EXPECT_THAT(Members(stories[6]), ElementsAre("t6x0", "t6x1", "t6x2"));
  query.min_articles = 1;
  EXPECT_EQ(List(query).size(), 14u);
  query.min_articles = 4;
  EXPECT_THAT(List(query), IsEmpty());
  query.min_articles = 2;
  query.filter.publisher = "Gazette";
  query.filter.published_from = absl::UnixEpoch() + absl::Hours(20);
  EXPECT_EQ(List(query).size(), 5u);

  for (auto break_it :
       {+[](StoryQuery& q) { q.page_size = 0; }, +[](StoryQuery& q) { q.page_size = 101; },
        +[](StoryQuery& q) { q.min_articles = 0; }, +[](StoryQuery& q) { q.page_token = "x"; }}) {
    StoryQuery bad;
    break_it(bad);
    EXPECT_EQ(corpus_->ListStories(bad).status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST_F(StoriesTest, AStoryCostsItsOwnEdgesOnly) {
  for (int i = 0; i < 200; ++i) {
    const std::string tag = absl::StrCat("f", i / 2, "x");
    Put(At(absl::StrCat("filler", i), "Filler", Words(tag, 60) + Words(absl::StrCat("e", i), 4),
           i));
  }
  for (int copy = 0; copy < 5; ++copy) {
    Put(At(absl::StrCat("copy", copy), "Wire", Words("s", 90) + Words(absl::StrCat("c", copy), 5),
           500 + copy));
  }
  reads_.edges = reads_.log = 0;
  EXPECT_EQ(Get("copy3").articles.size(), 5u);
  EXPECT_LE(reads_.edges, 16) << "of five articles: for the walk, the origin and what each is from";
  EXPECT_EQ(reads_.log, 0);
}

// Two hundred orders of arrival give the same stories, originals and origins.
TEST_F(StoriesTest, NothingDependsOnTheOrderOfArrival) {
  std::vector<Article> articles;
  for (int story = 0; story < 3; ++story) {
    const std::string tag = absl::StrCat("t", story, "x");
    for (int copy = 0; copy < 4; ++copy) {
      articles.push_back(At(absl::StrCat(tag, copy), absl::StrCat("P", copy),
                            Words(tag, 60 + 5 * copy) + Words(absl::StrCat(tag, "c", copy), 6),
                            10 * story + copy));
    }
  }
  std::mt19937 random(11);
  std::map<std::string, std::string> expected;
  for (int round = 0; round < 200; ++round) {
    Open();
    for (const Article& article : articles) Put(article);
    std::map<std::string, std::string> told;
    for (const Article& article : articles) {
      const Story story = Get(article.id.value());
      std::string& line = told[article.id.value()];
      for (const StoryArticle& member : story.articles) {
        absl::StrAppend(&line, member.summary.id.value(), "/",
                        member.made_from_revision.value_or(0), " ");
      }
      absl::StrAppend(&line, story.original.value(), " ",
                      story.origin.article ? story.origin.article->id.value() : "nobody");
    }
    if (round == 0) expected = told;
    ASSERT_EQ(told, expected) << "round " << round;
    std::ranges::shuffle(articles, random);
  }
}

TEST_F(StoriesTest, AWatchTellsWhatComesChangesAndGoes) {
  const std::string text = Words("s", 100);
  Put(At("before", "Wire", text, 1));
  WatchQuery query;
  EXPECT_THAT(Watch(query), IsEmpty()) << "from now on";
  Put(At("copy", "Gazette", text + Words("g", 8), 2));
  Put(At("alone", "Gazette", Words("o", 100), 3));
  std::vector<MatchEvent> events = Watch(query);
  ASSERT_THAT(Said(events), ElementsAre("created copy before REPRINT"));
  EXPECT_EQ(events[0].provenance.origin.side, MatchSide::kB);
  EXPECT_FALSE(events[0].match.passages.empty());

  Put(At("copy", "Gazette", text.substr(0, text.size() / 3) + Words("new", 100), 4));
  EXPECT_THAT(Said(Watch(query)), ElementsAre("changed copy before REPRINT>EXCERPT"));
  Put(At("copy", "Gazette", Words("other", 100), 5));
  EXPECT_THAT(Said(Watch(query)), ElementsAre("withdrawn copy before EXCERPT>UNRELATED"));
  Put(At("copy", "Gazette", text, 6));
  EXPECT_THAT(Said(Watch(query)), ElementsAre("created copy before IDENTICAL"));
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("before")).ok());
  events = Watch(query);
  ASSERT_THAT(Said(events), ElementsAre("withdrawn before copy IDENTICAL>UNRELATED"));
  EXPECT_EQ(events[0].a.title, "");
  EXPECT_THAT(Watch(query), IsEmpty());

  // All of it again, as it can be told now.
  WatchQuery again;
  again.from_start = true;
  const std::vector<std::string> said = Said(Watch(again));
  EXPECT_THAT(said, ::testing::Contains("withdrawn before copy IDENTICAL>UNRELATED"));
}

TEST_F(StoriesTest, ALateOriginalChangesWhoseTextItIs) {
  const std::string text = Words("s", 100);
  Put(At("second", "Gazette", text + Words("g", 6), 5));
  Put(At("third", "Courier", text + Words("c", 6), 6));
  WatchQuery query;
  Watch(query);
  Put(At("first", "Wire", text, 1));
  const std::vector<MatchEvent> events = Watch(query);
  ASSERT_THAT(Said(events),
              ElementsAre("created first second REPRINT", "created first third REPRINT",
                          "changed third second REPRINT>REPRINT"));
  ASSERT_TRUE(events[2].old->origin && events[2].old->origin->article);
  EXPECT_EQ(events[2].old->origin->article->id.value(), "second");
  EXPECT_EQ(events[2].provenance.origin.article->id.value(), "first");
}

TEST_F(StoriesTest, AWatchIsOfOneSource) {
  const std::string text = Words("s", 100), other = Words("o", 100);
  WatchQuery rferl{.source = "rferl"};
  WatchQuery all;
  Watch(rferl);
  Watch(all);
  Put(At("https://www.rferl.org/a/1.html", "RFE/RL", text, 1));
  Put(At("copy", "Gazette", text + Words("g", 6), 2));
  Put(At("x", "Gazette", other, 3));
  Put(At("y", "Courier", other, 4));
  EXPECT_EQ(Watch(all).size(), 2u);
  EXPECT_THAT(Said(Watch(rferl)),
              ElementsAre("created copy https://www.rferl.org/a/1.html REPRINT"));
  // What went is told to all: what it said cannot be read any more.
  ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("x")).ok());
  EXPECT_THAT(Said(Watch(rferl)), ElementsAre("withdrawn x y IDENTICAL>UNRELATED"));

  WatchQuery bad{.source = "nobody"};
  EXPECT_EQ(corpus_->Watch(bad).status().code(), absl::StatusCode::kNotFound);
  WatchQuery of_another{.token = rferl.token};
  EXPECT_EQ(corpus_->Watch(of_another).status().code(), absl::StatusCode::kInvalidArgument);
  Open();
  EXPECT_EQ(corpus_->Watch(rferl).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(StoriesTest, AWatchIsToldWhenThereMayBeMore) {
  int told = 0;
  {
    const ChangeSignal::Subscription subscription = corpus_->OnChange([&told] { ++told; });
    Put(At("a", "A", Words("a", 80), 1));
    EXPECT_EQ(told, 1);
    ASSERT_TRUE(corpus_->Delete(*ArticleId::Create("a")).ok());
    EXPECT_EQ(told, 2);
  }
  Put(At("b", "A", Words("a", 80), 1));
  EXPECT_EQ(told, 2);
}

}  // namespace
}  // namespace newsprint
