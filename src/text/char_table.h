// What becomes of each Unicode character when a text is folded, looked up in one load.
//
// A character is first replaced (quotes, yeh and kaf, digits) or dropped (what cannot be seen),
// then NFKC_Casefold (UAX #44) is applied, then the same replacements again, since compatibility
// forms decompose into characters that have one, and last NFC. The table holds the outcome for a
// character alone; characters that interact with the one before (combining marks, Hangul vowels) go
// through FoldSegment together with it.
//
// Replacements, on purpose beyond NFKC_Casefold:
//   - every apostrophe, in its letter forms too (U+02BC of Ukrainian, U+02BB of Uzbek) -> U+0027,
//     double ones -> U+0022; no other mark of punctuation can stand in a token
//   - Farsi yeh U+06CC and alef maksura U+0649 -> yeh U+064A: the final yeh is typed as any of the
//     three (Iranian keyboards; Egyptian usage writes all final yehs without dots); keheh U+06A9 ->
//     kaf U+0643
//   - decimal digits of every script -> ASCII, Arabic separators U+066B, U+066C -> . and ,
//   - dotless i U+0131 -> i, and i with a dot above U+0307 -> i: without knowing the language, the
//     capitals of Turkish cannot be matched to its small letters in any other way
//   - the letters in filled circles and squares (U+1F150, U+1F170) -> ASCII
// Dropped: default-ignorable and format characters (zero-width, bidi, soft hyphen, variation
// selectors), tatweel, enclosing marks, emoji modifiers, and the nonspacing marks of the Arabic
// script (harakat, Quranic signs) but for U+0653 to U+0655, which make letters of their own.
#ifndef NEWSPRINT_TEXT_CHAR_TABLE_H_
#define NEWSPRINT_TEXT_CHAR_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsprint::text {

// The Word_Break classes of UAX #29 that matter once a text is folded. As in CLDR's root locale the
// colon joins nothing. Marks are what attaches to the character before (Extend).
enum class WordBreak : uint8_t {
  kOther,
  kLetter,
  kHebrewLetter,
  kNumeric,
  kConnector,   // ExtendNumLet: the underscore.
  kMark,        // Extend.
  kMidLetter,   // Joins letters: the Catalan middle dot.
  kMidNumber,   // Joins digits: the comma.
  kMidEither,   // Joins letters, or digits: the full stop.
  kApostrophe,  // Single_Quote: as kMidEither, and ends a Hebrew word.
  kQuote,       // Double_Quote: joins Hebrew letters.
  kIdeograph,   // A letter of a script without spaces: a token of its own.
};

// The scripts whose letters are mistaken for each other.
enum class Script : uint8_t { kNone, kLatin, kCyrillic, kGreek };

class CharFold {
 public:
  constexpr CharFold() = default;

  // The character it folds to; meaningless if expands() or dropped().
  char32_t folded() const { return bits_ & kValueMask; }
  // Folds to several characters: CharTable::Expansion.
  bool expands() const { return bits_ & kExpands; }
  bool dropped() const { return bits_ & kDropped; }
  // Never combines with what stands before it.
  bool begins_segment() const { return bits_ & kBeginsSegment; }
  bool upper_case() const { return bits_ & kUpperCase; }
  // A letter or number, which makes a word of the token that it is in.
  bool makes_word() const { return bits_ & kMakesWord; }
  // Of the folded character.
  WordBreak word_break() const { return static_cast<WordBreak>(bits_ >> kWordBreakShift & 15); }
  Script script() const { return static_cast<Script>(bits_ >> kScriptShift & 3); }

 private:
  friend class CharTable;
  static constexpr int kWordBreakShift = 21;
  static constexpr int kScriptShift = 25;
  static constexpr uint32_t kValueMask = (1u << kWordBreakShift) - 1;
  static constexpr uint32_t kBeginsSegment = 1u << 27;
  static constexpr uint32_t kUpperCase = 1u << 28;
  static constexpr uint32_t kExpands = 1u << 29;
  static constexpr uint32_t kDropped = 1u << 30;
  static constexpr uint32_t kMakesWord = 1u << 31;

  constexpr explicit CharFold(uint32_t bits) : bits_(bits) {}

  uint32_t bits_ = 0;
};

// Immutable once built, so safe to share between threads.
class CharTable {
 public:
  // Built at the first call: some 20 ms.
  static const CharTable& Get();

  CharFold Lookup(char32_t c) const {
    if (c < kTableSize) return folds_[c];
    // Beyond lie only unassigned and private characters, and the tags and variation selectors.
    const bool ignorable = c >= 0xe0000 && c < 0xe1000;
    return CharFold(c | CharFold::kBeginsSegment | (ignorable ? CharFold::kDropped : 0));
  }

  // The characters that `fold`, which expands(), folds to; there are at least two.
  std::u32string_view Expansion(CharFold fold) const { return expansions_[fold.folded()]; }

 private:
  static constexpr char32_t kTableSize = 0x40000;

  CharTable();
  CharFold Describe(char32_t c);

  std::vector<CharFold> folds_;
  std::vector<std::u32string> expansions_;
};

// Folds characters that may interact: the first and those after it that do not begin a segment.
// Time: O(segment.size()^2) where marks come in the worst order, so callers bound it.
std::u32string FoldSegment(std::u32string_view segment);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_CHAR_TABLE_H_
