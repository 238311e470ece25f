#include "newsprint/article/article.h"

#include <string>
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

absl::Status ValidateSignals(const Article& article, const ArticleLimits& limits) {
  if (article.signals.size() > limits.max_signals) {
    return absl::InvalidArgumentError(absl::StrCat("signals: ", article.signals.size(),
                                                   " of them, the limit is ", limits.max_signals));
  }
  for (size_t i = 0; i < article.signals.size(); ++i) {
    const OriginSignal& signal = article.signals[i];
    const std::string name = absl::StrCat("signals[", i, "]");
    if (signal.value.empty()) return absl::InvalidArgumentError(name + ": must not be empty");
    NEWSPRINT_RETURN_IF_ERROR(ValidateText(signal.value, name, limits.max_field_bytes));
    const Span span = signal.span;
    const auto splits_character = [&article](uint32_t at) {
      return at < article.body.size() && (article.body[at] & 0xc0) == 0x80;
    };
    if (span.begin > span.end || span.end > article.body.size() || splits_character(span.begin) ||
        splits_character(span.end)) {
      return absl::InvalidArgumentError(absl::StrCat(name, ": the span ", span.begin, " to ",
                                                     span.end, " is none of the body, which has ",
                                                     article.body.size(), " bytes"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string_view SignalKindName(SignalKind kind) {
  switch (kind) {
    case SignalKind::kCanonical:
      return "canonical";
    case SignalKind::kIsBasedOn:
      return "is_based_on";
    case SignalKind::kCopyrightHolder:
      return "copyright_holder";
    case SignalKind::kSource:
      return "source";
    case SignalKind::kAuthor:
      return "author";
    case SignalKind::kLink:
      return "link";
  }
  return "";
}

absl::Status ValidateArticle(const Article& article, const ArticleLimits& limits) {
  if (article.id.empty()) return absl::InvalidArgumentError("id: must not be empty");
  if (article.body.empty()) return absl::InvalidArgumentError("body: must not be empty");
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.body, "body", limits.max_body_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.title, "title", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.url, "url", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.publisher, "publisher", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateText(article.language, "language", limits.max_field_bytes));
  NEWSPRINT_RETURN_IF_ERROR(ValidateTime(article.published_at, "published_at"));
  NEWSPRINT_RETURN_IF_ERROR(ValidateTime(article.first_seen_at, "first_seen_at"));
  return ValidateSignals(article, limits);
}

}  // namespace newsprint
