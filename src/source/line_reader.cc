#include "source/line_reader.h"

#include <algorithm>

#include "text/folder.h"

namespace newsprint::source {
namespace {

using text::FoldedChar;
using text::WordBreak;

struct ScriptRange {
  char32_t begin;
  char32_t end;
  LineScript script;
};

constexpr ScriptRange kScriptRanges[] = {
    {0x41, 0x5b, LineScript::kLatin},         {0x61, 0x7b, LineScript::kLatin},
    {0xc0, 0x2b0, LineScript::kLatin},        {0x400, 0x530, LineScript::kCyrillic},
    {0x600, 0x700, LineScript::kArabic},      {0x750, 0x780, LineScript::kArabic},
    {0x8a0, 0x900, LineScript::kArabic},      {0x1100, 0x1200, LineScript::kEastAsian},
    {0x1200, 0x13a0, LineScript::kEthiopic},  {0x1c80, 0x1c90, LineScript::kCyrillic},
    {0x1e00, 0x1f00, LineScript::kLatin},     {0x2d80, 0x2de0, LineScript::kEthiopic},
    {0x2e80, 0x3000, LineScript::kEastAsian}, {0x3040, 0x3100, LineScript::kEastAsian},
    {0x3400, 0xa000, LineScript::kEastAsian}, {0xa640, 0xa6a0, LineScript::kCyrillic},
    {0xa720, 0xa800, LineScript::kLatin},     {0xac00, 0xd7b0, LineScript::kEastAsian},
    {0xf900, 0xfb00, LineScript::kEastAsian}, {0xfb50, 0xfe00, LineScript::kArabic},
    {0xfe70, 0xff00, LineScript::kArabic},    {0x20000, 0x32000, LineScript::kEastAsian},
};

// Marks that mean the same in a credit line, as one of them.
char32_t PlainMark(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return U'-';
  switch (c) {
    case U'«':
    case U'»':
    case U'‹':
    case U'›':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'《':
    case U'》':
      return U'"';
    case U'፦':
    case U'፡':
    case U'፥':
    case U'∶':
      return U':';
    case U'、':
    case U'،':
    case U'፣':
      return U',';
    case U'。':
    case U'።':
    case U'।':
    case U'۔':
      return U'.';
    case U'【':
    case U'〔':
      return U'(';
    case U'】':
    case U'〕':
      return U')';
    default:
      return c;
  }
}

bool IsSpace(char32_t c) { return c <= U' ' || (c >= 0x2028 && c <= 0x2029) || c == 0x3000; }

bool IsSmallLetter(char32_t c, bool upper_case) { return !upper_case && c >= U'a' && c <= U'z'; }

Piece::Kind KindOf(const text::CharFold& fold) {
  switch (fold.word_break()) {
    case WordBreak::kIdeograph:
      return Piece::Kind::kIdeograph;
    case WordBreak::kNumeric:
      return Piece::Kind::kNumber;
    default:
      return fold.makes_word() ? Piece::Kind::kWord : Piece::Kind::kMark;
  }
}

// The Bantu languages write prefixes of this many small letters before the capital of a name:
// "muBBC".
constexpr size_t kMaxPrefixLetters = 3;

bool IsPrefixBefore(const Piece& last, bool upper_case) {
  return upper_case && last.small_letters && last.folded.size() <= kMaxPrefixLetters;
}

// Whether a character of `kind` goes on with the word that ends in `last`.
bool GoesOn(const Piece& last, Piece::Kind kind, bool mark, bool upper_case) {
  if (mark) return last.kind != Piece::Kind::kMark;
  if (IsPrefixBefore(last, upper_case)) return false;
  const auto in_word = [](Piece::Kind k) {
    return k == Piece::Kind::kWord || k == Piece::Kind::kNumber;
  };
  return in_word(last.kind) && in_word(kind);
}

}  // namespace

LineScript LineScriptOf(char32_t c) {
  for (const ScriptRange& range : kScriptRanges) {
    if (c >= range.begin && c < range.end) return range.script;
  }
  return c < 0x2b0 || (c >= 0x2000 && c < 0x2d80) || (c >= 0x3000 && c < 0x3040)
             ? LineScript::kNone
             : LineScript::kOther;
}

void AppendPieces(std::string_view text, Span range, std::vector<Piece>& pieces) {
  if (range.empty()) return;
  text::Folder folder(text, range);
  FoldedChar next;
  bool glued = !pieces.empty();  // Only an address can stand before.
  bool open = false;             // Whether the last piece may go on.
  while (folder.Next(next)) {
    const char32_t c = PlainMark(next.fold.folded());
    if (IsSpace(c)) {
      glued = open = false;
      continue;
    }
    const Piece::Kind kind = KindOf(next.fold);
    const bool combining = next.fold.word_break() == WordBreak::kMark;
    if (open && GoesOn(pieces.back(), kind, combining, next.upper_case)) {
      Piece& last = pieces.back();
      AppendUtf8(c, last.folded);
      last.span.end = std::max(last.span.end, next.source.end);
      if (kind == Piece::Kind::kWord) {
        last.kind = Piece::Kind::kWord;
        if (!combining) last.all_capitals = last.all_capitals && next.upper_case;
        last.small_letters = last.small_letters && IsSmallLetter(c, next.upper_case);
      }
      continue;
    }
    Piece piece;
    piece.kind = kind;
    piece.script = kind == Piece::Kind::kMark ? LineScript::kNone : LineScriptOf(c);
    piece.glued = glued;
    piece.capital = piece.all_capitals = next.upper_case;
    piece.small_letters = IsSmallLetter(c, next.upper_case);
    piece.span = next.source;
    AppendUtf8(c, piece.folded);
    pieces.push_back(std::move(piece));
    glued = open = true;
  }
}

double CountWords(const std::vector<Piece>& pieces) {
  double words = 0;
  for (const Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::kIdeograph) words += .5;
    if (piece.kind == Piece::Kind::kWord || piece.kind == Piece::Kind::kNumber) words += 1;
  }
  return words;
}

std::u32string DecodeUtf8(std::string_view text) {
  std::u32string decoded;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0xffu >> (size + 1));
    for (size_t k = 1; k < size && i + k < text.size(); ++k) {
      c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    }
    decoded.push_back(c);
    i += size;
  }
  return decoded;
}

void AppendUtf8(char32_t c, std::string& to) {
  const auto tail = [&](int shift) { to += static_cast<char>(0x80 | (c >> shift & 0x3f)); };
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    to += static_cast<char>(0xc0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    to += static_cast<char>(0xe0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xf0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace newsprint::source
