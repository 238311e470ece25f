// What a scraper reads of a running server.
#include "service/metrics.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "newsprint/v1/reprint_service.grpc.pb.h"
#include "service/http_metrics.h"
#include "service/server.h"
#include "tests/service/stories.h"

namespace newsprint {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// GET `path` of "127.0.0.1:PORT"; the whole answer.
std::string Get(const std::string& address, const std::string& path) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof(to)), 0);
  const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  EXPECT_EQ(send(fd, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
  std::string answer;
  char buffer[4096];
  for (ssize_t size; (size = recv(fd, buffer, sizeof(buffer), 0)) > 0;) {
    answer.append(buffer, static_cast<size_t>(size));
  }
  close(fd);
  return answer;
}

// The samples: name with labels, and value.
std::map<std::string, double> Samples(const std::string& text) {
  std::map<std::string, double> samples;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const size_t space = line.rfind(' ');
    if (!line.starts_with("newsprint_") || space == std::string::npos) continue;
    samples[line.substr(0, space)] = std::stod(line.substr(space + 1));
  }
  return samples;
}

v1::Article MakeArticle(const std::string& id, const std::string& body) {
  v1::Article article;
  article.set_name("articles/" + id);
  article.set_body(body);
  return article;
}

class MetricsTest : public ::testing::Test {
 protected:
  MetricsTest() {
    auto server = Server::Open({.listen = "127.0.0.1:0",
                                .store_engine = "memory",
                                .worker_threads = 1,
                                .metrics_listen = "127.0.0.1:0"},
                               nullptr);
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    reprints_ = v1::ReprintService::NewStub(server_->InProcessChannel());
  }

  grpc::Status Ingest(const v1::Article& article) {
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    v1::IngestArticleResponse response;
    grpc::ClientContext context;
    return reprints_->IngestArticle(&context, request, &response);
  }

  // The record of a call comes after its answer.
  std::map<std::string, double> Await(const std::string& sample, double value) {
    std::map<std::string, double> samples;
    for (int tries = 0; tries < 1'000; ++tries) {
      samples = Samples(Get(server_->metrics_address(), "/metrics"));
      if (samples[sample] == value) break;
      usleep(5'000);
    }
    EXPECT_EQ(samples[sample], value) << sample;
    return samples;
  }

  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::ReprintService::Stub> reprints_;
};

TEST_F(MetricsTest, CallsAndArticlesAreCounted) {
  EXPECT_TRUE(Ingest(MakeArticle("a", StoryText(1))).ok());
  EXPECT_TRUE(Ingest(MakeArticle("a", StoryText(1))).ok());
  EXPECT_TRUE(Ingest(MakeArticle("a", ReprintOf(1))).ok());
  EXPECT_TRUE(Ingest(MakeArticle("b", StoryText(1))).ok());
  EXPECT_FALSE(Ingest(MakeArticle("c", "")).ok());
  {
    grpc::ClientContext context;
    const auto stream = reprints_->IngestArticles(&context);
    v1::IngestArticlesRequest batch;
    *batch.add_articles() = MakeArticle("d", StoryText(2));
    *batch.add_articles() = MakeArticle("e", "");
    stream->Write(batch);
    stream->WritesDone();
    v1::IngestArticlesResponse response;
    EXPECT_TRUE(stream->Read(&response));
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_TRUE(stream->Finish().ok());
  }
  {
    grpc::ClientContext context;
    v1::DeleteArticleRequest request;
    request.set_name("articles/d");
    v1::DeleteArticleResponse response;
    EXPECT_TRUE(reprints_->DeleteArticle(&context, request, &response).ok());
  }
  constexpr char kSeconds[] = "newsprint_rpc_duration_seconds_count";
  Await(std::string(kSeconds) + R"({code="OK",method="IngestArticles"})", 1);
  auto samples = Await(std::string(kSeconds) + R"({code="OK",method="DeleteArticle"})", 1);
  const std::pair<std::string, double> wanted[] = {
      {std::string(kSeconds) + R"({code="OK",method="IngestArticle"})", 4},
      {std::string(kSeconds) + R"({code="INVALID_ARGUMENT",method="IngestArticle"})", 1},
      {R"(newsprint_rpc_errors_total{method="IngestArticle",reason="INVALID_FIELD"})", 1},
      {R"(newsprint_stream_batch_duration_seconds_count{code="OK",method="IngestArticles"})", 1},
      {R"(newsprint_ingested_articles_total{outcome="created"})", 3},
      {R"(newsprint_ingested_articles_total{outcome="unchanged"})", 1},
      {R"(newsprint_ingested_articles_total{outcome="revised"})", 1},
      {R"(newsprint_ingested_articles_total{outcome="refused"})", 2},
      {R"(newsprint_ingested_articles_total{outcome="failed"})", 0},
      {"newsprint_deleted_articles_total", 1},
      {"newsprint_searches_total", 5},
      {"newsprint_truncated_searches_total", 0},
      {"newsprint_store_articles", 2},
      {"newsprint_store_revisions", 3},
      {"newsprint_store_last_ordinal", 5},
      {"newsprint_store_up", 1},
      {"newsprint_store_recovering", 0},
      {"newsprint_index_articles", 3},
      {"newsprint_index_lag_ordinals", 0},
      {"newsprint_backlog_articles", 0},
      {"newsprint_queued_calls", 0},
      {"newsprint_open_streams", 0},
  };
  for (const auto& [name, value] : wanted) {
    ASSERT_TRUE(samples.contains(name)) << name;
    EXPECT_EQ(samples[name], value) << name;
  }
  EXPECT_GE(samples["newsprint_matches_total"], 1);
  EXPECT_GT(samples["newsprint_index_head_bytes"], 0);
  EXPECT_GT(samples["newsprint_resident_memory_bytes"], 1 << 20);
  EXPECT_GT(samples[R"(newsprint_rpc_request_bytes_total{method="IngestArticle"})"], 100);
}

TEST_F(MetricsTest, NamesFollowTheConventionAndSayWhatTheyMean) {
  EXPECT_TRUE(Ingest(MakeArticle("a", StoryText(1))).ok());
  Await(R"(newsprint_rpc_duration_seconds_count{code="OK",method="IngestArticle"})", 1);
  const std::string answer = Get(server_->metrics_address(), "/metrics");
  EXPECT_THAT(answer, AllOf(HasSubstr("HTTP/1.1 200 OK"), HasSubstr("text/plain")));
  std::istringstream lines(answer);
  std::map<std::string, std::string> types;
  std::map<std::string, std::string> helps;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash, kind, name, rest;
    words >> hash >> kind >> name;
    std::getline(words, rest);
    if (hash == "#" && kind == "TYPE" && name.starts_with("newsprint_")) types[name] = rest;
    if (hash == "#" && kind == "HELP") helps[name] = rest;
  }
  EXPECT_GT(types.size(), 25u);
  const std::regex convention("newsprint(_[a-z]+)+");
  for (const auto& [name, type] : types) {
    EXPECT_TRUE(std::regex_match(name, convention)) << name;
    EXPECT_EQ(name.ends_with("_total"), type == " counter") << name << type;
    if (type == " histogram") {
      EXPECT_TRUE(name.ends_with("_seconds")) << name;
    }
    EXPECT_GT(helps[name].size(), 5u) << name;
  }
  EXPECT_THAT(answer, ::testing::Not(HasSubstr(StoryText(1).substr(0, 40))));
  EXPECT_THAT(Get(server_->metrics_address(), "/"), HasSubstr("404"));
}

TEST(HttpMetricsTest, SaysWhyItDoesNotListen) {
  auto server = Server::Open(
      {.listen = "", .store_engine = "memory", .metrics_listen = "127.0.0.1:0"}, nullptr);
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string taken = (*server)->metrics_address();
  const absl::Status status =
      Server::Open({.listen = "", .store_engine = "memory", .metrics_listen = taken}, nullptr)
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(std::string(status.message()),
            "cannot serve metrics on " + taken + ": Address already in use");
}

}  // namespace
}  // namespace newsprint
