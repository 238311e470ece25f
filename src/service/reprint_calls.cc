#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
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

absl::StatusOr<uint32_t> RevisionFromProto(int32_t revision, std::string_view field) {
  if (revision >= 0) return static_cast<uint32_t>(revision);
  return FieldError(field, absl::StrCat(revision, ", must not be negative"));
}

absl::StatusOr<int> PageSizeFromProto(int32_t page_size) {
  if (page_size < 0) return FieldError("page_size", absl::StrCat(page_size, " is negative"));
  return page_size == 0 ? kDefaultPageSize : std::min<int>(page_size, kMaxPageSize);
}

// The corpus's tokens may be any bytes; a string field holds only text.
absl::StatusOr<std::string> PageTokenFromProto(const std::string& token) {
  std::string bytes;
  if (absl::WebSafeBase64Unescape(token, &bytes)) return bytes;
  return FieldError("page_token", "is none that this server gave");
}

}  // namespace

ReprintCalls::ReprintCalls(Corpus& corpus, const ArticleLimits& limits)
    : corpus_(corpus), limits_(limits), memory_(kRememberedRequests, kRememberedBytes) {}

absl::StatusOr<std::string> ReprintCalls::IngestArticle(std::string_view bytes,
                                                        const CallControl& control) {
  constexpr std::string_view kMethod = "IngestArticle";
  v1::IngestArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<std::string> remembered,
                             memory_.Recall(kMethod, request.request_id(), bytes));
  if (remembered) return *remembered;
  NEWSPRINT_ASSIGN_OR_RETURN(const SearchOptions options, SearchOptionsFromProto(request, control));
  NEWSPRINT_ASSIGN_OR_RETURN(const Article article,
                             ArticleFromProto(std::move(*request.mutable_article()), limits_,
                                              Naming::kDerived, "article"));
  NEWSPRINT_ASSIGN_OR_RETURN(const IngestReport report, corpus_.Ingest(article, options));
  v1::IngestArticleResponse response;
  *response.mutable_report() = ToProto(report, article);
  std::string reply = response.SerializeAsString();
  memory_.Remember(kMethod, request.request_id(), bytes, reply);
  return reply;
}

absl::StatusOr<std::string> ReprintCalls::IngestBatch(std::string_view bytes,
                                                      const CallControl& control) {
  constexpr std::string_view kMethod = "IngestArticles";
  v1::IngestArticlesRequest request;
  std::vector<absl::Status> status;
  NEWSPRINT_RETURN_IF_ERROR(DecodeBatch(bytes, request, status));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<std::string> remembered,
                             memory_.Recall(kMethod, request.request_id(), bytes));
  if (remembered) return *remembered;
  NEWSPRINT_ASSIGN_OR_RETURN(const SearchOptions options, SearchOptionsFromProto(request, control));
  const int count = request.articles_size();
  if (count < 1 || count > kMaxBatchArticles) {
    return FieldError("articles",
                      absl::StrCat(count, " articles, the range is 1 to ", kMaxBatchArticles));
  }

  std::vector<Article> articles;
  std::vector<int> places;  // Of each of `articles` in the request.
  for (int i = 0; i < count; ++i) {
    if (!status[i].ok()) continue;
    absl::StatusOr<Article> article =
        ArticleFromProto(std::move(*request.mutable_articles(i)), limits_, Naming::kDerived, "");
    status[i] = article.status();
    if (!article.ok()) continue;
    articles.push_back(*std::move(article));
    places.push_back(i);
  }

  v1::IngestArticlesResponse response;
  response.set_request_id(request.request_id());
  for (int i = 0; i < count; ++i) response.add_results();
  const std::vector<absl::StatusOr<IngestReport>> reports = corpus_.IngestBatch(articles, options);
  for (size_t n = 0; n < reports.size(); ++n) {
    const int i = places[n];
    status[i] = reports[n].status();
    if (reports[n].ok()) {
      *response.mutable_results(i)->mutable_report() = ToProto(*reports[n], articles[n]);
    }
  }
  bool all_ok = true;
  for (int i = 0; i < count; ++i) {
    *response.mutable_results(i)->mutable_status() = ToRpcStatus(status[i]);
    all_ok = all_ok && status[i].ok();
  }
  std::string reply = response.SerializeAsString();
  if (all_ok) memory_.Remember(kMethod, request.request_id(), bytes, reply);
  return reply;
}

absl::StatusOr<std::string> ReprintCalls::CheckArticle(std::string_view bytes,
                                                       const CallControl& control) const {
  v1::CheckArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const SearchOptions options, SearchOptionsFromProto(request, control));
  NEWSPRINT_ASSIGN_OR_RETURN(
      const Article article,
      ArticleFromProto(std::move(*request.mutable_article()), limits_, Naming::kNone, "article"));
  NEWSPRINT_ASSIGN_OR_RETURN(const SearchReport report, corpus_.Check(article, options));
  v1::CheckArticleResponse response;
  *response.mutable_report() = ToProto(report, SummaryOf(article));
  return response.SerializeAsString();
}

absl::StatusOr<StoredArticle> ReprintCalls::Resolve(v1::ArticleSource&& source,
                                                    std::string_view field) const {
  const std::string path(field);
  switch (source.source_case()) {
    case v1::ArticleSource::kName: {
      NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id,
                                 ArticleIdFromName(source.name(), path + ".name"));
      NEWSPRINT_ASSIGN_OR_RETURN(const uint32_t revision,
                                 RevisionFromProto(source.revision(), path + ".revision"));
      return corpus_.Get(id, revision);
    }
    case v1::ArticleSource::kArticle: {
      StoredArticle given;
      NEWSPRINT_ASSIGN_OR_RETURN(given.article,
                                 ArticleFromProto(std::move(*source.mutable_article()), limits_,
                                                  Naming::kNone, path + ".article"));
      return given;
    }
    case v1::ArticleSource::SOURCE_NOT_SET:
      break;
  }
  return FieldError(field, "must have a name or an article");
}

absl::StatusOr<std::string> ReprintCalls::CompareArticles(std::string_view bytes,
                                                          const CallControl& /*control*/) const {
  v1::CompareArticlesRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle a, Resolve(std::move(*request.mutable_a()), "a"));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle b, Resolve(std::move(*request.mutable_b()), "b"));
  NEWSPRINT_ASSIGN_OR_RETURN(const Match match, corpus_.Compare(a.article, b.article));
  v1::CompareArticlesResponse response;
  *response.mutable_match() = ToProto(match, SummaryOf(a), SummaryOf(b));
  return response.SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::GetArticle(std::string_view bytes,
                                                     const CallControl& /*control*/) const {
  v1::GetArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, ArticleIdFromName(request.name(), "name"));
  NEWSPRINT_ASSIGN_OR_RETURN(const uint32_t revision,
                             RevisionFromProto(request.revision(), "revision"));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, corpus_.Get(id, revision));
  return ToProto(stored).SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::FindReprints(std::string_view bytes,
                                                       const CallControl& /*control*/) const {
  v1::FindReprintsRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  FindQuery query;
  NEWSPRINT_ASSIGN_OR_RETURN(query.id, ArticleIdFromName(request.article(), "article"));
  NEWSPRINT_ASSIGN_OR_RETURN(query.filter, MatchFilterFromProto(request.filter(), "filter"));
  NEWSPRINT_ASSIGN_OR_RETURN(query.page_size, PageSizeFromProto(request.page_size()));
  NEWSPRINT_ASSIGN_OR_RETURN(query.page_token, PageTokenFromProto(request.page_token()));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, corpus_.Get(query.id, 0));
  absl::StatusOr<FindPage> page = corpus_.FindReprints(query);
  if (absl::IsInvalidArgument(page.status())) {
    // All else in the query was checked above.
    const absl::string_view why = page.status().message();
    return FieldError("page_token", {why.data(), why.size()});
  }
  if (!page.ok()) return page.status();
  v1::FindReprintsResponse response;
  const v1::ArticleSummary a = SummaryOf(stored);
  for (const FoundMatch& found : page->matches) *response.add_matches() = ToProto(found, a);
  response.set_total_size(static_cast<int64_t>(page->total_matches));
  response.set_next_page_token(absl::WebSafeBase64Escape(page->next_page_token));
  return response.SerializeAsString();
}

}  // namespace newsprint
