// Schema.org's NewsArticle and its kin, in the JSON-LD of a page. Source: https://schema.org.
#ifndef NEWSPRINT_PAGE_JSON_LD_H_
#define NEWSPRINT_PAGE_JSON_LD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsprint::page {

// The one object that describes the page's article, or, with an empty type, none.
struct JsonLdArticle {
  std::string type;
  std::string headline;
  std::string description;
  std::string body;
  std::string url;
  std::string language;
  std::string date_published;
  std::string date_modified;
  std::vector<std::string> authors;
  std::vector<std::string> publishers;
  std::vector<std::string> copyright_holders;
  std::vector<std::string> is_based_on;
};

// `scripts` are the contents of the page's JSON-LD blocks. Of several objects, in lists, @graph or
// nested, the one with the most telling type and then the most members is taken; references by @id
// are followed once. Blocks that are no JSON, after the usual slips are mended (control characters,
// comments around, commas at the end), are left out, and so are those over `max_bytes`.
JsonLdArticle ReadJsonLd(const std::vector<std::string>& scripts, size_t max_bytes);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_JSON_LD_H_
