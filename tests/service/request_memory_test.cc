#include "service/request_memory.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

TEST(RequestMemory, AnswersARetry) {
  RequestMemory memory(10, 1000);
  EXPECT_EQ(*memory.Recall("M", "id", "request"), std::nullopt);
  memory.Remember("M", "id", "request", "response");
  EXPECT_EQ(*memory.Recall("M", "id", "request"), "response");
  EXPECT_EQ(*memory.Recall("N", "id", "request"), std::nullopt) << "another method";
  memory.Remember("M", "id", "request", "of a twin that came in later");
  EXPECT_EQ(*memory.Recall("M", "id", "request"), "response");
}

TEST(RequestMemory, KeepsNothingWithoutAnId) {
  RequestMemory memory(10, 1000);
  memory.Remember("M", "", "request", "response");
  EXPECT_EQ(*memory.Recall("M", "", "request"), std::nullopt);
}

TEST(RequestMemory, RefusesAnIdThatStandsForAnotherRequest) {
  RequestMemory memory(10, 1000);
  memory.Remember("M", "id", "request", "response");
  EXPECT_EQ(memory.Recall("M", "id", "other").status().message(),
            "request_id: was sent before with another request");
  EXPECT_EQ(memory.Recall("M", std::string(129, 'x'), "request").status().message(),
            "request_id: 129 bytes, the limit is 128");
}

TEST(RequestMemory, ForgetsTheOldest) {
  RequestMemory by_count(2, 1000);
  RequestMemory by_bytes(100, 20);
  for (RequestMemory* memory : {&by_count, &by_bytes}) {
    for (const char* id : {"a", "b", "c"}) memory->Remember("M", id, "r", "response");
    EXPECT_EQ(memory->Recall("M", "a", "r")->has_value(), false);
    EXPECT_TRUE(memory->Recall("M", "c", "r")->has_value());
  }
  EXPECT_TRUE(by_count.Recall("M", "b", "r")->has_value());
  EXPECT_FALSE(by_bytes.Recall("M", "b", "r")->has_value());
}

}  // namespace
}  // namespace newsprint
