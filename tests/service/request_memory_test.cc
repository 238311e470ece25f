#include "service/request_memory.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"

namespace newsprint {
namespace {

class RequestMemoryTest : public ::testing::Test {
 protected:
  // What `memory` answers, if carrying the request out gave `fresh`.
  static std::string Ask(RequestMemory& memory, const RequestKey& key, const std::string& fresh,
                         bool is_final = true) {
    const absl::StatusOr<std::string> answer =
        memory.Once(key, {}, [&]() -> absl::StatusOr<RequestAnswer> {
          return RequestAnswer{.response = fresh, .is_final = is_final};
        });
    return answer.ok() ? *answer : std::string(answer.status().message());
  }

  RequestMemory memory_{10, 1000};
};

TEST_F(RequestMemoryTest, AnswersARetry) {
  EXPECT_EQ(Ask(memory_, {"M", "id", "request"}, "first"), "first");
  EXPECT_EQ(Ask(memory_, {"M", "id", "request"}, "second"), "first");
  EXPECT_EQ(Ask(memory_, {"N", "id", "request"}, "other"), "other") << "another method";
}

TEST_F(RequestMemoryTest, KeepsNothingWithoutAnId) {
  EXPECT_EQ(Ask(memory_, {"M", "", "request"}, "first"), "first");
  EXPECT_EQ(Ask(memory_, {"M", "", "request"}, "second"), "second");
}

TEST_F(RequestMemoryTest, RefusesAnIdThatStandsForAnotherRequest) {
  Ask(memory_, {"M", "id", "request"}, "first");
  EXPECT_EQ(Ask(memory_, {"M", "id", "other"}, "never"),
            "request_id: was sent before with another request");
  EXPECT_EQ(Ask(memory_, {"M", std::string(128, 'x'), "request"}, "fits"), "fits");
  EXPECT_EQ(Ask(memory_, {"M", std::string(129, 'x'), "request"}, "never"),
            "request_id: 129 bytes, the limit is 128");
}

TEST_F(RequestMemoryTest, WhatFailedOrIsNotFinalIsCarriedOutAgain) {
  const RequestKey key{"M", "id", "request"};
  EXPECT_EQ(memory_.Once(key, {}, [] { return absl::UnavailableError("down"); }).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(Ask(memory_, key, "half", /*is_final=*/false), "half");
  EXPECT_EQ(Ask(memory_, key, "whole"), "whole");
  EXPECT_EQ(Ask(memory_, key, "never"), "whole");
}

TEST_F(RequestMemoryTest, RedactsWhatHoldsTheBytes) {
  const auto redact = [&] {
    memory_.Redact("gone", [](std::string_view method, std::string& response) {
      response = std::string(method) + " redacted";
    });
  };
  Ask(memory_, {"M", "a", "request"}, "gone and kept");
  Ask(memory_, {"M", "b", "request"}, "kept");
  const auto at_work = [&](const char* id, const std::string& answer) {
    return *memory_.Once({"N", id, "request"}, {}, [&]() -> absl::StatusOr<RequestAnswer> {
      redact();
      return RequestAnswer{.response = answer};
    });
  };
  EXPECT_EQ(at_work("c", "found before it was gone"), "found before it was gone");
  at_work("d", "deleted");
  const std::pair<RequestKey, const char*> remembered[] = {{{"M", "a", "request"}, "M redacted"},
                                                           {{"M", "b", "request"}, "kept"},
                                                           {{"N", "c", "request"}, "N redacted"},
                                                           {{"N", "d", "request"}, "deleted"}};
  for (const auto& [key, answer] : remembered) EXPECT_EQ(Ask(memory_, key, "new"), answer);
}

TEST_F(RequestMemoryTest, ForgetsTheOldest) {
  RequestMemory by_count(2, 1000);
  RequestMemory by_bytes(100, 25);  // "M a" and "response" are 11.
  for (RequestMemory* memory : {&by_count, &by_bytes}) {
    for (const char* id : {"a", "b", "c"}) Ask(*memory, {"M", id, "r"}, "response");
    EXPECT_EQ(Ask(*memory, {"M", "c", "r"}, "again"), "response");
    EXPECT_EQ(Ask(*memory, {"M", "b", "r"}, "again"), "response");
    EXPECT_EQ(Ask(*memory, {"M", "a", "r"}, "again"), "again");
  }
}

TEST_F(RequestMemoryTest, TwinsAreCarriedOutOnce) {
  constexpr int kTwins = 8;
  std::atomic<int> carried_out = 0;
  std::atomic<int> same = 0;
  std::vector<std::jthread> twins;
  for (int i = 0; i < kTwins; ++i) {
    twins.emplace_back([&] {
      const auto answer =
          memory_.Once({"M", "id", "request"}, {}, [&]() -> absl::StatusOr<RequestAnswer> {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            return RequestAnswer{.response = std::to_string(++carried_out)};
          });
      if (answer.ok() && *answer == "1") ++same;
    });
  }
  twins.clear();
  EXPECT_EQ(carried_out, 1);
  EXPECT_EQ(same, kTwins);
}

TEST_F(RequestMemoryTest, AWaitingTwinHasItsOwnEnd) {
  const RequestKey key{"M", "id", "request"};
  std::stop_source stop;
  const auto answer = memory_.Once(key, {}, [&]() -> absl::StatusOr<RequestAnswer> {
    // While the first is at work.
    const auto never = [] { return RequestAnswer{.response = "never"}; };
    EXPECT_EQ(
        memory_.Once(key, {.deadline = absl::Now() + absl::Milliseconds(5)}, never).status().code(),
        absl::StatusCode::kDeadlineExceeded);
    stop.request_stop();
    EXPECT_EQ(memory_.Once(key, {.stop = stop.get_token()}, never).status().code(),
              absl::StatusCode::kCancelled);
    EXPECT_EQ(Ask(memory_, {"M", "id", "other"}, "never"),
              "request_id: was sent before with another request");
    return RequestAnswer{.response = "first"};
  });
  EXPECT_EQ(*answer, "first");
}

}  // namespace
}  // namespace newsprint
