// What the embedded engine does besides the contract of all engines.
#include "store/rocksdb_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/store/faulty_file_system.h"
#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RocksDbStoreTest : public ::testing::Test {
 protected:
  absl::Status OpenStatus(const StoreOptions& options) {
    return OpenRocksDbStore(options).status();
  }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.store();
};

TEST_F(RocksDbStoreTest, ReopeningKeepsAll) {
  StoreIdentity identity;
  {
    const auto store = MustOpen(path_);
    identity = store->identity();
    store->Commit({Revision("a"), Revision("b"), Revision("a", 2), Revision("c")});
    ASSERT_TRUE(store->PutEdges(3, {{3, 2, "a-b"}}).ok());
    ASSERT_TRUE(store->Delete(Id("c")).ok());
  }
  const auto store = MustOpen(path_);
  EXPECT_EQ(store->identity().store_id, identity.store_id);
  EXPECT_EQ(store->identity().scheme, identity.scheme);
  EXPECT_EQ(store->identity().seed, identity.seed);
  EXPECT_EQ(store->ReadById(Id("a"), 1)->article, Revision("a").article);
  EXPECT_EQ(store->FindHead(Id("a"))->ordinal, 3u);
  EXPECT_EQ(store->FindHead(Id("c")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(*store->ReadEdges(2), ElementsAre(StoredEdge{3, 2, "a-b"}));
  EXPECT_THAT(*store->ReadUnmatched(0, 9), ElementsAre(1, 2));
  EXPECT_THAT(*store->Tail(0, 9), SizeIs(5));
  EXPECT_EQ(store->Stats()->articles, 2u);
  EXPECT_EQ(store->Stats()->revisions, 3u);
  EXPECT_EQ(MustCommit(*store, Revision("c")), 6u);
}

TEST_F(RocksDbStoreTest, SeedIsForNewStoresAlone) {
  EXPECT_EQ((*OpenRocksDbStore({.path = path_, .scheme = kScheme, .seed = 5}))->identity().seed,
            5u);
  EXPECT_EQ((*OpenRocksDbStore({.path = path_, .scheme = kScheme, .seed = 6}))->identity().seed,
            5u);
}

TEST_F(RocksDbStoreTest, RefusesAnotherSchemeAndSaysWhatToDo) {
  MustOpen(path_);
  const absl::Status status = OpenStatus({.path = path_, .scheme = "scheme 2"});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Message(status), AllOf(HasSubstr("'scheme 1'"), HasSubstr("'scheme 2'"),
                                     HasSubstr("newsprint reindex --store " + path_)));
  MustOpen(path_);  // Nothing of it was changed.
}

TEST_F(RocksDbStoreTest, RefusesLaterFormats) {
  MustOpen(path_);
  std::ofstream(path_ + "/format") << "newsprint store, format 2\n";
  const absl::Status status = OpenStatus({.path = path_, .scheme = kScheme});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Message(status), HasSubstr("the store has format 2; this version of newsprint reads "
                                         "formats up to 1"));
}

TEST_F(RocksDbStoreTest, RefusesTablesOfLaterVersions) {
  MustOpen(path_);
  {
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(store::DatabaseOptions(rocksdb::Env::Default()),
                                  path_ + "/rocksdb", store::ColumnFamilies(), &handles, &db)
                    .ok());
    handles.emplace_back();
    ASSERT_TRUE(db->CreateColumnFamily({}, "later", &handles.back()).ok());
    for (auto* handle : handles) ASSERT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
    delete db;
  }
  const absl::Status status = OpenStatus({.path = path_, .scheme = kScheme});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Message(status), HasSubstr("the table 'later' is of a later version"));
}

TEST_F(RocksDbStoreTest, IsHeldByOne) {
  const auto store = MustOpen(path_);
  const absl::Status status = Open(path_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Message(status), HasSubstr(path_ + ": the store is in use"));
  EXPECT_EQ(MustCommit(*store, Revision("a")), 1u);
}

TEST_F(RocksDbStoreTest, CreatesOnlyWhatItMay) {
  namespace fs = std::filesystem;
  const std::string nested = path_ + "/deep/er";
  const std::string empty = directory_.path() + "/empty";
  const std::string foreign = directory_.path() + "/foreign";
  const std::string begun = directory_.path() + "/begun";
  const std::string file = directory_.path() + "/file";
  for (const std::string& path : {empty, foreign, begun}) fs::create_directory(path);
  std::ofstream(foreign + "/letters.txt") << "Dear Sir";
  std::ofstream(begun + "/lock");
  std::ofstream(begun + "/format.new") << "newspr";
  std::ofstream(file.c_str()) << "no directory";
  const struct {
    std::string path;
    bool create;
    absl::StatusCode want;
    const char* message;
  } cases[] = {
      {nested, false, absl::StatusCode::kNotFound, "no store"},
      {nested, true, absl::StatusCode::kOk, ""},
      {nested, false, absl::StatusCode::kOk, ""},
      {empty, false, absl::StatusCode::kNotFound, "no store in this directory"},
      {empty, true, absl::StatusCode::kOk, ""},
      {begun, false, absl::StatusCode::kNotFound, "no store in this directory"},
      {begun, true, absl::StatusCode::kOk, ""},
      {foreign, true, absl::StatusCode::kFailedPrecondition, "not a newsprint store"},
      {file, true, absl::StatusCode::kFailedPrecondition, "not a directory"},
      {"", true, absl::StatusCode::kInvalidArgument, "path: must not be empty"},
  };
  for (const auto& c : cases) {
    const absl::Status status =
        OpenStatus({.path = c.path, .scheme = kScheme, .create_if_missing = c.create});
    EXPECT_EQ(status.code(), c.want) << c.path << status;
    EXPECT_THAT(Message(status), HasSubstr(c.message));
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(foreign), fs::directory_iterator()), 1);
}

TEST_F(RocksDbStoreTest, NeedsTheRightToWrite) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  MustOpen(path_);
  std::filesystem::permissions(
      path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_EQ(Open(path_).status().code(), absl::StatusCode::kPermissionDenied);
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
}

TEST_F(RocksDbStoreTest, ConcurrentCommitsShareSyncs) {
  FaultyEnvironment faulty;
  const auto store =
      *store::OpenRocksDbStoreOn({.path = path_, .scheme = kScheme}, faulty.env.get());
  faulty.files->SetSyncDelay(std::chrono::microseconds(500));
  const uint64_t before = faulty.files->log_syncs();
  constexpr int kThreads = 8;
  constexpr int kEach = 40;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const Ordinal ordinal =
            MustCommit(*store, Revision(std::to_string(t) + "/" + std::to_string(i)));
        EXPECT_TRUE(store->PutEdges(ordinal, {}).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const uint64_t syncs = faulty.files->log_syncs() - before;
  EXPECT_EQ(store->Stats()->last_ordinal, kThreads * kEach);
  EXPECT_EQ(store->Stats()->synced_groups, syncs);
  EXPECT_LT(syncs, kThreads * kEach / 2);
  // One by one, each takes its own.
  for (const char* id : {"a", "b", "c"}) MustCommit(*store, Revision(id));
  EXPECT_EQ(faulty.files->log_syncs() - before, syncs + 3);
  // Edges alone take none.
  ASSERT_TRUE(store->PutEdges(kThreads * kEach + 1, {}).ok());
  EXPECT_EQ(faulty.files->log_syncs() - before, syncs + 3);
}

TEST_F(RocksDbStoreTest, BytesOfTheDeletedLeaveTheDisk) {
  const std::string marker =
      "q7#Zp!v9Lr&x2Wm";  // Of bytes that do not compress, in tables that would.
  const auto store = MustOpen(path_);
  for (int i = 0; i < 50; ++i) MustCommit(*store, Revision(absl::StrCat("a", i)));
  NewRevision secret = Revision("secret");
  secret.fingerprint = marker;
  secret.article.title = marker;
  const Ordinal ordinal = MustCommit(*store, secret);
  ASSERT_TRUE(store->PutEdges(ordinal, {{ordinal, 1, marker}}).ok());
  const auto holders = [&] {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
      if (entry.is_regular_file() && ReadFile(entry.path()).find(marker) != std::string::npos) {
        names.push_back(entry.path().filename().string());
      }
    }
    return names;
  };
  ASSERT_TRUE(store->Compact().ok());
  EXPECT_THAT(holders(), Not(IsEmpty()));
  ASSERT_TRUE(store->Delete(Id("secret")).ok());
  EXPECT_THAT(holders(), Not(IsEmpty()));
  ASSERT_TRUE(store->Compact().ok());
  EXPECT_THAT(holders(), IsEmpty());
  EXPECT_EQ(store->Stats()->articles, 50u);
}

TEST_F(RocksDbStoreTest, StatsCountTheBytesOnDisk) {
  const auto store = MustOpen(path_);
  const uint64_t before = store->Stats()->bytes_on_disk;
  std::string noise;
  for (uint64_t i = 0, x = 1; i < 100'000; ++i) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    noise += static_cast<char>('a' + (x >> 60));
  }
  NewRevision revision = Revision("a");
  revision.fingerprint = noise;
  MustCommit(*store, revision);
  EXPECT_GE(store->Stats()->bytes_on_disk, before + noise.size());
}

class DiskFull : public ::testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(CommitsBefore, DiskFull, ::testing::Values(0, 1, 5));

TEST_P(DiskFull, RefusesWritesServesReadsAndResumes) {
  const TemporaryDirectory directory;
  const StoreOptions options{.path = directory.store(), .scheme = kScheme};
  FaultyEnvironment faulty;
  Ordinal last = 0;
  {
    // The first write after opening is its own case: there is nothing in memory to flush yet.
    MustCommit(*MustOpen(options.path), Revision("first"));
    const auto store = *store::OpenRocksDbStoreOn(options, faulty.env.get());
    last = 1;
    for (int i = 0; i < GetParam(); ++i) last = MustCommit(*store, Revision(std::to_string(i)));

    faulty.files->SetFull(true);
    for (int tries = 0; tries < 3; ++tries) {
      const absl::Status status = store->Commit({Revision("refused")}).at(0).status();
      EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
      EXPECT_THAT(Message(status), AllOf(HasSubstr("the store takes no writes"),
                                         HasSubstr("No space left on device")));
      EXPECT_EQ(store->Delete(Id("first")).status().code(), absl::StatusCode::kUnavailable);
      EXPECT_EQ(store->PutEdges(1, {}).code(), absl::StatusCode::kUnavailable);
      EXPECT_TRUE(store->ReadById(Id("first")).ok());
      EXPECT_THAT(*store->Tail(0, 99), SizeIs(last));
      EXPECT_EQ(store->Stats()->last_ordinal, last);
    }
    EXPECT_EQ(store->ReadById(Id("refused")).status().code(), absl::StatusCode::kNotFound);

    faulty.files->SetFull(false);
    EXPECT_EQ(MustCommit(*store, Revision("after")), ++last);
    EXPECT_EQ(MustCommit(*store, Revision("later")), ++last);
  }
  {
    // A process that ends while the disk is full.
    const auto store = *store::OpenRocksDbStoreOn(options, faulty.env.get());
    faulty.files->SetFull(true);
    EXPECT_FALSE(store->Commit({Revision("refused")}).at(0).ok());
  }
  const auto store = MustOpen(options.path);
  EXPECT_EQ(store->Stats()->last_ordinal, last);
  EXPECT_EQ(store->ReadById(Id("refused")).status().code(), absl::StatusCode::kNotFound);
  for (const char* id : {"first", "after", "later"}) EXPECT_TRUE(store->ReadById(Id(id)).ok());
}

}  // namespace
}  // namespace newsprint
