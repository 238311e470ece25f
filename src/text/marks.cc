#include "newsprint/text/marks.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "text/quote_scan.h"

namespace newsprint {
namespace {

struct Character {
  UChar32 value;
  uint32_t begin;
  uint32_t end;
};

// `at` must lie on a character boundary of valid UTF-8.
Character CharacterAt(std::string_view text, uint32_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, at, at + 1};
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  int32_t next = static_cast<int32_t>(at);
  UChar32 value = 0;
  U8_NEXT_OR_FFFD(bytes, next, static_cast<int32_t>(text.size()), value);
  return {value, at, static_cast<uint32_t>(next)};
}

UChar32 CharacterBefore(std::string_view text, uint32_t at) {
  if (at == 0) return 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  int32_t position = static_cast<int32_t>(at);
  UChar32 value = 0;
  U8_PREV_OR_FFFD(bytes, 0, position, value);
  return value;
}

// Ends of sentences in the scripts of news: Latin, Greek (;), Armenian, Arabic, Devanagari,
// Ethiopic, Burmese, Khmer, CJK.
bool EndsSentence(UChar32 c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case ':':
    case 0x2026:  // …
    case 0x037e:  // Greek question mark
    case 0x0589:  // Armenian full stop
    case 0x061f:  // Arabic question mark
    case 0x06d4:  // Urdu full stop
    case 0x0964:  // Danda
    case 0x0965:
    case 0x1362:  // Ethiopic full stop
    case 0x1367:
    case 0x1368:
    case 0x104b:  // Burmese section
    case 0x17d4:  // Khmer khan
    case 0x3002:  // 。
    case 0xff01:
    case 0xff0e:
    case 0xff1a:
    case 0xff1f:
    case 0xff61:
      return true;
    default:
      return false;
  }
}

// What may follow the mark that ends a sentence.
bool ClosesAfterSentence(UChar32 c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xbb:
    case 0xab:
    case 0x2018:
    case 0x2019:
    case 0x201c:
    case 0x201d:
    case 0x203a:
    case 0x300d:
    case 0x300f:
    case 0xff09:
      return true;
    default:
      return u_isUWhiteSpace(c);
  }
}

enum class LineEnd { kOpen, kSentence, kEllipsis };

LineEnd EndOf(std::string_view line) {
  uint32_t end = static_cast<uint32_t>(line.size());
  while (end > 0) {
    const UChar32 last = CharacterBefore(line, end);
    if (last == 0x2026 || line.substr(0, end).ends_with("...")) return LineEnd::kEllipsis;
    if (EndsSentence(last)) return LineEnd::kSentence;
    if (!ClosesAfterSentence(last)) return LineEnd::kOpen;
    end -= static_cast<uint32_t>(U8_LENGTH(last));
  }
  return LineEnd::kOpen;
}

// ---- Quotations

// The marks that close what `open` opened; 0 if `open` opens nothing. Two where languages differ:
// English “x”, German „x“, Polish „x”, Swedish ”x”, Danish »x«.
struct Closers {
  UChar32 first = 0;
  UChar32 second = 0;

  bool contains(UChar32 c) const { return c != 0 && (c == first || c == second); }
};

Closers ClosersOf(UChar32 open) {
  switch (open) {
    case '"':
      return {'"', 0};
    case 0xab:
      return {0xbb, 0};
    case 0xbb:
      return {0xab, 0};
    case 0x2018:
      return {0x2019, 0};
    case 0x201a:
      return {0x2018, 0x2019};
    case 0x201c:
      return {0x201d, 0};
    case 0x201d:
      return {0x201d, 0};
    case 0x201e:
      return {0x201c, 0x201d};
    case 0x2039:
      return {0x203a, 0};
    case 0x300a:
      return {0x300b, 0};
    case 0x300c:
      return {0x300d, 0};
    case 0x300e:
      return {0x300f, 0};
    default:
      return {};
  }
}

bool IsWordCharacter(UChar32 c) { return c > 0 && u_isalnum(c); }

class QuotationFinder {
 public:
  explicit QuotationFinder(std::string_view text) : text_(text) {}

  std::vector<Span> Find() {
    for (const uint32_t place : text::FindQuoteBytes(text_)) {
      const Character c = CharacterAt(text_, place);
      if (c.value == '\n') {
        if (EndsParagraph(c.begin)) CloseAt(c.begin);
        continue;
      }
      if (open_ && open_->closers.contains(c.value)) {
        // An apostrophe inside a word is no closing mark.
        const bool apostrophe = c.value == 0x2019 && c.end < text_.size() &&
                                IsWordCharacter(CharacterAt(text_, c.end).value);
        if (!apostrophe) CloseAt(c.begin);
      } else if (const Closers closers = ClosersOf(c.value); closers.first != 0 && !open_) {
        // A single mark right after a letter is an apostrophe.
        if (c.value == 0x2018 && IsWordCharacter(CharacterBefore(text_, c.begin))) continue;
        open_ = Open{closers, c.end};
      }
    }
    CloseAt(static_cast<uint32_t>(text_.size()));
    return std::move(quoted_);
  }

 private:
  struct Open {
    Closers closers;
    uint32_t begin;
  };

  // A line end ends a paragraph where the line ends as a sentence, or an empty or indented line
  // follows; elsewhere it may be the wrapping of a text of fixed width.
  bool EndsParagraph(uint32_t newline) const {
    const uint32_t next = newline + 1;
    if (next >= text_.size() || text_[next] == '\n' || text_[next] == ' ' || text_[next] == '\r')
      return true;
    const size_t line = text_.rfind('\n', newline == 0 ? 0 : newline - 1);
    const size_t begin = line == std::string_view::npos || line >= newline ? 0 : line + 1;
    return EndOf(text_.substr(begin, newline - begin)) != LineEnd::kOpen;
  }

  void CloseAt(uint32_t end) {
    if (open_ && open_->begin < end) quoted_.push_back({open_->begin, end});
    open_.reset();
  }

  std::string_view text_;
  std::optional<Open> open_;  // The outermost; marks inside it are its own affair.
  std::vector<Span> quoted_;
};

// ---- Lines

void FindFragments(std::string_view text, const TokenizedText& tokens, TextMarks& marks) {
  size_t lines = 0;
  size_t token = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t newline = std::min(text.find('\n', begin), text.size());
    const size_t first = token;
    while (token < tokens.size() && tokens.span(token).end <= newline) ++token;
    if (const size_t count = token - first; count > 0) {
      ++lines;
      const LineEnd end = EndOf(text.substr(begin, newline - begin));
      const Span line{static_cast<uint32_t>(begin), static_cast<uint32_t>(newline)};
      if (end == LineEnd::kOpen && count <= kMaxHeadlineTokens) marks.headlines.push_back(line);
      if (end == LineEnd::kEllipsis && count <= kMaxTeaserTokens) marks.teasers.push_back(line);
    }
    begin = newline + 1;
  }
  // Where most lines are fragments the text is wrapped, or is a list: its lines tell nothing.
  if (2 * (marks.headlines.size() + marks.teasers.size()) > lines) {
    marks.headlines.clear();
    marks.teasers.clear();
  }
}

// ---- Sentences and facts

// What stands between two tokens, or before the first.
struct Gap {
  bool ends_sentence = false;  // A mark that does, or an empty line: one line end may be wrapping.
  // Whether the word after it has its capital, if it has one, from its place: at the start of a
  // sentence, a line or a quotation.
  bool asks_for_capital = false;
};

Gap ReadGap(std::string_view text, uint32_t begin, uint32_t end) {
  Gap gap;
  if (end - begin == 1 && text[begin] == ' ') return gap;
  for (uint32_t at = begin; at < end;) {
    const Character c = CharacterAt(text, at);
    at = c.end;
    const bool ends = EndsSentence(c.value);
    const bool empty_line = c.value == '\n' && at < end && text[at] == '\n';
    gap.ends_sentence |= (ends && c.value != ':') || empty_line;
    gap.asks_for_capital |= ends || c.value == '\n' || ClosersOf(c.value).first != 0;
  }
  return gap;
}

enum class Initial : uint8_t { kOther, kDigit, kCapital };

Initial InitialOf(UChar32 c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return Initial::kDigit;
    return c >= 'A' && c <= 'Z' ? Initial::kCapital : Initial::kOther;
  }
  if (u_isdigit(c)) return Initial::kDigit;
  return u_isupper(c) ? Initial::kCapital : Initial::kOther;
}

// A language that gives capitals to so many words gives them to all nouns (German): there they tell
// no names. Elsewhere about one word in ten has one.
constexpr double kMaxCapitalShare = 0.2;
constexpr size_t kMinTokensToTell = 50;

void FindSentencesAndFacts(std::string_view text, const TokenizedText& tokens, TextMarks& marks) {
  std::vector<uint32_t> numbers;
  bool has_capitals = false;
  uint32_t previous_end = 0;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const Span span = tokens.span(i);
    Gap gap{true, true};
    if (i > 0) gap = ReadGap(text, previous_end, span.begin);
    previous_end = span.end;
    if (gap.ends_sentence) marks.sentences.push_back(i);
    const Initial initial = InitialOf(CharacterAt(text, span.begin).value);
    if (initial == Initial::kDigit) numbers.push_back(i);
    has_capitals |= initial == Initial::kCapital;
    if (initial == Initial::kDigit || (initial == Initial::kCapital && !gap.asks_for_capital)) {
      marks.facts.push_back(i);
    }
  }
  const auto capitals = static_cast<double>(marks.facts.size() - numbers.size());
  const bool of_nouns = tokens.size() >= kMinTokensToTell &&
                        capitals > kMaxCapitalShare * static_cast<double>(tokens.size());
  marks.names_told = has_capitals && !of_nouns;
  if (of_nouns) marks.facts = std::move(numbers);
}

}  // namespace

TextMarks MarkText(std::string_view text, const TokenizedText& tokens) {
  TextMarks marks;
  marks.quoted = QuotationFinder(text).Find();
  FindFragments(text, tokens, marks);
  FindSentencesAndFacts(text, tokens, marks);
  return marks;
}

}  // namespace newsprint
