#include "text/char_table.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

#include <optional>

#include "text/normalizer.h"

namespace newsprint::text {
namespace {

// Another Unicode version gives other tokens: raise kNormalizerVersion together with this.
static_assert(U_ICU_VERSION_MAJOR_NUM == 72, "the scheme's tokens are those of Unicode 15.0");

bool HasCategory(char32_t c, uint32_t mask) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0;
}

bool IsDropped(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
      HasCategory(c, U_GC_CF_MASK | U_GC_ME_MASK)) {
    return true;
  }
  // The medial forms of harakat are compatibility forms of a tatweel and what is dropped with it.
  const bool medial_harakat =
      (c >= 0xfe71 && c <= 0xfe7f && c % 2 == 1 && c != 0xfe73 && c != 0xfe75) ||
      (c >= 0xfcf2 && c <= 0xfcf4);
  if (medial_harakat || c == 0x0640 || (c >= 0x1f3fb && c <= 0x1f3ff)) return true;
  const bool arabic = (c >= 0x0600 && c <= 0x06ff) || (c >= 0x0870 && c <= 0x08ff);
  return arabic && HasCategory(c, U_GC_MN_MASK) && !(c >= 0x0653 && c <= 0x0655);
}

// None if the character is dropped.
std::optional<char32_t> Replace(char32_t c) {
  switch (c) {
    case 0x0060:  // ` and ´, typed for an apostrophe
    case 0x00b4:
    case 0x02b9:  // modifier letters: prime, turned comma, apostrophe, reversed comma
    case 0x02bb:
    case 0x02bc:
    case 0x02bd:
    case 0x055a:  // Armenian apostrophe
    case 0x05f3:  // Hebrew geresh
    case 0x1ffd:  // Greek oxia, canonically U+00B4
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
      return U'\'';
    case 0x02ba:
    case 0x05f4:  // Hebrew gershayim
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
      return U'"';
    case 0x058a:  // Armenian hyphen, which UAX #29 counts as a letter
      return U'-';
    case 0x0131:
      return U'i';
    case 0x0649:
    case 0x06cc:
      return 0x064a;
    case 0x06a9:
      return 0x0643;
    case 0x066b:
      return U'.';
    case 0x066c:
      return U',';
    default:
      break;
  }
  if (c < 0x80) return c;
  if (HasCategory(c, U_GC_ND_MASK)) {
    return U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(c)));
  }
  if (c >= 0x1f150 && c <= 0x1f169) return U'a' + (c - 0x1f150);
  if (c >= 0x1f170 && c <= 0x1f189) return U'a' + (c - 0x1f170);
  if (IsDropped(c)) return std::nullopt;
  return c;
}

icu::UnicodeString ReplaceAll(const icu::UnicodeString& text) {
  icu::UnicodeString replaced;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == 0x0307 && replaced.endsWith(u"i", 1)) continue;
    if (const auto to = Replace(static_cast<char32_t>(c))) {
      replaced.append(static_cast<UChar32>(*to));
    }
  }
  return replaced;
}

WordBreak WordBreakOf(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  const auto word_break =
      static_cast<UWordBreakValues>(u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK));
  switch (word_break) {
    case U_WB_ALETTER:
      return WordBreak::kLetter;
    case U_WB_HEBREW_LETTER:
      return WordBreak::kHebrewLetter;
    case U_WB_NUMERIC:
      return WordBreak::kNumeric;
    case U_WB_EXTENDNUMLET:
      return WordBreak::kConnector;
    case U_WB_EXTEND:
      return WordBreak::kMark;
    case U_WB_MIDLETTER:
      return c == U':' || c == 0xfe55 || c == 0xff1a ? WordBreak::kOther : WordBreak::kMidLetter;
    case U_WB_MIDNUM:
      return WordBreak::kMidNumber;
    case U_WB_MIDNUMLET:
      return WordBreak::kMidEither;
    case U_WB_SINGLE_QUOTE:
      return WordBreak::kApostrophe;
    case U_WB_DOUBLE_QUOTE:
      return WordBreak::kQuote;
    case U_WB_KATAKANA:
    case U_WB_OTHER:
      // Han, Hiragana and the scripts of Line_Break SA (Thai, Lao, Khmer, Burmese and lesser ones).
      return HasCategory(c, U_GC_L_MASK | U_GC_NL_MASK) ? WordBreak::kIdeograph : WordBreak::kOther;
    default:
      return WordBreak::kOther;
  }
}

Script LookAlikeScriptOf(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_LATIN:
      return Script::kLatin;
    case USCRIPT_CYRILLIC:
      return Script::kCyrillic;
    case USCRIPT_GREEK:
      return Script::kGreek;
    default:
      return Script::kNone;
  }
}

}  // namespace

std::u32string FoldSegment(std::u32string_view segment) {
  icu::UnicodeString text;
  for (const char32_t c : segment) {
    if (const auto to = Replace(c)) text.append(static_cast<UChar32>(*to));
  }
  // The iota subscript folds to a letter: before that, the marks must be apart and in order.
  const icu::UnicodeString ordered = Normalize(Nfd(), text);
  const icu::UnicodeString folded =
      Normalize(Nfc(), ReplaceAll(Normalize(NfkcCasefold(), ordered)));
  std::u32string characters;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    characters.push_back(static_cast<char32_t>(folded.char32At(i)));
  }
  return characters;
}

const CharTable& CharTable::Get() {
  static const CharTable table;
  return table;
}

CharTable::CharTable() {
  folds_.resize(kTableSize);
  for (char32_t c = 0; c < kTableSize; ++c) folds_[c] = Describe(c);
}

CharFold CharTable::Describe(char32_t c) {
  if (U_IS_SURROGATE(c)) return CharFold(CharFold::kBeginsSegment);
  const std::optional<char32_t> replaced = Replace(c);
  if (!replaced) return CharFold(CharFold::kDropped | CharFold::kBeginsSegment);
  uint32_t bits = 0;
  // The iota subscript is a mark to NFC, though not to NFKC_Casefold.
  if (NfkcCasefold().hasBoundaryBefore(static_cast<UChar32>(*replaced)) &&
      Nfc().hasBoundaryBefore(static_cast<UChar32>(*replaced))) {
    bits |= CharFold::kBeginsSegment;
  }
  if (u_isUUppercase(static_cast<UChar32>(c)) || HasCategory(c, U_GC_LT_MASK))
    bits |= CharFold::kUpperCase;
  char32_t folded = *replaced;
  if (!NfkcCasefold().isInert(static_cast<UChar32>(folded))) {
    const std::u32string characters = FoldSegment({&folded, 1});
    if (characters.size() > 1) {
      expansions_.push_back(characters);
      return CharFold(bits | CharFold::kExpands | static_cast<uint32_t>(expansions_.size() - 1));
    }
    folded = characters[0];
  }
  if (HasCategory(folded, U_GC_L_MASK | U_GC_N_MASK)) bits |= CharFold::kMakesWord;
  bits |= static_cast<uint32_t>(WordBreakOf(folded)) << CharFold::kWordBreakShift;
  bits |= static_cast<uint32_t>(LookAlikeScriptOf(folded)) << CharFold::kScriptShift;
  return CharFold(bits | folded);
}

}  // namespace newsprint::text
