// Short lines by which sites lead away from an article, in the languages of the larger presses.
#ifndef NEWSPRINT_PAGE_FURNITURE_LINES_H_
#define NEWSPRINT_PAGE_FURNITURE_LINES_H_

#include <string_view>

namespace newsprint::page {

// "Advertisement", "Related coverage:", "Share this", "Mehr zum Thema": nothing else on the line.
bool IsFurnitureLine(std::string_view text);

// "Read more: ...", "Lesen Sie auch ...", "Читайте также: ...".
bool LeadsToAnotherPage(std::string_view text);

// "Follow us on WhatsApp", "Abonnieren Sie unseren Newsletter".
bool AsksToSubscribe(std::string_view text);

// "Originally published by ...", "reprinted with permission": a line that names where the text
// comes from, which is never furniture.
bool MayBeCredit(std::string_view text);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_FURNITURE_LINES_H_
