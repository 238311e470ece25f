#include "report/utf16_offsets.h"

#include <algorithm>

namespace newsprint::report {
namespace {

constexpr size_t kBlockBytes = 128;

// Code units of the characters that begin in `text`: four bytes of UTF-8 are two units.
uint32_t CountUnits(std::string_view text) {
  uint32_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xc0) != 0x80 ? 1 : 0;
    units += byte >= 0xf0 ? 1 : 0;
  }
  return units;
}

}  // namespace

Utf16Offsets::Utf16Offsets(std::string_view text) : text_(text) {
  uint32_t units = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlockBytes) {
    block_units_.push_back(units);
    units += CountUnits(text.substr(begin, kBlockBytes));
  }
}

uint32_t Utf16Offsets::At(uint32_t byte) const {
  const size_t end = std::min<size_t>(byte, text_.size());
  const size_t block = end / kBlockBytes;
  return block_units_[block] + CountUnits(text_.substr(block * kBlockBytes, end % kBlockBytes));
}

}  // namespace newsprint::report
