#include "text/homoglyph.h"

#include <unicode/unistr.h>

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "text/char_table.h"
#include "text/normalizer.h"

namespace newsprint::text {
namespace {

enum class Case : uint8_t { kBoth, kUpper, kLower };

struct LookAlike {
  char32_t latin;
  char32_t other;
  Case in;
};

// Folded letters, and the case in which the originals look alike. The first row that fits decides.
constexpr LookAlike kCyrillic[] = {
    {U'a', U'а', Case::kBoth}, {U'c', U'с', Case::kBoth},  {U'e', U'е', Case::kBoth},
    {U'i', U'і', Case::kBoth}, {U'j', U'ј', Case::kBoth},  {U'k', U'к', Case::kBoth},
    {U'm', U'м', Case::kBoth}, {U'o', U'о', Case::kBoth},  {U'p', U'р', Case::kBoth},
    {U't', U'т', Case::kBoth}, {U'x', U'х', Case::kBoth},  {U'y', U'у', Case::kBoth},
    {U'ə', U'ә', Case::kBoth}, {U'ɵ', U'ө', Case::kBoth},  {U'h', U'н', Case::kUpper},
    {U'h', U'һ', Case::kBoth}, {U'b', U'в', Case::kUpper},
};
constexpr LookAlike kGreek[] = {
    {U'a', U'α', Case::kBoth},  {U'b', U'β', Case::kUpper}, {U'e', U'ε', Case::kBoth},
    {U'i', U'ι', Case::kBoth},  {U'k', U'κ', Case::kBoth},  {U'h', U'η', Case::kUpper},
    {U'n', U'η', Case::kLower}, {U'n', U'ν', Case::kUpper}, {U'v', U'ν', Case::kLower},
    {U'm', U'μ', Case::kUpper}, {U'o', U'ο', Case::kBoth},  {U'p', U'ρ', Case::kBoth},
    {U't', U'τ', Case::kBoth},  {U'y', U'υ', Case::kUpper}, {U'u', U'υ', Case::kLower},
    {U'y', U'γ', Case::kLower}, {U'x', U'χ', Case::kBoth},  {U'z', U'ζ', Case::kUpper},
    {U'w', U'ω', Case::kLower}, {U'ɵ', U'θ', Case::kBoth},
};
// Letters so rare that Latin ones are never meant as them: they hide a Latin word, but that a Latin
// letter looks like one of them says nothing of its word.
constexpr LookAlike kOnlyToLatin[] = {
    {U'd', U'ԁ', Case::kBoth},  {U'q', U'ԛ', Case::kBoth},  {U's', U'ѕ', Case::kBoth},
    {U'w', U'ԝ', Case::kBoth},  {U'v', U'ѵ', Case::kBoth},  {U'l', U'ӏ', Case::kBoth},
    {U'y', U'ү', Case::kBoth},  {U'g', U'ԍ', Case::kUpper}, {U'b', U'ь', Case::kUpper},
    {U'r', U'г', Case::kLower}, {U'j', U'ϳ', Case::kBoth},  {U'f', U'ϝ', Case::kBoth},
};

bool Fits(const LookAlike& row, bool upper_case) {
  return row.in == Case::kBoth || (row.in == Case::kUpper) == upper_case;
}

char32_t LatinOf(std::span<const LookAlike> rows, char32_t letter, bool upper_case) {
  for (const LookAlike& row : rows) {
    if (row.other == letter && Fits(row, upper_case)) return row.latin;
  }
  return 0;
}

char32_t OtherOf(std::span<const LookAlike> rows, char32_t latin, bool upper_case) {
  for (const LookAlike& row : rows) {
    if (row.latin == latin && Fits(row, upper_case)) return row.other;
  }
  return 0;
}

// The letter of `script` that looks like `letter`, or 0. Cyrillic and Greek meet in Latin.
char32_t LookAlikeIn(Script script, char32_t letter, bool upper_case) {
  const Script from = CharTable::Get().Lookup(letter).script();
  char32_t latin = letter;
  if (from == Script::kCyrillic) latin = LatinOf(kCyrillic, letter, upper_case);
  if (from == Script::kGreek) latin = LatinOf(kGreek, letter, upper_case);
  if (latin == 0) latin = LatinOf(kOnlyToLatin, letter, upper_case);
  if (latin == 0) return 0;
  if (script == Script::kCyrillic) return OtherOf(kCyrillic, latin, upper_case);
  if (script == Script::kGreek) return OtherOf(kGreek, latin, upper_case);
  return latin;
}

struct Letter {
  char32_t base;             // Without the marks that are composed with it: ё is an е.
  icu::UnicodeString marks;  // Those marks.
  Script script;
  bool upper_case;
};

std::vector<Letter> Decompose(std::string_view word, uint64_t upper_case) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  std::vector<Letter> letters;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const size_t n = letters.size();
    icu::UnicodeString parts;
    if (!Nfc().getDecomposition(text.char32At(i), parts)) parts = text.char32At(i);
    const auto base = static_cast<char32_t>(parts.char32At(0));
    letters.push_back({base, icu::UnicodeString(parts, parts.moveIndex32(0, 1)),
                       CharTable::Get().Lookup(base).script(),
                       n < 64 && (upper_case >> n & 1) != 0});
  }
  return letters;
}

Script ScriptOfWord(const std::vector<Letter>& letters) {
  constexpr std::array kScripts = {Script::kLatin, Script::kCyrillic, Script::kGreek};
  std::array<size_t, 4> all{};
  for (const Letter& letter : letters) ++all[static_cast<size_t>(letter.script)];
  std::array<size_t, 4> unmistakable{};
  for (const Letter& letter : letters) {
    bool mistakable = letter.script == Script::kNone;
    for (const Script other : kScripts) {
      mistakable |= other != letter.script && all[static_cast<size_t>(other)] > 0 &&
                    LookAlikeIn(other, letter.base, letter.upper_case) != 0;
    }
    if (!mistakable) ++unmistakable[static_cast<size_t>(letter.script)];
  }
  Script best = Script::kLatin;
  for (const Script script : kScripts) {
    const auto weight = [&](Script of) {
      const auto i = static_cast<size_t>(of);
      return std::pair(unmistakable[i], all[i]);
    };
    if (weight(script) > weight(best)) best = script;
  }
  return best;
}

}  // namespace

std::string FoldLookAlikes(std::string_view word, uint64_t upper_case) {
  const std::vector<Letter> letters = Decompose(word, upper_case);
  const Script script = ScriptOfWord(letters);
  icu::UnicodeString folded;
  for (const Letter& letter : letters) {
    char32_t base = letter.base;
    if (letter.script != Script::kNone && letter.script != script) {
      if (const char32_t alike = LookAlikeIn(script, base, letter.upper_case)) base = alike;
    }
    folded.append(static_cast<UChar32>(base)).append(letter.marks);
  }
  std::string result;
  Normalize(Nfc(), folded).toUTF8String(result);
  return result;
}

}  // namespace newsprint::text
