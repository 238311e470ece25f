// An article as a pipeline sends it, and its place in the store.
#ifndef NEWSPRINT_ARTICLE_ARTICLE_H_
#define NEWSPRINT_ARTICLE_ARTICLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/article/article_id.h"

namespace newsprint {

// An article's place in the store's total order: the first commit is 1, and 0 is none. Deletions
// take places of their own, so the ordinals of articles have gaps.
using Ordinal = uint64_t;

struct ArticleLimits {
  size_t max_body_bytes = 4u << 20;
  size_t max_field_bytes = 8u << 10;  // Of title, URL, publisher and each other text field.
};

// All strings are UTF-8. Only `id` and `body` are required.
struct Article {
  ArticleId id;
  std::string body;       // The text that spans index. Never empty in a valid article.
  std::string title;      // The headline, where it is not part of the body.
  std::string url;        // Where the article was seen.
  std::string publisher;  // Who published it, as the sender calls it.
  std::string language;   // BCP 47, such as "sr-Cyrl"; empty where the sender does not know.
  std::optional<absl::Time> published_at;  // As the page claims: forgeable.
  // When a pipeline first saw the article. Set to the time of arrival where the sender left it out.
  std::optional<absl::Time> first_seen_at;

  friend bool operator==(const Article&, const Article&) = default;
};

// Errors: INVALID_ARGUMENT, which names the field, its size or value, and the limit: an empty id or
// body, a field over its limit, a string that is not UTF-8, a NUL byte, a time before 1600 or after
// 9999.
absl::Status ValidateArticle(const Article& article, const ArticleLimits& limits);

}  // namespace newsprint

#endif  // NEWSPRINT_ARTICLE_ARTICLE_H_
