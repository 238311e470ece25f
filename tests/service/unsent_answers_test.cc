#include "service/unsent_answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UnsentAnswersTest : public ::testing::Test {
 protected:
  UnsentAnswers::Ticket Hold(size_t bytes, const std::string& call) {
    return answers_.Hold(
        bytes, std::make_shared<Cancellation>([this, call] { cancelled_.push_back(call); }));
  }

  UnsentAnswers answers_{100};
  std::vector<std::string> cancelled_;
};

TEST_F(UnsentAnswersTest, MemoryComesBackWithTheTicket) {
  {
    const auto a = Hold(60, "a");
    auto b = Hold(40, "b");
    EXPECT_EQ(answers_.bytes(), 100u);
    const auto moved = std::move(b);
    EXPECT_EQ(answers_.bytes(), 100u);
  }
  EXPECT_EQ(answers_.bytes(), 0u);
  const auto c = Hold(100, "c");
  EXPECT_THAT(cancelled_, IsEmpty());
}

TEST_F(UnsentAnswersTest, TheOldestPay) {
  const auto a = Hold(50, "a");
  const auto b = Hold(40, "b");
  const auto c = Hold(30, "c");
  EXPECT_THAT(cancelled_, ElementsAre("a"));
  const auto d = Hold(30, "d");
  EXPECT_THAT(cancelled_, ElementsAre("a")) << "what is on its way out makes room already";
  const auto e = Hold(1, "e");
  EXPECT_THAT(cancelled_, ElementsAre("a", "b"));
  EXPECT_EQ(answers_.cancelled(), 2u);
}

TEST_F(UnsentAnswersTest, TheNewestIsLetThroughWhateverItsSize) {
  const auto a = Hold(10, "a");
  const auto b = Hold(1'000, "b");
  EXPECT_THAT(cancelled_, ElementsAre("a"));
}

TEST_F(UnsentAnswersTest, RoomIsWhatCancelledCallsHaveGivenBack) {
  const auto wait = [this](absl::Time deadline = absl::InfiniteFuture(),
                           std::stop_token stop = {}) {
    return answers_.WaitForRoom({.deadline = deadline, .stop = stop}, absl::ZeroDuration());
  };
  std::optional<UnsentAnswers::Ticket> a = Hold(80, "a");
  EXPECT_TRUE(wait().ok());
  std::optional<UnsentAnswers::Ticket> b = Hold(150, "b");
  EXPECT_THAT(cancelled_, ElementsAre("a"));
  const absl::Status full = wait();
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(full.message(),
            "answers that nobody takes hold 230 bytes, the limit is 100, try again later");
  EXPECT_EQ(wait(absl::InfinitePast()).code(), absl::StatusCode::kDeadlineExceeded);
  std::stop_source gone;
  gone.request_stop();
  EXPECT_EQ(wait(absl::InfiniteFuture(), gone.get_token()).code(), absl::StatusCode::kCancelled);
  std::jthread waiter([this] { EXPECT_TRUE(answers_.WaitForRoom({}, absl::Minutes(1)).ok()); });
  a.reset();
  waiter.join();
  EXPECT_TRUE(wait().ok()) << "what is over the limit and not cancelled may take its time";
  b.reset();
  EXPECT_EQ(answers_.bytes(), 0u);
}

// As gRPC does it: the call ends, and its memory goes, from inside of its cancellation.
TEST_F(UnsentAnswersTest, ACallMayEndWhileItIsCancelled) {
  std::optional<UnsentAnswers::Ticket> ticket;
  std::shared_ptr<Cancellation> call;
  int ended = 0;
  call = std::make_shared<Cancellation>([&] {
    call->Disarm();
    ticket.reset();
    ++ended;
  });
  ticket = answers_.Hold(80, call);
  const auto b = Hold(50, "b");
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(answers_.bytes(), 50u);
  call->Cancel();
  EXPECT_EQ(ended, 1) << "it is gone";
}

}  // namespace
}  // namespace newsprint
