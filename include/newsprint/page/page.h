// A saved web page to the article on it: main text, headline, times, names, and the signals by
// which the page says where its text comes from.
//
//   absl::StatusOr<Page> page = ExtractPage(bytes, {.url = "https://example.org/news/1"});
//   // page->article.body, page->published->ToRfc3339(), page->signals.meta_source, ...
#ifndef NEWSPRINT_PAGE_PAGE_H_
#define NEWSPRINT_PAGE_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/article/span.h"

namespace newsprint {

struct PageLimits {
  size_t max_page_bytes = 16u << 20;
  size_t max_nodes = 1u << 20;            // Elements and runs of text.
  size_t max_depth = 512;                 // Deeper elements dissolve into the one at this depth.
  size_t max_tag_attributes = 512;        // Of one tag.
  size_t max_attribute_bytes = 64 << 10;  // Longer values are cut.
  // Elements that the parser may walk over in search of what a misplaced end tag could close.
  size_t max_parser_steps = 50'000'000;
  size_t max_links = 10'000;            // Later ones are left out.
  size_t max_json_ld_bytes = 4u << 20;  // A longer block is left out.
  ArticleLimits article = {};           // Longer bodies and fields are cut.
};

struct PageOptions {
  PageLimits limits = {};
  std::string_view charset = {};  // Of the HTTP header; the page's own claims come after it.
  std::string_view url = {};      // Where the page was read: the base of its links.
};

// A time as a page states it.
struct PageTime {
  absl::Time time;
  int32_t offset_seconds = 0;  // East of UTC, as stated; 0 where the page states none.
  bool has_offset = false;
  bool has_clock = false;  // Else only the day is stated, and `time` is its midnight.

  // "2024-05-03T15:47:42+02:00", in the page's offset; "Z" at UTC.
  std::string ToRfc3339() const;

  friend bool operator==(const PageTime&, const PageTime&) = default;
};

struct PageLink {
  Span text;         // Of article.body: the anchor's text, never empty.
  std::string href;  // Absolute where the page has a base; http and https only.
  std::string rel;   // As it stands, such as "nofollow sponsored".

  friend bool operator==(const PageLink&, const PageLink&) = default;
};

// What the page says of its text's origin. All of it can be forged.
struct PageSignals {
  std::string canonical_url;              // rel=canonical, absolute.
  bool canonical_on_other_host = false;   // Than options.url and og:url.
  std::string meta_source;                // <meta name="source">
  std::string syndication_source;         // <meta name="syndication-source">
  std::string original_source;            // <meta name="original-source">
  std::vector<std::string> meta_authors;  // <meta property="article:author">, <meta name="author">

  // JSON-LD of the type NewsArticle, its super- and subtypes.
  std::string json_ld_type;                            // Such as "ReportageNewsArticle".
  std::vector<std::string> json_ld_authors;            // Names.
  std::vector<std::string> json_ld_publishers;         // Names.
  std::vector<std::string> json_ld_copyright_holders;  // Names.
  std::vector<std::string> json_ld_is_based_on;        // URLs, or names where no URL is given.

  friend bool operator==(const PageSignals&, const PageSignals&) = default;
};

struct Page {
  // Passes ValidateArticle, unless the page has no text at all: then the body is empty. The id is
  // derived; `url` is options.url, or else what the page calls its address; `language` and
  // `published_at` as far as known; `signals` has what `signals`, `byline` and the links to other
  // hosts below say, within the limits; `first_seen_at` is left to the caller.
  Article article;
  std::string byline;  // Names, joined by ", ".
  std::optional<PageTime> published;
  std::optional<PageTime> modified;
  PageSignals signals;
  std::vector<PageLink> links;  // By position.
  std::string charset;          // The encoding that the page was read in, such as "windows-1251".
  // No main text stood out, so that article.body has all text of the page, boilerplate and all.
  bool whole_page_fallback = false;
};

// Never reads anything but `bytes`, and is safe to call from many threads at once.
//
// Errors: INVALID_ARGUMENT, which names value and limit: a page over max_page_bytes, max_nodes,
// max_tag_attributes or max_parser_steps.
// Time: O(bytes.size()), about 10 MB/s. Memory: under 256 MB at the default limits.
absl::StatusOr<Page> ExtractPage(std::string_view bytes, const PageOptions& options);

}  // namespace newsprint

#endif  // NEWSPRINT_PAGE_PAGE_H_
