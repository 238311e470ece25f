// What the tests of listings share: a corpus over a store that counts its reads, and a newsroom.
#ifndef NEWSPRINT_TESTS_CORPUS_LISTING_FIXTURE_H_
#define NEWSPRINT_TESTS_CORPUS_LISTING_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"
#include "tests/corpus/counting_store.h"

namespace newsprint {

inline absl::Time Day(int day) {
  return absl::FromCivil(absl::CivilDay(2026, 1, day), absl::UTCTimeZone());
}

class ListingTest : public ::testing::Test {
 protected:
  ListingTest() { Open({}); }

  void Open(const CorpusOptions& options) {
    corpus_ = *Corpus::Open(std::make_unique<CountingStore>(
                                CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1}), reads_),
                            options);
  }

  void Put(const std::string& id, const std::string& body, const std::string& publisher = "",
           const std::string& url = "", std::optional<absl::Time> published_at = {},
           const std::string& language = "") {
    Article article = MakeArticle(id, body, publisher);
    article.url = url;
    article.language = language;
    article.published_at = published_at;
    const auto report = corpus_->Ingest(article, {});
    ASSERT_TRUE(report.ok()) << report.status();
  }

  // Two agencies with a story each day, and outlets that carry them.
  void PutNewsroom() {
    for (int day = 1; day <= 4; ++day) {
      const std::string n = absl::StrCat(day);
      Put("wire" + n, Words("w" + n + "x", 200), "Wire", "https://wire.example/" + n, Day(day));
      Put("rival" + n, Words("r" + n + "x", 200), "Rival", "https://rival.example/" + n, Day(day));
    }
    Put("gazette", Words("promo", 10) + Words("w1x", 200), "Gazette",
        "https://www.gazette.example/1", Day(9), "en");
    Put("blog", Words("w2x", 60) + Words("own", 200), "Blog", "https://gazette.example/2", Day(7));
    Put("herald", Words("w2x", 200) + Words("more", 40), "Herald", "", Day(8));
    Put("mixed", Words("r3x", 200) + Words("w3x", 100), "Herald", "", Day(6));
    Put("again", Words("w4x", 190), "Wire", "https://m.wire.example/again", Day(5));
  }

  static FindQuery OfPublisher(const std::string& publisher) {
    FindQuery query;
    query.source = ArticleFilter{.publisher = publisher};
    return query;
  }

  FindPage Find(const FindQuery& query) {
    absl::StatusOr<FindPage> page = corpus_->FindReprints(query);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.ok() ? *std::move(page) : FindPage{};
  }

  // "asked<-other" of each match.
  static IdList Pairs(const FindPage& page) {
    IdList pairs;
    for (size_t i = 0; i < page.matches.size(); ++i) {
      pairs.push_back(page.asked[i].id.value() + "<-" + page.matches[i].other.id.value());
    }
    return pairs;
  }

  IdList List(const ArticleFilter& filter) {
    const absl::StatusOr<ListPage> page = corpus_->List({.filter = filter});
    EXPECT_TRUE(page.ok()) << page.status();
    IdList ids;
    for (const StoredArticle& stored : page->articles) ids.push_back(stored.article.id.value());
    EXPECT_EQ(page->total_articles, ids.size());
    return ids;
  }

  StoreReads reads_;
  std::unique_ptr<Corpus> corpus_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_CORPUS_LISTING_FIXTURE_H_
