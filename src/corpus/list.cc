// The stored articles, page by page.
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/corpus_impl.h"
#include "corpus/match_filter.h"
#include "corpus/page_token.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kMaxPageSize = 1'000;

absl::StatusOr<Ordinal> DecodePosition(const std::string& bytes) {
  Ordinal position = 0;
  if (bytes.size() != sizeof(position)) return StalePageToken();
  std::memcpy(&position, bytes.data(), sizeof(position));
  return position;
}

}  // namespace

// The articles after `after`, one more than the page where there are more: without bodies, and of
// those that a filter chose only the ordinals.
absl::StatusOr<std::vector<StoredArticle>> Corpus::Impl::ListAfter(const ListQuery& query,
                                                                   Ordinal after,
                                                                   uint64_t* total) const {
  if (IsEmpty(query.filter)) {
    NEWSPRINT_ASSIGN_OR_RETURN(const StoreStats stats, store_->Stats());
    *total = stats.articles;
    return store_->List(after, query.page_size + 1);
  }
  NEWSPRINT_RETURN_IF_ERROR(catalog_.CatchUp(query.control));
  std::vector<StoredArticle> articles;
  for (const Ordinal ordinal : catalog_.Select(
           query.filter, after, std::numeric_limits<Ordinal>::max(), query.page_size + 1, total)) {
    articles.emplace_back().ordinal = ordinal;
  }
  return articles;
}

absl::StatusOr<ListPage> Corpus::Impl::List(const ListQuery& query) const {
  if (query.page_size < 1 || query.page_size > kMaxPageSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("page_size: ", query.page_size, ", the range is 1 to ", kMaxPageSize));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateFilter(query.filter));
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(query.control));
  const std::string description = absl::StrCat("list ", Describe(query.filter));
  const uint64_t version = StoreVersion(*store_);
  Ordinal after = 0;
  if (!query.page_token.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string bytes,
                               DecodePageToken(query.page_token, description, version));
    NEWSPRINT_ASSIGN_OR_RETURN(after, DecodePosition(bytes));
    NEWSPRINT_ASSIGN_OR_RETURN(const StoreStats stats, store_->Stats());
    // A store that was set back does not have what the token speaks of.
    if (after > stats.last_ordinal) return StalePageToken();
  }
  ListPage page;
  NEWSPRINT_ASSIGN_OR_RETURN(std::vector<StoredArticle> articles,
                             ListAfter(query, after, &page.total_articles));
  size_t body_bytes = 0;
  size_t looked_at = 0;
  for (; looked_at < articles.size() && page.articles.size() < query.page_size; ++looked_at) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(query.control));
    StoredArticle& stored = articles[looked_at];
    if (query.with_body || stored.article.id.empty()) {
      absl::StatusOr<StoredArticle> whole = store_->ReadByOrdinal(stored.ordinal);
      if (absl::IsNotFound(whole.status())) continue;  // Deleted since.
      if (!whole.ok()) return whole.status();
      stored = *std::move(whole);
    }
    if (!query.with_body) stored.article.body.clear();
    body_bytes += stored.article.body.size();
    if (body_bytes > query.max_body_bytes && !page.articles.empty()) break;
    page.articles.push_back(stored);
  }
  if (looked_at < articles.size() || articles.size() > query.page_size) {
    after = articles[looked_at - 1].ordinal;
    page.next_page_token = EncodePageToken(description, version,
                                           {reinterpret_cast<const char*>(&after), sizeof(after)});
  }
  return page;
}

}  // namespace newsprint
