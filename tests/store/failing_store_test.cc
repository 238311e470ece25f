#include "tests/store/failing_store.h"

#include <gtest/gtest.h>

#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

const absl::Status kFull = absl::UnavailableError("disk full");

FailingStore InMemory() { return FailingStore(CreateMemoryStore({.path = "", .scheme = kScheme})); }

TEST(FailingStoreTest, FailsTheCallOfThatNumber) {
  FailingStore store = InMemory();
  store.FailCall({.call = 2, .status = kFull});
  EXPECT_TRUE(store.Commit({Revision("a")}).at(0).ok());
  for (const auto& answer : store.Commit({Revision("b"), Revision("c")})) {
    EXPECT_EQ(answer.status(), kFull);
  }
  EXPECT_TRUE(store.ReadById(Id("a")).ok());
  EXPECT_EQ(store.ReadById(Id("b")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(store.calls(), 4u);
}

TEST(FailingStoreTest, LosesTheAnswerAlone) {
  FailingStore store = InMemory();
  store.FailCall({.call = 1, .status = kFull, .done = true});
  EXPECT_EQ(store.Commit({Revision("a")}).at(0).status(), kFull);
  EXPECT_TRUE(store.ReadById(Id("a")).ok());
}

TEST(FailingStoreTest, FailsFromACallOn) {
  FailingStore store = InMemory();
  store.FailCall({.call = 1, .status = kFull, .forever = true});
  EXPECT_EQ(store.Delete(Id("a")).status(), kFull);
  EXPECT_EQ(store.PutEdges(1, {}), kFull);
  EXPECT_EQ(store.Stats().status(), kFull);
  store.FailNothing();
  EXPECT_TRUE(store.Stats().ok());
}

}  // namespace
}  // namespace newsprint
