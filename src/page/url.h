// References to absolute URLs. Source: RFC 3986, section 5, for http and https.
#ifndef NEWSPRINT_PAGE_URL_H_
#define NEWSPRINT_PAGE_URL_H_

#include <string>
#include <string_view>

namespace newsprint::page {

// `reference` as seen from `base`, white space inside and around it left out. Empty if it is none
// that a reader can follow to another page: a scheme but http and https, a fragment alone, or, with
// no usable base, a relative one. Time: O(sizes).
std::string ResolveUrl(std::string_view base, std::string_view reference);

// The host of an absolute URL in lower case, without user, port and a leading "www."; empty if
// there is none.
std::string HostOf(std::string_view url);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_URL_H_
