// Damage to acknowledged commits is reported, never passed over; what is sound can be served.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A store of ten commits, each of them a record of the log of its own.
class DamageTest : public ::testing::Test {
 protected:
  static constexpr Ordinal kCommits = 10;

  DamageTest() {
    const auto store = MustOpen(path_);
    for (Ordinal i = 1; i <= kCommits; ++i) MustCommit(*store, Revision(absl::StrCat("a", i)));
  }

  absl::Status OpenStatus() { return Open(path_).status(); }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.store();
};

TEST_F(DamageTest, CutTailOfTheLogIsReportedWithItsOrdinals) {
  const fs::path log = NewestLog(path_);
  fs::resize_file(log, fs::file_size(log) - 1);  // Of the last record.
  for (int tries = 0; tries < 2; ++tries) {      // Looking does not make it worse.
    EXPECT_EQ(OpenStatus().code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(Message(OpenStatus()),
                AllOf(HasSubstr(path_), HasSubstr("commits are missing: ordinals 10.")));
  }
}

TEST_F(DamageTest, LostLogIsReportedWithItsOrdinals) {
  fs::remove(NewestLog(path_));
  EXPECT_EQ(OpenStatus().code(), absl::StatusCode::kDataLoss);
}

TEST_F(DamageTest, AcceptedLossIsServedAroundAndRemembered) {
  const fs::path log = NewestLog(path_);
  fs::resize_file(log, fs::file_size(log) - 1);
  {
    const auto store = Open(path_, /*accept_damage=*/true);
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_THAT((*store)->Stats()->missing, ElementsAre(OrdinalRange{10, 10}));
    EXPECT_EQ((*store)->Stats()->last_ordinal, 10u);
    EXPECT_EQ((*store)->Stats()->articles, 9u);
    EXPECT_TRUE((*store)->ReadById(Id("a9")).ok());
    EXPECT_EQ((*store)->ReadById(Id("a10")).status().code(), absl::StatusCode::kNotFound);
  }
  // No news from now on, and the ordinal is not given again.
  const auto store = Open(path_);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_THAT((*store)->Stats()->missing, ElementsAre(OrdinalRange{10, 10}));
  EXPECT_EQ(MustCommit(**store, Revision("a10")), 11u);
  EXPECT_THAT(*(*store)->Tail(8, 9), SizeIs(2));
}

// Ten commits with fingerprints of so many bytes, a bit flipped at that byte of the log, and what
// goes with it: all that begins in the same block of the log and later, also where a record reaches
// over several blocks.
class FlippedBit : public ::testing::TestWithParam<std::tuple<size_t, size_t, OrdinalRange>> {};

INSTANTIATE_TEST_SUITE_P(FingerprintBytes, FlippedBit,
                         ::testing::Values(std::tuple(10, 2'000, OrdinalRange{7, 10}),
                                           std::tuple(16'000, 50'000, OrdinalRange{4, 5}),
                                           std::tuple(40'000, 200'000, OrdinalRange{5, 6})));

TEST_P(FlippedBit, IsReportedAndTheRestServed) {
  const auto [fingerprint_bytes, at, missing] = GetParam();
  constexpr Ordinal kCommits = 10;
  const TemporaryDirectory directory;
  const std::string path = directory.store();
  {
    const auto store = MustOpen(path);
    for (Ordinal i = 1; i <= kCommits; ++i) {
      NewRevision revision = Revision(absl::StrCat("a", i));
      revision.fingerprint = std::string(fingerprint_bytes, 'f');
      MustCommit(*store, revision);
    }
  }
  FlipBit(NewestLog(path), at);
  for (int tries = 0; tries < 2; ++tries) {  // Looking does not make it worse.
    const absl::Status status = Open(path).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(Message(status),
                HasSubstr(absl::StrCat("acknowledged commits are missing: ordinals ", missing.first,
                                       " to ", missing.last)));
  }
  {
    const auto store = Open(path, /*accept_damage=*/true);
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_THAT((*store)->Stats()->missing, ElementsAre(missing));
    for (Ordinal i = 1; i <= kCommits; ++i) {
      const bool sound = i < missing.first || missing.last < i;
      EXPECT_EQ((*store)->ReadByOrdinal(i).ok(), sound) << i;
      EXPECT_EQ((*store)->FindHead(Id(absl::StrCat("a", i))).ok(), sound) << i;
    }
    EXPECT_EQ((*store)->Stats()->articles, kCommits - (missing.last - missing.first + 1));
    EXPECT_EQ(MustCommit(**store, Revision("b")), kCommits + 1);
  }
  const auto store = Open(path);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_THAT((*store)->Stats()->missing, ElementsAre(missing));
}

TEST_F(DamageTest, FurtherLossIsNewsAgain) {
  fs::path log = NewestLog(path_);
  fs::resize_file(log, fs::file_size(log) - 1);
  MustCommit(**Open(path_, /*accept_damage=*/true), Revision("b"));
  ASSERT_TRUE(OpenStatus().ok());
  MustCommit(**Open(path_), Revision("c"));
  log = NewestLog(path_);
  fs::resize_file(log, fs::file_size(log) - 1);
  EXPECT_THAT(Message(OpenStatus()), HasSubstr("commits are missing: ordinals 12."));
  EXPECT_THAT((*Open(path_, /*accept_damage=*/true))->Stats()->missing,
              ElementsAre(OrdinalRange{10, 10}, OrdinalRange{12, 12}));
}

// What was not acknowledged may go: half a record at the end is what a crash leaves.
TEST_F(DamageTest, HalfWrittenTailIsNoDamage) {
  const std::string witness = ReadFile(path_ + "/witness");
  MustCommit(*MustOpen(path_), Revision("b"));
  const fs::path log = NewestLog(path_);
  std::ofstream(path_ + "/witness", std::ios::binary) << witness;
  fs::resize_file(log, fs::file_size(log) - 1);
  const auto store = Open(path_);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ((*store)->Stats()->last_ordinal, kCommits);
  EXPECT_EQ(MustCommit(**store, Revision("b")), kCommits + 1);
}

TEST_F(DamageTest, GarbledTailIsNoDamageEither) {
  const std::string witness = ReadFile(path_ + "/witness");
  MustCommit(*MustOpen(path_), Revision("b"));
  std::ofstream(path_ + "/witness", std::ios::binary) << witness;
  const fs::path log = NewestLog(path_);
  FlipBit(log, fs::file_size(log) - 1);
  const auto store = Open(path_);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ((*store)->Stats()->last_ordinal, kCommits);
}

// And what was written whole is kept, though nobody was told.
TEST_F(DamageTest, CommitAheadOfTheWitnessCounts) {
  const std::string witness = ReadFile(path_ + "/witness");
  MustCommit(*MustOpen(path_), Revision("b"));
  std::ofstream(path_ + "/witness", std::ios::binary) << witness;
  EXPECT_EQ((*Open(path_))->Stats()->last_ordinal, kCommits + 1);
  const fs::path log = NewestLog(path_);
  EXPECT_EQ(MustCommit(**Open(path_), Revision("c")), kCommits + 2);
}

TEST_F(DamageTest, LostWitnessIsReported) {
  fs::remove(path_ + "/witness");
  EXPECT_EQ(OpenStatus().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(OpenStatus()),
              HasSubstr("'witness' is missing or damaged: ordinals after 10"));
  EXPECT_THAT((*Open(path_, /*accept_damage=*/true))->Stats()->missing, IsEmpty());
  EXPECT_TRUE(OpenStatus().ok());
}

TEST_F(DamageTest, LostDatabaseIsReported) {
  fs::remove_all(path_ + "/rocksdb");
  EXPECT_EQ(OpenStatus().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(OpenStatus()), HasSubstr("the database is missing"));
}

TEST_F(DamageTest, DamagedTableIsReportedByTheReadThatMeetsIt) {
  ASSERT_TRUE((*Open(path_))->Compact().ok());
  for (const fs::path& table : DatabaseFiles(path_, ".sst")) {
    if (ReadFile(table).find("fingerprint of a5") != std::string::npos) {
      FlipBit(table, ReadFile(table).find("fingerprint of a5"));
    }
  }
  const auto store = Open(path_);
  ASSERT_TRUE(store.ok()) << store.status();
  const absl::Status status = (*store)->Tail(0, 99).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(status), HasSubstr("fingerprints"));
  EXPECT_TRUE((*store)->ReadById(Id("a5")).ok());
}

}  // namespace
}  // namespace newsprint
