// Which of the many titles that a page gives itself is the article's headline.
#ifndef NEWSPRINT_PAGE_HEADLINE_H_
#define NEWSPRINT_PAGE_HEADLINE_H_

#include <string>
#include <string_view>
#include <vector>

namespace newsprint::page {

struct HeadlineCandidates {
  std::string json_ld;                // headline
  std::string open_graph;             // og:title or twitter:title
  std::string document_title;         // <title>, mostly with the site's name
  std::vector<std::string> headings;  // <h1>, in order
  std::string site_name;
};

// The first of them that is not empty, without the site's name at its end (where that is not known,
// an <h1> tells how far the headline goes); but the <h1> where JSON-LD and <title> agree on one
// title, and <h1> and og:title on another.
std::string ChooseHeadline(const HeadlineCandidates& candidates);

// Letters and digits in lower case: what headlines are compared by.
std::string HeadlineKey(std::string_view text);

}  // namespace newsprint::page

#endif  // NEWSPRINT_PAGE_HEADLINE_H_
