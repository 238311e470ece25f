// Ingest and check.
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/calls.h"
#include "service/convert.h"
#include "service/decode.h"
#include "service/errors.h"

namespace newsprint {
namespace {

// Answers that are remembered for retries.
constexpr size_t kRememberedRequests = 4'096;
constexpr size_t kRememberedBytes = 32u << 20;

// A batch, and what is sound of it.
template <typename Request>
struct Batch {
  Request request;
  SearchOptions options;
  std::vector<absl::Status> status;  // Of each article.
  std::vector<Article> sound;
  std::vector<int> places;  // Of each sound one in the request.
};

// An error is one of the whole batch.
template <typename Request>
absl::StatusOr<Batch<Request>> TakeBatch(std::string_view bytes, const CallLimits& limits,
                                         Naming naming, const CallControl& control) {
  Batch<Request> batch;
  NEWSPRINT_RETURN_IF_ERROR(DecodeBatch(bytes, batch.request, batch.status));
  NEWSPRINT_ASSIGN_OR_RETURN(batch.options, SearchOptionsFromProto(batch.request, control));
  const int count = batch.request.articles_size();
  if (count < 1 || count > limits.max_batch_articles) {
    return FieldError("articles", absl::StrCat(count, " articles, the range is 1 to ",
                                               limits.max_batch_articles));
  }
  for (int i = 0; i < count; ++i) {
    if (!batch.status[i].ok()) continue;
    absl::StatusOr<Article> article =
        ArticleFromProto(std::move(*batch.request.mutable_articles(i)), limits.article, naming, "");
    batch.status[i] = article.status();
    if (!article.ok()) continue;
    batch.sound.push_back(*std::move(article));
    batch.places.push_back(i);
  }
  return batch;
}

}  // namespace

ReprintCalls::ReprintCalls(Corpus& corpus, const CallLimits& limits)
    : corpus_(corpus), limits_(limits), memory_(kRememberedRequests, kRememberedBytes) {}

absl::StatusOr<std::string> ReprintCalls::IngestArticle(std::string_view bytes,
                                                        const CallControl& control) {
  v1::IngestArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  const std::string request_id = request.request_id();
  const auto ingest = [&]() -> absl::StatusOr<RequestAnswer> {
    NEWSPRINT_ASSIGN_OR_RETURN(const SearchOptions options,
                               SearchOptionsFromProto(request, control));
    const absl::StatusOr<Article> article = ArticleFromProto(
        std::move(*request.mutable_article()), limits_.article, Naming::kDerived, "article");
    if (!article.ok()) {
      ++refused_articles_;
      return article.status();
    }
    NEWSPRINT_ASSIGN_OR_RETURN(const IngestReport report, corpus_.Ingest(*article, options));
    v1::IngestArticleResponse response;
    *response.mutable_report() = ToProto(report, *article);
    return RequestAnswer{.response = response.SerializeAsString()};
  };
  return memory_.Once({"IngestArticle", request_id, bytes}, control, ingest);
}

absl::StatusOr<std::string> ReprintCalls::IngestBatch(std::string_view bytes,
                                                      const CallControl& control) {
  NEWSPRINT_ASSIGN_OR_RETURN(
      Batch<v1::IngestArticlesRequest> batch,
      TakeBatch<v1::IngestArticlesRequest>(bytes, limits_, Naming::kDerived, control));
  refused_articles_ += batch.status.size() - batch.sound.size();
  const std::string request_id = batch.request.request_id();
  const auto ingest = [&]() -> absl::StatusOr<RequestAnswer> {
    v1::IngestArticlesResponse response;
    response.set_request_id(request_id);
    for (size_t i = 0; i < batch.status.size(); ++i) response.add_results();
    const std::vector<absl::StatusOr<IngestReport>> reports =
        corpus_.IngestBatch(batch.sound, batch.options);
    for (size_t n = 0; n < reports.size(); ++n) {
      const int i = batch.places[n];
      batch.status[i] = reports[n].status();
      if (!reports[n].ok()) continue;
      *response.mutable_results(i)->mutable_report() = ToProto(*reports[n], batch.sound[n]);
    }
    bool all_ok = true;
    for (size_t i = 0; i < batch.status.size(); ++i) {
      *response.mutable_results(static_cast<int>(i))->mutable_status() =
          ToRpcStatus(batch.status[i]);
      all_ok = all_ok && batch.status[i].ok();
    }
    return RequestAnswer{.response = response.SerializeAsString(), .is_final = all_ok};
  };
  return memory_.Once({"IngestArticles", request_id, bytes}, control, ingest);
}

absl::StatusOr<std::string> ReprintCalls::CheckArticle(std::string_view bytes,
                                                       const CallControl& control) const {
  v1::CheckArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(SearchOptions options, SearchOptionsFromProto(request, control));
  options.explain = request.explain();
  NEWSPRINT_ASSIGN_OR_RETURN(const Article article,
                             ArticleFromProto(std::move(*request.mutable_article()),
                                              limits_.article, Naming::kNone, "article"));
  NEWSPRINT_ASSIGN_OR_RETURN(const SearchReport report, corpus_.Check(article, options));
  v1::CheckArticleResponse response;
  *response.mutable_report() = ToProto(report, SummaryOf(article));
  return response.SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::CheckBatch(std::string_view bytes,
                                                     const CallControl& control) const {
  NEWSPRINT_ASSIGN_OR_RETURN(
      Batch<v1::CheckArticlesRequest> batch,
      TakeBatch<v1::CheckArticlesRequest>(bytes, limits_, Naming::kNone, control));
  batch.options.explain = batch.request.explain();
  v1::CheckArticlesResponse response;
  for (size_t i = 0; i < batch.status.size(); ++i) response.add_results();
  const std::vector<absl::StatusOr<SearchReport>> reports =
      corpus_.CheckBatch(batch.sound, batch.options);
  for (size_t n = 0; n < reports.size(); ++n) {
    const int i = batch.places[n];
    batch.status[i] = reports[n].status();
    if (!reports[n].ok()) continue;
    *response.mutable_results(i)->mutable_report() =
        ToProto(*reports[n], SummaryOf(batch.sound[n]));
  }
  for (size_t i = 0; i < batch.status.size(); ++i) {
    *response.mutable_results(static_cast<int>(i))->mutable_status() = ToRpcStatus(batch.status[i]);
  }
  return response.SerializeAsString();
}

}  // namespace newsprint
