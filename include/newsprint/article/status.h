// Early return for functions that give absl::Status or absl::StatusOr.
//
//   NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(body, "body"));
//   NEWSPRINT_ASSIGN_OR_RETURN(const ArticleId id, ArticleId::Create(text));
#ifndef NEWSPRINT_ARTICLE_STATUS_H_
#define NEWSPRINT_ARTICLE_STATUS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define NEWSPRINT_RETURN_IF_ERROR(expression)                                   \
  do {                                                                          \
    if (absl::Status newsprint_status = (expression); !newsprint_status.ok()) { \
      return newsprint_status;                                                  \
    }                                                                           \
  } while (false)

#define NEWSPRINT_STATUS_JOIN_(a, b) a##b
#define NEWSPRINT_STATUS_NAME_(line) NEWSPRINT_STATUS_JOIN_(newsprint_status_or_, line)
#define NEWSPRINT_ASSIGN_OR_RETURN(declaration, expression)      \
  auto NEWSPRINT_STATUS_NAME_(__LINE__) = (expression);          \
  if (!NEWSPRINT_STATUS_NAME_(__LINE__).ok()) {                  \
    return std::move(NEWSPRINT_STATUS_NAME_(__LINE__)).status(); \
  }                                                              \
  declaration = *std::move(NEWSPRINT_STATUS_NAME_(__LINE__))

#endif  // NEWSPRINT_ARTICLE_STATUS_H_
