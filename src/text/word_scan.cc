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

// ReadSpecials reads them all.
bool MayHaveCyrillic(std::string_view, size_t, const char*) { return false; }
void FoldCyrillic(std::string_view, size_t, BlockMasks&, char*) {}

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

// Whether the block at `position` has bytes that FoldCyrillic reads. Its bytes are `block`.
HWY_INLINE bool MayHaveCyrillic(std::string_view text, size_t position, const char* block) {
  const hn::CappedTag<uint8_t, kScanBlockBytes> d;
  if (position > 0 && (text[position - 1] & '\xfe') == '\xd0') return true;
  auto leads = hn::Zero(d);
  for (size_t i = 0; i < kScanBlockBytes; i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const uint8_t*>(block + i));
    leads = hn::Or(leads, hn::VecFromMask(d, hn::Eq(hn::And(bytes, hn::Set(d, uint8_t{0xfe})),
                                                    hn::Set(d, uint8_t{0xd0}))));
  }
  return !hn::AllTrue(d, hn::Eq(leads, hn::Zero(d)));
}

// Reads those of U+0400 to U+045F in the block at `position`: completes its masks and its folded
// text. A byte of theirs is known by the one before it, or after it, alone: no block depends on
// what was read of another.
HWY_INLINE void FoldCyrillic(std::string_view text, size_t position, BlockMasks& masks,
                             char* HWY_RESTRICT out) {
  const hn::CappedTag<uint8_t, kScanBlockBytes> d;
  const auto is = [&](auto bytes, uint8_t byte)
                      HWY_ATTR { return hn::Eq(bytes, hn::Set(d, byte)); };
  // Moved to the bottom of the range, a run of bytes is told by one comparison.
  const auto is_in = [&](auto bytes, uint8_t first, uint8_t count) HWY_ATTR {
    return hn::Lt(hn::Sub(bytes, hn::Set(d, first)), hn::Set(d, count));
  };
  char around[1 + kScanBlockBytes + 1];
  const size_t begin = position == 0 ? 1 : 0;
  const size_t size = std::min(sizeof(around) - begin, text.size() + 1 - (position + begin));
  std::memset(around, ' ', sizeof(around));
  std::memcpy(around + begin, text.data() + position + begin - 1, size);
  uint64_t cyrillic = 0;
  for (size_t i = 0; i < kScanBlockBytes; i += hn::Lanes(d)) {
    const auto* const at = reinterpret_cast<const uint8_t*>(around + 1 + i);
    const auto before = hn::LoadU(d, at - 1);
    const auto bytes = hn::LoadU(d, at);
    const auto after = hn::LoadU(d, at + 1);
    // U+0400 to U+043F are D0 80 to D0 BF, the others D1 80 to D1 9F.
    const auto lead_d0 = hn::And(is(bytes, 0xd0), is_in(after, 0x80, 0x40));
    const auto lead = hn::Or(lead_d0, hn::And(is(bytes, 0xd1), is_in(after, 0x80, 0x20)));
    const auto tail_d0 = hn::And(is(before, 0xd0), is_in(bytes, 0x80, 0x40));
    const auto tail = hn::Or(tail_d0, hn::And(is(before, 0xd1), is_in(bytes, 0x80, 0x20)));
    // Capitals fold to what lies 0x50 further on, U+0410 to U+042F to what lies 0x20 further on.
    const auto far = hn::Or(is_in(after, 0x80, 0x10), is_in(after, 0xa0, 0x10));
    const auto to_d1 = hn::And(lead_d0, far);
    const auto capital = hn::And(tail_d0, is_in(bytes, 0x80, 0x30));
    const auto first = hn::And(capital, is_in(bytes, 0x80, 0x10));
    const auto last = hn::And(capital, is_in(bytes, 0xa0, 0x10));
    const auto moved =
        hn::IfThenElse(first, hn::Set(d, uint8_t{0x10}),
                       hn::IfThenElse(last, hn::Set(d, uint8_t{0xe0}), hn::Set(d, uint8_t{0x20})));
    const auto folded = hn::IfThenElse(to_d1, hn::Set(d, uint8_t{0xd1}),
                                       hn::Add(bytes, hn::IfThenElseZero(capital, moved)));
    const auto letters = hn::Or(lead, tail);
    auto* const to = reinterpret_cast<uint8_t*>(out + i);
    hn::StoreU(hn::IfThenElse(letters, folded, hn::LoadU(d, to)), d, to);
    cyrillic |= BitsOf(d, letters) << i;
  }
  masks.letters |= cyrillic;
  masks.cyrillic |= cyrillic;
  masks.special &= ~cyrillic;
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

// Of a block: which bytes are in words, and which are of letters, and of Cyrillic ones.
struct WordLetters {
  uint64_t in_word;
  uint64_t letters;
  uint64_t cyrillic;
};

// Those bits and all after them in their words: carries run to the end of each.
uint64_t ToWordEnd(uint64_t bits, uint64_t in_word) {
  return (((bits + in_word) ^ in_word) | bits) & in_word;
}

// A byte of the first word in which letters are Latin and Cyrillic, or one of them, and those of
// the other kind stand in the block before; kScanBlockBytes if there is none. May take a word of
// over a block's length for one.
size_t FindMixedWord(const WordLetters& before, const WordLetters& block) {
  uint64_t latin = block.letters & ~block.cyrillic;
  uint64_t cyrillic = block.cyrillic;
  uint64_t mixed = 0;
  if ((before.in_word >> 63 & block.in_word & 1) != 0) {
    const int open_bytes = std::countl_one(before.in_word);
    if (open_bytes == kScanBlockBytes) return 0;
    const uint64_t open = ~(~uint64_t{0} >> open_bytes);
    const bool after_cyrillic = (before.cyrillic & open) != 0;
    const bool after_latin = (before.letters & ~before.cyrillic & open) != 0;
    const uint64_t first_word = ToWordEnd(1, block.in_word);
    mixed = first_word & ((after_latin ? cyrillic : 0) | (after_cyrillic ? latin : 0));
  }
  mixed |=
      (ToWordEnd(latin, block.in_word) & cyrillic) | (ToWordEnd(cyrillic, block.in_word) & latin);
  return static_cast<size_t>(std::countr_zero(mixed));
}

// Whether the byte after a block at `position` is of that kind.
HWY_INLINE uint64_t NextIs(std::string_view text, size_t position, uint8_t kind) {
  return (AlphanumericAt(text, position + kScanBlockBytes) & kind) != 0 ? 1 : 0;
}

void ScanChunk(WordScan& scan, char* HWY_RESTRICT folded) {
  const std::string_view text = scan.text;
  const size_t end = std::min(text.size(), scan.position + kScanChunkBytes);
  // In registers: `scan` may lie where stores go.
  size_t position = scan.position;
  uint64_t letters_before = scan.letters_before;
  uint64_t cyrillic_before = scan.cyrillic_before;
  uint64_t digits_before = scan.digits_before;
  uint64_t words_before = scan.words_before;
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
      if (MayHaveCyrillic(text, position, block)) {
        FoldCyrillic(text, position, masks, folded);
        scan.has_letters_beyond_ascii |= masks.cyrillic != 0;
      }
      scan.position = position;
      scan.letters_before = letters_before;
      scan.digits_before = digits_before;
      const size_t stop =
          (masks.special | taken) != 0 ? ReadSpecials(scan, masks, folded) : kScanBlockBytes;
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
        (masks.letters << 1 | letters_before >> 63) & (masks.letters >> 1 | next_letter << 63);
    const uint64_t between_digits =
        (masks.digits << 1 | digits_before >> 63) & (masks.digits >> 1 | next_digit << 63);
    const uint64_t in_word = masks.letters | masks.digits | masks.connectors | masks.joins |
                             (masks.joins_letters & between_letters) |
                             (masks.joins_digits & between_digits);
    if (HWY_UNLIKELY((masks.cyrillic | cyrillic_before) != 0)) {
      const WordLetters before{words_before, letters_before, cyrillic_before};
      const size_t mixed = FindMixedWord(before, {in_word, masks.letters, masks.cyrillic});
      if (mixed < size) {
        stopped = true;
        size = mixed;
      }
    }
    uint64_t edges = in_word ^ (in_word << 1 | words_before >> 63);
    if (HWY_UNLIKELY(stopped)) edges &= (uint64_t{1} << size) - 1;
    edge += AppendEdges(edges, static_cast<uint32_t>(position), edge);
    connectors |= masks.connectors;
    letters_before = masks.letters;
    cyrillic_before = masks.cyrillic;
    digits_before = masks.digits;
    words_before = in_word;
    position += size;
    folded += kScanBlockBytes;
  }
  // A word that ends with the text, where no byte follows it in the last block.
  if (position == text.size() && !stopped && words_before >> 63 != 0) {
    *edge++ = static_cast<uint32_t>(position);
  }
  scan.position = position;
  scan.stopped = stopped;
  scan.num_edges = static_cast<size_t>(edge - scan.edges.data());
  scan.has_connectors |= connectors != 0;
  scan.letters_before = letters_before;
  scan.cyrillic_before = cyrillic_before;
  scan.digits_before = digits_before;
  scan.words_before = words_before;
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
