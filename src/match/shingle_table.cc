#include "newsprint/match/shingle_table.h"

#include <bit>

namespace newsprint {

ShingleTable::ShingleTable(std::span<const uint64_t> shingles) : shingles_(shingles) {
  slots_.assign(std::bit_ceil(2 * shingles.size() + 1), kNone);
  // First pass: number the distinct shingles and count them; second: place the positions.
  std::vector<uint32_t> entry_of(shingles.size());
  std::vector<uint32_t> counts;
  std::vector<uint32_t> first;
  const size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i < shingles.size(); ++i) {
    size_t slot = shingles[i] & mask;
    while (slots_[slot] != kNone && shingles[first[slots_[slot]]] != shingles[i]) {
      slot = (slot + 1) & mask;
    }
    if (slots_[slot] == kNone) {
      slots_[slot] = static_cast<uint32_t>(counts.size());
      counts.push_back(0);
      first.push_back(i);
    }
    entry_of[i] = slots_[slot];
    ++counts[entry_of[i]];
  }
  begins_.assign(counts.size() + 1, 0);
  for (size_t e = 0; e < counts.size(); ++e) begins_[e + 1] = begins_[e] + counts[e];
  positions_.resize(shingles.size());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (uint32_t i = 0; i < shingles.size(); ++i) positions_[next[entry_of[i]]++] = i;
}

uint32_t ShingleTable::Find(uint64_t shingle) const {
  const size_t mask = slots_.size() - 1;
  // Shingles are XXH3 hashes: their low bits serve as they are.
  for (size_t slot = shingle & mask; slots_[slot] != kNone; slot = (slot + 1) & mask) {
    if (shingles_[positions_[begins_[slots_[slot]]]] == shingle) return slots_[slot];
  }
  return kNone;
}

}  // namespace newsprint
