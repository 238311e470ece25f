#include "index/index_key.h"

#include <algorithm>

#include "newsprint/sketch/banding.h"

namespace newsprint {

// The finaliser of SplitMix64 over a stream for each kind.
uint64_t PlaceOf(const IndexKey& key) {
  uint64_t x = key.hash + (static_cast<uint64_t>(key.kind) + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return (x ^ (x >> 31)) >> (64 - kPlaceBits);
}

std::vector<uint64_t> PlacesOf(std::span<const IndexKey> keys) {
  std::vector<uint64_t> places(keys.size());
  std::ranges::transform(keys, places.begin(), PlaceOf);
  return places;
}

std::vector<IndexKey> KeysOf(const Fingerprint& fingerprint) {
  std::vector<IndexKey> keys;
  keys.reserve(1 + kBands + fingerprint.anchors.size());
  if (fingerprint.exact_hash != 0) keys.push_back({KeyKind::kExact, fingerprint.exact_hash});
  if (fingerprint.signature) {
    for (const uint64_t band : ComputeBandKeys(*fingerprint.signature)) {
      keys.push_back({KeyKind::kBand, band});
    }
  }
  // Only anchors can come more than once.
  std::vector<uint64_t> hashes(fingerprint.anchors.size());
  std::ranges::transform(fingerprint.anchors, hashes.begin(), &Anchor::hash);
  std::ranges::sort(hashes);
  const auto repeats = std::ranges::unique(hashes);
  hashes.erase(repeats.begin(), repeats.end());
  for (const uint64_t hash : hashes) keys.push_back({KeyKind::kAnchor, hash});
  return keys;
}

}  // namespace newsprint
