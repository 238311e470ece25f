// Bodies as they lie on disk: one zstd frame each.
#ifndef NEWSPRINT_STORE_BODY_CODEC_H_
#define NEWSPRINT_STORE_BODY_CODEC_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsprint::store {

// Errors: INTERNAL if zstd is out of memory.
absl::StatusOr<std::string> CompressBody(std::string_view body);

// Never allocates more than `body_bytes`, and that only if it is within kMaxStoredBodyBytes and the
// frame says the same.
//
// Errors: DATA_LOSS if `frame` is damaged or not of `body_bytes`.
absl::StatusOr<std::string> DecompressBody(std::string_view frame, size_t body_bytes);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_BODY_CODEC_H_
