#include "newsprint/text/tokenize.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"
#include "text/fast_words.h"
#include "text/transliterate.h"
#include "text/unicode_words.h"
#include "text/word_scan.h"

namespace newsprint {
namespace {

// The Unicode path is left where so many bytes follow that are plain: to change over costs more
// than a few words.
constexpr size_t kPlainAhead = 16;

// Of ASCII, or of the letters of Russian: of what the fast path reads by vectors.
bool IsPlain(char byte) {
  return static_cast<signed char>(byte) >= 0 || byte == '\xd0' || byte == '\xd1' ||
         (byte & '\xc0') == '\x80';
}

// One past the first cut at or after `begin` after which the fast path can go on, or the text's
// size.
size_t BeforePlain(std::string_view text, size_t begin) {
  size_t plain = begin;  // Up to here it is known to be, from the cut on.
  for (size_t i = begin; i < text.size(); ++i) {
    if (!text::IsCut(text[i])) continue;
    const size_t end = std::min(text.size(), i + 1 + kPlainAhead);
    plain = std::max(plain, i + 1);
    while (plain < end && IsPlain(text[plain])) ++plain;
    if (plain == end) return i + 1;
    i = plain;
  }
  return text.size();
}

}  // namespace

absl::StatusOr<TokenizedText> Tokenize(std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("text: ", text.size(), " bytes, the limit is ", kMaxTextBytes));
  }
  std::string folded;
  std::vector<Token> tokens;
  folded.reserve(text.size() + text::kScanChunkBytes);
  tokens.reserve(text.size() / 5);  // English words and the space after them have six bytes.
  bool validated = false;
  bool has_letters_beyond_ascii = false;
  for (size_t position = 0; position < text.size();) {
    const text::FastStretch fast = text::AppendFastWords(text, position, folded, tokens);
    has_letters_beyond_ascii |= fast.has_letters_beyond_ascii;
    if (fast.stop == text.size()) break;
    // The fast path reads nothing that is not UTF-8.
    if (!validated) NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(text, "text"));
    validated = has_letters_beyond_ascii = true;
    position = BeforePlain(text, fast.stop);
    text::AppendUnicodeWords(
        text, {static_cast<uint32_t>(fast.end), static_cast<uint32_t>(position)}, folded, tokens);
  }
  const bool unify = has_letters_beyond_ascii && text::MayNeedUnifying(folded);
  TokenizedText tokenized(std::move(folded), std::move(tokens));
  if (unify) return text::UnifyScripts(std::move(tokenized));
  return tokenized;
}

double TokenizedText::CountWords(size_t begin, size_t end) const {
  size_t halves = 0;
  for (size_t i = begin; i < end; ++i) halves += tokens_[i].half_word ? 1 : 2;
  return static_cast<double>(halves) / 2;
}

}  // namespace newsprint
