// One line of JSON Lines to an article, and back.
//
// Members: `id`, `text`, `title`, `published_at` and `first_seen_at` (RFC 3339), `publisher`,
// `url`, `language`, and `signals`, an array of {"kind", "value", "span"} (`kind` as
// SignalKindName, `span` of a link only); null is as good as none, and other members are ignored.
#ifndef NEWSPRINT_APPS_DOCUMENT_JSON_H_
#define NEWSPRINT_APPS_DOCUMENT_JSON_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "newsprint/article/article.h"
#include "report/json_writer.h"

namespace newsprint {

// The longest line that can hold an article within `limits`: every byte of its texts may be written
// as a six-byte escape, and there is room for members that are ignored.
size_t MaxDocumentLineBytes(const ArticleLimits& limits);

// Keeps its working memory from line to line. Not thread-safe.
class DocumentParser {
 public:
  DocumentParser();
  ~DocumentParser();

  // An article without `id` has an empty one. Says nothing of the limits of an article.
  //
  // Errors: INVALID_ARGUMENT for a line that is no JSON object, for a member of the wrong type or
  // given twice, without `text`, for a time that is not RFC 3339, for half of a surrogate pair.
  absl::StatusOr<Article> Parse(const std::string& line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

// One document: what Parse reads, and `revision`.
void WriteDocument(JsonWriter& json, const Article& article, uint32_t revision);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_DOCUMENT_JSON_H_
