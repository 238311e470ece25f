// The name by which callers know an article: any UTF-8 string, typically the article's URL.
#ifndef NEWSPRINT_ARTICLE_ARTICLE_ID_H_
#define NEWSPRINT_ARTICLE_ARTICLE_ID_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsprint {

inline constexpr size_t kMaxArticleIdBytes = 512;

// A value that passed the checks of Create or Derive; a default-constructed one is empty and names
// nothing.
class ArticleId {
 public:
  ArticleId() = default;

  // Errors: INVALID_ARGUMENT if `id` is empty, longer than kMaxArticleIdBytes, not UTF-8 or has a
  // control character in it (ids are printed one to a line).
  static absl::StatusOr<ArticleId> Create(std::string_view id);

  // The id of an article that its sender left nameless: the URL where there is one, and it fits, or
  // else a hash of publisher, URL and body, so that the same article sent twice gets the same id.
  static ArticleId Derive(std::string_view publisher, std::string_view url, std::string_view body);

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const ArticleId&, const ArticleId&) = default;
  friend auto operator<=>(const ArticleId&, const ArticleId&) = default;

  template <typename H>
  friend H AbslHashValue(H state, const ArticleId& id) {
    return H::combine(std::move(state), id.value_);
  }

 private:
  explicit ArticleId(std::string value) : value_(std::move(value)) {}

  std::string value_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_ARTICLE_ARTICLE_ID_H_
