#include "newsprint/article/article.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"

namespace newsprint {
namespace {

absl::Status ValidateText(std::string_view text, std::string_view what, size_t limit) {
  const absl::string_view name(what.data(), what.size());
  if (text.size() > limit) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", text.size(), " bytes, the limit is ", limit));
  }
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": NUL byte at byte ", nul));
  }
  return ValidateUtf8(text, what);
}

absl::Status ValidateTime(const std::optional<absl::Time>& time, std::string_view what) {
  static const absl::Time first = absl::FromCivil(absl::CivilSecond(1600), absl::UTCTimeZone());
  static const absl::Time last = absl::FromCivil(absl::CivilSecond(10000), absl::UTCTimeZone());
  if (!time || (*time >= first && *time < last)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(absl::string_view(what.data(), what.size()), ": ",
                                                 absl::FormatTime(*time, absl::UTCTimeZone()),
                                                 ", the range is 1600-01-01 to 9999-12-31"));
}

}  // namespace

absl::Status ValidateArticle(const Article& article, const ArticleLimits& limits) {
  if (article.id.empty()) return absl::InvalidArgumentError("id: must not be empty");
  if (article.body.empty()) return absl::InvalidArgumentError("body: must not be empty");
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.body, "body", limits.max_body_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.title, "title", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.url, "url", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.publisher, "publisher", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.language, "language", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateTime(article.published_at, "published_at"));
  return ValidateTime(article.first_seen_at, "first_seen_at");
}

}  // namespace newsprint
