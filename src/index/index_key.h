// What an article is posted under: its exact hash, the keys of its bands, the hashes of its
// anchors.
#ifndef NEWSPRINT_INDEX_INDEX_KEY_H_
#define NEWSPRINT_INDEX_INDEX_KEY_H_

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/sketch/fingerprint.h"

namespace newsprint {

enum class KeyKind : uint8_t { kExact, kBand, kAnchor };

struct IndexKey {
  KeyKind kind = KeyKind::kExact;
  uint64_t hash = 0;

  friend auto operator<=>(const IndexKey&, const IndexKey&) = default;
};

// Tables know a key by 44 bits of it, its place: two keys of one place share their postings. Among
// the 7 M keys of 64 k articles, one unknown key in 2.5 M finds postings that are not its own, and
// the matcher turns them down.
inline constexpr int kPlaceBits = 44;

// Kinds are kept apart, and hashes that were not mixed well (of a short text, say) are mixed.
uint64_t PlaceOf(const IndexKey& key);
std::vector<uint64_t> PlacesOf(std::span<const IndexKey> keys);

// Each once.
std::vector<IndexKey> KeysOf(const Fingerprint& fingerprint);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_INDEX_KEY_H_
