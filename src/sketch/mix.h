// The hash that throws shingles into a signature's positions, for many shingles at once.
#ifndef NEWSPRINT_SKETCH_MIX_H_
#define NEWSPRINT_SKETCH_MIX_H_

#include <cstdint>
#include <span>

namespace newsprint::sketch {

// The finaliser of SplitMix64 (D. Stafford's variant 13 of MurmurHash3's): a bijection in which
// every bit of the argument moves every bit of the result.
constexpr uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// mixed[i] = Mix(values[i] ^ key), with the vectors that the machine has where they multiply 64
// bits (AVX-512). `mixed` is as long as `values`.
void MixAll(std::span<const uint64_t> values, uint64_t key, std::span<uint64_t> mixed);

}  // namespace newsprint::sketch

#endif  // NEWSPRINT_SKETCH_MIX_H_
