#include "newsprint/page/page.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "page/blocks.h"
#include "page/charset.h"
#include "page/html_parser.h"
#include "page/json_ld.h"
#include "page/language.h"
#include "page/main_text.h"
#include "page/metadata.h"
#include "page/url.h"

namespace newsprint {
namespace page {
namespace {

constexpr size_t kMaxJsonLdBlocks = 64;
constexpr size_t kMinJsonLdBodyBytes = 200;
constexpr size_t kMissedTextRatio = 2;

// Cuts at a character's boundary.
void Cut(std::string& text, size_t limit) {
  if (text.size() <= limit) return;
  size_t size = limit;
  while (size > 0 && (text[size] & 0xc0) == 0x80) --size;
  text.resize(size);
}

std::vector<std::string> JsonLdBlocks(const HtmlTree& tree) {
  std::vector<std::string> blocks;
  for (NodeId i = 0; i < tree.size() && blocks.size() < kMaxJsonLdBlocks; ++i) {
    // The parser keeps no other script's text.
    if (tree[i].tag == Tag::kScript && tree[i].end > i + 1) blocks.push_back(tree.TextBelow(i));
  }
  return blocks;
}

// Sets the body, each block on a line of its own, and the links in it.
void WriteBody(const HtmlTree& tree, const BlockList& list, const MainText& main,
               const PageLimits& limits, std::string_view base, Page& page) {
  std::string& body = page.article.body;
  for (const uint32_t index : main.blocks) {
    const Block& block = list.blocks[index];
    if (body.size() + block.end - block.begin + 1 > limits.article.max_body_bytes) {
      if (body.empty()) {
        body = list.Text(block);
        Cut(body, limits.article.max_body_bytes);
      }
      break;
    }
    if (!body.empty()) body.push_back('\n');
    const auto begin = static_cast<uint32_t>(body.size());
    body.append(list.Text(block));
    for (uint32_t a = block.first_anchor; a < block.last_anchor; ++a) {
      const Anchor& anchor = list.anchors[a];
      if (page.links.size() >= limits.max_links || anchor.end <= anchor.begin) continue;
      std::string href = ResolveUrl(base, tree.attribute(anchor.node, Attribute::kHref));
      if (href.empty()) continue;
      page.links.push_back(
          {.text = {begin + anchor.begin - block.begin, begin + anchor.end - block.begin},
           .href = std::move(href),
           .rel = std::string(tree.attribute(anchor.node, Attribute::kRel))});
    }
  }
}

// What the article carries of the signals and links, each but once; what is too long is left out.
void KeepSignals(Page& page, const ArticleLimits& limits) {
  std::vector<OriginSignal>& kept = page.article.signals;
  std::set<std::pair<SignalKind, std::string_view>> seen;
  const auto keep = [&](SignalKind kind, const std::string& value, Span span = {}) {
    if (value.empty() || value.size() > limits.max_field_bytes) return;
    if (kept.size() < limits.max_signals && seen.emplace(kind, value).second) {
      kept.push_back({kind, value, span});
    }
  };
  const PageSignals& signals = page.signals;
  keep(SignalKind::kCanonical, signals.canonical_url);
  for (const std::string& value : signals.json_ld_is_based_on) keep(SignalKind::kIsBasedOn, value);
  for (const std::string& value : signals.json_ld_copyright_holders) {
    keep(SignalKind::kCopyrightHolder, value);
  }
  for (const std::string* value :
       {&signals.syndication_source, &signals.original_source, &signals.meta_source}) {
    keep(SignalKind::kSource, *value);
  }
  for (const auto* authors : {&signals.meta_authors, &signals.json_ld_authors}) {
    for (const std::string& value : *authors) keep(SignalKind::kAuthor, value);
  }
  keep(SignalKind::kAuthor, page.byline);
  const std::string own_host = HostOf(page.article.url);
  for (const PageLink& link : page.links) {
    if (HostOf(link.href) != own_host) keep(SignalKind::kLink, link.href, link.text);
  }
}

}  // namespace
}  // namespace page

absl::StatusOr<Page> ExtractPage(std::string_view bytes, const PageOptions& options) {
  using namespace page;  // NOLINT: the floor's own private names.
  const PageLimits& limits = options.limits;
  if (bytes.size() > limits.max_page_bytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("page: ", bytes.size(), " bytes, the limit is ", limits.max_page_bytes));
  }
  const DecodedPage decoded = DecodePage(bytes, options.charset);
  NEWSPRINT_ASSIGN_OR_RETURN(const HtmlTree tree, ParseHtml(decoded.text, limits));
  JsonLdArticle json_ld = ReadJsonLd(JsonLdBlocks(tree), limits.max_json_ld_bytes);
  const BlockList list = CutBlocks(tree);
  Metadata metadata = ReadMetadata(tree, list, json_ld, options.url);
  const MainText main =
      FindMainText(tree, list, {.title = metadata.title, .description = metadata.description});

  Page page;
  page.charset = decoded.charset;
  page.whole_page_fallback = main.whole_page;
  WriteBody(tree, list, main, limits, metadata.base_url, page);
  // Some pages give the text to search engines, and to readers only after scripts have run.
  if (json_ld.body.size() >= kMinJsonLdBodyBytes &&
      json_ld.body.size() > kMissedTextRatio * page.article.body.size()) {
    page.article.body = std::move(json_ld.body);
    Cut(page.article.body, limits.article.max_body_bytes);
    page.links.clear();
    page.whole_page_fallback = false;
  }
  if (page.article.body.empty()) page.article.body = metadata.title;
  page.article.title = std::move(metadata.title);
  page.article.url = std::move(metadata.page_url);
  page.article.publisher = std::move(metadata.publisher);
  page.article.language = std::move(metadata.language);
  if (page.article.language.empty()) page.article.language = DetectLanguage(page.article.body);
  page.byline = std::move(metadata.byline);
  page.published = metadata.published;
  page.modified = metadata.modified;
  if (page.published) page.article.published_at = page.published->time;
  page.signals = std::move(metadata.signals);
  for (std::string* field : {&page.article.title, &page.article.publisher, &page.byline}) {
    Cut(*field, limits.article.max_field_bytes);
  }
  if (page.article.url.size() > limits.article.max_field_bytes) page.article.url.clear();
  KeepSignals(page, limits.article);
  page.article.id = ArticleId::Derive(page.article.publisher, page.article.url, page.article.body);
  if (page.article.body.empty()) return page;
  NEWSPRINT_RETURN_IF_ERROR(ValidateArticle(page.article, limits.article));
  return page;
}

}  // namespace newsprint
