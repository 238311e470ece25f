// A line cut into pieces: words, marks of punctuation and addresses, folded, each with its bytes.
#ifndef NEWSPRINT_SOURCE_LINE_READER_H_
#define NEWSPRINT_SOURCE_LINE_READER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "source/host.h"

namespace newsprint::source {

// Scripts by what they mean for cues and names, not by Unicode's full list.
enum class LineScript : uint8_t {
  kNone,
  kLatin,
  kCyrillic,
  kArabic,
  kEthiopic,
  kEastAsian,  // Han, Kana, Hangul.
  kOther,      // Every other script.
};
inline constexpr int kLineScripts = 7;

LineScript LineScriptOf(char32_t c);

struct Piece {
  enum class Kind : uint8_t { kWord, kNumber, kIdeograph, kMark, kAddress };
  Kind kind = Kind::kMark;
  LineScript script = LineScript::kNone;  // Of the first letter.
  bool glued = false;                     // No white space before it.
  bool capital = false;                   // The first letter is one.
  bool all_capitals = false;
  bool small_letters = false;  // Nothing but a to z.
  Span span;                   // Bytes of the text.
  std::string folded;          // Not of addresses.
  uint32_t address = 0;        // Index into PieceLine::addresses.
};

struct PieceLine {
  std::vector<Piece> pieces;
  std::vector<Address> addresses;
};

// Reads `line` of `text`. `is_address` says which of the addresses in it are ones; the others are
// words.
template <typename IsAddress>
PieceLine ReadLine(std::string_view text, Span line, const IsAddress& is_address);

// The pieces of [range) of `text`, in which there are no addresses.
void AppendPieces(std::string_view text, Span range, std::vector<Piece>& pieces);

// How many words there are, ideographs being half a word each.
double CountWords(const std::vector<Piece>& pieces);

// The characters of well-formed UTF-8.
std::u32string DecodeUtf8(std::string_view text);
void AppendUtf8(char32_t c, std::string& to);

template <typename IsAddress>
PieceLine ReadLine(std::string_view text, Span line, const IsAddress& is_address) {
  PieceLine read;
  uint32_t done = line.begin;
  size_t from = line.begin;
  while (const std::optional<Address> address = NextAddress(text, from, line.end)) {
    from = address->span.end;
    if (!is_address(*address)) continue;
    AppendPieces(text, {done, address->span.begin}, read.pieces);
    Piece piece;
    piece.kind = Piece::Kind::kAddress;
    piece.span = address->span;
    piece.address = static_cast<uint32_t>(read.addresses.size());
    read.pieces.push_back(std::move(piece));
    read.addresses.push_back(*address);
    done = address->span.end;
  }
  AppendPieces(text, {done, line.end}, read.pieces);
  return read;
}

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_LINE_READER_H_
