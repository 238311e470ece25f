// Finds the words of text in the characters of fast_chars.h, ASCII among them, and folds it, 64
// bytes at a time with the vectors that the machine has (AVX-512, AVX2, SSE, NEON; a table where
// there are none). After G. Langdale, D. Lemire, "Parsing gigabytes of JSON per second", 2019: a
// mask of 64 bits for each kind of byte, and the word rules as arithmetic on masks.
#ifndef NEWSPRINT_TEXT_WORD_SCAN_H_
#define NEWSPRINT_TEXT_WORD_SCAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "newsprint/text/tokenize.h"

namespace newsprint::text {

inline constexpr size_t kScanBlockBytes = 64;
inline constexpr size_t kScanChunkBytes = 16 * kScanBlockBytes;

// A scan under way, chunk by chunk.
struct WordScan {
  std::string_view text;
  size_t position = 0;   // Up to here it was scanned: to the end of a block, to a stop, to the end.
  bool stopped = false;  // Before or inside a word that is not the fast path's.

  // Where words begin and end, in turn; a chunk's are appended, and of a word that it leaves open
  // only the beginning. Vectors are stored whole, over what is not there yet.
  std::array<uint32_t, 1 + kScanChunkBytes + 16> edges;
  size_t num_edges = 0;

  // What needs a second look.
  bool has_connectors = false;
  bool has_letters_beyond_ascii = false;
  // Bytes inside words that folding leaves over: of characters that it makes shorter.
  std::vector<Span> gaps;

  // The masks of the block before, and which of its bytes are in words.
  uint64_t letters_before = 0;
  uint64_t cyrillic_before = 0;
  uint64_t digits_before = 0;
  uint64_t words_before = 0;
  // Of the last character, if it reaches into the next block: its bytes there, which of them are
  // letters, and which hold a word together; and its last byte, folded, or 0.
  uint64_t taken = 0;
  uint64_t taken_letters = 0;
  uint64_t taken_cyrillic = 0;
  uint64_t taken_joins = 0;
  char taken_folded = 0;
};

// Scans up to kScanChunkBytes more. `folded` gets the folded text, each byte at the place of the
// one that it came from, in whole blocks: it has room for kScanChunkBytes. Between words it gets
// anything.
void ScanWords(WordScan& scan, char* folded);

// Room for as many tokens as the edges of a chunk, and one it finds open, can make.
struct TokenBuffer {
  alignas(Token) std::array<std::byte, sizeof(Token) * (kScanChunkBytes / 2 + 16)> bytes;

  const Token* tokens() const { return reinterpret_cast<const Token*>(bytes.data()); }
};

// The tokens of words of the given edges, whose folded bytes lie `shift` (modulo 2^32) further on
// than those of the text.
void MakeTokens(std::span<const uint32_t> edges, uint32_t shift, TokenBuffer& buffer);

// Bit i: byte i of a block is of that kind.
struct BlockMasks {
  uint64_t letters = 0;
  uint64_t cyrillic = 0;  // Of the letters; the others are Latin.
  uint64_t digits = 0;
  uint64_t connectors = 0;
  uint64_t joins_letters = 0;  // One byte that holds a word together between letters.
  uint64_t joins_digits = 0;
  uint64_t special = 0;  // Not ASCII, or an ampersand, which may begin a character reference.
  uint64_t joins = 0;    // A byte of a longer character that does hold a word together.
};

// Reads the characters at the special bytes of the block at scan.position: completes its masks and
// its folded text, and notes in `scan` what reaches into the next block. Returns the first byte
// that is not the fast path's, or kScanBlockBytes.
size_t ReadSpecials(WordScan& scan, BlockMasks& masks, char* folded);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_WORD_SCAN_H_
