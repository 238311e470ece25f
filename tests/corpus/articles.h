// Articles out of thin air, for tests of the corpus.
#ifndef NEWSPRINT_TESTS_CORPUS_ARTICLES_H_
#define NEWSPRINT_TESTS_CORPUS_ARTICLES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// `words` words that no other tag gives.
inline std::string Words(std::string_view tag, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) absl::StrAppend(&text, std::string(tag), i, " ");
  return text;
}

inline Article MakeArticle(std::string_view id, std::string body, std::string publisher = "") {
  Article article;
  if (!id.empty()) article.id = *ArticleId::Create(id);
  article.body = std::move(body);
  article.publisher = std::move(publisher);
  return article;
}

inline std::vector<std::string> Ids(const std::vector<FoundMatch>& matches) {
  std::vector<std::string> ids;
  for (const FoundMatch& found : matches) ids.push_back(found.other.id.value());
  return ids;
}

using IdList = std::vector<std::string>;

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_CORPUS_ARTICLES_H_
