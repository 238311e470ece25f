#include <bit>

#include "text/entity.h"
#include "text/fast_chars.h"
#include "text/word_scan.h"

namespace newsprint::text {
namespace {

// Bytes [i, i + size) of a block, and of the one after it.
struct ByteRange {
  uint64_t here;
  uint64_t next;
};

ByteRange RangeAt(size_t i, size_t size) {
  const uint64_t bits = (uint64_t{1} << size) - 1;
  return {bits << i, i + size > kScanBlockBytes ? bits >> (kScanBlockBytes - i) : 0};
}

uint8_t KindBefore(const WordScan& scan, const BlockMasks& masks, size_t i) {
  const uint64_t letter = i == 0 ? scan.letters_before >> 63 : masks.letters >> (i - 1);
  const uint64_t digit = i == 0 ? scan.digits_before >> 63 : masks.digits >> (i - 1);
  return static_cast<uint8_t>((letter & 1) * kLetterByte | (digit & 1) * kDigitByte);
}

}  // namespace

size_t ReadSpecials(WordScan& scan, BlockMasks& masks, char* folded) {
  masks.letters |= scan.taken_letters;
  masks.cyrillic |= scan.taken_cyrillic;
  masks.joins = scan.taken_joins;
  uint64_t special = masks.special & ~scan.taken;
  if (scan.taken_folded != 0) folded[0] = scan.taken_folded;
  scan.taken = scan.taken_letters = scan.taken_cyrillic = scan.taken_joins = 0;
  scan.taken_folded = 0;
  while (special != 0) {
    const auto i = static_cast<size_t>(std::countr_zero(special));
    const size_t at = scan.position + i;
    if (scan.text[at] == '&') {
      if (DecodeEntity(scan.text.substr(at))) return i;
      special &= special - 1;
      continue;
    }
    const FastChar c = FastCharAt(scan.text, at);
    if (c.kind == FastKind::kNone) return i;
    const ByteRange bytes = RangeAt(i, c.size);
    special &= ~bytes.here;
    scan.taken = bytes.next;
    if (c.kind == FastKind::kLetter) {
      scan.has_letters_beyond_ascii = true;
      masks.letters |= bytes.here;
      scan.taken_letters = bytes.next;
      if (BeginsCyrillic(scan.text[at])) {
        masks.cyrillic |= bytes.here;
        scan.taken_cyrillic = bytes.next;
      }
    } else if (c.kind == FastKind::kApostrophe &&
               (KindBefore(scan, masks, i) & AlphanumericAt(scan.text, at + c.size)) != 0) {
      masks.joins |= bytes.here;
      scan.taken_joins = bytes.next;
    } else {
      continue;
    }
    folded[i] = c.folded[0];
    if (c.folded_size < c.size) {
      scan.gaps.push_back(
          {static_cast<uint32_t>(at + c.folded_size), static_cast<uint32_t>(at + c.size)});
    } else if (i + 1 < kScanBlockBytes) {
      folded[i + 1] = c.folded[1];
    } else {
      scan.taken_folded = c.folded[1];
    }
  }
  return kScanBlockBytes;
}

}  // namespace newsprint::text
