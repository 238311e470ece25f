// Times in the forms that pages state them in.
#ifndef NEWSPRINT_PAGE_PAGE_TIME_H_
#define NEWSPRINT_PAGE_PAGE_TIME_H_

#include <optional>
#include <string_view>

#include "newsprint/page/page.h"

namespace newsprint::page {

// ISO 8601 in its usual variants ("2024-05-03T15:47:42.389+0200", "2024-05-03 15:47",
// "20240503T154742Z"), RFC 5322 ("Fri, 03 May 2024 15:47:42 GMT"), English dates ("May 3, 2024 3:47
// p.m. EST", "3 May 2024"), day first with points ("03.05.2024, 15:47"), and seconds or
// milliseconds since 1970. Text around the date is passed over. None for a year before 1900 or
// after 2100, and for days and hours that do not exist.
std::optional<PageTime> ParsePageTime(std::string_view text);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_PAGE_TIME_H_
