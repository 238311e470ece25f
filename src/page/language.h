// The language of a text, by its letters.
#ifndef NEWSPRINT_PAGE_LANGUAGE_H_
#define NEWSPRINT_PAGE_LANGUAGE_H_

#include <string>
#include <string_view>

namespace newsprint::page {

// BCP 47, such as "sr" or "zh-Hant"; empty if `text`, which must be UTF-8, is too short or too
// mixed to tell. Looks at the first 20 KB.
std::string DetectLanguage(std::string_view text);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_LANGUAGE_H_
