// Stored articles: compare, get, list, delete, find.
#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/calls.h"
#include "service/convert.h"
#include "service/decode.h"
#include "service/errors.h"

namespace newsprint {
namespace {

// Also where it is named as the origin of another, or for its credit.
void DropMatches(const std::string& name, v1::SearchReport& report) {
  auto& matches = *report.mutable_matches();
  const auto gone = std::ranges::remove_if(
      matches, [&](const v1::Match& match) { return match.b().name() == name; });
  report.set_total_matches(report.total_matches() - static_cast<int64_t>(gone.size()));
  matches.erase(gone.begin(), gone.end());
  for (v1::Match& match : matches) {
    if (match.origin().article().name() == name) match.clear_origin();
    if (!match.has_origin()) continue;
    for (v1::OriginFact& fact : *match.mutable_origin()->mutable_facts()) {
      if (fact.article() == name) fact.clear_article();
    }
  }
}

// Takes the matches with an article out of a serialised response.
void DropMatches(const std::string& name, std::string_view method, std::string& bytes) {
  if (method == "IngestArticle") {
    v1::IngestArticleResponse response;
    if (!response.ParseFromString(bytes)) return;
    DropMatches(name, *response.mutable_report()->mutable_search());
    response.SerializeToString(&bytes);
  } else if (method == "IngestArticles") {
    v1::IngestArticlesResponse response;
    if (!response.ParseFromString(bytes)) return;
    for (v1::IngestResult& result : *response.mutable_results()) {
      if (result.has_report()) DropMatches(name, *result.mutable_report()->mutable_search());
    }
    response.SerializeToString(&bytes);
  }
}

absl::StatusOr<uint32_t> RevisionFromProto(int32_t revision, std::string_view field) {
  if (revision >= 0) return static_cast<uint32_t>(revision);
  return FieldError(field, absl::StrCat(revision, ", must not be negative"));
}

absl::StatusOr<int> PageSizeFromProto(int32_t page_size) {
  if (page_size < 0)
    return FieldError("page_size", absl::StrCat(page_size, ", must not be negative"));
  return page_size == 0 ? kDefaultPageSize : std::min<int>(page_size, kMaxPageSize);
}

absl::StatusOr<FindOrder> OrderFromProto(const std::string& order_by) {
  if (order_by.empty() || order_by == "strength desc") return FindOrder::kStrongestFirst;
  if (order_by == "publish_time desc") return FindOrder::kNewestFirst;
  return FieldError("order_by",
                    absl::StrCat("must be \"strength desc\" or \"publish_time desc\", not \"",
                                 absl::CEscape(order_by.substr(0, 80)), "\""));
}

absl::StatusOr<bool> WithBodyFromProto(v1::ArticleView view) {
  switch (view) {
    case v1::ARTICLE_VIEW_UNSPECIFIED:
    case v1::ARTICLE_VIEW_BASIC:
      return false;
    case v1::ARTICLE_VIEW_FULL:
      return true;
    default:
      return FieldError("view", absl::StrCat(static_cast<int>(view), " is no ArticleView"));
  }
}

absl::StatusOr<StoredArticle> Read(const Corpus& corpus, const ArticleId& id, uint32_t revision) {
  absl::StatusOr<StoredArticle> stored = corpus.Get(id, revision);
  if (!stored.ok()) return WithResource(stored.status(), ArticleName(id));
  return stored;
}

}  // namespace

absl::StatusOr<StoredArticle> ReprintCalls::Resolve(v1::ArticleSource&& source,
                                                    std::string_view field) const {
  const std::string path(field);
  switch (source.source_case()) {
    case v1::ArticleSource::kName: {
      NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id,
                                 ArticleIdFromName(source.name(), path + ".name"));
      NEWSPRINT_ASSIGN_OR_RETURN(const uint32_t revision,
                                 RevisionFromProto(source.revision(), path + ".revision"));
      return Read(corpus_, id, revision);
    }
    case v1::ArticleSource::kArticle: {
      StoredArticle given;
      NEWSPRINT_ASSIGN_OR_RETURN(
          given.article, ArticleFromProto(std::move(*source.mutable_article()), limits_.article,
                                          Naming::kNone, path + ".article"));
      return given;
    }
    case v1::ArticleSource::SOURCE_NOT_SET:
      break;
  }
  return FieldError(field, "must have a name or an article");
}

absl::StatusOr<std::string> ReprintCalls::CompareArticles(std::string_view bytes,
                                                          const CallControl& control) const {
  v1::CompareArticlesRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle a, Resolve(std::move(*request.mutable_a()), "a"));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle b, Resolve(std::move(*request.mutable_b()), "b"));
  NEWSPRINT_ASSIGN_OR_RETURN(FoundMatch found, corpus_.Compare(a.article, b.article, control));
  if (!request.explain()) found.gates.clear();
  v1::CompareArticlesResponse response;
  *response.mutable_match() = ToProto(found, SummaryOf(a), SummaryOf(b));
  return response.SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::GetArticle(std::string_view bytes,
                                                     const CallControl& control) const {
  v1::GetArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, ArticleIdFromName(request.name(), "name"));
  NEWSPRINT_ASSIGN_OR_RETURN(const uint32_t revision,
                             RevisionFromProto(request.revision(), "revision"));
  NEWSPRINT_ASSIGN_OR_RETURN(const StoredArticle stored, Read(corpus_, id, revision));
  const absl::StatusOr<ArticleProvenance> provenance =
      corpus_.FindProvenance(id, stored.revision, control);
  if (!provenance.ok()) return WithResource(provenance.status(), request.name());
  return ToProto(stored, *provenance).SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::ListArticles(std::string_view bytes,
                                                       const CallControl& control) const {
  v1::ListArticlesRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  ListQuery query;
  query.control = control;
  query.page_token = request.page_token();
  NEWSPRINT_ASSIGN_OR_RETURN(query.filter, ArticleFilterFromProto(request.filter(), "filter"));
  NEWSPRINT_ASSIGN_OR_RETURN(query.page_size, PageSizeFromProto(request.page_size()));
  NEWSPRINT_ASSIGN_OR_RETURN(query.with_body, WithBodyFromProto(request.view()));
  const absl::StatusOr<ListPage> page = corpus_.List(query);
  if (!page.ok()) return TokenError(page.status(), "page_token");
  v1::ListArticlesResponse response;
  for (const StoredArticle& stored : page->articles) *response.add_articles() = ToProto(stored);
  response.set_total_size(static_cast<int64_t>(page->total_articles));
  response.set_next_page_token(page->next_page_token);
  return response.SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::DeleteArticle(std::string_view bytes,
                                                        const CallControl& control) {
  v1::DeleteArticleRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, ArticleIdFromName(request.name(), "name"));
  const auto remove = [&]() -> absl::StatusOr<RequestAnswer> {
    v1::DeleteArticleResponse response;
    const absl::Status deleted = corpus_.Delete(id);
    if (!deleted.ok() && !(absl::IsNotFound(deleted) && request.allow_missing())) {
      return WithResource(deleted, request.name());
    }
    response.set_deleted(deleted.ok());
    if (deleted.ok()) {
      memory_.Redact(request.name(),
                     [name = request.name()](std::string_view method, std::string& remembered) {
                       DropMatches(name, method, remembered);
                     });
    }
    if (request.purge()) {
      NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
      NEWSPRINT_RETURN_IF_ERROR(corpus_.Purge());
      response.set_purged(true);
    }
    return RequestAnswer{.response = response.SerializeAsString()};
  };
  return memory_.Once({"DeleteArticle", request.request_id(), bytes}, control, remove);
}

absl::StatusOr<std::string> ReprintCalls::FindReprints(std::string_view bytes,
                                                       const CallControl& control) const {
  v1::FindReprintsRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  FindQuery query;
  query.control = control;
  query.page_token = request.page_token();
  switch (request.subject_case()) {
    case v1::FindReprintsRequest::kSource: {
      const v1::ArticleFilter& source = request.source();
      if (source.publisher().empty() && source.domain().empty()) {
        return FieldError("source", "must name a publisher or a domain");
      }
      NEWSPRINT_ASSIGN_OR_RETURN(query.source, ArticleFilterFromProto(source, "source"));
      break;
    }
    case v1::FindReprintsRequest::kArticle: {
      NEWSPRINT_ASSIGN_OR_RETURN(query.id, ArticleIdFromName(request.article(), "article"));
      break;
    }
    case v1::FindReprintsRequest::SUBJECT_NOT_SET:
      return FieldError("article", "must not be empty, unless there is a source");
  }
  NEWSPRINT_ASSIGN_OR_RETURN(query.filter, MatchFilterFromProto(request.filter(), "filter"));
  NEWSPRINT_ASSIGN_OR_RETURN(query.page_size, PageSizeFromProto(request.page_size()));
  NEWSPRINT_ASSIGN_OR_RETURN(query.order, OrderFromProto(request.order_by()));
  const absl::StatusOr<FindPage> page = corpus_.FindReprints(query);
  if (!page.ok()) return WithResource(TokenError(page.status(), "page_token"), request.article());
  v1::FindReprintsResponse response;
  for (size_t i = 0; i < page->matches.size(); ++i) {
    *response.add_matches() = ToProto(page->matches[i], SummaryOf(page->asked[i]));
  }
  response.set_total_size(static_cast<int64_t>(page->total_matches));
  response.set_total_is_upper_bound(page->total_is_upper_bound);
  response.set_next_page_token(page->next_page_token);
  response.mutable_work()->set_candidates(static_cast<int64_t>(page->work.edges));
  response.mutable_work()->set_candidates_verified(static_cast<int64_t>(page->work.judged));
  return response.SerializeAsString();
}

}  // namespace newsprint
