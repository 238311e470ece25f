// Damage to acknowledged commits is reported, never passed over; what is sound can be served.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

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

TEST_F(DamageTest, FlippedBitInTheLogIsReportedAndTheRestServed) {
  const fs::path log = NewestLog(path_);
  FlipBit(log, fs::file_size(log) / 2);
  const absl::Status status = OpenStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(status), HasSubstr("acknowledged commits are missing: ordinals"));

  std::vector<OrdinalRange> missing;
  {
    const auto store = Open(path_, /*accept_damage=*/true);
    ASSERT_TRUE(store.ok()) << store.status();
    missing = (*store)->Stats()->missing;
    ASSERT_THAT(missing, SizeIs(1));
    EXPECT_THAT(Message(status), HasSubstr(absl::StrCat("ordinals ", missing[0].first)));
    for (Ordinal i = 1; i <= kCommits; ++i) {
      const bool lost = missing[0].first <= i && i <= missing[0].last;
      EXPECT_EQ((*store)->ReadByOrdinal(i).ok(), !lost) << i;
      EXPECT_EQ((*store)->FindHead(Id(absl::StrCat("a", i))).ok(), !lost) << i;
    }
    EXPECT_EQ((*store)->Stats()->articles, kCommits - (missing[0].last - missing[0].first + 1));
    EXPECT_EQ(MustCommit(**store, Revision("b")), kCommits + 1);
  }
  const auto store = Open(path_);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ((*store)->Stats()->missing, missing);
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
