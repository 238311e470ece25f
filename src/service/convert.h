// Between the API's messages and the corpus's values, both ways. Whatever a message can hold that
// the corpus must not see is refused here, by the name of the field as the caller wrote it.
#ifndef NEWSPRINT_SRC_SERVICE_CONVERT_H_
#define NEWSPRINT_SRC_SERVICE_CONVERT_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/v1/article.pb.h"
#include "newsprint/v1/match.pb.h"
#include "newsprint/v1/operations_service.pb.h"
#include "newsprint/v1/reprint_service.pb.h"

namespace newsprint {

inline constexpr int kMaxMatches = 10'000;
inline constexpr int kDefaultMatches = 100;
inline constexpr int kMaxPageSize = 1'000;
inline constexpr int kDefaultPageSize = 50;

// "articles/{id}"; empty for an empty id.
std::string ArticleName(const ArticleId& id);

// "stories/{id}" and "sources/{id}", likewise.
std::string StoryName(const ArticleId& id);
std::string SourceResourceName(std::string_view id);

// `field` names the value in errors, here and below. Errors: INVALID_ARGUMENT with a field
// violation.
absl::StatusOr<ArticleId> ArticleIdFromName(std::string_view name, std::string_view field);

absl::StatusOr<ArticleId> StoryIdFromName(std::string_view name, std::string_view field);
absl::StatusOr<std::string> SourceIdFromName(std::string_view name, std::string_view field);

// What an article without a name gets.
enum class Naming { kDerived, kNone };

// Valid by ValidateArticle, but that the id may be empty with Naming::kNone. Output-only fields are
// ignored. `field` is the path of the article in the request; empty for paths that start in
// Article.
absl::StatusOr<Article> ArticleFromProto(v1::Article&& proto, const ArticleLimits& limits,
                                         Naming naming, std::string_view field);

// `field` is the path of the filter.
absl::StatusOr<MatchFilter> MatchFilterFromProto(const v1::MatchFilter& proto,
                                                 std::string_view field);

// Likewise.
absl::StatusOr<ArticleFilter> ArticleFilterFromProto(const v1::ArticleFilter& proto,
                                                     std::string_view field);

absl::StatusOr<absl::Time> TimeFromProto(const google::protobuf::Timestamp& proto,
                                         std::string_view field);

// Of any request that has `filter` and `max_matches`.
template <typename Request>
absl::StatusOr<SearchOptions> SearchOptionsFromProto(const Request& request,
                                                     const CallControl& control);

absl::StatusOr<size_t> MaxMatchesFromProto(std::optional<int32_t> max_matches);

v1::ArticleSummary SummaryOf(const Article& article);
v1::ArticleSummary SummaryOf(const ArticleSummary& summary);
v1::ArticleSummary SummaryOf(const StoredArticle& stored);

v1::Article ToProto(const StoredArticle& stored);
v1::Article ToProto(const StoredArticle& stored, const ArticleProvenance& provenance);
google::protobuf::Timestamp ToProto(absl::Time time);
v1::Relation ToProto(Relation relation);
v1::Match ToProto(const Match& match, const v1::ArticleSummary& a, const v1::ArticleSummary& b);
v1::Match ToProto(const FoundMatch& found, const v1::ArticleSummary& a,
                  const v1::ArticleSummary& b);
v1::Match ToProto(const FoundMatch& found, const v1::ArticleSummary& a);
void FillGates(const std::vector<Gate>& gates, v1::Match& proto);
v1::SearchExplanation ToProto(const SearchExplanation& explanation, const v1::ArticleSummary& a);
v1::Story ToProto(const Story& story);
v1::MatchEvent ToProto(const MatchEvent& event);
v1::SearchReport ToProto(const SearchReport& report, const v1::ArticleSummary& a);
// `article` is the one that was ingested.
v1::IngestReport ToProto(const IngestReport& report, const Article& article);

template <typename Request>
absl::StatusOr<SearchOptions> SearchOptionsFromProto(const Request& request,
                                                     const CallControl& control) {
  absl::StatusOr<MatchFilter> filter = MatchFilterFromProto(request.filter(), "filter");
  if (!filter.ok()) return std::move(filter).status();
  const auto max = MaxMatchesFromProto(
      request.has_max_matches() ? std::optional(request.max_matches()) : std::nullopt);
  if (!max.ok()) return max.status();
  return SearchOptions{.filter = *std::move(filter), .max_matches = *max, .control = control};
}

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_CONVERT_H_
