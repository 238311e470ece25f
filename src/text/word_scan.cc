#include "text/word_scan.h"

// This file is compiled once for each target.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/word_scan.cc"
#include <hwy/foreach_target.h>
// After it.
#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/fast_chars.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint::text::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

BlockMasks FoldBlock(const char* in, char* out) {
  BlockMasks masks;
  for (size_t i = 0; i < kScanBlockBytes; ++i) {
    const auto byte = static_cast<unsigned char>(in[i]);
    const ByteFold fold = kByteFolds[byte];
    out[i] = fold.folded;
    const auto bit = [&](unsigned kind) { return uint64_t{(fold.kinds & kind) != 0} << i; };
    masks.letters |= bit(kLetterByte);
    masks.digits |= bit(kDigitByte);
    masks.connectors |= bit(kConnectorByte);
    masks.joins_letters |= bit(kJoinsLettersByte);
    masks.joins_digits |= bit(kJoinsDigitsByte);
    masks.special |= uint64_t{byte >= 0x80 || byte == '&'} << i;
  }
  return masks;
}

#else

namespace hn = hwy::HWY_NAMESPACE;

template <typename D, typename M>
HWY_INLINE uint64_t BitsOf(D d, M mask) {
  uint64_t bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<uint8_t*>(&bits));
  return bits;
}

HWY_INLINE BlockMasks FoldBlock(const char* HWY_RESTRICT in, char* HWY_RESTRICT out) {
  const hn::CappedTag<int8_t, kScanBlockBytes> d;
  BlockMasks masks;
  for (size_t i = 0; i < kScanBlockBytes; i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const int8_t*>(in + i));
    // Moved to the top of the range, a run of characters is told by one comparison.
    const auto small = hn::Or(bytes, hn::Set(d, 0x20));
    const auto letters = hn::Gt(hn::Add(small, hn::Set(d, 0x7f - 'z')), hn::Set(d, 0x7f - 26));
    const auto digits = hn::Gt(hn::Add(bytes, hn::Set(d, 0x7f - '9')), hn::Set(d, 0x7f - 10));
    const auto grave = hn::Eq(bytes, hn::Set(d, '`'));
    const auto either =
        hn::Or(grave, hn::Or(hn::Eq(bytes, hn::Set(d, '.')), hn::Eq(bytes, hn::Set(d, '\''))));
    const auto numeric = hn::Or(hn::Eq(bytes, hn::Set(d, ',')), hn::Eq(bytes, hn::Set(d, ';')));
    const auto special = hn::Or(hn::Lt(bytes, hn::Zero(d)), hn::Eq(bytes, hn::Set(d, '&')));
    masks.letters |= BitsOf(d, letters) << i;
    masks.digits |= BitsOf(d, digits) << i;
    masks.connectors |= BitsOf(d, hn::Eq(bytes, hn::Set(d, '_'))) << i;
    masks.joins_letters |= BitsOf(d, either) << i;
    masks.joins_digits |= BitsOf(d, hn::Or(either, numeric)) << i;
    masks.special |= BitsOf(d, special) << i;
    const auto folded =
        hn::IfThenElse(grave, hn::Set(d, '\''), hn::IfThenElse(letters, small, bytes));
    hn::StoreU(folded, d, reinterpret_cast<int8_t*>(out + i));
  }
  return masks;
}

#endif

#if HWY_TARGET <= HWY_AVX2 && HWY_ARCH_X86

// A vector of positions at a time, from which those of the set bits are taken.
HWY_INLINE size_t AppendEdges(uint64_t edges, uint32_t position, uint32_t* HWY_RESTRICT out) {
  const hn::CappedTag<uint32_t, 16> d;
  const size_t lanes = hn::Lanes(d);
  const auto lane = hn::Iota(d, 0);
  size_t count = 0;
  for (size_t i = 0; i < kScanBlockBytes; i += lanes) {
    const uint64_t bits = edges >> i & ((uint64_t{1} << lanes) - 1);
    const auto mask = hn::LoadMaskBits(d, reinterpret_cast<const uint8_t*>(&bits));
    const auto positions = hn::Add(lane, hn::Set(d, position + static_cast<uint32_t>(i)));
    hn::StoreU(hn::Compress(positions, mask), d, out + count);
    count += static_cast<size_t>(std::popcount(bits));
  }
  return count;
}

#else

size_t AppendEdges(uint64_t edges, uint32_t position, uint32_t* out) {
  size_t count = 0;
  for (; edges != 0; edges &= edges - 1) {
    out[count++] = position + static_cast<uint32_t>(std::countr_zero(edges));
  }
  return count;
}

#endif

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

void StoreTokens(const uint32_t* edges, size_t count, uint32_t shift, std::byte* out) {
  for (size_t i = 0; i < count; ++i) {
    Token token;
    token.span = {edges[2 * i], edges[2 * i + 1]};
    token.folded_begin = token.span.begin + shift;
    token.set_folded_size(token.span.size());
    std::memcpy(out + i * sizeof(token), &token, sizeof(token));
  }
}

#else

// Reads and writes whole vectors.
void StoreTokens(const uint32_t* HWY_RESTRICT edges, size_t count, uint32_t shift,
                 std::byte* HWY_RESTRICT out) {
  // A token is two halves of 64 bits: begin and end; begin and size of the folded bytes.
  static_assert(sizeof(Token) == 16 && std::endian::native == std::endian::little);
  const hn::CappedTag<uint64_t, 8> d;
  const hn::Repartition<uint32_t, decltype(d)> d32;
  auto* const halves = reinterpret_cast<uint64_t*>(out);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto span = hn::LoadU(d32, edges + 2 * i);
    const auto begin = hn::BitCast(d32, hn::ShiftLeft<32>(hn::BitCast(d, span)));
    const auto folded = hn::Add(hn::Sub(span, begin), hn::BitCast(d32, hn::Set(d, shift)));
    hn::StoreInterleaved2(hn::BitCast(d, span), hn::BitCast(d, folded), d, halves + 2 * i);
  }
}

#endif

// Whether the byte after a block at `position` is of that kind.
HWY_INLINE uint64_t NextIs(std::string_view text, size_t position, uint8_t kind) {
  return (AlphanumericAt(text, position + kScanBlockBytes) & kind) != 0 ? 1 : 0;
}

void ScanChunk(WordScan& scan, char* HWY_RESTRICT folded) {
  const std::string_view text = scan.text;
  const size_t end = std::min(text.size(), scan.position + kScanChunkBytes);
  // In registers: `scan` may lie where stores go.
  size_t position = scan.position;
  uint64_t after_letter = scan.after_letter;
  uint64_t after_digit = scan.after_digit;
  uint64_t after_word = scan.after_word;
  uint64_t taken = scan.taken;
  uint64_t connectors = 0;
  uint32_t* edge = scan.edges.data() + scan.num_edges;
  bool stopped = false;
  while (position < end && !stopped) {
    size_t size = std::min(kScanBlockBytes, text.size() - position);
    const char* block = text.data() + position;
    char padded[kScanBlockBytes];
    if (HWY_UNLIKELY(size < kScanBlockBytes)) {
      std::memset(padded, ' ', sizeof(padded));
      std::memcpy(padded, block, size);
      block = padded;
    }
    BlockMasks masks = FoldBlock(block, folded);
    if (HWY_UNLIKELY((masks.special | taken) != 0)) {
      scan.position = position;
      scan.after_letter = after_letter;
      scan.after_digit = after_digit;
      const size_t stop = ReadSpecials(scan, masks, folded);
      taken = scan.taken;
      if (stop < kScanBlockBytes) {
        stopped = true;
        size = stop;
      }
    }
    uint64_t next_letter = 0;
    uint64_t next_digit = 0;
    if (HWY_UNLIKELY(((masks.joins_letters | masks.joins_digits) >> 63) != 0)) {
      next_letter = NextIs(text, position, kLetterByte);
      next_digit = NextIs(text, position, kDigitByte);
    }
    const uint64_t between_letters =
        (masks.letters << 1 | after_letter) & (masks.letters >> 1 | next_letter << 63);
    const uint64_t between_digits =
        (masks.digits << 1 | after_digit) & (masks.digits >> 1 | next_digit << 63);
    const uint64_t in_word = masks.letters | masks.digits | masks.connectors | masks.joins |
                             (masks.joins_letters & between_letters) |
                             (masks.joins_digits & between_digits);
    uint64_t edges = in_word ^ (in_word << 1 | after_word);
    if (HWY_UNLIKELY(stopped)) edges &= (uint64_t{1} << size) - 1;
    edge += AppendEdges(edges, static_cast<uint32_t>(position), edge);
    connectors |= masks.connectors;
    after_letter = masks.letters >> 63;
    after_digit = masks.digits >> 63;
    after_word = in_word >> 63;
    position += size;
    folded += kScanBlockBytes;
  }
  // A word that ends with the text, where no byte follows it in the last block.
  if (position == text.size() && !stopped && after_word != 0) {
    *edge++ = static_cast<uint32_t>(position);
  }
  scan.position = position;
  scan.stopped = stopped;
  scan.num_edges = static_cast<size_t>(edge - scan.edges.data());
  scan.has_connectors |= connectors != 0;
  scan.after_letter = after_letter;
  scan.after_digit = after_digit;
  scan.after_word = after_word;
}

}  // namespace
}  // namespace newsprint::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint::text {

HWY_EXPORT(ScanChunk);
HWY_EXPORT(StoreTokens);

void ScanWords(WordScan& scan, char* folded) { HWY_DYNAMIC_DISPATCH(ScanChunk)(scan, folded); }

void MakeTokens(std::span<const uint32_t> edges, uint32_t shift, TokenBuffer& buffer) {
  HWY_DYNAMIC_DISPATCH(StoreTokens)(edges.data(), edges.size() / 2, shift, buffer.bytes.data());
}

}  // namespace newsprint::text
#endif
