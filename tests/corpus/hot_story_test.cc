// Stories with very many copies, and templates with very many instances: all copies are found, and
// others pay nothing for them. Counted work only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"
#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

constexpr int kCopies = 100;

std::unique_ptr<Corpus> NewCorpus() {
  return *Corpus::Open(CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1}), {});
}

void Ingest(Corpus& corpus, const std::vector<Article>& articles) {
  for (const auto& report : corpus.IngestBatch(articles, {})) {
    ASSERT_TRUE(report.ok()) << report.status();
  }
}

// Copy n of the hot story, with a paragraph of its own. The first is the one that leads the others.
Article Copy(int n) {
  return MakeArticle(absl::StrCat("copy-", n),
                     Words("hot", 120) + Words(absl::StrCat("own", n, "w"), 30));
}

std::vector<Article> Copies(int count) {
  std::vector<Article> copies;
  for (int n = 0; n < count; ++n) copies.push_back(Copy(n));
  return copies;
}

// Words of no other text, with a few stock phrases of a language that has `phrases` of them.
std::string NewsText(std::mt19937_64& random, int words, int phrases) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    absl::StrAppend(&text, "w", random() % 1'000'000, " ");
    if (i % 50 == 25) text += Words(absl::StrCat("phrase", random() % phrases, "x"), 8);
  }
  return text;
}

TEST(HotStoryTest, TheOthersAreFoundWhenTheFirstIsDeleted) {
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  Ingest(*corpus, Copies(kCopies));
  ASSERT_TRUE(corpus->Delete(Copy(0).id).ok());
  const auto report = corpus->Check(MakeArticle("", Words("hot", 120)), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->total_matches, static_cast<uint64_t>(kCopies - 1));
  EXPECT_FALSE(report->truncated);
}

TEST(HotStoryTest, AParagraphOfOneCopyAloneIsFound) {
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  Ingest(*corpus, Copies(kCopies));
  for (const int n : {0, 57, kCopies - 1}) {
    const auto report = corpus->Check(
        MakeArticle("", Words("new", 100) + Words(absl::StrCat("own", n, "w"), 30)), {});
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(Ids(report->matches), IdList{absl::StrCat("copy-", n)});
  }
}

// Also where the story has a phrase in common with the text, which makes a candidate of every copy.
TEST(HotStoryTest, AParagraphOfOneCopyIsFoundBesideAPhraseOfAllOfThem) {
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  Ingest(*corpus, Copies(kCopies));
  std::string phrase;
  for (int i = 60; i < 80; ++i) absl::StrAppend(&phrase, "hot", i, " ");
  const auto report = corpus->Check(
      MakeArticle("", Words("new", 300) + phrase + Words("newer", 300) + Words("own57w", 30)), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_GE(report->work.candidates, static_cast<uint64_t>(kCopies));
  EXPECT_THAT(Ids(report->matches), testing::Contains("copy-57"));
  if (report->total_matches == 1) {
    EXPECT_LE(report->work.candidates_verified, 10u);
  }
}

TEST(HotStoryTest, AnUnrelatedTextPaysForAFewCopiesOfAPhrase) {
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  Ingest(*corpus, Copies(kCopies));
  // Long enough to have an anchor for certain, too short to be a passage.
  std::string phrase;
  for (int i = 60; i < 66; ++i) absl::StrAppend(&phrase, "hot", i, " ");
  uint64_t candidates = 0;
  for (int n = 0; n < 20; ++n) {
    const auto report = corpus->Check(MakeArticle("", Words(absl::StrCat("a", n), 200) + phrase +
                                                          Words(absl::StrCat("b", n), 200)),
                                      {});
    ASSERT_TRUE(report.ok()) << report.status();
    candidates += report->work.candidates;
    EXPECT_LE(report->work.candidates_verified, 3u);
    EXPECT_EQ(report->total_matches, 0u);
  }
  EXPECT_GT(candidates, 0u) << "the phrase was put to the test";
}

// The texts have stock phrases, of which the hot story and the form have some too.
TEST(HotStoryTest, CopiesAndInstancesLeaveTheWorkOfOthersAsItWas) {
  constexpr int kPhrases = 200;
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  std::mt19937_64 random(1);
  std::vector<Article> news;
  for (int n = 0; n < 200; ++n) {
    news.push_back(MakeArticle(absl::StrCat("news-", n), NewsText(random, 200, kPhrases)));
  }
  Ingest(*corpus, news);
  std::vector<Article> unrelated;
  for (int n = 0; n < 50; ++n) {
    unrelated.push_back(MakeArticle("", NewsText(random, 200, kPhrases)));
  }
  const auto check_all = [&] {
    std::vector<WorkCounts> work;
    for (const Article& article : unrelated) work.push_back(corpus->Check(article, {})->work);
    return work;
  };
  const std::vector<WorkCounts> before = check_all();

  const std::string story = NewsText(random, 200, kPhrases);
  const std::string form = NewsText(random, 60, kPhrases);
  std::vector<Article> hot;
  for (int n = 0; n < 150; ++n) {
    hot.push_back(MakeArticle(absl::StrCat("hot-", n), story + Words(absl::StrCat("t", n), 10)));
    hot.push_back(MakeArticle(absl::StrCat("form-", n),
                              form + Words(absl::StrCat("fact", n, "w"), 60) + form));
  }
  Ingest(*corpus, hot);
  const std::vector<WorkCounts> after = check_all();

  uint64_t verified_before = 0;
  uint64_t verified_after = 0;
  size_t unchanged = 0;
  size_t with_a_phrase = 0;
  for (size_t i = 0; i < unrelated.size(); ++i) {
    verified_before += before[i].candidates_verified;
    verified_after += after[i].candidates_verified;
    unchanged += after[i].postings_read <= before[i].postings_read ? 1 : 0;
    with_a_phrase += after[i].candidates >= 150 ? 1 : 0;
  }
  EXPECT_GT(verified_before, 0u);
  EXPECT_LE(verified_after, 2 * verified_before) << verified_before << " before";
  EXPECT_GT(with_a_phrase, 0u) << "phrases of the story were put to the test";
  EXPECT_EQ(unchanged + with_a_phrase, unrelated.size())
      << "no postings of the story are read without a phrase of it";
}

TEST(HotStoryTest, AllCopiesAreFoundPageByPage) {
  const std::unique_ptr<Corpus> corpus = NewCorpus();
  Ingest(*corpus, Copies(kCopies));
  FindQuery query{.id = Copy(42).id, .page_size = 7};
  std::set<std::string> ids;
  do {
    const auto page = corpus->FindReprints(query);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_matches, static_cast<uint64_t>(kCopies - 1));
    for (const FoundMatch& found : page->matches) ids.insert(found.other.id.value());
    query.page_token = page->next_page_token;
  } while (!query.page_token.empty());
  EXPECT_EQ(ids.size(), static_cast<size_t>(kCopies - 1));
}

// The cap is for what nothing else bounds, and is never kept quiet.
TEST(HotStoryTest, ACheckThatMeetsItsCapSaysSo) {
  const auto corpus = *Corpus::Open(CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1}),
                                    {.max_postings = 200});
  Ingest(*corpus, Copies(30));
  const auto report = corpus->Check(MakeArticle("", Words("hot", 120)), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->truncated);
  EXPECT_LE(report->work.postings_read, 200u);
  EXPECT_FALSE(report->matches.empty());
}

}  // namespace
}  // namespace newsprint
