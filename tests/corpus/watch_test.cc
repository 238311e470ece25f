// What a watch is told: what comes, changes and goes, of whom, and that nothing is missed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/corpus/stories_fixture.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using WatchTest = StoriesTest;

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

TEST_F(WatchTest, AWatchTellsWhatComesChangesAndGoes) {
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

TEST_F(WatchTest, ALateOriginalChangesWhoseTextItIs) {
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

TEST_F(WatchTest, AWatchIsOfOneSource) {
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
  WatchQuery bad{.source = "nobody"};
  EXPECT_EQ(corpus_->Watch(bad).status().code(), absl::StatusCode::kNotFound);
  WatchQuery of_another{.token = rferl.token};
  EXPECT_EQ(corpus_->Watch(of_another).status().code(), absl::StatusCode::kInvalidArgument);
  Open();
  EXPECT_EQ(corpus_->Watch(rferl).status().code(), absl::StatusCode::kFailedPrecondition);
}

// What went is told of by what was known of it when it went: it cannot be read any more.
TEST_F(WatchTest, AWatchOfOneSourceIsToldOfItsDeletionsOnly) {
  const std::string own = Words("s", 100), credited = Words("c", 100), told = Words("t", 100),
                    other = Words("o", 100);
  const std::string credit = "\nSource: Radio Free Europe/Radio Liberty";
  Put(At("own", "RFE/RL", own, 1));
  Put(At("own copy", "Gazette", own + Words("g", 6), 2));
  Put(At("crediting", "Gazette", credited + credit, 3));
  Put(At("bare", "Courier", credited, 4));
  Put(At("sibling", "Star", told + credit, 5));
  Put(At("first", "Gazette", told, 6));
  Put(At("second", "Courier", told, 7));
  Put(At("x", "Gazette", other, 8));
  Put(At("y", "Courier", other, 9));
  const struct {
    const char* what;
    const char* id;
    std::vector<std::string> of_source;
    size_t of_all;
  } cases[] = {
      {"nothing of the source", "x", {}, 1},
      {"its own article", "own", {"withdrawn own own copy REPRINT>UNRELATED"}, 1},
      {"one that credits it", "crediting", {"withdrawn crediting bare REPRINT>UNRELATED"}, 1},
      {"one whose text is its, as a sibling says",
       "first",
       {"withdrawn first second IDENTICAL>UNRELATED", "withdrawn first sibling REPRINT>UNRELATED"},
       2},
      {"one that is left with the source's credit beside it",
       "second",
       {"withdrawn second sibling REPRINT>UNRELATED"},
       1},
  };
  WatchQuery rferl{.source = "rferl"};
  WatchQuery all;
  Watch(rferl);
  Watch(all);
  for (const auto& c : cases) {
    ASSERT_TRUE(corpus_->Delete(*ArticleId::Create(c.id)).ok());
    EXPECT_EQ(Said(Watch(rferl)), c.of_source) << c.what;
    EXPECT_EQ(Watch(all).size(), c.of_all) << c.what;
  }
  // Who comes later, when all of them are gone, is told the same.
  WatchQuery late{.source = "rferl", .from_start = true};
  EXPECT_EQ(Watch(late).size(), 5u);
}

TEST_F(WatchTest, AWatchIsToldWhenThereMayBeMore) {
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

// Whoever watches while articles come and go from several threads knows in the end what is there.
TEST_F(WatchTest, NothingIsMissedWhileArticlesComeAndGo) {
  constexpr int kWriters = 3;
  constexpr int kEach = 12;
  const auto id_of = [](int writer, int i) { return absl::StrCat("w", writer, "/", i); };
  // Pairs that match by the events of one watcher, who is woken and goes on by his token.
  std::atomic<int> writing = kWriters;
  std::vector<std::set<std::pair<std::string, std::string>>> known(2);
  std::vector<std::jthread> threads;
  for (auto& pairs : known) {
    threads.emplace_back([&] {
      std::atomic<int> changes = 1;
      const auto subscription = corpus_->OnChange([&] {
        ++changes;
        changes.notify_one();
      });
      WatchQuery query{.from_start = true};
      bool last_round = false;
      while (true) {
        const int seen = changes;
        last_round = writing == 0;
        for (const MatchEvent& event : Watch(query)) {
          const auto pair = std::minmax(event.a.id.value(), event.b.id.value());
          if (event.kind == MatchEventKind::kWithdrawn) {
            pairs.erase({pair.first, pair.second});
          } else {
            pairs.insert({pair.first, pair.second});
          }
        }
        if (last_round) break;
        changes.wait(seen);
      }
    });
  }
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        Put(At(id_of(writer, i), "P", Words(absl::StrCat("s", i % 3, "x"), 80), i));
        if (i % 4 == 3) {
          EXPECT_TRUE(corpus_->Delete(*ArticleId::Create(id_of(writer, i - 2))).ok());
        }
      }
      if (--writing == 0) Put(At("last", "P", Words("last", 80), 99));  // Wakes whoever sleeps.
    });
  }
  threads.clear();
  std::set<std::pair<std::string, std::string>> there;
  for (int a = 0; a < kWriters * kEach; ++a) {
    for (int b = 0; b < kWriters * kEach; ++b) {
      const int i = a % kEach, j = b % kEach;
      const std::string left = id_of(a / kEach, i), right = id_of(b / kEach, j);
      if (left < right && i % 3 == j % 3 && i % 4 != 1 && j % 4 != 1) there.emplace(left, right);
    }
  }
  for (const auto& pairs : known) EXPECT_EQ(pairs, there);
}

}  // namespace
}  // namespace newsprint
