// What an element's class, id and role say about its place on the page.
//
// Names are cut into words ("articleBody", "article-body", "article__body" are all article + body)
// and looked up in one table: words in the way site builders name things, of no site in particular.
#ifndef NEWSPRINT_PAGE_HINTS_H_
#define NEWSPRINT_PAGE_HINTS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace newsprint::page {

// A set of these.
enum Hint : uint16_t {
  kBodyHint = 1 << 0,         // The article's body: "article-body", "entry-content".
  kContentHint = 1 << 1,      // Content rather than furniture: "content", "post", "story".
  kBoilerplateHint = 1 << 2,  // Navigation, related, share, newsletter, promo, cookie.
  kCommentHint = 1 << 3,      // Readers' comments.
  kDeckHint = 1 << 4,         // The summary below the headline.
  kCaptionHint = 1 << 5,      // Of pictures, with their credit.
  kBylineHint = 1 << 6,       // Author, date, place.
  kHeadlineHint = 1 << 7,
  kHiddenHint = 1 << 8,  // For print, for screen readers, or not shown at all.
  kAuthorHint = 1 << 9,  // Who wrote it: a name, or a portrait of some lines.
};

class HintTable {
 public:
  // `names` are the element's class, id and role, separated by blanks. Time: O(names.size()) at
  // first sight; the same names are looked up again in O(1) + hashing.
  uint16_t Of(std::string_view names);

 private:
  absl::flat_hash_map<std::string, uint16_t> known_;
};

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_HINTS_H_
