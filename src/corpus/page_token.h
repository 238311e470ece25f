// Opaque page tokens: where a listing goes on, tied to the query and to the data that it was made
// for.
#ifndef NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_
#define NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsprint {

// What a token says: go on after the match of this rank.
struct PagePosition {
  double larger_containment = 0;
  double resemblance = 0;
  std::string id;  // Of the last match given.
};

// `query` is all that decides the listing, `version` the state of the data it was made from.
std::string EncodePageToken(std::string_view query, uint64_t version, const PagePosition& position);

// Errors: INVALID_ARGUMENT if `token` is not from EncodePageToken or is of another query;
// FAILED_PRECONDITION if it is of another version of the data: start again from the first page.
absl::StatusOr<PagePosition> DecodePageToken(std::string_view token, std::string_view query,
                                             uint64_t version);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_
