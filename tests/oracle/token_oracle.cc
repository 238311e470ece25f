#include "tests/oracle/token_oracle.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdlib>
#include <memory>
#include <set>

#include "text/char_table.h"
#include "text/entity.h"

namespace newsprint::oracle {
namespace {

std::u32string ToCharacters(const icu::UnicodeString& text) {
  std::u32string characters;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    characters.push_back(static_cast<char32_t>(text.char32At(i)));
  }
  return characters;
}

std::string ToUtf8(std::u32string_view characters) {
  icu::UnicodeString text;
  for (const char32_t c : characters) text.append(static_cast<UChar32>(c));
  std::string utf8;
  return text.toUTF8String(utf8);
}

std::u32string Decode(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) {
    if (const auto entity = text::DecodeEntity(text)) {
      characters.push_back(entity->character);
      text.remove_prefix(entity->size);
      continue;
    }
    size_t size = 1;
    while (size < text.size() && (text[size] & 0xc0) == 0x80) ++size;
    characters += ToCharacters(
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(size))));
    text.remove_prefix(size);
  }
  return characters;
}

int WordBreakOf(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK);
}
bool Is(char32_t c, uint32_t mask) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0; }
bool IsMark(char32_t c) { return WordBreakOf(c) == U_WB_EXTEND; }

// Of a script written without spaces.
bool IsIdeograph(char32_t c) {
  const int word_break = WordBreakOf(c);
  return (word_break == U_WB_OTHER || word_break == U_WB_KATAKANA) &&
         Is(c, U_GC_L_MASK | U_GC_NL_MASK);
}

bool IsCore(char32_t c) {
  const int word_break = WordBreakOf(c);
  return word_break == U_WB_ALETTER || word_break == U_WB_HEBREW_LETTER ||
         word_break == U_WB_NUMERIC;
}

OracleToken MakeToken(std::u32string_view characters, bool half_word) {
  OracleToken token{ToUtf8(characters), half_word, false};
  std::set<UScriptCode> scripts;
  for (const char32_t c : characters) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
    if (script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK) {
      scripts.insert(script);
    }
  }
  token.mixed_scripts = scripts.size() > 1;
  return token;
}

// ICU departs from UAX #29: @ and the punctuation of dictionary scripts are letters, and no quote
// joins Hangul. Stands in for such characters with one of the same length and of the class that
// they have in the standard.
char32_t AsUax29(char32_t c) {
  if (c >= 0xac00 && c <= 0xd7a3) return U'\u13a0';
  const bool dictionary =
      u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
  if (c == U'@' || (dictionary && WordBreakOf(c) == U_WB_OTHER)) return c < 0x10000 ? U' ' : U'😀';
  return c;
}

// The words of a run without ideographs.
void AppendWords(const std::u32string& run, std::vector<OracleToken>& tokens) {
  icu::UnicodeString text;
  for (const char32_t c : run) text.append(static_cast<UChar32>(c));
  icu::UnicodeString judged;
  for (const char32_t c : run) judged.append(static_cast<UChar32>(AsUax29(c)));
  // Slow to create.
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error)) std::abort();
    return words;
  }();
  breaks->setText(judged);
  int32_t begin = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    const std::u32string word = ToCharacters(text.tempSubStringBetween(begin, end));
    begin = end;
    size_t first = 0;
    while (first < word.size() && !IsCore(word[first])) ++first;
    size_t last = word.size();
    while (last > first && !IsCore(word[last - 1])) --last;
    while (last > first && last < word.size() && IsMark(word[last])) ++last;
    const std::u32string core = word.substr(first, last - first);
    bool makes_word = false;
    for (const char32_t c : core) makes_word |= Is(c, U_GC_L_MASK | U_GC_N_MASK);
    if (makes_word) tokens.push_back(MakeToken(core, false));
  }
}

}  // namespace

std::vector<OracleToken> TokensOf(std::string_view text) {
  const std::u32string folded = text::FoldSegment(Decode(text));
  std::vector<OracleToken> tokens;
  std::u32string run;
  for (size_t i = 0; i < folded.size();) {
    if (!IsIdeograph(folded[i])) {
      run.push_back(folded[i++]);
      continue;
    }
    AppendWords(run, tokens);
    run.clear();
    size_t end = i + 1;
    while (end < folded.size() && IsMark(folded[end])) ++end;
    tokens.push_back(MakeToken(std::u32string_view(folded).substr(i, end - i), true));
    i = end;
  }
  AppendWords(run, tokens);
  return tokens;
}

}  // namespace newsprint::oracle
