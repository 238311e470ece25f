// Any bytes: refused where they are not UTF-8, or else sound tokens, the same by both paths and on
// all vectors that the machine has; and marks within the text.
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text/marks.h"
#include "newsprint/text/shingle.h"
#include "newsprint/text/tokenize.h"
#include "tests/oracle/each_target.h"
#include "text/transliterate.h"
#include "text/unicode_words.h"

namespace newsprint {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

bool IsBoundary(std::string_view text, size_t i) {
  return i == text.size() || (text[i] & 0xc0) != 0x80;
}

void CheckTokens(std::string_view text, const TokenizedText& tokens) {
  uint32_t end = 0;
  uint32_t folded_end = 0;
  for (const Token& token : tokens.tokens()) {
    Require(token.span.begin >= end && token.span.begin < token.span.end);
    Require(token.span.end <= text.size());
    Require(IsBoundary(text, token.span.begin) && IsBoundary(text, token.span.end));
    Require(token.folded_begin >= folded_end && token.folded_size > 0);
    end = token.span.end;
    folded_end = token.folded_begin + token.folded_size;
  }
  const std::vector<uint64_t> hashes = HashTokens(tokens, 1);
  Require(HashShingles(hashes, 1).size() + kShingleTokens - 1 ==
          std::max(hashes.size(), kShingleTokens - 1));
}

void CheckSame(const TokenizedText& a, const TokenizedText& b) {
  Require(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    Require(a.folded(i) == b.folded(i) && a.span(i) == b.span(i));
    Require(a.tokens()[i].half_word == b.tokens()[i].half_word);
  }
}

TokenizedText ByUnicodePath(std::string_view text) {
  std::string folded;
  std::vector<Token> tokens;
  text::AppendUnicodeWords(text, {0, static_cast<uint32_t>(text.size())}, folded, tokens);
  return text::UnifyScripts(TokenizedText(folded, tokens));
}

void CheckMarks(std::string_view text, const TokenizedText& tokens) {
  const TextMarks marks = MarkText(text, tokens);
  for (const auto* spans : {&marks.quoted, &marks.headlines, &marks.teasers}) {
    uint32_t end = 0;
    for (const Span span : *spans) {
      Require(span.begin >= end && span.begin < span.end && span.end <= text.size());
      end = span.end;
    }
  }
  for (const auto* indices : {&marks.sentences, &marks.facts}) {
    Require(std::ranges::is_sorted(*indices) &&
            (indices->empty() || indices->back() < tokens.size()));
  }
}

// What is not UTF-8 replaced, so that no input is wasted.
std::string Repaired(std::string_view bytes) {
  std::string text;
  icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())))
      .toUTF8String(text);
  return text;
}

}  // namespace
}  // namespace newsprint

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsprint;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string text = Repaired(bytes);
  Require(Tokenize(bytes).ok() == (text == bytes));
  const auto tokens = Tokenize(text);
  Require(tokens.ok());
  CheckTokens(text, *tokens);
  CheckMarks(text, *tokens);
  const TokenizedText slow = ByUnicodePath(text);
  static const std::vector<int64_t> targets = oracle::VectorTargets();
  for (const int64_t target : targets) {
    const oracle::ScopedTarget scoped(target);
    CheckSame(*Tokenize(text), slow);
    // What of the text is UTF-8 of several bytes moves over all places of a block.
    const std::string moved = std::string(size % 67, ' ') + text;
    CheckSame(*Tokenize(moved), ByUnicodePath(moved));
  }
  return 0;
}
