// Any bytes as a page: refused with a status, or an article that stands by its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "newsprint/article/utf8.h"
#include "newsprint/page/page.h"

namespace newsprint {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

bool IsBoundary(std::string_view text, size_t i) {
  return i == text.size() || (text[i] & 0xc0) != 0x80;
}

void CheckPage(const Page& page, const ArticleLimits& limits) {
  const std::string& body = page.article.body;
  Require(body.empty() || ValidateArticle(page.article, limits).ok());
  for (const std::string* text :
       {&page.byline, &page.signals.canonical_url, &page.signals.meta_source}) {
    Require(ValidateUtf8(*text, "field").ok());
  }
  uint32_t begin = 0;
  for (const PageLink& link : page.links) {
    Require(link.text.begin >= begin && link.text.begin < link.text.end &&
            link.text.end <= body.size());
    Require(IsBoundary(body, link.text.begin) && IsBoundary(body, link.text.end));
    Require(link.href.starts_with("http"));
    begin = link.text.begin;
  }
  if (page.published) Require(!page.published->ToRfc3339().empty());
}

}  // namespace
}  // namespace newsprint

// The first byte chooses the charset of the HTTP header and small or usual limits.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsprint;
  if (size == 0) return 0;
  static constexpr std::string_view kCharsets[] = {"",          "utf-8",    "windows-1251",
                                                   "shift_jis", "utf-16le", "?"};
  PageOptions options;
  options.url = "https://example.org/a/b";
  options.charset = kCharsets[(data[0] & 0x7f) % std::size(kCharsets)];
  if (data[0] & 0x80) {
    options.limits = {.max_nodes = 50,
                      .max_depth = 6,
                      .max_tag_attributes = 3,
                      .max_attribute_bytes = 12,
                      .max_parser_steps = 100,
                      .max_links = 2,
                      .max_json_ld_bytes = 60,
                      .article = {.max_body_bytes = 40, .max_field_bytes = 10}};
  }
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (const auto page = ExtractPage(bytes, options); page.ok())
    CheckPage(*page, options.limits.article);
  return 0;
}
