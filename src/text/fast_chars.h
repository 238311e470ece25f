// The characters that the fast path reads by itself, beside ASCII: those of Latin-1, Latin
// Extended-A, Cyrillic, General Punctuation and the currency signs that are letters and fold to
// others in no more bytes, hold words apart, or are an apostrophe. All others (soft hyphens and
// fractions, say) are left to the Unicode path, and so are words in Latin and Cyrillic letters.
#ifndef NEWSPRINT_TEXT_FAST_CHARS_H_
#define NEWSPRINT_TEXT_FAST_CHARS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsprint::text {

// What an ASCII byte is, as bits.
enum ByteKind : uint8_t {
  kLetterByte = 1,
  kDigitByte = 2,
  kConnectorByte = 4,     // The underscore.
  kJoinsLettersByte = 8,  // Holds a word together between letters.
  kJoinsDigitsByte = 16,  // Or between digits.
};

struct ByteFold {
  char folded = 0;
  uint8_t kinds = 0;
};

// By byte; those outside ASCII are of no kind and fold to themselves.
inline constexpr std::array<ByteFold, 256> kByteFolds = [] {
  std::array<ByteFold, 256> bytes{};
  for (unsigned c = 0; c < 256; ++c) bytes[c] = {static_cast<char>(c), 0};
  for (unsigned c = 'a'; c <= 'z'; ++c) {
    bytes[c] = bytes[c - 'a' + 'A'] = {static_cast<char>(c), kLetterByte};
  }
  for (unsigned c = '0'; c <= '9'; ++c) bytes[c].kinds = kDigitByte;
  bytes['_'].kinds = kConnectorByte;
  bytes['.'].kinds = bytes['\''].kinds = kJoinsLettersByte | kJoinsDigitsByte;
  bytes['`'] = bytes['\''];
  bytes[','].kinds = bytes[';'].kinds = kJoinsDigitsByte;
  return bytes;
}();

enum class FastKind : uint8_t { kNone, kSeparator, kLetter, kApostrophe };

// A character outside ASCII.
struct FastChar {
  FastKind kind = FastKind::kNone;
  uint8_t size = 0;         // Bytes: a letter has two.
  uint8_t folded_size = 0;  // Bytes: of a letter one or two, of an apostrophe one.
  std::array<char, 2> folded = {'\0', '\0'};
};

// `folded` is less than U+0800.
constexpr FastChar FastLetter(char32_t folded) {
  if (folded < 0x80) return {FastKind::kLetter, 2, 1, {static_cast<char>(folded)}};
  return {FastKind::kLetter,
          2,
          2,
          {static_cast<char>(0xc0 | folded >> 6), static_cast<char>(0x80 | (folded & 0x3f))}};
}

// Of U+0080 to U+00FF.
constexpr FastChar Latin1Char(char32_t c) {
  switch (c) {
    case 0xa8:  // Folds to a space with a mark on it, as do macron, and cedilla.
    case 0xaa:  // Ordinals, superscripts and fractions fold to other characters of other sizes.
    case 0xad:  // Dropped.
    case 0xaf:
    case 0xb2:
    case 0xb3:
    case 0xb4:  // Folds to an apostrophe.
    case 0xb5:  // Folds to a Greek letter.
    case 0xb7:  // Joins letters.
    case 0xb8:
    case 0xb9:
    case 0xba:
    case 0xbc:
    case 0xbd:
    case 0xbe:
      return {};
    case 0xdf:
      return {FastKind::kLetter, 2, 2, {'s', 's'}};
    default:
      break;
  }
  if (c < 0xc0 || c == 0xd7 || c == 0xf7) return {FastKind::kSeparator, 2, 0, {}};
  return FastLetter(c < 0xdf ? c + 0x20 : c);
}

// Of U+0100 to U+017F: capitals and small letters in turn, but for these.
constexpr FastChar LatinExtendedAChar(char32_t c) {
  switch (c) {
    case 0x0130:  // The dot is a mark that goes.
      return {};
    case 0x0131:
      return FastLetter(U'i');
    case 0x0132:  // Fold to two characters.
    case 0x0133:
    case 0x013f:
    case 0x0140:
    case 0x0149:
      return {};
    case 0x0138:
      return FastLetter(c);
    case 0x0178:
      return FastLetter(0xff);
    case 0x017f:
      return FastLetter(U's');
    default:
      break;
  }
  const bool odd_capitals = (c > 0x138 && c < 0x149) || c > 0x178;
  return FastLetter(odd_capitals ? c + c % 2 : c | 1);
}

// Of U+0400 to U+04FF: likewise, but for the letters of today's Russian and their neighbours.
constexpr FastChar CyrillicChar(char32_t c) {
  if (c < 0x410) return FastLetter(c + 0x50);
  if (c < 0x430) return FastLetter(c + 0x20);
  if (c < 0x460) return FastLetter(c);
  if (c >= 0x482 && c <= 0x489) return {};  // The thousands sign, and marks.
  if (c == 0x4c0 || c == 0x4cf) return FastLetter(0x4cf);
  const bool odd_capitals = c > 0x4c0 && c < 0x4cf;
  return FastLetter(odd_capitals ? c + c % 2 : c | 1);
}

// Of U+2000 to U+20BF.
constexpr FastChar PunctuationChar(char32_t c) {
  constexpr FastChar kSeparator = {FastKind::kSeparator, 3, 0, {}};
  if (c <= 0x200a) return kSeparator;  // Spaces.
  if (c <= 0x200f) return {};          // Invisible.
  if (c <= 0x2017) return kSeparator;  // Dashes.
  if (c <= 0x201b || c == 0x2032) return {FastKind::kApostrophe, 3, 1, {'\''}};
  if (c == 0x2024 || c == 0x2027) return {};          // Join letters or digits.
  if (c <= 0x2029 || c == 0x202f) return kSeparator;  // Quotes, bullets, ellipses.
  if (c <= 0x202e) return {};                         // Direction marks.
  if (c == 0x203f || c == 0x2040 || c == 0x2044 || c == 0x2054) return {};  // Connectors; a slash.
  if (c <= 0x205f) return kSeparator;
  return c >= 0x20a0 && c != 0x20a8 ? kSeparator : FastChar{};  // Currencies, but for the rupee.
}

inline constexpr std::array<FastChar, 256> kLatinChars = [] {
  std::array<FastChar, 256> chars;
  for (char32_t c = 0; c < 128; ++c) chars[c] = Latin1Char(0x80 + c);
  for (char32_t c = 0; c < 128; ++c) chars[128 + c] = LatinExtendedAChar(0x100 + c);
  return chars;
}();
inline constexpr std::array<FastChar, 256> kCyrillicChars = [] {
  std::array<FastChar, 256> chars;
  for (char32_t c = 0; c < 256; ++c) chars[c] = CyrillicChar(0x400 + c);
  return chars;
}();
inline constexpr std::array<FastChar, 192> kPunctuationChars = [] {
  std::array<FastChar, 192> chars;
  for (char32_t c = 0; c < 192; ++c) chars[c] = PunctuationChar(0x2000 + c);
  return chars;
}();

// Whether a character begins with this byte that is Cyrillic, if it is one of the fast path's.
inline bool BeginsCyrillic(char byte) {
  const auto lead = static_cast<unsigned char>(byte);
  return lead >= 0xd0 && lead <= 0xd3;
}

// The character at text[at], whose byte there is not ASCII. Of the kind kNone if it is not one of
// the fast path's, or if the bytes are not UTF-8.
inline FastChar FastCharAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const unsigned lead = byte(0);
  if ((byte(1) & 0xc0) != 0x80) return {};
  if (lead >= 0xc2 && lead <= 0xc5) return kLatinChars[(lead - 0xc2) << 6 | (byte(1) & 0x3f)];
  if (BeginsCyrillic(text[at])) return kCyrillicChars[(lead - 0xd0) << 6 | (byte(1) & 0x3f)];
  if (lead != 0xe2 || byte(1) > 0x82 || (byte(2) & 0xc0) != 0x80) return {};
  return kPunctuationChars[(byte(1) & 3) << 6 | (byte(2) & 0x3f)];
}

// kLetterByte or kDigitByte if a letter or a digit of the fast path stands at text[at], which may
// be the end; otherwise 0.
inline uint8_t AlphanumericAt(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return kByteFolds[byte].kinds & (kLetterByte | kDigitByte);
  return FastCharAt(text, at).kind == FastKind::kLetter ? kLetterByte : 0;
}

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_FAST_CHARS_H_
