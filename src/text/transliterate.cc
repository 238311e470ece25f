#include "text/transliterate.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "text/telling_bytes.h"

namespace newsprint::text {
namespace {

struct Replacement {
  std::string_view from;  // One character, or two.
  std::string_view to;
};

// Vuk's alphabet has one Latin counterpart a letter.
constexpr Replacement kSerbian[] = {{"а", "a"}, {"б", "b"},  {"в", "v"}, {"г", "g"},  {"д", "d"},
                                    {"ђ", "đ"}, {"е", "e"},  {"ж", "ž"}, {"з", "z"},  {"и", "i"},
                                    {"ј", "j"}, {"к", "k"},  {"л", "l"}, {"љ", "lj"}, {"м", "m"},
                                    {"н", "n"}, {"њ", "nj"}, {"о", "o"}, {"п", "p"},  {"р", "r"},
                                    {"с", "s"}, {"т", "t"},  {"ћ", "ć"}, {"у", "u"},  {"ф", "f"},
                                    {"х", "h"}, {"ц", "c"},  {"ч", "č"}, {"џ", "dž"}, {"ш", "š"}};

// To the letters that all three alphabets can be brought to.
constexpr Replacement kKazakhCyrillic[] = {
    {"а", "a"}, {"ә", "a"},  {"б", "b"}, {"в", "v"},  {"г", "g"}, {"ғ", "g"},  {"д", "d"},
    {"е", "e"}, {"ё", "io"}, {"ж", "j"}, {"з", "z"},  {"и", "i"}, {"й", "i"},  {"к", "k"},
    {"қ", "q"}, {"л", "l"},  {"м", "m"}, {"н", "n"},  {"ң", "n"}, {"о", "o"},  {"ө", "o"},
    {"п", "p"}, {"р", "r"},  {"с", "s"}, {"т", "t"},  {"у", "u"}, {"ұ", "u"},  {"ү", "u"},
    {"ф", "f"}, {"х", "h"},  {"һ", "h"}, {"ц", "ts"}, {"ч", "c"}, {"ш", "s"},  {"щ", "s"},
    {"ъ", ""},  {"ы", "i"},  {"і", "i"}, {"ь", ""},   {"э", "e"}, {"ю", "iu"}, {"я", "ia"}};

// Two letters before one. The first are of BGN/PCGN, the last of 2021.
constexpr Replacement kKazakhLatin[] = {{"gh", "g"}, {"ng", "n"}, {"zh", "j"}, {"sh", "s"},
                                        {"kh", "h"}, {"ch", "c"}, {"ä", "a"},  {"ğ", "g"},
                                        {"ñ", "n"},  {"ö", "o"},  {"ū", "u"},  {"ü", "u"},
                                        {"ş", "s"},  {"ç", "c"},  {"ī", "i"},  {"y", "i"}};

// In shares of a text's letters. A text of the language has several times as much; a text that
// quotes a name in it has less.
constexpr double kMinTellingShare = 0.01;
// Telling letters of other languages, in terms of those of this one: a name or two.
constexpr double kMaxForeign = 0.05;
// A word's worth of telling letters: a text of one sentence may show its language.
constexpr size_t kMinTelling = 3;
// A line or two: shorter texts do not tell their language.
constexpr size_t kMinLetters = 60;

// Letters that tell a language, as bits of a table by character.
enum : uint8_t {
  kOfSerbian = 1,
  kNotOfSerbian = 2,
  kOfKazakh = 4,
  kNotOfKazakh = 8,
};

constexpr char32_t kCyrillicBegin = 0x400;
constexpr char32_t kCyrillicEnd = 0x500;

constexpr auto kTellingCyrillic = [] {
  std::array<uint8_t, kCyrillicEnd - kCyrillicBegin> table{};
  const auto mark = [&](std::u32string_view letters, uint8_t bit) {
    for (const char32_t letter : letters) table[letter - kCyrillicBegin] |= bit;
  };
  mark(U"ђјљњћџ", kOfSerbian);
  mark(U"ыэёйъщьяюіїєґўѓќѕқғұәөүңһ", kNotOfSerbian);
  mark(U"қғұәі", kOfKazakh);
  mark(U"ђјљњћџѓќѕїєґўҳҷӯӣҗ", kNotOfKazakh);
  return table;
}();

class LetterCounts {
 public:
  explicit LetterCounts(const TokenizedText& text) {
    for (size_t i = 0; i < text.size(); ++i) CountWord(text.folded(i));
  }

  bool IsSerbianCyrillic() const {
    return Tells(Cyrillic(kOfSerbian), CyrillicLetters(), Cyrillic(kNotOfSerbian));
  }
  bool IsKazakhCyrillic() const {
    return Tells(Cyrillic(kOfKazakh), CyrillicLetters(), Cyrillic(kNotOfKazakh));
  }
  // Kazakh has q where other languages in Latin letters have qu, and beside it letters with marks.
  bool IsKazakhLatin() const {
    return Tells(bare_q_, latin_, not_kazakh_latin_) && kazakh_latin_ >= kMinTelling;
  }

 private:
  static bool Tells(size_t telling, size_t letters, size_t foreign) {
    return letters >= kMinLetters && telling >= kMinTelling &&
           static_cast<double>(telling) >= kMinTellingShare * static_cast<double>(letters) &&
           static_cast<double>(foreign) <= kMaxForeign * static_cast<double>(telling);
  }

  size_t CyrillicLetters() const {
    return std::accumulate(cyrillic_.begin(), cyrillic_.end(), size_t{0});
  }
  // Of the letters that have this bit.
  size_t Cyrillic(uint8_t bit) const {
    size_t letters = 0;
    for (size_t tells = 0; tells < cyrillic_.size(); ++tells) {
      if ((tells & bit) != 0) letters += cyrillic_[tells];
    }
    return letters;
  }

  void CountWord(std::string_view word) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(word.data());
    const auto size = static_cast<int32_t>(word.size());
    UChar32 previous = 0;
    for (int32_t at = 0; at < size;) {
      // The first byte of U+0400 to U+04FF: nearly all that there is in Cyrillic.
      if ((bytes[at] & 0xfc) == 0xd0) {
        ++cyrillic_[kTellingCyrillic[size_t{bytes[at]} % 4 << 6 | (bytes[at + 1] & 0x3f)]];
        at += 2;
        previous = 0;
        continue;
      }
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(bytes, at, size, c);
      if (c >= 0x500 && c < 0x530) {
        ++cyrillic_[0];
      } else if ((c >= 'a' && c <= 'z') || (c >= 0xdf && c < 0x250)) {
        ++latin_;
        if (previous == 'q') c == 'u' ? ++not_kazakh_latin_ : ++bare_q_;
        kazakh_latin_ += kKazakhLatinOnly.find(c) != kKazakhLatinOnly.npos;
      }
      previous = c;
    }
    bare_q_ += previous == 'q';
  }

  static constexpr std::u32string_view kKazakhLatinOnly =
      U"äğñöūü";  // TellingBytes knows their bytes.

  std::array<size_t, 16> cyrillic_{};  // By what they tell.
  size_t latin_ = 0;
  size_t bare_q_ = 0;
  size_t kazakh_latin_ = 0;
  size_t not_kazakh_latin_ = 0;
};

std::string Replace(std::string_view word, std::span<const Replacement> table) {
  std::string replaced;
  for (size_t at = 0; at < word.size();) {
    const Replacement* found = nullptr;
    for (const Replacement& candidate : table) {
      if (word.substr(at).starts_with(candidate.from)) {
        found = &candidate;
        break;
      }
    }
    if (found != nullptr) {
      replaced += found->to;
      at += found->from.size();
    } else {
      replaced += word[at++];
    }
  }
  return replaced;
}

TokenizedText ReplaceAll(const TokenizedText& text, std::span<const Replacement> table) {
  std::string folded;
  std::vector<Token> tokens = text.tokens();
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string word = Replace(text.folded(i), table);
    // A word of signs alone, which the other script does not write, stays as it is: no token is
    // empty.
    if (word.empty()) word = text.folded(i);
    tokens[i].folded_begin = static_cast<uint32_t>(folded.size());
    tokens[i].set_folded_size(word.size());
    folded += word;
  }
  return TokenizedText(std::move(folded), std::move(tokens));
}

}  // namespace

bool MayNeedUnifying(std::string_view folded) {
  const TellingBytes counts = CountTellingBytes(folded);
  return (counts.cyrillic >= kMinLetters &&
          (counts.serbian >= kMinTelling || counts.kazakh >= kMinTelling)) ||
         (counts.q >= kMinTelling && counts.kazakh_latin >= kMinTelling);
}

TokenizedText UnifyScripts(TokenizedText text) {
  const LetterCounts counts(text);
  if (counts.IsSerbianCyrillic()) return ReplaceAll(text, kSerbian);
  if (counts.IsKazakhCyrillic()) return ReplaceAll(text, kKazakhCyrillic);
  if (counts.IsKazakhLatin()) return ReplaceAll(text, kKazakhLatin);
  return text;
}

}  // namespace newsprint::text
