// An article as a pipeline sends it, and its place in the store.
#ifndef NEWSPRINT_ARTICLE_ARTICLE_H_
#define NEWSPRINT_ARTICLE_ARTICLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/article/article_id.h"
#include "newsprint/article/span.h"

namespace newsprint {

// An article's place in the store's total order: the first commit is 1, and 0 is none. Deletions
// take places of their own, so the ordinals of articles have gaps.
using Ordinal = uint64_t;

struct ArticleLimits {
  size_t max_body_bytes = 4u << 20;
  size_t max_field_bytes = 8u << 10;  // Of title, URL, publisher and each other text field.
  size_t max_signals = 256;
};

// By what means a page says where its text comes from. Values are stored: never renumber.
enum class SignalKind : uint8_t {
  kCanonical = 1,        // The address of the text proper, where it is another page's: a URL.
  kIsBasedOn = 2,        // What the text is made from, by the page's metadata: a URL or a name.
  kCopyrightHolder = 3,  // Likewise whose it is: a name.
  kSource = 4,           // Likewise who supplied it: a name or a URL.
  kAuthor = 5,           // The byline: a name.
  kLink = 6,             // A link in the text, to another site: a URL.
};

// "canonical", "is_based_on", ...: the spelling of JSON.
std::string_view SignalKindName(SignalKind kind);

// Forgeable, like all that a page says.
struct OriginSignal {
  SignalKind kind = SignalKind::kLink;
  std::string value;  // Never empty in a valid article.
  Span span;          // Of a link: its text in the body. Else empty.

  friend bool operator==(const OriginSignal&, const OriginSignal&) = default;
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
  std::vector<OriginSignal> signals;  // Of a web page: what its markup says of the text's origin.

  friend bool operator==(const Article&, const Article&) = default;
};

// Errors: INVALID_ARGUMENT, which names the field, its size or value, and the limit: an empty id or
// body, a field over its limit, a string that is not UTF-8, a NUL byte, a time before 1600 or after
// 9999, a signal without a value or whose span is not in the body.
absl::Status ValidateArticle(const Article& article, const ArticleLimits& limits);

}  // namespace newsprint

#endif  // NEWSPRINT_ARTICLE_ARTICLE_H_
