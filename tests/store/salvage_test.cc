// Every file of a store, damaged in every way: what is lost is told by its ordinals, the rest is
// served, and nothing is lost without a word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/store/inspect.h"
#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;

// Several blocks of each table, so that damage to one leaves others.
std::string Bytes(std::mt19937& random, size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>('!' + random() % 90);
  return bytes;
}

// A store as it was acknowledged.
struct Model {
  std::map<Ordinal, Article> live;
  std::set<Ordinal> gone;  // Deletions and what they deleted.
  Ordinal last = 0;
};

void Commit(Store& store, Model& model, NewRevision revision) {
  const Article article = revision.article;
  model.last = MustCommit(store, std::move(revision));
  model.live[model.last] = article;
  std::vector<StoredEdge> edges;
  for (const Ordinal older : {model.last / 2, model.last / 3}) {
    if (model.live.contains(older) && older < model.last &&
        (edges.empty() || edges[0].older != older)) {
      edges.push_back({model.last, older, absl::StrCat("edge ", model.last, " ", older)});
    }
  }
  ASSERT_TRUE(store.PutEdges(model.last, edges).ok());
}

// Revisions, edges and a deletion, in tables and at the end in the log.
Model Build(const std::string& path) {
  Model model;
  std::mt19937 random(1);
  const auto store = MustOpen(path);
  const auto commit = [&](int number, uint32_t revision) {
    NewRevision made = Revision(absl::StrCat("a", number), revision, Bytes(random, 2'000));
    made.fingerprint = Bytes(random, 1'500);
    Commit(*store, model, std::move(made));
  };
  for (int i = 0; i < 20; ++i) commit(i, 1);
  for (int i = 0; i < 5; ++i) commit(i, 2);
  const Ordinal deletion = *store->Delete(Id("a3"));
  const std::vector<LogEntry> log = *store->Tail(0, 100);
  for (const LogEntry& entry : log) {
    if (entry.ordinal != deletion) continue;
    model.gone.insert(entry.deleted.begin(), entry.deleted.end());
  }
  for (const Ordinal ordinal : model.gone) model.live.erase(ordinal);
  model.gone.insert(deletion);
  EXPECT_TRUE(store->Compact().ok());
  for (int i = 20; i < 30; ++i) commit(i, 1);
  return model;
}

struct Damage {
  std::string name;
  void (*apply)(const fs::path& file);
};

const std::vector<Damage> kDamages = {
    {"a bit at a quarter", [](const fs::path& f) { FlipBit(f, fs::file_size(f) / 4); }},
    {"a bit at two thirds", [](const fs::path& f) { FlipBit(f, fs::file_size(f) * 2 / 3); }},
    {"a bit near the end", [](const fs::path& f) { FlipBit(f, fs::file_size(f) - 6); }},
    {"cut in half", [](const fs::path& f) { fs::resize_file(f, fs::file_size(f) / 2); }},
    {"cut by a byte", [](const fs::path& f) { fs::resize_file(f, fs::file_size(f) - 1); }},
    {"removed", [](const fs::path& f) { fs::remove(f); }},
};

std::set<Ordinal> Flatten(const std::vector<OrdinalRange>& ranges) {
  std::set<Ordinal> ordinals;
  for (const OrdinalRange& range : ranges) {
    for (Ordinal i = range.first; i <= range.last; ++i) ordinals.insert(i);
  }
  return ordinals;
}

class SalvageTest : public ::testing::Test {
 protected:
  SalvageTest() : model_(Build(sound_)) {}

  // Of a store that opened without a word: each read gives what was committed, or says why not.
  void ExpectNoSilentLoss(const Store& store) {
    for (const auto& [ordinal, article] : model_.live) {
      const auto stored = store.ReadByOrdinal(ordinal);
      if (stored.ok()) {
        EXPECT_EQ(stored->article.body, article.body);
      } else {
        EXPECT_EQ(stored.status().code(), absl::StatusCode::kDataLoss) << stored.status();
      }
    }
    const auto tail = store.Tail(0, 1'000);
    if (tail.ok()) {
      EXPECT_EQ(tail->size(), model_.last);
    } else {
      EXPECT_EQ(tail.status().code(), absl::StatusCode::kDataLoss);
    }
  }

  std::set<Ordinal> LostByInspection(const std::string& path) {
    const auto inspector = InspectRocksDbStore(path);
    EXPECT_TRUE(inspector.ok()) << inspector.status();
    std::set<Ordinal> lost;
    if (!inspector.ok()) return lost;
    EXPECT_EQ((*inspector)->last_ordinal(), model_.last);
    for (Ordinal i = 1; i <= (*inspector)->last_ordinal(); ++i) {
      const ExaminedOrdinal examined = (*inspector)->Examine(i);
      const bool is_faulty =
          examined.state == OrdinalState::kLost || examined.state == OrdinalState::kImpaired;
      EXPECT_EQ(examined.faults.empty(), !is_faulty) << i;
      if (examined.state == OrdinalState::kLost) lost.insert(i);
      if (examined.article) {
        EXPECT_EQ(examined.article->article.body, model_.live.at(i).body);
      }
    }
    return lost;
  }

  // All but `lost` is served, without the deleted, and goes on being a store.
  void ExpectTheRest(Store& store, const std::set<Ordinal>& lost) {
    EXPECT_EQ(Flatten(store.Stats()->missing), lost);
    std::set<std::string> ids;
    uint64_t revisions = 0;
    for (const auto& [ordinal, article] : model_.live) {
      const auto stored = store.ReadByOrdinal(ordinal);
      EXPECT_EQ(stored.ok(), !lost.contains(ordinal)) << ordinal << stored.status();
      if (!stored.ok()) continue;
      EXPECT_EQ(stored->article.body, article.body);
      EXPECT_TRUE(store.ReadById(article.id, stored->revision).ok());
      ids.insert(article.id.value());
      ++revisions;
      const auto edges = store.ReadEdges(ordinal);
      ASSERT_TRUE(edges.ok()) << edges.status();
      for (const StoredEdge& edge : *edges) {
        EXPECT_EQ(edge.value, absl::StrCat("edge ", edge.newer, " ", edge.older));
      }
    }
    for (const Ordinal ordinal : model_.gone) EXPECT_FALSE(store.ReadByOrdinal(ordinal).ok());
    EXPECT_FALSE(store.ReadById(Id("a3")).ok());
    EXPECT_EQ(store.Stats()->articles, ids.size());
    EXPECT_EQ(store.Stats()->revisions, revisions);
    EXPECT_EQ(store.List(0, 1'000)->size(), ids.size());
    EXPECT_EQ(store.Tail(0, 1'000)->size() + lost.size(), model_.last);
    EXPECT_EQ(MustCommit(store, Revision("new")), model_.last + 1);
    EXPECT_TRUE(store.Compact().ok());
  }

  // The edges that are not there are marked to come.
  void ExpectEdgesKeptOrMarked(Store& store, const std::set<Ordinal>& lost) {
    const std::vector<Ordinal> marked = *store.ReadUnmatched(0, 1'000);
    for (const auto& [newer, article] : model_.live) {
      if (lost.contains(newer) || std::ranges::count(marked, newer) > 0) continue;
      std::set<Ordinal> wanted;
      for (const Ordinal older : {newer / 2, newer / 3}) {
        if (model_.live.contains(older) && !lost.contains(older)) wanted.insert(older);
      }
      std::set<Ordinal> found;
      const std::vector<StoredEdge> edges = *store.ReadEdges(newer);
      for (const StoredEdge& edge : edges) {
        if (edge.newer == newer) found.insert(edge.older);
      }
      EXPECT_EQ(found, wanted) << newer;
    }
  }

  void Try(const fs::path& file, const Damage& damage) {
    SCOPED_TRACE(absl::StrCat(file.string(), ", ", damage.name));
    const std::string path = directory_.path() + "/damaged";
    fs::remove_all(path);
    fs::copy(sound_, path, fs::copy_options::recursive);
    damage.apply(fs::path(path) / file);
    bool refused = false;
    {
      const auto store = Open(path);
      refused = !store.ok();
      if (store.ok()) {
        ExpectNoSilentLoss(**store);
      } else {
        EXPECT_EQ(store.status().code(), absl::StatusCode::kDataLoss) << store.status();
        EXPECT_THAT(Message(store.status()), HasSubstr("newsprint verify --store " + path));
      }
    }
    const std::set<Ordinal> lost = LostByInspection(path);
    EXPECT_FALSE(fs::exists(path + "/inspection"));
    {
      const auto store = Open(path, /*accept_damage=*/true);
      ASSERT_TRUE(store.ok()) << store.status();
      ExpectEdgesKeptOrMarked(**store, lost);
      ExpectTheRest(**store, lost);
    }
    const auto again = Open(path);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(Flatten((*again)->Stats()->missing), lost);
    refused_ += refused ? 1 : 0;
    lost_ += lost.empty() ? 0 : 1;
  }

  void TryAll(const std::vector<fs::path>& files) {
    ASSERT_FALSE(files.empty());
    for (const fs::path& file : files) {
      for (const Damage& damage : kDamages) Try(fs::relative(file, sound_), damage);
    }
  }

  TemporaryDirectory directory_;
  const std::string sound_ = directory_.path() + "/sound";
  const Model model_;
  int refused_ = 0;  // Openings.
  int lost_ = 0;     // Cases in which an article was lost.
};

TEST_F(SalvageTest, ASoundStoreHasNoFaults) {
  EXPECT_TRUE(LostByInspection(sound_).empty());
  const auto store = Open(sound_, /*accept_damage=*/true);
  ExpectTheRest(**store, {});
  EXPECT_FALSE(fs::exists(sound_ + "/rocksdb.damaged"));
}

TEST_F(SalvageTest, DamagedLogs) {
  TryAll({NewestLog(sound_)});
  EXPECT_EQ(lost_, 4) << "the last record is edges, which are derived";
  EXPECT_EQ(refused_, 4);
}

// A third of the damages for each: with all it would take a minute.
TEST_F(SalvageTest, DamagedTables) {
  const std::vector<fs::path> tables = DatabaseFiles(sound_, ".sst");
  ASSERT_GT(tables.size(), 7u);
  for (size_t i = 0; i < tables.size(); ++i) {
    for (size_t n = i % 3; n < kDamages.size(); n += 3) {
      Try(fs::relative(tables[i], sound_), kDamages[n]);
    }
  }
  EXPECT_GT(lost_, 2);
  EXPECT_GT(refused_, 8) << "what is cut or removed is seen at once";
}

// All tables and logs are there: nothing is lost.
TEST_F(SalvageTest, DamagedManifest) {
  std::vector<fs::path> manifests;
  for (const auto& entry : fs::directory_iterator(sound_ + "/rocksdb")) {
    if (entry.path().filename().string().starts_with("MANIFEST")) manifests.push_back(entry.path());
  }
  TryAll(manifests);
  TryAll({fs::path(sound_) / "rocksdb" / "CURRENT"});
  EXPECT_EQ(lost_, 0);
  EXPECT_GT(refused_, 6);
}

TEST_F(SalvageTest, AnIdentityThatIsLostTwiceIsRefused) {
  fs::remove(sound_ + "/identity");
  for (const fs::path& table : DatabaseFiles(sound_, ".sst")) {
    if (ReadFile(table).find("identity") != std::string::npos) fs::remove(table);
  }
  fs::remove(NewestLog(sound_));
  EXPECT_EQ(InspectRocksDbStore(sound_).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Open(sound_, /*accept_damage=*/true).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(SalvageTest, NoStoreIsNotFound) {
  EXPECT_EQ(InspectRocksDbStore(directory_.path() + "/none").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace newsprint
