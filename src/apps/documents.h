// Files, directories and standard input to articles.
//
// JSON Lines (see document_json.h) hold one article a line, a text file or a saved web page one
// article as a whole; all may be gzip. Directories are walked in the order of names.
#ifndef NEWSPRINT_APPS_DOCUMENTS_H_
#define NEWSPRINT_APPS_DOCUMENTS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/article/article.h"
#include "newsprint/page/page.h"

namespace newsprint {

struct DocumentOptions {
  ArticleLimits limits = {};
  bool require_id = false;  // Of JSON Lines. Else the id is empty where there is none.
  // NUL bytes, and a text that is empty, become spaces instead of an error: a labelled set is read
  // whole, and no offset moves.
  bool accept_any_text = false;
  std::string publisher = {};  // Of articles that name none.
  std::string language = {};   // Likewise.
};

struct Document {
  Article article;
  std::string where;  // "wire.jsonl:12", or the file where it is the article.
  // Of HTML: all else that the page says. Its article was moved to `article`.
  std::optional<Page> page = {};
};

// Gets each document, or the error in its place, whose message begins with where. A status that is
// not OK ends the reading.
using DocumentVisitor = std::function<absl::Status(absl::StatusOr<Document>)>;

struct DocumentCounts {
  uint64_t files_skipped = 0;  // In directories: no text, HTML or JSON Lines.
};

// "-" is standard input. What a file holds is told by its name (.jsonl, .ndjson, .json, .txt,
// .text, each also with .gz) or else by its first character. The id of a text is its path, as it
// was given or found; that of a saved page (.html, .htm, .xhtml) the address that it gives, or else
// its path. An article is checked against the limits.
//
// An error within a line of JSON Lines goes to `visit`, and the next line follows; so does one of a
// whole file, and the next file follows. Errors: those of `visit`.
absl::StatusOr<DocumentCounts> ReadDocuments(std::span<const std::string> paths,
                                             const DocumentOptions& options,
                                             const DocumentVisitor& visit);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_DOCUMENTS_H_
