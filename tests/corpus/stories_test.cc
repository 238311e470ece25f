// Stories of a corpus: what ties articles, what splits them, and that nothing depends on the order
// of arrival.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/corpus/stories_fixture.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

IdList Members(const Story& story) {
  IdList ids;
  for (const StoryArticle& article : story.articles) ids.push_back(article.summary.id.value());
  return ids;
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

}  // namespace
}  // namespace newsprint
