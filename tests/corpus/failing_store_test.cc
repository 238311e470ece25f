// The corpus on a store of which any call may fail: the status is clear, nothing acknowledged is
// lost, and once the store has recovered, index and edges agree with it again.
#include "tests/store/failing_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

const absl::Status kFull = absl::UnavailableError("disk full");

// A corpus whose store can be made to fail, and what its caller was told.
class FailingCorpus {
 public:
  explicit FailingCorpus(std::shared_ptr<Store> inner) : inner_(std::move(inner)) {
    auto store = std::make_unique<FailingStore>(inner_);
    store_ = store.get();
    // Without a text cache each verification reads the store, where it may fail.
    corpus_ = *Corpus::Open(std::move(store), {.text_cache_bytes = 0});
  }

  FailingStore& store() { return *store_; }
  Corpus& corpus() { return *corpus_; }

  void Ingest(std::vector<Article> articles) {
    const auto reports = corpus_->IngestBatch(articles, {});
    for (size_t i = 0; i < articles.size(); ++i) {
      const std::string id = articles[i].id.value();
      if (reports[i].ok()) {
        acknowledged_[id] = articles[i].body;
        doubtful_.erase(id);
      } else {
        ExpectClear(reports[i].status());
        doubtful_[id].insert(articles[i].body);
      }
    }
  }

  void Delete(const std::string& id) {
    const absl::Status status = corpus_->Delete(*ArticleId::Create(id));
    if (status.ok()) {
      acknowledged_[id] = "";
      doubtful_.erase(id);
    } else if (!absl::IsNotFound(status)) {  // The ingest before it may have failed.
      ExpectClear(status);
      doubtful_[id].insert("");
    }
  }

  void Read(const Article& text, const std::string& id) {
    ExpectClear(corpus_->Check(text, {}).status());
    const absl::Status found = corpus_->FindReprints({.id = *ArticleId::Create(id)}).status();
    if (!absl::IsNotFound(found)) ExpectClear(found);
    ExpectClear(corpus_->List({}).status());
    ExpectClear(corpus_->Stats().status());
  }

  // Every id holds what was acknowledged last, or what a failed call may have made of it since.
  void ExpectNothingLost() {
    std::set<std::string> ids;
    for (const auto& [id, body] : acknowledged_) ids.insert(id);
    for (const auto& [id, bodies] : doubtful_) ids.insert(id);
    for (const std::string& id : ids) {
      const auto stored = inner_->ReadById(*ArticleId::Create(id), 0);
      const std::string body = stored.ok() ? stored->article.body : "";
      EXPECT_TRUE(body == acknowledged_[id] || doubtful_[id].contains(body))
          << id << ": '" << body.substr(0, 20) << "'";
    }
  }

  void AwaitRest() {
    for (int tries = 0; tries < 2'000 && !inner_->ReadUnmatched(0, 1)->empty(); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_TRUE(inner_->ReadUnmatched(0, 1)->empty()) << "articles were left without their edges";
  }

 private:
  static void ExpectClear(const absl::Status& status) {
    if (status.ok()) return;
    EXPECT_EQ(status.code(), kFull.code());
    EXPECT_THAT(std::string(status.message()), HasSubstr("disk full"));
  }

  const std::shared_ptr<Store> inner_;
  FailingStore* store_ = nullptr;
  std::unique_ptr<Corpus> corpus_;
  std::map<std::string, std::string> acknowledged_;        // Body by id; empty: deleted.
  std::map<std::string, std::set<std::string>> doubtful_;  // What else may be there.
};

std::shared_ptr<Store> NewStore() {
  return CreateMemoryStore({.scheme = CurrentScheme(), .seed = 1});
}

// Ingest, revise, find and delete, with copies of one another.
void Work(FailingCorpus& it) {
  it.Ingest({MakeArticle("a", Words("story", 120))});
  it.Ingest({MakeArticle("b", Words("promo", 20) + Words("story", 120))});
  it.Ingest({MakeArticle("c", Words("other", 120)),
             MakeArticle("d", Words("other", 120) + Words("x", 9)),
             MakeArticle("e", Words("story", 110) + Words("y", 30))});
  it.Read(MakeArticle("", Words("story", 120)), "b");
  it.Ingest({MakeArticle("a", Words("story", 120) + Words("update", 15))});
  it.Delete("b");
  it.Read(MakeArticle("", Words("other", 100)), "a");
  it.Ingest({MakeArticle("f", Words("z", 12) + Words("story", 118))});
}

using EdgeKey = std::tuple<Ordinal, Ordinal, Relation>;

std::set<EdgeKey> EdgesOf(Corpus& corpus) {
  std::set<EdgeKey> edges;
  EXPECT_TRUE(corpus
                  .VisitEdges([&](const Edge& edge) {
                    edges.insert({edge.newer, edge.older, edge.match.relation});
                    return absl::OkStatus();
                  })
                  .ok());
  return edges;
}

// As if the store were opened anew, and each article is found by its own text.
void ExpectAgreement(Corpus& corpus, const std::shared_ptr<Store>& inner) {
  const auto fresh = *Corpus::Open(std::make_unique<FailingStore>(inner), {});
  EXPECT_EQ(EdgesOf(corpus), EdgesOf(*fresh));
  const IndexStats index = corpus.Stats()->index;
  EXPECT_EQ(index.articles, fresh->Stats()->index.articles);
  EXPECT_EQ(index.articles, inner->Stats()->revisions);
  EXPECT_EQ(corpus.Stats()->indexed_through, inner->Stats()->last_ordinal);
  const std::vector<StoredArticle> all = *inner->List(0, 100);
  for (const StoredArticle& stored : all) {
    const Article text = MakeArticle("", inner->ReadByOrdinal(stored.ordinal)->article.body);
    const SearchReport report = *corpus.Check(text, {});
    EXPECT_THAT(Ids(report.matches), ::testing::Contains(stored.article.id.value()));
    EXPECT_EQ(Ids(report.matches), Ids(fresh->Check(text, {})->matches));
  }
}

struct FaultCase {
  std::string name;
  bool done;
  size_t failing_calls;  // In a row; 0: until the store recovers.
};

class FailingStoreCorpusTest : public ::testing::TestWithParam<FaultCase> {};

INSTANTIATE_TEST_SUITE_P(Faults, FailingStoreCorpusTest,
                         ::testing::Values(FaultCase{"OneCall", false, 1},
                                           FaultCase{"OneAnswer", true, 1},
                                           FaultCase{"AllCallsSince", false, 0},
                                           FaultCase{"AllAnswersSince", true, 0}),
                         [](const auto& fault) { return fault.param.name; });

TEST_P(FailingStoreCorpusTest, NothingIsLostWhereverTheStoreFails) {
  size_t calls = 0;
  {
    FailingCorpus sound(NewStore());
    sound.store().FailNothing();
    Work(sound);
    calls = sound.store().calls();
  }
  ASSERT_GT(calls, 30u);
  for (size_t call = 1; call <= calls; ++call) {
    SCOPED_TRACE(call);
    const std::shared_ptr<Store> inner = NewStore();
    FailingCorpus it(inner);
    it.store().FailCall({.call = call,
                         .status = kFull,
                         .done = GetParam().done,
                         .forever = GetParam().failing_calls == 0});
    Work(it);
    it.ExpectNothingLost();
    it.store().FailNothing();
    it.Ingest({MakeArticle("after", Words("story", 119))});
    EXPECT_TRUE(inner->ReadById(*ArticleId::Create("after"), 0).ok()) << "the corpus did not go on";
    it.AwaitRest();
    it.ExpectNothingLost();
    ExpectAgreement(it.corpus(), inner);
    if (HasFailure()) return;  // The calls after it would say the same.
  }
}

TEST(FailingStoreOpeningTest, AFailedOpeningIsRefusedAndLeavesTheStoreAsItWas) {
  const std::shared_ptr<Store> inner = NewStore();
  {
    FailingCorpus it(inner);
    Work(it);
    // Of this one the edges are still to come.
    it.store().FailCall({.call = 4, .status = kFull, .forever = true});
    it.Ingest({MakeArticle("late", Words("story", 117))});
  }
  ASSERT_EQ(inner->ReadUnmatched(0, 9)->size(), 1u);
  size_t call = 1;
  while (true) {
    auto store = std::make_unique<FailingStore>(inner);
    store->FailCall({.call = call, .status = kFull});
    const auto corpus = Corpus::Open(std::move(store), {});
    if (corpus.ok()) break;
    EXPECT_EQ(corpus.status(), kFull) << call;
    ++call;
  }
  EXPECT_GT(call, 5u);
  EXPECT_TRUE(inner->ReadUnmatched(0, 9)->empty());
}

TEST(FailingStoreOpeningTest, ADamagedTextIsLeftOutAndTheAnswerSaysSo) {
  const std::shared_ptr<Store> inner = NewStore();
  FailingCorpus it(inner);
  it.Ingest({MakeArticle("a", Words("story", 120)), MakeArticle("b", Words("story", 120))});
  it.store().FailCall({.call = 1, .status = absl::DataLossError("ordinal 2: checksum")});
  const auto report = it.corpus().Check(MakeArticle("", Words("story", 120)), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(Ids(report->matches), IdList{"a"});
  EXPECT_TRUE(report->truncated);
  EXPECT_EQ(Ids(it.corpus().Check(MakeArticle("", Words("story", 120)), {})->matches),
            (IdList{"a", "b"}));
}

}  // namespace
}  // namespace newsprint
