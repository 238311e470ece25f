// Stories: of one article, and page by page.
#include <algorithm>
#include <cstring>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/match_filter.h"
#include "corpus/page_token.h"
#include "corpus/story_finder.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kMaxStoryPageSize = 100;
// A page ends after so many articles without a story, so that it does not take for ever.
constexpr size_t kMaxArticlesLookedAt = 2'000;
constexpr size_t kArticlesPerRead = 256;

absl::Status Validate(const StoryQuery& query) {
  if (query.page_size < 1 || query.page_size > kMaxStoryPageSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("page_size: ", query.page_size, ", the range is 1 to ", kMaxStoryPageSize));
  }
  if (query.min_articles < 1) {
    return absl::InvalidArgumentError("min_articles: 0, must be at least 1");
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateFilter(query.filter));
  return CheckControl(query.control);
}

}  // namespace

absl::StatusOr<Story> Corpus::Impl::GetStory(const ArticleId& id,
                                             const CallControl& control) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const RevisionHead head, store_->FindHead(id));
  StoryFinder finder(*store_, searcher_, control);
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<std::string> members,
                             finder.MembersOf(head.ordinal));
  return finder.Tell(members);
}

absl::StatusOr<StoryPage> Corpus::Impl::ListStories(const StoryQuery& query) const {
  NEWSPRINT_RETURN_IF_ERROR(Validate(query));
  const std::string description =
      absl::StrCat("stories ", query.min_articles, ";", Describe(query.filter));
  const uint64_t version = StoreVersion(*store_);
  Ordinal after = 0;
  if (!query.page_token.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string bytes,
                               DecodePageToken(query.page_token, description, version));
    if (bytes.size() != sizeof(after)) return StalePageToken();
    std::memcpy(&after, bytes.data(), sizeof(after));
  }
  // All that pass, to know which article of a story is its first among them.
  std::vector<Ordinal> passing;
  const bool all_pass = IsEmpty(query.filter);
  if (!all_pass) {
    NEWSPRINT_RETURN_IF_ERROR(catalog_.CatchUp(query.control));
    uint64_t total = 0;
    passing = catalog_.Select(query.filter, 0, std::numeric_limits<Ordinal>::max(),
                              std::numeric_limits<size_t>::max(), &total);
  }
  StoryPage page;
  std::set<std::string> told;
  size_t looked_at = 0;
  bool more = true;
  while (more && page.stories.size() < query.page_size && looked_at < kMaxArticlesLookedAt) {
    ListQuery list;
    list.filter = query.filter;
    list.page_size = kArticlesPerRead;
    list.control = query.control;
    uint64_t total = 0;
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredArticle> articles,
                               ListAfter(list, after, &total));
    more = !articles.empty();
    for (const StoredArticle& stored : articles) {
      if (page.stories.size() == query.page_size) break;
      after = stored.ordinal;
      ++looked_at;
      if (told.contains(stored.article.id.value())) continue;
      StoryFinder finder(*store_, searcher_, query.control);
      const auto members = finder.MembersOf(stored.ordinal);
      if (absl::IsNotFound(members.status())) continue;  // Deleted since.
      if (!members.ok()) return members.status();
      if (members->size() < query.min_articles) continue;
      // Each story once: where the first of its articles that pass comes by.
      const bool is_first = std::ranges::none_of(*members, [&](const std::string& id) {
        const Ordinal newest = finder.NewestOf(id);
        return newest < stored.ordinal && (all_pass || std::ranges::binary_search(passing, newest));
      });
      if (!is_first) continue;
      NEWSPRINT_ASSIGN_OR_RETURN(Story story, finder.Tell(*members));
      told.insert(members->begin(), members->end());
      page.stories.push_back(std::move(story));
    }
  }
  if (more) {
    page.next_page_token = EncodePageToken(description, version,
                                           {reinterpret_cast<const char*>(&after), sizeof(after)});
  }
  return page;
}

absl::StatusOr<Story> Corpus::GetStory(const ArticleId& id, const CallControl& control) const {
  return impl_->GetStory(id, control);
}

absl::StatusOr<StoryPage> Corpus::ListStories(const StoryQuery& query) const {
  return impl_->ListStories(query);
}

}  // namespace newsprint
