// Stored runs as bytes (proto/newsprint/storage/v1/audit.proto).
#ifndef NEWSPRINT_SRC_AUDIT_RUN_CODEC_H_
#define NEWSPRINT_SRC_AUDIT_RUN_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/audit/runs.h"

namespace newsprint {

std::string EncodeRun(const StoredRun& run);
// Errors: DATA_LOSS.
absl::StatusOr<StoredRun> DecodeRun(std::string_view bytes);

std::string EncodePart(const RunPart& part);
// Errors: DATA_LOSS.
absl::StatusOr<RunPart> DecodePart(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_RUN_CODEC_H_
