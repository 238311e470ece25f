// Opaque page tokens: where a listing goes on, tied to the query and to the data that it was made
// for. They live in no memory of the server, so that they survive its restart.
#ifndef NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_
#define NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/store/store.h"

namespace newsprint {

// `query` is all that decides the listing, `version` the data it was made from, `position` what the
// listing needs to go on, in bytes of its own.
std::string EncodePageToken(std::string_view query, uint64_t version, std::string_view position);

// The position.
//
// Errors: INVALID_ARGUMENT if `token` is not from EncodePageToken or is of another query;
// FAILED_PRECONDITION if it is of another version of the data: start again from the first page.
absl::StatusOr<std::string> DecodePageToken(std::string_view token, std::string_view query,
                                            uint64_t version);

// The version of listings that go on whatever the store takes in meanwhile: which store it is.
uint64_t StoreVersion(const Store& store);

// FAILED_PRECONDITION, as DecodePageToken: for listings that see it by the position only.
absl::Status StalePageToken();

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_PAGE_TOKEN_H_
