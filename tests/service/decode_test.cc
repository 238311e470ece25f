#include "service/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsprint/v1/reprint_service.pb.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

// The serialiser of C++ writes strings that are not UTF-8, as other clients' would if they are
// broken.
std::string Bytes(const google::protobuf::Message& message) { return message.SerializeAsString(); }

TEST(DecodeMessage, NamesTheStringThatIsNotUtf8) {
  v1::CheckArticleRequest request;
  request.mutable_article()->set_body("\xff is checked later");
  EXPECT_TRUE(DecodeMessage(Bytes(request), request).ok());

  request.mutable_article()->set_title("ab\xff");
  EXPECT_EQ(Message(DecodeMessage(Bytes(request), request)), "article.title: not UTF-8 at byte 2");

  v1::CompareArticlesRequest compare;
  compare.mutable_b()->set_name("articles/\x80");
  EXPECT_EQ(Message(DecodeMessage(Bytes(compare), compare)), "b.name: not UTF-8 at byte 9");

  v1::IngestArticlesRequest batch;
  batch.add_articles();
  batch.add_articles()->set_uri("\xc0\xaf");
  EXPECT_EQ(Message(DecodeMessage(Bytes(batch), batch)), "articles[1].uri: not UTF-8 at byte 0");
}

TEST(DecodeMessage, RefusesWhatIsNoMessage) {
  v1::GetArticleRequest request;
  for (const std::string& bytes :
       {std::string("\x0a\x05xy", 4), std::string("\xff", 1), std::string("\x0b", 1),
        std::string("\x00", 1), std::string("\x0a\xff\xff\xff\xff\xff\xff", 7)}) {
    const absl::Status status = DecodeMessage(bytes, request);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(Message(status), "malformed protobuf: not a newsprint.v1.GetArticleRequest");
  }
  EXPECT_TRUE(DecodeMessage("", request).ok());
}

TEST(DecodeBatch, KeepsTheSoundArticles) {
  v1::IngestArticlesRequest sent;
  sent.set_request_id("r");
  sent.set_max_matches(7);
  sent.add_articles()->set_body("first");
  sent.add_articles()->set_title("bad \xff");
  sent.add_articles()->set_body("third");
  v1::IngestArticlesRequest batch;
  std::vector<absl::Status> status;
  ASSERT_TRUE(DecodeBatch(Bytes(sent), batch, status).ok());
  ASSERT_EQ(batch.articles_size(), 3);
  ASSERT_EQ(status.size(), 3u);
  EXPECT_EQ(batch.request_id(), "r");
  EXPECT_EQ(batch.max_matches(), 7);
  EXPECT_TRUE(status[0].ok());
  EXPECT_EQ(batch.articles(0).body(), "first");
  EXPECT_EQ(Message(status[1]), "title: not UTF-8 at byte 4");
  EXPECT_EQ(batch.articles(1).title(), "");
  EXPECT_TRUE(status[2].ok());
  EXPECT_EQ(batch.articles(2).body(), "third");
}

TEST(DecodeBatch, RefusesABatchWhoseFrameIsBroken) {
  v1::IngestArticlesRequest batch;
  std::vector<absl::Status> status;
  v1::IngestArticlesRequest sent;
  sent.add_articles()->set_title("bad \xff");
  sent.set_request_id("\xff");
  EXPECT_EQ(Message(DecodeBatch(Bytes(sent), batch, status)), "request_id: not UTF-8 at byte 0");
  sent.clear_request_id();
  const std::string bytes = Bytes(sent);
  EXPECT_FALSE(DecodeBatch(bytes.substr(0, bytes.size() - 1), batch, status).ok());
  EXPECT_THAT(Message(DecodeBatch("\x0a\x7f", batch, status)), HasSubstr("malformed protobuf"));
}

}  // namespace
}  // namespace newsprint
