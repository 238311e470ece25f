#include "apps/batch_documents.h"

#include <fmt/format.h>

#include <span>
#include <unordered_map>
#include <utility>

#include "apps/documents.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::Status VisitBatchDocuments(const std::string& path,
                                 const std::function<absl::Status(Article)>& visit) {
  std::unordered_map<std::string, std::string> where_of;
  return ReadDocuments(std::span(&path, 1), {.require_id = true, .accept_any_text = true},
                       [&](absl::StatusOr<Document> document) -> absl::Status {
                         if (!document.ok()) return document.status();
                         const auto [first, is_new] =
                             where_of.emplace(document->article.id.value(), document->where);
                         if (!is_new) {
                           return absl::InvalidArgumentError(
                               fmt::format("{}: id '{}' stood before, at {}", document->where,
                                           first->first, first->second));
                         }
                         return visit(std::move(document->article));
                       })
      .status();
}

}  // namespace newsprint
