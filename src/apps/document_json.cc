#include "apps/document_json.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "absl/time/time.h"
#include "apps/json_reader.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kEscapedBytes = 6;             // \u0041
constexpr size_t kOtherMemberBytes = 8u << 20;  // Room for members that are ignored.

absl::StatusOr<absl::Time> ParseRfc3339(const std::string& text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return absl::InvalidArgumentError(
        fmt::format("published_at: '{}' is not a time by RFC 3339", text));
  }
  return time;
}

}  // namespace

size_t MaxDocumentLineBytes(const ArticleLimits& limits) {
  return kEscapedBytes * (limits.max_body_bytes + 6 * limits.max_field_bytes) + kOtherMemberBytes;
}

struct DocumentParser::Parser {
  simdjson::dom::parser simdjson;
};

DocumentParser::DocumentParser() : parser_(std::make_unique<Parser>()) {}
DocumentParser::~DocumentParser() = default;

absl::StatusOr<Article> DocumentParser::Parse(const std::string& line) {
  NEWSPRINT_ASSIGN_OR_RETURN(const simdjson::dom::element root, ParseJson(parser_->simdjson, line));
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("must be a JSON object");
  }

  Article article;
  std::string id;
  std::string published_at;
  struct Member {
    std::string_view name;
    std::string* value;
    bool seen = false;
  };
  std::array<Member, 7> members = {{{"id", &id},
                                    {"text", &article.body},
                                    {"title", &article.title},
                                    {"published_at", &published_at},
                                    {"publisher", &article.publisher},
                                    {"url", &article.url},
                                    {"language", &article.language}}};
  for (const auto& [key, value] : object) {
    for (Member& member : members) {
      if (member.name != key) continue;
      if (std::exchange(member.seen, true)) {
        return absl::InvalidArgumentError(fmt::format("{}: given twice", member.name));
      }
      NEWSPRINT_ASSIGN_OR_RETURN(*member.value, StringOf(value, member.name));
    }
  }
  if (!members[1].seen) return absl::InvalidArgumentError("text: is missing");
  if (!id.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.id, ArticleId::Create(id));
  }
  if (!published_at.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(article.published_at, ParseRfc3339(published_at));
  }
  return article;
}

}  // namespace newsprint
