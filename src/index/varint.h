// LEB128, 32 bits, as posting lists are packed.
#ifndef NEWSPRINT_INDEX_VARINT_H_
#define NEWSPRINT_INDEX_VARINT_H_

#include <cstdint>
#include <string>

namespace newsprint {

inline void AppendVarint(uint32_t value, std::string& bytes) {
  while (value >= 0x80) {
    bytes.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  bytes.push_back(static_cast<char>(value));
}

// Of bytes that AppendVarint gave; `at` moves behind them.
inline uint32_t ReadVarint(const uint8_t*& at) {
  uint32_t value = *at & 0x7f;
  for (int shift = 7; (*at++ & 0x80) != 0; shift += 7) {
    value |= static_cast<uint32_t>(*at & 0x7f) << (shift & 31);
  }
  return value;
}

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_VARINT_H_
