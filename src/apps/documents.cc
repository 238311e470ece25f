#include "apps/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "apps/document_json.h"
#include "apps/input_stream.h"
#include "apps/line_reader.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

enum class Format { kText, kJsonLines, kHtml, kUnknown };

Format FormatByName(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  absl::AsciiStrToLower(&name);
  std::string_view stem = name;
  if (stem.ends_with(".gz")) stem.remove_suffix(3);
  static constexpr struct {
    std::string_view suffix;
    Format format;
  } kSuffixes[] = {
      {".jsonl", Format::kJsonLines}, {".ndjson", Format::kJsonLines},
      {".json", Format::kJsonLines},  {".txt", Format::kText},
      {".text", Format::kText},       {".html", Format::kHtml},
      {".htm", Format::kHtml},        {".xhtml", Format::kHtml},
  };
  for (const auto& [suffix, format] : kSuffixes) {
    if (stem.ends_with(suffix)) return format;
  }
  return Format::kUnknown;
}

Format FormatByContent(std::string_view head) {
  const size_t start = head.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return Format::kText;
  const std::string_view rest = head.substr(start);
  if (rest.starts_with('{')) return Format::kJsonLines;
  for (const absl::string_view tag : {"<!doctype html", "<html", "<head", "<body"}) {
    if (absl::StartsWithIgnoreCase(absl::string_view(rest.data(), rest.size()), tag)) {
      return Format::kHtml;
    }
  }
  return Format::kText;
}

absl::Status At(std::string_view where, const absl::Status& status) {
  return absl::Status(status.code(), fmt::format("{}: {}", where, std::string(status.message())));
}

class Reader {
 public:
  Reader(const DocumentOptions& options, const DocumentVisitor& visit)
      : options_(options), visit_(visit) {}

  absl::Status ReadPath(const std::string& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return ReadDirectory(path);
    return ReadFile(path);
  }

  const DocumentCounts& counts() const { return counts_; }

 private:
  absl::Status ReadDirectory(const std::string& directory) {
    std::vector<std::string> files;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(directory, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      if (!entry->is_regular_file()) continue;
      const Format format = FormatByName(entry->path().native());
      if (format != Format::kUnknown) {
        files.push_back(entry->path().string());
      } else {
        ++counts_.files_skipped;
      }
    }
    if (error) {
      NEWSPRINT_RETURN_IF_ERROR(visit_(absl::ErrnoToStatus(error.value(), directory)));
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) NEWSPRINT_RETURN_IF_ERROR(ReadFile(file));
    return absl::OkStatus();
  }

  absl::Status ReadFile(const std::string& path) {
    auto stream = InputStream::Open(path);
    if (!stream.ok()) return visit_(stream.status());
    Format format = FormatByName(path);
    if (format == Format::kUnknown) format = FormatByContent((*stream)->Peek());
    switch (format) {
      case Format::kHtml:
        return ReadPage(**stream, path);
      case Format::kJsonLines:
        return ReadJsonLines(**stream);
      default:
        return ReadText(**stream, path);
    }
  }

  absl::Status ReadPage(InputStream& stream, const std::string& path) {
    PageOptions options;
    options.limits.article = options_.limits;
    auto bytes = ReadWhole(stream, options.limits.max_page_bytes);
    if (!bytes.ok()) return visit_(bytes.status());
    auto page = ExtractPage(*bytes, options);
    if (!page.ok()) return visit_(At(stream.name(), page.status()));
    Article article = std::move(page->article);
    if (article.url.empty()) article.id = ArticleId();
    if (article.id.empty() && path != "-") {
      auto id = ArticleId::Create(path);
      if (!id.ok()) return visit_(At(stream.name(), id.status()));
      article.id = *std::move(id);
    }
    return Visit(std::move(article), stream.name(), *std::move(page));
  }

  absl::Status ReadText(InputStream& stream, const std::string& path) {
    auto body = ReadWhole(stream, options_.limits.max_body_bytes);
    if (!body.ok()) return visit_(body.status());
    Article article;
    article.body = *std::move(body);
    if (path != "-") {
      auto id = ArticleId::Create(path);
      if (!id.ok()) return visit_(At(stream.name(), id.status()));
      article.id = *std::move(id);
    }
    return Visit(std::move(article), stream.name());
  }

  absl::Status ReadJsonLines(InputStream& stream) {
    LineReader lines(stream, MaxDocumentLineBytes(options_.limits));
    std::string line;
    while (true) {
      const absl::StatusOr<bool> more = lines.Next(line);
      if (!more.ok()) return visit_(more.status());
      if (!*more) return absl::OkStatus();
      if (lines.line_number() == 1 && line.starts_with("\ufeff")) line.erase(0, 3);
      if (line.find_first_not_of(" \t") == std::string::npos) continue;
      absl::StatusOr<Article> article = parser_.Parse(line);
      if (article.ok() && article->id.empty() && options_.require_id) {
        article = absl::InvalidArgumentError("id: is missing");
      }
      const std::string where = lines.Where();
      NEWSPRINT_RETURN_IF_ERROR(article.ok() ? Visit(*std::move(article), where)
                                             : visit_(At(where, article.status())));
    }
  }

  absl::Status Visit(Article article, const std::string& where, std::optional<Page> page = {}) {
    if (options_.accept_any_text) {
      std::replace(article.body.begin(), article.body.end(), '\0', ' ');
      if (article.body.empty()) article.body.assign(1, ' ');
    }
    if (article.publisher.empty()) article.publisher = options_.publisher;
    if (article.language.empty()) article.language = options_.language;
    // The limits ask for an id, which the store gives to those that have none.
    const bool nameless = article.id.empty();
    if (nameless) article.id = ArticleId::Derive(article.publisher, article.url, article.body);
    const absl::Status status = ValidateArticle(article, options_.limits);
    if (!status.ok()) return visit_(At(where, status));
    if (nameless) article.id = ArticleId();
    return visit_(Document{std::move(article), where, std::move(page)});
  }

  const DocumentOptions& options_;
  const DocumentVisitor& visit_;
  DocumentParser parser_;
  DocumentCounts counts_;
};

}  // namespace

absl::StatusOr<DocumentCounts> ReadDocuments(std::span<const std::string> paths,
                                             const DocumentOptions& options,
                                             const DocumentVisitor& visit) {
  Reader reader(options, visit);
  for (const std::string& path : paths) NEWSPRINT_RETURN_IF_ERROR(reader.ReadPath(path));
  return reader.counts();
}

}  // namespace newsprint
