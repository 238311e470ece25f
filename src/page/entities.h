// Text that a page wrote as HTML where plain text belongs, such as in JSON-LD.
#ifndef NEWSPRINT_PAGE_ENTITIES_H_
#define NEWSPRINT_PAGE_ENTITIES_H_

#include <string>
#include <string_view>

namespace newsprint::page {

// Entities decoded once, tags left out, white space collapsed and cut off at both ends, control
// characters left out. `text` must be UTF-8. Time: O(text.size()).
std::string CleanText(std::string_view text);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_ENTITIES_H_
