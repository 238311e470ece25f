#include "tests/index/fingerprints.h"

#include <vector>

namespace newsprint {

Fingerprint UniqueArticle(size_t words, std::mt19937_64& random) {
  constexpr size_t kShingleTokens = 5;
  static const MinHasher hasher(1);
  std::vector<uint64_t> tokens(words);
  for (uint64_t& token : tokens) token = random();
  std::vector<uint64_t> shingles(words < kShingleTokens ? 0 : words - kShingleTokens + 1);
  for (uint64_t& shingle : shingles) shingle = random();
  return ComputeFingerprint(tokens, shingles, hasher);
}

Fingerprint CrowdedArticle(std::mt19937_64& random) {
  Fingerprint fingerprint;
  fingerprint.exact_hash = random() % 60;  // 0 now and then: no text.
  if (random() % 8 != 0) {
    const uint64_t values = 1 + random() % 12;
    for (uint32_t& row : fingerprint.signature.emplace()) {
      row = static_cast<uint32_t>(random() % values);
    }
  }
  const size_t anchors = random() % 40;
  for (uint32_t position = 0; position < anchors; ++position) {
    fingerprint.anchors.push_back(
        {.hash = random() % (uint64_t{1} << (random() % 14)), .position = position});
  }
  return fingerprint;
}

Fingerprint WithAnchors(std::initializer_list<uint64_t> hashes) {
  Fingerprint fingerprint;
  for (const uint64_t hash : hashes) {
    fingerprint.anchors.push_back(
        {.hash = hash, .position = static_cast<uint32_t>(fingerprint.anchors.size())});
  }
  return fingerprint;
}

Signature UniformSignature(uint32_t value) {
  Signature signature;
  signature.fill(value);
  return signature;
}

std::ostream& operator<<(std::ostream& out, const Candidate& candidate) {
  return out << candidate.ordinal << ": " << candidate.shared_bands << " bands, "
             << candidate.shared_anchors << " anchors"
             << (candidate.same_text ? ", the same text" : "");
}

}  // namespace newsprint
