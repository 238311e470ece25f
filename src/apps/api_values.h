// Between the values that commands work with and the messages of the API, as a client sees them.
#ifndef NEWSPRINT_APPS_API_VALUES_H_
#define NEWSPRINT_APPS_API_VALUES_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "apps/command_line.h"
#include "apps/match_report.h"
#include "newsprint/article/article.h"
#include "newsprint/v1/article.pb.h"
#include "newsprint/v1/match.pb.h"
#include "newsprint/v1/reprint_service.pb.h"

namespace newsprint {

// "articles/{id}".
std::string ResourceName(std::string_view id);

// The id in such a name.
//
// Errors: INTERNAL for a name of anything else, which no server of this version sends.
absl::StatusOr<std::string> IdOf(std::string_view name);

v1::Article ToMessage(const Article& article);

// By the flags --relation, --min-containment, --only-publisher, --not-publisher, --not-own,
// --only-language, --from, --to.
v1::MatchFilter FilterOf(const Invocation& call);

// By the flags --source, --domain, --since, --until.
v1::ArticleFilter SourceOf(const Invocation& call);

// The article of a message, with its body where that has one, and which revision it is.
struct ExportedArticle {
  Article article;
  uint32_t revision = 0;
};

// Errors: INTERNAL for what no server of this version sends, such as a name of no article.
absl::StatusOr<ExportedArticle> FromMessage(v1::Article&& message);

ArticleCredit FromMessage(const v1::CreditLine& message);

// All but the side, which the message of the match has. Errors: INTERNAL for a name of no article.
absl::StatusOr<OriginAnswer> FromMessage(const v1::Origin& message);

// Likewise.
absl::StatusOr<Story> FromMessage(const v1::Story& message);
absl::StatusOr<MatchEvent> FromMessage(const v1::MatchEvent& message);

// Errors: INTERNAL for what no server of this version sends, such as a relation it does not know.
absl::StatusOr<PairReport> FromMessage(const v1::Match& message);
absl::StatusOr<SearchExplanation> FromMessage(const v1::SearchExplanation& message);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_API_VALUES_H_
