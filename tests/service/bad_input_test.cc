// Every kind of bad input: the code, the field, the value and the limit that the answer names, over
// the wire. None of it ends a stream, stores anything, or stops the server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "tests/service/server_fixture.h"
#include "tests/service/stories.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

class BadInputTest : public ServerTest {
 protected:
  // The bytes of a request that an encoder need not agree to make.
  grpc::Status CallRaw(const std::string& method, const std::string& bytes) {
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    return CallByName(channel_, "/newsprint.v1.ReprintService/" + method, request, response);
  }

  // The response, for requests that are none of the bad ones.
  template <typename Response, typename Request>
  Response Call(const std::string& method, const Request& request) {
    Response response;
    const grpc::Status status =
        CallByName(channel_, "/newsprint.v1.ReprintService/" + method, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, BadInputTest, ::testing::Values("memory"),
                         [](const auto& engine) { return engine.param; });

// A bad article: what is done to a good one, and what the answer says of it.
struct BadArticle {
  const char* what;
  std::function<void(v1::Article&)> spoil;
  std::string field;
  std::string description;
};

std::vector<BadArticle> BadArticles() {
  return {
      {"empty body", [](auto& a) { a.clear_body(); }, "body", "must not be empty"},
      {"body of 20 MB", [](auto& a) { a.set_body(std::string(20'000'000, 'x')); }, "body",
       "20000000 bytes, the limit is 4194304"},
      {"body not UTF-8", [](auto& a) { a.set_body("caf\xe9 noir"); }, "body",
       "not UTF-8 at byte 3"},
      {"NUL in the body", [](auto& a) { a.set_body(std::string("ab\0c", 4)); }, "body",
       "NUL byte at byte 2"},
      {"id not UTF-8", [](auto& a) { a.set_name("articles/a\xff"); }, "name",
       "not UTF-8 at byte 10"},
      {"id of 513 bytes", [](auto& a) { a.set_name("articles/" + std::string(513, 'i')); }, "name",
       "513 bytes, the limit is 512"},
      {"id without bytes", [](auto& a) { a.set_name("articles/"); }, "name", "must not be empty"},
      {"NUL in the id", [](auto& a) { a.set_name(std::string("articles/a\0b", 12)); }, "name",
       "control character 0x00 at byte 1"},
      {"no resource name", [](auto& a) { a.set_name("https://example.org"); }, "name",
       "must be articles/{id}, not \"https://example.org\""},
      {"title not UTF-8", [](auto& a) { a.set_title("\xff"); }, "title", "not UTF-8 at byte 0"},
      {"NUL in the publisher", [](auto& a) { a.set_publisher(std::string("\0", 1)); }, "publisher",
       "NUL byte at byte 0"},
      {"long URI", [](auto& a) { a.set_uri(std::string(8193, 'u')); }, "uri",
       "8193 bytes, the limit is 8192"},
      {"long language", [](auto& a) { a.set_language_code(std::string(9000, 'l')); },
       "language_code", "9000 bytes, the limit is 8192"},
      {"published in 1500", [](auto& a) { a.mutable_publish_time()->set_seconds(-14'831'769'600); },
       "publish_time", "1500-01-01T00:00:00+00:00, the range is 1600-01-01 to 9999-12-31"},
      {"published beyond all years",
       [](auto& a) { a.mutable_publish_time()->set_seconds(253'402'300'800); }, "publish_time",
       "10000-01-01T00:00:00+00:00, the range is 1600-01-01 to 9999-12-31"},
      {"seen at the end of numbers",
       [](auto& a) {
         a.mutable_first_seen_time()->set_seconds(std::numeric_limits<int64_t>::max());
       },
       "first_seen_time",
       "292277026596-12-04T15:30:07+00:00, the range is 1600-01-01 to 9999-12-31"},
      {"nanoseconds over a second",
       [](auto& a) { a.mutable_first_seen_time()->set_nanos(1'000'000'000); }, "first_seen_time",
       "1000000000 nanos, the range is 0 to 999999999"},
  };
}

TEST_P(BadInputTest, ABadArticleIsRefusedByItself) {
  for (const BadArticle& bad : BadArticles()) {
    for (const std::string method : {"IngestArticle", "CheckArticle"}) {
      v1::IngestArticleRequest request;  // Both have the article by the same number.
      *request.mutable_article() = MakeArticle("a", "text");
      bad.spoil(*request.mutable_article());
      const grpc::Status status = CallRaw(method, request.SerializeAsString());
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << bad.what;
      EXPECT_EQ(WireReasonOf(status), "INVALID_FIELD") << bad.what;
      EXPECT_EQ(status.error_message(), "article." + bad.field + ": " + bad.description)
          << bad.what;
      const auto detail = FindDetail<google::rpc::BadRequest>(status);
      ASSERT_TRUE(detail) << bad.what;
      ASSERT_EQ(detail->field_violations_size(), 1);
      EXPECT_EQ(detail->field_violations(0).field(), "article." + bad.field);
      EXPECT_EQ(detail->field_violations(0).description(), bad.description);
    }
  }
  EXPECT_EQ(Status().store().articles(), 0);
}

// The stream of a method, with all bad articles in one batch between two good ones.
template <typename Request, typename Response, typename Stream>
void ExpectRefusals(Stream& stream) {
  const std::vector<BadArticle> bad_articles = BadArticles();
  // Twice, so that the second batch shows that the first did not end the stream.
  for (int round = 0; round < 2; ++round) {
    Request batch;
    *batch.add_articles() = MakeArticle("first", StoryText(1));
    for (const BadArticle& bad : bad_articles) {
      if (bad.what == std::string("body of 20 MB")) continue;  // Fills a message by itself.
      *batch.add_articles() = MakeArticle("a", "text");
      bad.spoil(*batch.mutable_articles(batch.articles_size() - 1));
    }
    *batch.add_articles() = MakeArticle("last", StoryText(2));
    ASSERT_TRUE(stream.Write(batch));
    Response response;
    ASSERT_TRUE(stream.Read(&response));
    ASSERT_EQ(response.results_size(), batch.articles_size());
    EXPECT_EQ(response.results(0).status().code(), 0);
    EXPECT_TRUE(response.results(0).has_report());
    EXPECT_EQ(response.results(batch.articles_size() - 1).status().code(), 0);
    int i = 1;
    for (const BadArticle& bad : bad_articles) {
      if (bad.what == std::string("body of 20 MB")) continue;
      const google::rpc::Status& status = response.results(i++).status();
      EXPECT_EQ(status.code(), 3) << bad.what;
      EXPECT_EQ(status.message(), bad.field + ": " + bad.description) << bad.what;
      google::rpc::BadRequest detail;
      ASSERT_GE(status.details_size(), 2) << bad.what;
      ASSERT_TRUE(status.details(0).UnpackTo(&detail)) << bad.what;
      EXPECT_EQ(detail.field_violations(0).field(), bad.field) << bad.what;
    }
  }
  stream.WritesDone();
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_P(BadInputTest, ABadArticleNeverEndsAnIngestStream) {
  grpc::ClientContext context;
  const auto stream = reprints_->IngestArticles(&context);
  ExpectRefusals<v1::IngestArticlesRequest, v1::IngestArticlesResponse>(*stream);
  EXPECT_EQ(Status().store().articles(), 2);
}

TEST_P(BadInputTest, ABadArticleNeverEndsACheckStream) {
  grpc::ClientContext context;
  const auto stream = reprints_->CheckArticles(&context);
  ExpectRefusals<v1::CheckArticlesRequest, v1::CheckArticlesResponse>(*stream);
  EXPECT_EQ(Status().store().articles(), 0);
}

template <typename Request>
std::string Bytes(const std::function<void(Request&)>& fill) {
  Request request;
  fill(request);
  return request.SerializeAsString();
}

TEST_P(BadInputTest, ABadRequestIsNamedByItsField) {
  using Ingest = v1::IngestArticleRequest;
  using Check = v1::CheckArticleRequest;
  using Get = v1::GetArticleRequest;
  using List = v1::ListArticlesRequest;
  using Delete = v1::DeleteArticleRequest;
  using Find = v1::FindReprintsRequest;
  const auto ingest = [](const std::function<void(Ingest&)>& fill) {
    return Bytes<Ingest>([&](Ingest& r) {
      *r.mutable_article() = MakeArticle("a", "x");
      fill(r);
    });
  };
  const auto check = [](const std::function<void(v1::MatchFilter&)>& fill) {
    return Bytes<Check>([&](Check& r) {
      r.mutable_article()->set_body("x");
      fill(*r.mutable_filter());
    });
  };
  const struct {
    const char* method;
    std::string request;
    std::string field;
    std::string description;
  } cases[] = {
      {"IngestArticle", "", "article.body", "must not be empty"},
      {"CheckArticle", "", "article.body", "must not be empty"},
      {"IngestArticle", ingest([](auto& r) { r.set_max_matches(-1); }), "max_matches",
       "-1, the range is 0 to 10000"},
      {"IngestArticle", ingest([](auto& r) { r.set_max_matches(10'001); }), "max_matches",
       "10001, the range is 0 to 10000"},
      {"IngestArticle", ingest([](auto& r) { r.set_request_id(std::string(129, 'r')); }),
       "request_id", "129 bytes, the limit is 128"},
      {"CheckArticle", check([](auto& f) { f.set_min_containment(1.5); }), "filter.min_containment",
       "1.5, the range is 0 to 1"},
      {"CheckArticle",
       check([](auto& f) { f.set_min_containment(std::numeric_limits<double>::quiet_NaN()); }),
       "filter.min_containment", "nan, the range is 0 to 1"},
      {"CheckArticle", check([](auto& f) {
         f.add_relations(v1::RELATION_REPRINT);
         f.add_relations(v1::RELATION_UNRELATED);
       }),
       "filter.relations[1]", "RELATION_UNRELATED is no relation to filter by"},
      {"CheckArticle", check([](auto& f) { f.add_relations(static_cast<v1::Relation>(77)); }),
       "filter.relations[0]", "77 is no relation to filter by"},
      {"CheckArticle", check([](auto& f) {
         f.mutable_start_publish_time()->set_seconds(2);
         f.mutable_end_publish_time()->set_seconds(1);
       }),
       "filter.end_publish_time", "is before start_publish_time"},
      {"CheckArticle", check([](auto& f) { f.mutable_end_publish_time()->set_seconds(1LL << 60); }),
       "filter.end_publish_time",
       "1152921504606846976 seconds, the range is -62135596800 to 253402300799"},
      {"CheckArticle", check([](auto& f) { f.set_publisher("\xff"); }), "filter.publisher",
       "not UTF-8 at byte 0"},
      {"CompareArticles", "", "a", "must have a name or an article"},
      {"GetArticle", "", "name", "must not be empty"},
      {"GetArticle", Bytes<Get>([](auto& r) {
         r.set_name("articles/x");
         r.set_revision(-1);
       }),
       "revision", "-1, must not be negative"},
      {"ListArticles", Bytes<List>([](auto& r) { r.set_page_size(-1); }), "page_size",
       "-1, must not be negative"},
      {"ListArticles", Bytes<List>([](auto& r) { r.set_page_token("no token"); }), "page_token",
       "not a token of this service (8 bytes)"},
      {"ListArticles",
       Bytes<List>([](auto& r) { r.mutable_filter()->set_domain("https://example.org/"); }),
       "filter.domain", "must be a domain such as example.org, not 'https://example.org/'"},
      {"ListArticles", Bytes<List>([](auto& r) { r.set_view(static_cast<v1::ArticleView>(9)); }),
       "view", "9 is no ArticleView"},
      {"DeleteArticle", "", "name", "must not be empty"},
      {"DeleteArticle", Bytes<Delete>([](auto& r) {
         r.set_name("articles/x");
         r.set_request_id(std::string(200, 'r'));
       }),
       "request_id", "200 bytes, the limit is 128"},
      {"FindReprints", "", "article", "must not be empty, unless there is a source"},
      {"FindReprints", Bytes<Find>([](auto& r) { r.set_article("x"); }), "article",
       "must be articles/{id}, not \"x\""},
      {"FindReprints", Bytes<Find>([](auto& r) { r.mutable_source()->set_language_code("en"); }),
       "source", "must name a publisher or a domain"},
      {"FindReprints", Bytes<Find>([](auto& r) { r.mutable_source()->set_domain("a b"); }),
       "source.domain", "must be a domain such as example.org, not 'a b'"},
      {"FindReprints", Bytes<Find>([](auto& r) {
         r.mutable_source()->set_publisher("P");
         r.mutable_source()->mutable_start_publish_time()->set_seconds(2);
         r.mutable_source()->mutable_end_publish_time()->set_seconds(1);
       }),
       "source.end_publish_time", "is before start_publish_time"},
      {"FindReprints", Bytes<Find>([](auto& r) {
         r.set_article("articles/x");
         r.set_page_size(-7);
       }),
       "page_size", "-7, must not be negative"},
      {"FindReprints", Bytes<Find>([](auto& r) {
         r.set_article("articles/x");
         r.set_order_by("size");
       }),
       "order_by", "must be \"strength desc\" or \"publish_time desc\", not \"size\""},
  };
  for (const auto& c : cases) {
    const grpc::Status status = CallRaw(c.method, c.request);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << c.method << c.field;
    EXPECT_EQ(FieldOf(status), c.field) << c.method << ": " << status.error_message();
    EXPECT_EQ(status.error_message(), c.field + ": " + c.description) << c.method;
    EXPECT_EQ(WireReasonOf(status), "INVALID_FIELD") << c.method << c.field;
    EXPECT_EQ(FindDetail<google::rpc::ErrorInfo>(status)->domain(), "newsprint");
  }
}

TEST_P(BadInputTest, WhatIsNoProtobufIsSaid) {
  for (const std::string method : {"IngestArticle", "CheckArticle", "CompareArticles", "GetArticle",
                                   "ListArticles", "DeleteArticle", "FindReprints"}) {
    for (const std::string& bytes : {std::string("no protobuf at all"), std::string("\x0a\x7f")}) {
      const grpc::Status status = CallRaw(method, bytes);
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << method;
      EXPECT_EQ(WireReasonOf(status), "MALFORMED_REQUEST") << method;
      EXPECT_THAT(status.error_message(), HasSubstr(method + "Request"));
    }
  }
}

TEST_P(BadInputTest, WhatIsNotThereIsNamed) {
  Ingest(MakeArticle("a", StoryText(1)));
  const struct {
    const char* method;
    std::string request;
    std::string resource;
    std::string message;
  } cases[] = {
      {"GetArticle", Bytes<v1::GetArticleRequest>([](auto& r) { r.set_name("articles/none"); }),
       "articles/none", "no article 'none'"},
      {"GetArticle", Bytes<v1::GetArticleRequest>([](auto& r) {
         r.set_name("articles/a");
         r.set_revision(2);
       }),
       "articles/a", "no revision 2 of article 'a'"},
      {"DeleteArticle",
       Bytes<v1::DeleteArticleRequest>([](auto& r) { r.set_name("articles/none"); }),
       "articles/none", "no article 'none'"},
      {"FindReprints",
       Bytes<v1::FindReprintsRequest>([](auto& r) { r.set_article("articles/none"); }),
       "articles/none", "no article 'none'"},
      {"CompareArticles", Bytes<v1::CompareArticlesRequest>([](auto& r) {
         r.mutable_a()->set_name("articles/a");
         r.mutable_b()->set_name("articles/none");
       }),
       "articles/none", "no article 'none'"},
  };
  for (const auto& c : cases) {
    const grpc::Status status = CallRaw(c.method, c.request);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND) << c.method;
    EXPECT_EQ(status.error_message(), c.message);
    EXPECT_EQ(WireReasonOf(status), "NOT_FOUND");
    const auto resource = FindDetail<google::rpc::ResourceInfo>(status);
    ASSERT_TRUE(resource) << c.method;
    EXPECT_EQ(resource->resource_type(), "newsprint/Article");
    EXPECT_EQ(resource->resource_name(), c.resource);
  }
}

TEST_P(BadInputTest, TokensOfAnotherQueryAndStaleOnes) {
  for (int i = 0; i < 3; ++i) Ingest(MakeArticle("a" + std::to_string(i), ReprintOf(1)));
  v1::FindReprintsRequest find;
  find.set_article("articles/a0");
  find.set_page_size(1);
  find.set_page_token(Call<v1::FindReprintsResponse>("FindReprints", find).next_page_token());
  v1::ListArticlesRequest list;
  list.set_page_size(1);
  list.set_page_token(Call<v1::ListArticlesResponse>("ListArticles", list).next_page_token());

  v1::FindReprintsRequest other_find = find;
  other_find.mutable_filter()->set_language_code("en");
  v1::ListArticlesRequest other_list = list;
  other_list.mutable_filter()->set_publisher("P");
  v1::ListArticlesRequest crossed;
  crossed.set_page_token(find.page_token());
  for (const auto& [method, request] : {std::pair("FindReprints", other_find.SerializeAsString()),
                                        std::pair("ListArticles", other_list.SerializeAsString()),
                                        std::pair("ListArticles", crossed.SerializeAsString())}) {
    const grpc::Status status = CallRaw(method, request);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << method;
    EXPECT_EQ(FieldOf(status), "page_token");
    EXPECT_EQ(status.error_message(),
              "page_token: is of another query; the query must not change between pages");
  }

  Ingest(MakeArticle("a0", StoryText(2)));
  const grpc::Status stale = CallRaw("FindReprints", find.SerializeAsString());
  EXPECT_EQ(stale.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(WireReasonOf(stale), "STALE_PAGE_TOKEN");
  EXPECT_EQ(stale.error_message(),
            "page_token: is stale, what it lists has changed since; start again from the first "
            "page");
  const auto failure = FindDetail<google::rpc::PreconditionFailure>(stale);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->violations(0).subject(), "page_token");
  // A restarted server of the memory engine has another store.
  Restart();
  EXPECT_EQ(WireReasonOf(CallRaw("ListArticles", list.SerializeAsString())), "STALE_PAGE_TOKEN");
}

TEST_P(BadInputTest, WhatIsNoErrorIsNone) {
  EXPECT_EQ(Ingest(MakeArticle("word", "Ferry")).outcome(), v1::IngestReport::OUTCOME_CREATED);
  EXPECT_TRUE(Ingest(MakeArticle("word", "Ferry")).search().insufficient_evidence());
  EXPECT_EQ(Ingest(MakeArticle("word", "Ferry")).outcome(), v1::IngestReport::OUTCOME_UNCHANGED);
  EXPECT_EQ(Ingest(MakeArticle("word", "Boat")).outcome(), v1::IngestReport::OUTCOME_REVISED);
  EXPECT_EQ(Ingest(MakeArticle(std::string(512, 'i'), "x")).revision(), 1);
  v1::ListArticlesRequest list;
  list.set_page_size(2'000'000'000);
  EXPECT_EQ(Call<v1::ListArticlesResponse>("ListArticles", list).articles_size(), 2);
  v1::FindReprintsRequest nobody;
  nobody.mutable_source()->set_publisher("Nobody");
  EXPECT_EQ(Call<v1::FindReprintsResponse>("FindReprints", nobody).total_size(), 0);
}

}  // namespace
}  // namespace newsprint
