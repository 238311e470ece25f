#include "store/witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/store/fixtures.h"

namespace newsprint::store {
namespace {

using ::testing::HasSubstr;

const std::string kStoreId(32, 'a');

class WitnessTest : public ::testing::Test {
 protected:
  std::optional<Ordinal> Reopened(const std::string& store_id = kStoreId) {
    return Witness::Open(path_, store_id)->acknowledged();
  }
  void Acknowledge(std::initializer_list<Ordinal> ordinals) {
    absl::StatusOr<Witness> witness = Witness::Open(path_, kStoreId);
    ASSERT_TRUE(witness.ok()) << witness.status();
    for (const Ordinal ordinal : ordinals) ASSERT_TRUE(witness->Acknowledge(ordinal).ok());
  }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/witness";
};

TEST_F(WitnessTest, RemembersTheNewest) {
  EXPECT_EQ(Reopened(), std::nullopt);
  Acknowledge({7});
  EXPECT_EQ(Reopened(), 7u);
  Acknowledge({8, 9});
  EXPECT_EQ(Reopened(), 9u);
  EXPECT_EQ(std::filesystem::file_size(path_), 2 * Witness::kSlotBytes);
}

TEST_F(WitnessTest, BelongsToOneStore) {
  Acknowledge({7, 8});
  EXPECT_EQ(Reopened(std::string(32, 'b')), std::nullopt);
}

// The third write goes to the slot of the first.
TEST_F(WitnessTest, FallsBackToTheOtherSlot) {
  for (const size_t torn_at : {0, 8, 16, 24, 100, 4095}) {
    std::filesystem::remove(path_);
    Acknowledge({1, 2, 3});
    ASSERT_EQ(Reopened(), 3u);
    FlipBit(path_, Witness::kSlotBytes + torn_at);
    EXPECT_EQ(Reopened(), 2u) << torn_at;
    // And goes on with the slot that was torn.
    Acknowledge({4});
    EXPECT_EQ(Reopened(), 4u);
    FlipBit(path_, Witness::kSlotBytes + torn_at);
    EXPECT_EQ(Reopened(), 2u);
    FlipBit(path_, torn_at);
    EXPECT_EQ(Reopened(), std::nullopt);
  }
}

TEST_F(WitnessTest, CutFileFallsBackToTheFirstSlot) {
  Acknowledge({1, 2});
  std::filesystem::resize_file(path_, 2 * Witness::kSlotBytes - 1);
  EXPECT_EQ(Reopened(), 2u);
  std::filesystem::resize_file(path_, Witness::kSlotBytes - 1);
  EXPECT_EQ(Reopened(), std::nullopt);
}

TEST_F(WitnessTest, SaysThatTheDiskIsFull) {
  absl::StatusOr<Witness> witness = Witness::Open("/dev/full", kStoreId);
  ASSERT_TRUE(witness.ok()) << witness.status();
  const absl::Status status = witness->Acknowledge(1);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(Message(status), HasSubstr("No space left on device"));
  EXPECT_EQ(witness->acknowledged(), std::nullopt);
}

}  // namespace
}  // namespace newsprint::store
