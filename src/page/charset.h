// A page's bytes to UTF-8.
#ifndef NEWSPRINT_PAGE_CHARSET_H_
#define NEWSPRINT_PAGE_CHARSET_H_

#include <string>
#include <string_view>

namespace newsprint::page {

struct DecodedPage {
  std::string text;     // Well-formed UTF-8 without NUL bytes.
  std::string charset;  // Such as "windows-1251".
};

// Believes, in this order: a byte order mark; well-formed UTF-8 that is not plain ASCII; the
// charset of the HTTP header (`http_charset`, may be empty); that of a <meta>; statistics of the
// bytes. Labels are read as browsers do ("iso-8859-1" is windows-1252, "gb2312" is gb18030). Bytes
// that mean nothing in the encoding become U+FFFD. Time: O(bytes.size()).
DecodedPage DecodePage(std::string_view bytes, std::string_view http_charset);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_CHARSET_H_
