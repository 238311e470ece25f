// A verified match as the store keeps it: bytes of storage.v1.EdgeRecord.
#ifndef NEWSPRINT_SRC_CORPUS_EDGE_CODEC_H_
#define NEWSPRINT_SRC_CORPUS_EDGE_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "newsprint/match/match.h"

namespace newsprint {

// Side a of `match` is the newer article.
std::string EncodeEdge(const Match& match);

// Errors: DATA_LOSS if `bytes` is not what EncodeEdge gave.
absl::StatusOr<Match> DecodeEdge(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_EDGE_CODEC_H_
