// The links of an article, and what they lead to.
#ifndef NEWSPRINT_SRC_AUDIT_LINKS_H_
#define NEWSPRINT_SRC_AUDIT_LINKS_H_

#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/article.h"
#include "newsprint/article/span.h"

namespace newsprint {

struct WrittenLink {
  Span span;
  std::string host;  // Lower case, without "www.".
  std::string page;  // Equal for addresses of one page: scheme, www., query and fragment left out.
};

// The addresses that are written in the body and have a scheme or a path, and, of a web page, what
// its text links to; in the order of the text.
std::vector<WrittenLink> FindLinks(const Article& article);

// As WrittenLink::page; empty for what is no address.
std::string PageOf(std::string_view url);

// Whether `host` is `domain` or lies below it; both as WrittenLink::host.
bool IsOfDomain(std::string_view host, std::string_view domain);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_LINKS_H_
