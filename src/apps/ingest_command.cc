// `ingest`: articles to the store, a batch at a time.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/api_values.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/documents.h"
#include "apps/json_list.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr int kBatchArticles = 64;
constexpr size_t kBatchBytes = 4u << 20;  // One article more may be on top.
// Batches sent and not answered. Answers are small, so that they fit on their way while a batch is
// being written.
constexpr size_t kBatchesUnderway = 2;

std::string_view OutcomeName(v1::IngestReport::Outcome outcome) {
  switch (outcome) {
    case v1::IngestReport::OUTCOME_CREATED:
      return "created";
    case v1::IngestReport::OUTCOME_UNCHANGED:
      return "unchanged";
    case v1::IngestReport::OUTCOME_REVISED:
      return "revised";
    default:
      return "unknown";
  }
}

// Sends articles over one stream and tells of each what became of it.
class Ingest {
 public:
  Ingest(Connection& connection, Output& out, std::string_view format)
      : connection_(connection),
        text_(format == "text"),
        out_(out),
        list_(out, text_ ? "jsonl" : format),
        progress_("articles"),
        stream_(connection.reprints().IngestArticles(&context_)) {}

  // Errors: those that end the stream.
  absl::Status Add(absl::StatusOr<Document> document) {
    if (!document.ok()) {
      Refuse(std::string(document.status().message()));
      return absl::OkStatus();
    }
    batch_bytes_ += document->article.body.size();
    *batch_.add_articles() = ToMessage(document->article);
    batch_wheres_.push_back(std::move(document->where));
    if (batch_.articles_size() < kBatchArticles && batch_bytes_ < kBatchBytes) {
      return absl::OkStatus();
    }
    return SendBatch();
  }

  absl::StatusOr<ExitCode> Finish() {
    if (batch_.articles_size() > 0) NEWSPRINT_RETURN_IF_ERROR(SendBatch());
    while (!underway_.empty()) NEWSPRINT_RETURN_IF_ERROR(ReadAnswer());
    stream_->WritesDone();
    NEWSPRINT_RETURN_IF_ERROR(connection_.Outcome(stream_->Finish()));
    progress_.Clear();
    if (text_) {
      out_.Write(fmt::format(
          "{}: {} new, {} unchanged, {} revised, {} refused; {} with earlier articles\n",
          Counted(created_ + unchanged_ + revised_ + refused_, "article", "articles"),
          WithThousands(created_), WithThousands(unchanged_), WithThousands(revised_),
          WithThousands(refused_), Counted(matches_, "match", "matches")));
    } else {
      list_.Finish();
    }
    return refused_ > 0 ? ExitCode::kError : ExitCode::kDone;
  }

 private:
  absl::Status SendBatch() {
    batch_.set_max_matches(0);  // Their number is enough.
    if (!stream_->Write(batch_)) return Broken();
    underway_.push_back(std::exchange(batch_wheres_, {}));
    batch_.Clear();
    batch_bytes_ = 0;
    return underway_.size() < kBatchesUnderway ? absl::OkStatus() : ReadAnswer();
  }

  absl::Status ReadAnswer() {
    v1::IngestArticlesResponse response;
    if (!stream_->Read(&response)) return Broken();
    const std::vector<std::string> wheres = std::move(underway_.front());
    underway_.pop_front();
    if (response.results_size() != static_cast<int>(wheres.size())) {
      return absl::InternalError(fmt::format("the server answered for {} of {} articles",
                                             response.results_size(), wheres.size()));
    }
    for (size_t i = 0; i < wheres.size(); ++i) {
      const v1::IngestResult& result = response.results(static_cast<int>(i));
      if (result.status().code() == 0) {
        NEWSPRINT_RETURN_IF_ERROR(Report(wheres[i], result.report()));
      } else {
        Refuse(fmt::format("{}: {}", wheres[i], result.status().message()));
      }
    }
    progress_.Update(created_ + unchanged_ + revised_ + refused_);
    return absl::OkStatus();
  }

  // The stream ended before its time: why.
  absl::Status Broken() {
    const absl::Status status = connection_.Outcome(stream_->Finish());
    return status.ok() ? absl::InternalError("the server ended the stream early") : status;
  }

  absl::Status Report(const std::string& where, const v1::IngestReport& report) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string id, IdOf(report.name()));
    switch (report.outcome()) {
      case v1::IngestReport::OUTCOME_UNCHANGED:
        ++unchanged_;
        break;
      case v1::IngestReport::OUTCOME_REVISED:
        ++revised_;
        break;
      default:
        ++created_;
    }
    matches_ += static_cast<uint64_t>(report.search().total_matches());
    if (text_) return absl::OkStatus();
    list_.Add([&](JsonWriter& json) {
      json.BeginObject();
      json.Key("document").String(where);
      json.Key("id").String(id);
      json.Key("revision").Integer(static_cast<uint64_t>(report.revision()));
      json.Key("ordinal").Integer(static_cast<uint64_t>(report.ordinal()));
      json.Key("outcome").String(OutcomeName(report.outcome()));
      json.Key("total_matches").Integer(static_cast<uint64_t>(report.search().total_matches()));
      json.Key("truncated").Bool(report.search().truncated());
      json.Key("insufficient_evidence").Bool(report.search().insufficient_evidence());
      json.EndObject();
    });
    return absl::OkStatus();
  }

  void Refuse(std::string_view message) {
    progress_.Clear();
    Message(message);
    ++refused_;
  }

  Connection& connection_;
  bool text_;
  Output& out_;
  JsonList list_;
  Progress progress_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::IngestArticlesRequest, v1::IngestArticlesResponse>>
      stream_;
  v1::IngestArticlesRequest batch_;
  size_t batch_bytes_ = 0;
  std::vector<std::string> batch_wheres_;
  std::deque<std::vector<std::string>> underway_;
  uint64_t created_ = 0;
  uint64_t unchanged_ = 0;
  uint64_t revised_ = 0;
  uint64_t refused_ = 0;
  uint64_t matches_ = 0;
};

}  // namespace

absl::StatusOr<ExitCode> RunIngest(const Invocation& call, CommandContext& context) {
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kCreate));
  Ingest ingest(connection, context.out, call.Text("--format"));
  NEWSPRINT_ASSIGN_OR_RETURN(
      const DocumentCounts counts,
      ReadDocuments(call.operands(), DocumentOptionsOf(call),
                    [&](absl::StatusOr<Document> one) { return ingest.Add(std::move(one)); }));
  NEWSPRINT_ASSIGN_OR_RETURN(const ExitCode exit, ingest.Finish());
  if (counts.files_skipped > 0) {
    Message(fmt::format("skipped {}: no text, HTML or JSON Lines",
                        Counted(counts.files_skipped, "file", "files")));
  }
  return exit;
}

}  // namespace newsprint
