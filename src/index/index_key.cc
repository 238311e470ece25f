#include "index/index_key.h"

#include <algorithm>
#include <bit>

#include "newsprint/sketch/banding.h"

namespace newsprint {
namespace {

// By a hash table of their own bits, since to sort so few costs as much as to look them up.
void AppendDistinct(std::span<const Anchor> anchors, std::vector<IndexKey>& keys) {
  std::vector<uint32_t> slots(std::bit_ceil(2 * anchors.size() + 1));  // Of an anchor 1 more, or 0.
  const size_t mask = slots.size() - 1;
  for (uint32_t i = 0; i < anchors.size(); ++i) {
    const uint64_t hash = anchors[i].hash;
    size_t at = hash & mask;
    while (slots[at] != 0 && anchors[slots[at] - 1].hash != hash) at = (at + 1) & mask;
    if (slots[at] != 0) continue;
    slots[at] = i + 1;
    keys.push_back({KeyKind::kAnchor, hash});
  }
}

}  // namespace

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
  AppendDistinct(fingerprint.anchors, keys);  // Only anchors can come more than once.
  return keys;
}

}  // namespace newsprint
