#include "newsprint/text/tokenize.h"

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"
#include "text/ascii_words.h"
#include "text/transliterate.h"
#include "text/unicode_words.h"

namespace newsprint {
namespace {

// White space after which a text may be cut in two: no word, no character reference and no
// combination of characters extends over it. A mark that follows it belongs to no word.
bool IsCut(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// One past the last cut in text[begin, end), or `begin`.
size_t AfterLastCut(std::string_view text, size_t begin, size_t end) {
  while (end > begin && !IsCut(text[end - 1])) --end;
  return end;
}

// One past the first cut at or after `begin` that ASCII follows, or the text's size.
size_t BeforeAscii(std::string_view text, size_t begin) {
  for (size_t i = begin; i + 1 < text.size(); ++i) {
    if (IsCut(text[i]) && text::FindNonAscii(text.substr(i + 1, 1), 0) == 1) return i + 1;
  }
  return text.size();
}

}  // namespace

absl::StatusOr<TokenizedText> Tokenize(std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("text: ", text.size(), " bytes, the limit is ", kMaxTextBytes));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(text, "text"));
  std::string folded;
  std::vector<Token> tokens;
  folded.reserve(text.size());
  tokens.reserve(text.size() / 5);  // English words and the space after them have six bytes.
  const auto range = [](size_t begin, size_t end) {
    return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  };
  for (size_t position = 0; position < text.size();) {
    const size_t ascii_end = text::FindNonAscii(text, position);
    const size_t cut =
        ascii_end == text.size() ? ascii_end : AfterLastCut(text, position, ascii_end);
    text::AppendAsciiWords(text, range(position, cut), folded, tokens);
    position = cut;
    if (position == text.size()) break;
    const size_t unicode_end = BeforeAscii(text, ascii_end);
    text::AppendUnicodeWords(text, range(position, unicode_end), folded, tokens);
    position = unicode_end;
  }
  // English, too, has no letter that tells: the common case is spared the count.
  const bool all_ascii = text::FindNonAscii(folded, 0) == folded.size();
  TokenizedText tokenized(std::move(folded), std::move(tokens));
  return all_ascii ? tokenized : text::UnifyScripts(std::move(tokenized));
}

double TokenizedText::CountWords(size_t begin, size_t end) const {
  size_t halves = 0;
  for (size_t i = begin; i < end; ++i) halves += tokens_[i].half_word ? 1 : 2;
  return static_cast<double>(halves) / 2;
}

}  // namespace newsprint
