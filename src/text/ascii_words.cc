#include "text/ascii_words.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace newsprint::text {
namespace {

// Sets of bits, so that one test answers whether a byte is of any of several kinds.
enum : uint8_t {
  kLetter = 1,
  kDigit = 2,
  kConnector = 4,
  kJoinsLetters = 8,
  kJoinsDigits = 16,
};
constexpr uint8_t kAlphanumeric = kLetter | kDigit;
constexpr uint8_t kInWord = kAlphanumeric | kConnector;

struct ByteFold {
  char folded;
  uint8_t kinds;
};

// One load a byte.
constexpr std::array<ByteFold, 256> kBytes = [] {
  std::array<ByteFold, 256> bytes{};
  for (unsigned c = 0; c < 256; ++c) bytes[c] = {static_cast<char>(c), 0};
  for (unsigned c = 'a'; c <= 'z'; ++c) {
    bytes[c] = bytes[c - 'a' + 'A'] = {static_cast<char>(c), kLetter};
  }
  for (unsigned c = '0'; c <= '9'; ++c) bytes[c].kinds = kDigit;
  bytes['_'].kinds = kConnector;
  bytes['.'].kinds = bytes['\''].kinds = kJoinsLetters | kJoinsDigits;
  bytes['`'] = bytes['\''];
  bytes[','].kinds = bytes[';'].kinds = kJoinsDigits;
  return bytes;
}();

ByteFold FoldOf(char c) { return kBytes[static_cast<unsigned char>(c)]; }
uint8_t KindsOf(char c) { return FoldOf(c).kinds; }

// Whether the joiner at `p`, between two other bytes of the same text, holds a word together.
bool Joins(const char* p) {
  const uint8_t joiner = KindsOf(p[0]);
  const unsigned sides = KindsOf(p[-1]) & KindsOf(p[1]);
  return ((joiner & kJoinsLetters) && (sides & kLetter)) ||
         ((joiner & kJoinsDigits) && (sides & kDigit));
}

}  // namespace

size_t FindNonAscii(std::string_view text, size_t position) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  constexpr uint64_t kHighBits = 0x8080808080808080u;
  const auto understood = [](char c) { return static_cast<signed char>(c) >= 0 && c != '&'; };
  for (; position + 8 <= text.size(); position += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + position, sizeof(word));
    const uint64_t ampersands = word ^ (kOnes * '&');  // Has a zero byte for each.
    if (((word | ((ampersands - kOnes) & ~ampersands)) & kHighBits) != 0) break;
  }
  while (position < text.size() && understood(text[position])) ++position;
  return position;
}

void AppendAsciiWords(std::string_view text, Span range, std::string& folded,
                      std::vector<Token>& tokens) {
  const char* const base = text.data();
  const char* p = base + range.begin;
  const char* const end = base + range.end;
  const size_t first = folded.size();
  folded.resize(first + range.size());
  char* const buffer = folded.data();
  char* out = buffer + first;
  const auto offset = [](const char* from, const char* to) {
    return static_cast<uint32_t>(to - from);
  };
  while (true) {
    // Connectors at the head of a word are not part of the token.
    while (p < end && !(KindsOf(*p) & kAlphanumeric)) ++p;
    if (p == end) break;
    const char* const word = p;
    char* const folded_word = out;
    while (true) {
      for (; p < end; ++p) {
        const ByteFold byte = FoldOf(*p);
        if (!(byte.kinds & kInWord)) break;
        *out++ = byte.folded;
      }
      if (p + 1 >= end || !Joins(p)) break;
      *out++ = FoldOf(*p++).folded;
    }
    // Nor those at its tail.
    const char* tail = p;
    for (; KindsOf(tail[-1]) & kConnector; --tail) --out;
    Token token;
    token.span = {offset(base, word), offset(base, tail)};
    token.folded_begin = offset(buffer, folded_word);
    token.folded_size = offset(folded_word, out);
    tokens.push_back(token);
  }
  folded.resize(static_cast<size_t>(out - buffer));
}

}  // namespace newsprint::text
