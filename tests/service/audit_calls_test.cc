// What the methods of AuditService do, and their stream over a real server.
#include "service/audit_calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "newsprint/v1/audit_service.grpc.pb.h"
#include "tests/service/server_fixture.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const char kPolicy[] =
    "version: 1\nlicences:\n  - {id: L, anyone: true, source: rferl, link: {target: original}}\n";

std::string StoryText() {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "word" + std::to_string(i) + (i % 12 == 11 ? ".\n" : " ");
  return text;
}

Article ArticleOf(const std::string& id, const std::string& publisher) {
  Article article;
  article.id = *ArticleId::Create(id);
  article.url = id;
  article.publisher = publisher;
  article.body = StoryText();
  return article;
}

std::unique_ptr<Corpus> CorpusWithACopy() {
  auto corpus =
      *Corpus::Open(CreateMemoryStore({.path = "", .scheme = CurrentScheme(), .seed = 3}), {});
  EXPECT_TRUE(corpus->Ingest(ArticleOf("https://www.rferl.org/a/1.html", "RFE/RL"), {}).ok());
  EXPECT_TRUE(corpus->Ingest(ArticleOf("https://paper.example/1", "A Paper"), {}).ok());
  return corpus;
}

v1::RunAuditRequest Request() {
  v1::RunAuditRequest request;
  request.set_licences(kPolicy);
  return request;
}

// The answers of a run, serialised.
absl::StatusOr<std::vector<std::string>> Answers(AuditCalls& calls,
                                                 const v1::RunAuditRequest& request) {
  std::vector<std::string> answers;
  const absl::Status status =
      calls.RunAudit(request.SerializeAsString(), {}, [&](std::string answer) {
        answers.push_back(std::move(answer));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return answers;
}

v1::RunAuditResponse Parsed(const std::string& bytes) {
  v1::RunAuditResponse response;
  EXPECT_TRUE(response.ParseFromString(bytes));
  return response;
}

TEST(AuditCalls, ARunIsStreamedKeptAndReadAgain) {
  const auto corpus = CorpusWithACopy();
  AuditCalls calls(*corpus);
  const auto answers = Answers(calls, Request());
  ASSERT_TRUE(answers.ok()) << answers.status();
  ASSERT_EQ(answers->size(), 3u);
  const v1::AuditRun begun = Parsed(answers->front()).run();
  EXPECT_FALSE(begun.has_summary());
  EXPECT_EQ(begun.snapshot(), 2);
  const v1::AuditedCopy copy = Parsed((*answers)[1]).copy();
  EXPECT_EQ(copy.copy().id(), "https://paper.example/1");
  ASSERT_EQ(copy.findings_size(), 1);
  EXPECT_EQ(copy.findings(0).finding_class(), v1::FINDING_CLASS_MISSING_LINK);
  EXPECT_EQ(copy.findings(0).severity(), v1::SEVERITY_MEDIUM);
  EXPECT_EQ(copy.relation(), v1::RELATION_IDENTICAL);
  const v1::AuditRun ended = Parsed(answers->back()).run();
  EXPECT_EQ(ended.name(), begun.name());
  EXPECT_EQ(ended.summary().violating_copies(), 1);

  v1::ListAuditRunsResponse runs;
  ASSERT_TRUE(runs.ParseFromString(*calls.ListAuditRuns("", {})));
  ASSERT_EQ(runs.runs_size(), 1);
  EXPECT_EQ(runs.runs(0).SerializeAsString(), ended.SerializeAsString());

  v1::ListFindingsRequest list;
  list.set_name(ended.name());
  v1::ListFindingsResponse findings;
  ASSERT_TRUE(findings.ParseFromString(*calls.ListFindings(list.SerializeAsString(), {})));
  ASSERT_EQ(findings.copies_size(), 1);
  EXPECT_EQ(findings.copies(0).SerializeAsString(), copy.SerializeAsString());
  EXPECT_EQ(findings.next_page_token(), "");

  v1::RunAuditRequest again = Request();
  again.set_again(ended.name());
  EXPECT_THAT(*Answers(calls, again), ::testing::ElementsAreArray(*answers));
}

TEST(AuditCalls, SayWhatIsWrong) {
  const auto corpus = CorpusWithACopy();
  AuditCalls calls(*corpus);
  v1::RunAuditRequest request = Request();
  request.set_licences("version: 1\nlicence: []\n");
  request.set_licences_file("mine.yaml");
  EXPECT_THAT(std::string(Answers(calls, request).status().message()),
              HasSubstr("mine.yaml:2: licence: is no key"));
  request = Request();
  request.set_ignore_list("ignore: []");
  EXPECT_EQ(Answers(calls, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = Request();
  request.set_again("audits/none");
  EXPECT_EQ(Answers(calls, request).status().code(), absl::StatusCode::kNotFound);
  request.set_again("none");
  EXPECT_EQ(Answers(calls, request).status().code(), absl::StatusCode::kInvalidArgument);
  v1::ListFindingsRequest list;
  list.set_name("audits/none");
  EXPECT_EQ(calls.ListFindings(list.SerializeAsString(), {}).status().code(),
            absl::StatusCode::kNotFound);
  list.set_page_token("x");
  EXPECT_EQ(calls.ListFindings(list.SerializeAsString(), {}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(AuditCalls, RunsAreListedPageByPage) {
  const auto corpus = CorpusWithACopy();
  AuditCalls calls(*corpus);
  std::vector<std::string> newest_first;
  for (const char* licensee : {"a", "b", "c"}) {
    v1::RunAuditRequest request = Request();
    request.mutable_scope()->add_licensees(licensee);
    newest_first.insert(newest_first.begin(), Parsed(Answers(calls, request)->back()).run().name());
  }
  v1::ListAuditRunsRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  v1::ListAuditRunsResponse page;
  do {
    ASSERT_TRUE(page.ParseFromString(*calls.ListAuditRuns(request.SerializeAsString(), {})));
    EXPECT_LE(page.runs_size(), 2);
    for (const v1::AuditRun& run : page.runs()) listed.push_back(run.name());
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty() && listed.size() < 10);
  EXPECT_EQ(listed, newest_first);
  request.set_page_token("none");
  EXPECT_EQ(calls.ListAuditRuns(request.SerializeAsString(), {}).status().code(),
            absl::StatusCode::kInvalidArgument);
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(calls.ListAuditRuns(request.SerializeAsString(), {}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(AuditCalls, ARunThatNobodyTakesIsNone) {
  const auto corpus = CorpusWithACopy();
  AuditCalls calls(*corpus);
  const absl::Status status = calls.RunAudit(
      Request().SerializeAsString(), {},
      [](const std::string&) { return absl::CancelledError("the caller has gone"); });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  v1::ListAuditRunsResponse runs;
  ASSERT_TRUE(runs.ParseFromString(*calls.ListAuditRuns("", {})));
  EXPECT_EQ(runs.runs_size(), 0);
}

TEST(AuditService, StreamsOverTheWire) {
  const auto server =
      Server::Start(CorpusWithACopy(), {.listen = "", .store_engine = "memory"}, nullptr);
  ASSERT_TRUE(server.ok()) << server.status();
  const auto stub = v1::AuditService::NewStub((*server)->InProcessChannel());
  std::vector<int> events;
  {
    grpc::ClientContext context;
    const auto stream = stub->RunAudit(&context, Request());
    v1::RunAuditResponse response;
    while (stream->Read(&response)) events.push_back(response.event_case());
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  EXPECT_THAT(events, ElementsAre(v1::RunAuditResponse::kRun, v1::RunAuditResponse::kCopy,
                                  v1::RunAuditResponse::kRun));
  grpc::ClientContext context;
  const auto refused = stub->RunAudit(&context, v1::RunAuditRequest());
  v1::RunAuditResponse response;
  EXPECT_FALSE(refused->Read(&response));
  EXPECT_EQ(refused->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace newsprint
