// Stories, and matches as they come and go.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/calls.h"
#include "service/convert.h"
#include "service/decode.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr int kDefaultStories = 20;
constexpr int kMaxStories = 100;
constexpr int kDefaultMinArticles = 2;
constexpr int kEventsPerResponse = 100;

absl::StatusOr<int> NotNegative(int32_t value, std::string_view field) {
  if (value >= 0) return value;
  return FieldError(field, absl::StrCat(value, ", must not be negative"));
}

}  // namespace

absl::StatusOr<std::string> ReprintCalls::GetStory(std::string_view bytes,
                                                   const CallControl& control) const {
  v1::GetStoryRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, StoryIdFromName(request.name(), "name"));
  const absl::StatusOr<Story> story = corpus_.GetStory(id, control);
  if (!story.ok()) return WithResource(story.status(), request.name());
  return ToProto(*story).SerializeAsString();
}

absl::StatusOr<std::string> ReprintCalls::ListStories(std::string_view bytes,
                                                      const CallControl& control) const {
  v1::ListStoriesRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  StoryQuery query;
  query.control = control;
  query.page_token = request.page_token();
  NEWSPRINT_ASSIGN_OR_RETURN(query.filter, ArticleFilterFromProto(request.filter(), "filter"));
  NEWSPRINT_ASSIGN_OR_RETURN(const int page_size, NotNegative(request.page_size(), "page_size"));
  NEWSPRINT_ASSIGN_OR_RETURN(const int min_articles,
                             NotNegative(request.min_articles(), "min_articles"));
  query.page_size =
      static_cast<size_t>(page_size == 0 ? kDefaultStories : std::min(page_size, kMaxStories));
  query.min_articles = static_cast<size_t>(min_articles == 0 ? kDefaultMinArticles : min_articles);
  const absl::StatusOr<StoryPage> page = corpus_.ListStories(query);
  if (!page.ok()) return TokenError(page.status(), "page_token");
  v1::ListStoriesResponse response;
  for (const Story& story : page->stories) *response.add_stories() = ToProto(story);
  response.set_next_page_token(page->next_page_token);
  return response.SerializeAsString();
}

absl::StatusOr<WatchQuery> ReprintCalls::StartWatch(std::string_view bytes) const {
  v1::WatchReprintsRequest request;
  NEWSPRINT_RETURN_IF_ERROR(DecodeMessage(bytes, request));
  WatchQuery query;
  query.token = request.resume_token();
  query.from_start = request.from_start();
  if (!request.source().empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(query.source, SourceIdFromName(request.source(), "source"));
  }
  return query;
}

absl::StatusOr<std::vector<std::string>> ReprintCalls::ContinueWatch(WatchQuery& query,
                                                                     bool is_first,
                                                                     bool& caught_up) const {
  const absl::StatusOr<WatchBatch> batch = corpus_.Watch(query);
  if (absl::IsNotFound(batch.status())) {
    return WithResource(batch.status(), SourceResourceName(query.source));
  }
  if (!batch.ok()) return TokenError(batch.status(), "resume_token");
  caught_up = batch->caught_up;
  std::vector<std::string> responses;
  v1::WatchReprintsResponse response;
  for (const MatchEvent& event : batch->events) {
    *response.add_events() = ToProto(event);
    if (response.events_size() < kEventsPerResponse) continue;
    // In the middle of a step: whoever goes on from here gets all of the step again.
    response.set_resume_token(batch->step_token);
    responses.push_back(response.SerializeAsString());
    response.Clear();
  }
  if (!batch->events.empty() || is_first || !batch->caught_up) {
    response.set_resume_token(batch->token);
    responses.push_back(response.SerializeAsString());
  }
  query.token = batch->token;
  return responses;
}

}  // namespace newsprint
