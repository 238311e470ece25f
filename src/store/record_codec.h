// Values as they lie on disk, and the values of store.h that they stand for.
#ifndef NEWSPRINT_STORE_RECORD_CODEC_H_
#define NEWSPRINT_STORE_RECORD_CODEC_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/storage/v1/record.pb.h"
#include "newsprint/store/store.h"

namespace newsprint::store {

std::string EncodeArticle(const Article& article, uint32_t revision, absl::Time ingested_at,
                          uint64_t content_hash);

struct DecodedArticle {
  StoredArticle stored;   // Without the body.
  size_t body_bytes = 0;  // Of the body.
};

// Errors of all decoders: DATA_LOSS if `value` is not what the encoder gave.
absl::StatusOr<DecodedArticle> DecodeArticle(Ordinal ordinal, std::string_view value);

std::string EncodeHead(const RevisionHead& head);
absl::StatusOr<RevisionHead> DecodeHead(std::string_view value);

std::string EncodeLogEntry(const LogEntry& entry);
absl::StatusOr<LogEntry> DecodeLogEntry(Ordinal ordinal, std::string_view value);

std::string EncodeIdentity(const StoreIdentity& identity);
absl::StatusOr<StoreIdentity> DecodeIdentity(std::string_view value);

struct Counts {
  uint64_t articles = 0;
  uint64_t revisions = 0;
};
std::string EncodeCounts(const Counts& counts);
absl::StatusOr<Counts> DecodeCounts(std::string_view value);

std::string EncodeMissing(const std::vector<OrdinalRange>& ranges);
absl::StatusOr<std::vector<OrdinalRange>> DecodeMissing(std::string_view value);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_RECORD_CODEC_H_
