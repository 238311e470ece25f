// What every engine must do, as include/newsprint/store/store.h promises it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "newsprint/store/store.h"
#include "tests/store/engines.h"
#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Conformance : public ::testing::TestWithParam<Engine> {
 protected:
  TemporaryDirectory directory_;
  const std::unique_ptr<Store> owned_ = GetParam().create(directory_.store());
  Store& store_ = *owned_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Conformance, ::testing::ValuesIn(Engines()),
                         [](const auto& engine) { return engine.param.name; });

absl::StatusCode CodeOf(Store& store, NewRevision revision) {
  return store.Commit({std::move(revision)}).at(0).status().code();
}

TEST_P(Conformance, IdentityIsRandomButForWhatWasAskedFor) {
  EXPECT_THAT(store_.identity().store_id, SizeIs(32));
  EXPECT_EQ(store_.identity().store_id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(store_.identity().scheme, kScheme);
  const TemporaryDirectory other;
  const auto second = GetParam().create(other.store());
  EXPECT_NE(store_.identity().store_id, second->identity().store_id);
  EXPECT_NE(store_.identity().seed, second->identity().seed);
}

TEST_P(Conformance, GivesBackWhatWasCommitted) {
  NewRevision full = Revision("full");
  NewRevision bare = Revision("bare");
  bare.article.title = bare.article.url = bare.article.publisher = bare.article.language = "";
  bare.article.published_at.reset();
  bare.fingerprint = std::string("\0\xff", 2);
  NewRevision wide = Revision("https://пример.example/새/" + std::string(479, 'x'));
  wide.article.body = std::string(1 << 20, 'a') + "😀";
  wide.article.published_at = absl::FromCivil(absl::CivilSecond(1600), absl::UTCTimeZone());
  wide.article.first_seen_at =
      absl::FromCivil(absl::CivilSecond(9999, 12, 31), absl::UTCTimeZone()) + absl::Nanoseconds(1);

  const absl::Time before = absl::Now() - absl::Seconds(1);
  for (const NewRevision& revision : {full, bare, wide}) {
    const Ordinal ordinal = MustCommit(store_, revision);
    for (const auto& stored : {store_.ReadByOrdinal(ordinal), store_.ReadById(revision.article.id),
                               store_.ReadById(revision.article.id, 1)}) {
      ASSERT_TRUE(stored.ok()) << stored.status();
      EXPECT_EQ(stored->article, revision.article);
      EXPECT_EQ(stored->ordinal, ordinal);
      EXPECT_EQ(stored->revision, 1u);
      EXPECT_EQ(stored->content_hash, ContentHash(revision.article));
      EXPECT_GE(stored->ingested_at, before);
      EXPECT_LE(stored->ingested_at, absl::Now());
    }
    EXPECT_EQ(store_.Tail(ordinal - 1, 1)->at(0).fingerprint, revision.fingerprint);
  }
}

TEST_P(Conformance, RecordsAreKeptUnderTheirKeys) {
  const std::string bytes("\0\xff", 2);
  ASSERT_TRUE(store_.PutRecords({{"run/b", "2"}, {"run/a", bytes}, {"runs", "x"}}).ok());
  ASSERT_TRUE(store_.PutRecords({{"run/b", "3"}, {"other", ""}}).ok());
  EXPECT_THAT(*store_.ReadRecords("run/", "", 10),
              ElementsAre(StoredRecord{"run/a", bytes}, StoredRecord{"run/b", "3"}));
  EXPECT_THAT(*store_.ReadRecords("run/", "", 1), ElementsAre(StoredRecord{"run/a", bytes}));
  EXPECT_THAT(*store_.ReadRecords("run/", "run/a", 10), ElementsAre(StoredRecord{"run/b", "3"}));
  EXPECT_THAT(*store_.ReadRecords("run/", "run/b", 10), IsEmpty());
  EXPECT_THAT(*store_.ReadRecords("", "", 10), SizeIs(4));
  EXPECT_THAT(*store_.ReadRecords("none", "", 10), IsEmpty());
  EXPECT_EQ(store_.Stats()->last_ordinal, 0u);
}

TEST_P(Conformance, NoRecordIsKeptOfACallThatIsRefused) {
  for (const StoredRecord& wrong :
       {StoredRecord{"", "x"}, StoredRecord{std::string(kMaxRecordKeyBytes + 1, 'k'), "x"},
        StoredRecord{"k", std::string(kMaxRecordBytes + 1, 'v')}}) {
    EXPECT_EQ(store_.PutRecords({{"good", "x"}, wrong}).code(), absl::StatusCode::kInvalidArgument);
  }
  EXPECT_THAT(*store_.ReadRecords("", "", 10), IsEmpty());
}

TEST_P(Conformance, TimesAreCutToTheNanosecond) {
  NewRevision revision = Revision("a");
  revision.article.first_seen_at = absl::FromUnixSeconds(-7) + absl::Nanoseconds(1) / 2;
  MustCommit(store_, revision);
  EXPECT_EQ(store_.ReadById(Id("a"))->article.first_seen_at, absl::FromUnixSeconds(-7));
}

TEST_P(Conformance, OrdinalsFollowTheOrderGiven) {
  const auto ordinals = store_.Commit({Revision("a"), Revision("b"), Revision("a", 2)});
  ASSERT_THAT(ordinals, SizeIs(3));
  for (size_t i = 0; i < ordinals.size(); ++i) EXPECT_EQ(*ordinals[i], i + 1);
  EXPECT_THAT(store_.Commit({}), IsEmpty());
  EXPECT_EQ(MustCommit(store_, Revision("c")), 4u);
}

TEST_P(Conformance, RefusesOneRevisionWithoutTheOthers) {
  NewRevision timeless = Revision("timeless");
  timeless.article.first_seen_at.reset();
  const auto answers = store_.Commit({Revision("a"), timeless, Revision("empty", 1, ""),
                                      Revision("b", 2), Revision("a"), Revision("b")});
  const struct {
    absl::StatusCode code;
    const char* message;
  } want[] = {
      {absl::StatusCode::kOk, ""},
      {absl::StatusCode::kInvalidArgument, "first_seen_at: missing in article 'timeless'"},
      {absl::StatusCode::kInvalidArgument, "body: must not be empty"},
      {absl::StatusCode::kAborted,
       "article 'b': revision 2 does not follow the newest, which is 0"},
      {absl::StatusCode::kAborted,
       "article 'a': revision 1 does not follow the newest, which is 1"},
      {absl::StatusCode::kOk, ""},
  };
  for (size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].status().code(), want[i].code) << i;
    EXPECT_EQ(Message(answers[i].status()), want[i].message);
  }
  // Nothing of the refused is left, and no ordinal went to them.
  EXPECT_EQ(*answers[5], 2u);
  EXPECT_EQ(store_.FindHead(Id("timeless")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(*store_.Tail(0, 10), SizeIs(2));
}

TEST_P(Conformance, RevisionsFollowEachOther) {
  for (const uint32_t revision : {1, 2, 3}) {
    EXPECT_EQ(CodeOf(store_, Revision("a", revision + 1)), absl::StatusCode::kAborted);
    MustCommit(store_, Revision("a", revision, "Body " + std::to_string(revision)));
    EXPECT_EQ(CodeOf(store_, Revision("a", revision)), absl::StatusCode::kAborted);
    EXPECT_EQ(CodeOf(store_, Revision("a", 0)), absl::StatusCode::kAborted);
    EXPECT_EQ(store_.FindHead(Id("a"))->revision, revision);
  }
  const RevisionHead head = *store_.FindHead(Id("a"));
  EXPECT_EQ(head.ordinal, 3u);
  EXPECT_EQ(head.content_hash, ContentHash(Revision("a", 3, "Body 3").article));
  EXPECT_EQ(store_.ReadById(Id("a"))->article.body, "Body 3");
  EXPECT_EQ(store_.ReadById(Id("a"), 1)->article.body, "Body 1");
  EXPECT_EQ(store_.ReadByOrdinal(2)->article.body, "Body 2");
  EXPECT_THAT(Message(store_.ReadById(Id("a"), 4).status()),
              HasSubstr("no revision 4 of article 'a'"));
}

TEST_P(Conformance, AbsentArticlesAreNotFound) {
  MustCommit(store_, Revision("a"));
  for (const absl::Status& status :
       {store_.ReadByOrdinal(0).status(), store_.ReadByOrdinal(2).status(),
        store_.ReadByOrdinal(~Ordinal{0}).status(), store_.ReadById(Id("b")).status(),
        store_.ReadById(Id("a"), 2).status(), store_.FindHead(Id("b")).status(),
        store_.Delete(Id("b")).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
  }
  EXPECT_EQ(store_.Stats()->last_ordinal, 1u);  // A deletion of nothing takes no ordinal.
}

TEST_P(Conformance, DeleteRemovesAllRevisionsOfTheIdAndNoOther) {
  // Ids of which one begins with another, up to the lowest byte that may follow.
  const std::vector<std::string> others = {"a ", "a!", "a\xc2\xa0", "b", "A", "aa"};
  store_.Commit({Revision("a"), Revision("a", 2)});
  for (const std::string& id : others) store_.Commit({Revision(id), Revision(id, 2)});
  const Ordinal last = store_.Stats()->last_ordinal;

  EXPECT_EQ(*store_.Delete(Id("a")), last + 1);

  for (const absl::Status& status :
       {store_.ReadByOrdinal(1).status(), store_.ReadByOrdinal(2).status(),
        store_.ReadByOrdinal(last + 1).status(), store_.ReadById(Id("a")).status(),
        store_.ReadById(Id("a"), 1).status(), store_.FindHead(Id("a")).status(),
        store_.Delete(Id("a")).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
  }
  for (const std::string& id : others) {
    EXPECT_EQ(store_.ReadById(Id(id), 1)->article.id.value(), id);
    EXPECT_EQ(store_.FindHead(Id(id))->revision, 2u);
  }
  const std::vector<LogEntry> tail = *store_.Tail(0, 100);
  ASSERT_THAT(tail, SizeIs(last + 1));
  EXPECT_EQ(tail[0].id, Id("a"));
  EXPECT_EQ(tail[0].revision, 1u);
  EXPECT_THAT(tail[0].fingerprint, IsEmpty());
  EXPECT_EQ(tail[2].fingerprint, "fingerprint of a 1");
  EXPECT_EQ(tail[last].id, Id("a"));
  EXPECT_EQ(tail[last].revision, 0u);
  EXPECT_THAT(tail[last].fingerprint, IsEmpty());
  EXPECT_THAT(tail[last].deleted, ElementsAre(1, 2));

  // The id begins anew.
  EXPECT_EQ(CodeOf(store_, Revision("a", 3)), absl::StatusCode::kAborted);
  EXPECT_EQ(MustCommit(store_, Revision("a")), last + 2);
  EXPECT_EQ(*store_.Delete(Id("a")), last + 3);
  EXPECT_THAT(store_.Tail(last + 2, 1)->at(0).deleted, ElementsAre(last + 2));
}

TEST_P(Conformance, TailGoesOnWhereItStopped) {
  for (const char* id : {"a", "b", "c", "d", "e"}) MustCommit(store_, Revision(id));
  const struct {
    Ordinal after;
    size_t limit;
    std::vector<Ordinal> want;
  } cases[] = {
      {0, 2, {1, 2}}, {2, 2, {3, 4}},           {4, 2, {5}},          {5, 2, {}}, {9, 2, {}},
      {0, 0, {}},     {0, 99, {1, 2, 3, 4, 5}}, {~Ordinal{0}, 2, {}},
  };
  for (const auto& c : cases) {
    std::vector<Ordinal> got;
    const std::vector<LogEntry> entries = *store_.Tail(c.after, c.limit);
    for (const LogEntry& entry : entries) got.push_back(entry.ordinal);
    EXPECT_EQ(got, c.want) << c.after << " " << c.limit;
  }
}

TEST_P(Conformance, ListPagesThroughTheNewestRevisions) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c"), Revision("b", 2), Revision("d")});
  ASSERT_TRUE(store_.Delete(Id("c")).ok());
  const struct {
    Ordinal after;
    size_t limit;
    std::vector<Ordinal> want;
  } cases[] = {{0, 2, {1, 4}}, {4, 2, {5}}, {5, 2, {}}, {0, 9, {1, 4, 5}}, {~Ordinal{0}, 9, {}}};
  for (const auto& c : cases) {
    std::vector<Ordinal> got;
    const std::vector<StoredArticle> page = *store_.List(c.after, c.limit);
    for (const StoredArticle& stored : page) {
      got.push_back(stored.ordinal);
      Article want = store_.ReadByOrdinal(stored.ordinal)->article;
      want.body.clear();
      EXPECT_EQ(stored.article, want);
    }
    EXPECT_EQ(got, c.want) << c.after << " " << c.limit;
  }
}

TEST_P(Conformance, EdgesAreKeptUnderBothEnds) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c"), Revision("d")});
  const StoredEdge ca{3, 1, "c-a"}, cb{3, 2, "c-b"}, dc{4, 3, "d-c"};
  ASSERT_TRUE(store_.PutEdges(4, {dc}).ok());
  ASSERT_TRUE(store_.PutEdges(3, {cb, ca}).ok());
  EXPECT_THAT(*store_.ReadEdges(1), ElementsAre(ca));
  EXPECT_THAT(*store_.ReadEdges(3), ElementsAre(ca, cb, dc));
  EXPECT_THAT(*store_.ReadEdges(4), ElementsAre(dc));
  EXPECT_THAT(*store_.ReadEdges(9), IsEmpty());

  // In place of those before.
  const StoredEdge again{3, 2, std::string(100'000, 'x')};
  ASSERT_TRUE(store_.PutEdges(3, {again}).ok());
  EXPECT_THAT(*store_.ReadEdges(1), IsEmpty());
  EXPECT_THAT(*store_.ReadEdges(3), ElementsAre(again, dc));
  EXPECT_THAT(*store_.ReadEdges(2), ElementsAre(again));
}

TEST_P(Conformance, EdgesOfManyRevisionsComeAtOnce) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c")});
  const StoredEdge ba{2, 1, "b-a"}, cb{3, 2, "c-b"};
  const std::vector<RevisionEdges> matched = {{2, {ba}}, {9, {}}, {1, {}}, {3, {cb}}};
  ASSERT_TRUE(store_.PutAllEdges(matched).ok());
  EXPECT_THAT(*store_.ReadEdges(2), ElementsAre(ba, cb));
  EXPECT_THAT(*store_.ReadUnmatched(0, 9), IsEmpty());
  EXPECT_FALSE(store_.PutAllEdges({{2, {}}, {3, {ba}}}).ok());
  EXPECT_THAT(*store_.ReadEdges(2), ElementsAre(ba, cb));
}

TEST_P(Conformance, EdgesGoOnlyFromNewerToOlder) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c")});
  for (const StoredEdge& edge :
       {StoredEdge{2, 2, ""}, StoredEdge{2, 3, ""}, StoredEdge{3, 1, ""}, StoredEdge{2, 0, ""}}) {
    EXPECT_EQ(store_.PutEdges(2, {{2, 1, "sound"}, edge}).code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_THAT(*store_.ReadEdges(2), IsEmpty());
}

TEST_P(Conformance, EdgesOfTheDeletedAreDropped) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c"), Revision("b", 2)});
  ASSERT_TRUE(store_.PutEdges(2, {{2, 1, "b-a"}}).ok());
  ASSERT_TRUE(store_.PutEdges(3, {{3, 1, "c-a"}, {3, 2, "c-b"}}).ok());
  ASSERT_TRUE(store_.PutEdges(4, {{4, 3, "b2-c"}, {4, 1, "b2-a"}}).ok());

  const Ordinal deletion = *store_.Delete(Id("b"), "what is left");

  // The log keeps what went, in the step that took it.
  const std::vector<LogEntry> log = *store_.Tail(0, 9);
  EXPECT_THAT(log.back().withdrawn,
              ElementsAre(StoredEdge{2, 1, "b-a"}, StoredEdge{3, 2, "c-b"},
                          StoredEdge{4, 1, "b2-a"}, StoredEdge{4, 3, "b2-c"}));
  EXPECT_EQ(log.back().ordinal, deletion);
  EXPECT_EQ(log.back().note, "what is left");
  for (size_t i = 0; i + 1 < log.size(); ++i) EXPECT_THAT(log[i].withdrawn, IsEmpty());
  EXPECT_THAT(*store_.ReadEdges(1), ElementsAre(StoredEdge{3, 1, "c-a"}));
  EXPECT_THAT(*store_.ReadEdges(3), ElementsAre(StoredEdge{3, 1, "c-a"}));
  EXPECT_THAT(*store_.ReadEdges(2), IsEmpty());
  EXPECT_THAT(*store_.ReadEdges(4), IsEmpty());
  // A match that was found before the deletion and is kept after it.
  EXPECT_TRUE(store_.PutEdges(3, {{3, 1, "c-a"}, {3, 2, "c-b"}}).ok());
  EXPECT_TRUE(store_.PutEdges(4, {{4, 3, "b2-c"}}).ok());
  EXPECT_THAT(*store_.ReadEdges(3), ElementsAre(StoredEdge{3, 1, "c-a"}));
  EXPECT_THAT(*store_.ReadEdges(4), IsEmpty());
}

TEST_P(Conformance, CommitsAreMarkedUntilTheirEdgesCome) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c"), Revision("d"), Revision("a", 2)});
  EXPECT_THAT(*store_.ReadUnmatched(0, 9), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(*store_.ReadUnmatched(0, 2), ElementsAre(1, 2));
  EXPECT_THAT(*store_.ReadUnmatched(2, 2), ElementsAre(3, 4));
  EXPECT_THAT(*store_.ReadUnmatched(~Ordinal{0}, 9), IsEmpty());
  ASSERT_TRUE(store_.PutEdges(2, {}).ok());
  ASSERT_TRUE(store_.PutEdges(4, {{4, 2, "d-b"}}).ok());
  ASSERT_TRUE(store_.PutEdges(4, {}).ok());
  EXPECT_THAT(*store_.ReadUnmatched(0, 9), ElementsAre(1, 3, 5));
  ASSERT_TRUE(store_.Delete(Id("a")).ok());
  ASSERT_TRUE(store_.PutEdges(77, {}).ok());
  EXPECT_THAT(*store_.ReadUnmatched(0, 9), ElementsAre(3));
}

TEST_P(Conformance, StatsCountWhatCanBeRead) {
  EXPECT_EQ(store_.Stats()->articles, 0u);
  EXPECT_EQ(store_.Stats()->last_ordinal, 0u);
  store_.Commit({Revision("a"), Revision("b"), Revision("a", 2), Revision("a", 2)});
  StoreStats stats = *store_.Stats();
  EXPECT_EQ(stats.articles, 2u);
  EXPECT_EQ(stats.revisions, 3u);
  EXPECT_EQ(stats.last_ordinal, 3u);
  EXPECT_THAT(stats.missing, IsEmpty());
  ASSERT_TRUE(store_.Delete(Id("a")).ok());
  stats = *store_.Stats();
  EXPECT_EQ(stats.articles, 1u);
  EXPECT_EQ(stats.revisions, 1u);
  EXPECT_EQ(stats.last_ordinal, 4u);
}

TEST_P(Conformance, CompactionChangesNoAnswer) {
  store_.Commit({Revision("a"), Revision("b"), Revision("c")});
  ASSERT_TRUE(store_.PutEdges(3, {{3, 1, "c-a"}}).ok());
  ASSERT_TRUE(store_.Delete(Id("b")).ok());
  ASSERT_TRUE(store_.Compact().ok());
  EXPECT_EQ(store_.ReadById(Id("a"))->article, Revision("a").article);
  EXPECT_EQ(store_.ReadByOrdinal(2).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(*store_.ReadEdges(1), SizeIs(1));
  EXPECT_THAT(*store_.Tail(0, 9), SizeIs(4));
  EXPECT_EQ(MustCommit(store_, Revision("d")), 5u);
}

// Eight writers, and one reader who follows them: he must see each step once, in order, whole.
TEST_P(Conformance, TheTotalOrderIsTheOrderOfVisibility) {
  constexpr int kWriters = 8;
  constexpr int kEach = 60;
  std::vector<std::map<Ordinal, std::string>> committed(kWriters);
  std::atomic<int> working = kWriters;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) {
        const std::string id = std::to_string(w) + "/" + std::to_string(i);
        const Ordinal ordinal = MustCommit(store_, Revision(id));
        committed[w][ordinal] = id;
        // Visible to him who was told, and to every later read.
        EXPECT_EQ(store_.FindHead(Id(id))->ordinal, ordinal);
        EXPECT_GE(store_.Stats()->last_ordinal, ordinal);
        EXPECT_TRUE(store_.PutEdges(ordinal, {}).ok());
        if (i % 10 == 9) committed[w][*store_.Delete(Id(id))] = id;
      }
      --working;
    });
  }
  std::map<Ordinal, std::string> seen;
  for (Ordinal after = 0;;) {
    const bool last_round = working == 0;
    const std::vector<LogEntry> entries = *store_.Tail(after, 7);
    for (const LogEntry& entry : entries) {
      EXPECT_EQ(entry.ordinal, ++after);
      seen[entry.ordinal] = entry.id.value();
    }
    if (entries.empty() && last_round) break;
  }
  for (std::thread& writer : writers) writer.join();
  std::map<Ordinal, std::string> want;
  for (const auto& part : committed) want.insert(part.begin(), part.end());
  EXPECT_THAT(want, SizeIs(kWriters * (kEach + kEach / 10)));
  EXPECT_EQ(seen, want);
  EXPECT_THAT(*store_.ReadUnmatched(0, 10), IsEmpty());
  EXPECT_EQ(store_.Stats()->articles, kWriters * (kEach - kEach / 10));
}

TEST_P(Conformance, OfConcurrentRevisionsOneWins) {
  constexpr uint32_t kRevisions = 30;
  std::atomic<int> won = 0;
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&] {
      for (;;) {
        const auto head = store_.FindHead(Id("a"));
        const uint32_t next = head.ok() ? head->revision + 1 : 1;
        if (next > kRevisions) return;
        const absl::StatusCode code = CodeOf(store_, Revision("a", next));
        if (code == absl::StatusCode::kOk) ++won;
        EXPECT_TRUE(code == absl::StatusCode::kOk || code == absl::StatusCode::kAborted);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, kRevisions);
  EXPECT_EQ(store_.Stats()->last_ordinal, kRevisions);
}

// Steps at random, of which many contradict each other within one call, against the plain maps.
TEST_P(Conformance, AgreesWithTheModel) {
  const auto model = CreateMemoryStore({.path = "", .scheme = kScheme});
  std::mt19937 random(7);
  const auto below = [&](uint32_t n) { return static_cast<uint32_t>(random() % n); };
  const auto some_id = [&] { return std::string(1 + below(3), static_cast<char>('a' + below(6))); };
  const auto codes = [](const std::vector<absl::StatusOr<Ordinal>>& answers) {
    std::vector<std::string> text;
    for (const auto& answer : answers) {
      text.push_back(answer.ok() ? std::to_string(*answer) : answer.status().ToString());
    }
    return text;
  };
  for (int step = 0; step < 600; ++step) {
    switch (below(8)) {
      case 0:
      case 1:
      case 2: {
        std::vector<NewRevision> revisions;
        for (uint32_t i = below(4); i < 4; ++i) {
          const std::string id = some_id();
          const auto head = model->FindHead(Id(id));
          const uint32_t next = head.ok() ? head->revision + 1 : 1;
          revisions.push_back(Revision(id, next + below(3) / 2, "Body " + std::to_string(step)));
        }
        EXPECT_EQ(codes(store_.Commit(revisions)), codes(model->Commit(revisions)));
        break;
      }
      case 3: {
        const ArticleId id = Id(some_id());
        EXPECT_EQ(codes({store_.Delete(id)}), codes({model->Delete(id)}));
        break;
      }
      default: {
        const Ordinal last = model->Stats()->last_ordinal;
        const Ordinal newer = 1 + below(static_cast<uint32_t>(last) + 1);
        std::vector<StoredEdge> edges;
        for (Ordinal older = 1; older < newer; older += 1 + below(9)) {
          edges.push_back({newer, older, std::to_string(step)});
        }
        EXPECT_EQ(store_.PutEdges(newer, edges), model->PutEdges(newer, edges));
      }
    }
  }
  const Ordinal last = model->Stats()->last_ordinal;
  ASSERT_EQ(store_.Stats()->last_ordinal, last);
  ASSERT_GT(last, 300u);
  EXPECT_EQ(store_.Stats()->revisions, model->Stats()->revisions);
  EXPECT_EQ(*store_.ReadUnmatched(0, last), *model->ReadUnmatched(0, last));
  const std::vector<LogEntry> tail = *store_.Tail(0, last);
  const std::vector<LogEntry> model_tail = *model->Tail(0, last);
  ASSERT_EQ(tail.size(), model_tail.size());
  for (Ordinal ordinal = 1; ordinal <= last; ++ordinal) {
    const LogEntry& entry = tail[ordinal - 1];
    const LogEntry& want = model_tail[ordinal - 1];
    EXPECT_EQ(std::tie(entry.id, entry.revision, entry.fingerprint, entry.deleted),
              std::tie(want.id, want.revision, want.fingerprint, want.deleted));
    EXPECT_EQ(*store_.ReadEdges(ordinal), *model->ReadEdges(ordinal));
    const auto stored = store_.ReadByOrdinal(ordinal);
    EXPECT_EQ(stored.status(), model->ReadByOrdinal(ordinal).status());
    if (stored.ok()) {
      EXPECT_EQ(stored->article, model->ReadByOrdinal(ordinal)->article);
    }
  }
}

}  // namespace
}  // namespace newsprint
