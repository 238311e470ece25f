// All that the index knows of an article, and its bytes on disk (FORMAT.md).
#ifndef NEWSPRINT_SKETCH_FINGERPRINT_H_
#define NEWSPRINT_SKETCH_FINGERPRINT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/sketch/min_hash.h"
#include "newsprint/sketch/winnow.h"

namespace newsprint {

// A text of fewer tokens than a shingle has neither signature nor anchors: only its exact hash
// finds it, and one without tokens matches nothing.
struct Fingerprint {
  uint64_t exact_hash = 0;  // Of all tokens in order; 0 only for a text without tokens.
  std::optional<Signature> signature;
  std::vector<Anchor> anchors;  // In order of position.

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// Fingerprint::exact_hash.
uint64_t HashExactly(std::span<const uint64_t> token_hashes);

// Of a text given as the hashes of its tokens and of its shingles. Thread-safe. Time: linear.
Fingerprint ComputeFingerprint(std::span<const uint64_t> token_hashes,
                               std::span<const uint64_t> shingles, const MinHasher& hasher);

// A version byte, the exact hash, the signature and the anchors; little-endian; equal fingerprints
// give equal bytes.
std::string EncodeFingerprint(const Fingerprint& fingerprint);

// Errors: DATA_LOSS if `bytes` is not what EncodeFingerprint gave, FAILED_PRECONDITION if a later
// version of this program wrote it.
absl::StatusOr<Fingerprint> DecodeFingerprint(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SKETCH_FINGERPRINT_H_
