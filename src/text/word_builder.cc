#include "text/word_builder.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <bit>
#include <string_view>

#include "text/homoglyph.h"

namespace newsprint::text {
namespace {

bool IsLetter(WordBreak c) { return c == WordBreak::kLetter || c == WordBreak::kHebrewLetter; }

// Whether `joiner` may follow `last` inside a word: the first halves of WB6, WB7b and WB12.
bool MayJoin(WordBreak last, WordBreak joiner) {
  switch (joiner) {
    case WordBreak::kMidLetter:
      return IsLetter(last);
    case WordBreak::kMidNumber:
      return last == WordBreak::kNumeric;
    case WordBreak::kMidEither:
    case WordBreak::kApostrophe:
      return IsLetter(last) || last == WordBreak::kNumeric;
    case WordBreak::kQuote:
      return last == WordBreak::kHebrewLetter;
    default:
      return false;
  }
}

}  // namespace

// Rules WB5 to WB13b for `next`, a letter, number or connector.
bool WordBuilder::Joins(WordBreak next) const {
  if (!open_ || last_ == WordBreak::kIdeograph) return false;
  switch (joiner_) {
    case WordBreak::kOther:
      return true;
    case WordBreak::kMidLetter:
      return IsLetter(next);
    case WordBreak::kMidNumber:
      return next == WordBreak::kNumeric;
    case WordBreak::kMidEither:
    case WordBreak::kApostrophe:
      return IsLetter(last_) ? IsLetter(next) : next == WordBreak::kNumeric;
    case WordBreak::kQuote:
      return next == WordBreak::kHebrewLetter;
    default:
      return false;
  }
}

void WordBuilder::Push(const FoldedChar& c) {
  const WordBreak word_break = c.fold.word_break();
  switch (word_break) {
    case WordBreak::kLetter:
    case WordBreak::kHebrewLetter:
    case WordBreak::kNumeric:
      // A connector at either end of a word is emphasis, not spelling.
      if (!Joins(word_break) || committed_ == begin_) Begin(c);
      Append(c);
      Commit(c);
      last_ = word_break;
      joiner_ = WordBreak::kOther;
      break;
    case WordBreak::kConnector:
      if (!Joins(word_break)) Begin(c);
      Append(c);
      last_ = word_break;
      joiner_ = WordBreak::kOther;
      break;
    case WordBreak::kMark:
      if (!open_) break;
      Append(c);
      if (last_ != WordBreak::kConnector && joiner_ == WordBreak::kOther) Commit(c);
      break;
    case WordBreak::kMidLetter:
    case WordBreak::kMidNumber:
    case WordBreak::kMidEither:
    case WordBreak::kApostrophe:
    case WordBreak::kQuote:
      if (open_ && joiner_ == WordBreak::kOther && MayJoin(last_, word_break)) {
        Append(c);
        joiner_ = word_break;
      } else {
        Finish();
      }
      break;
    case WordBreak::kIdeograph:
      Begin(c);
      Append(c);
      Commit(c);
      last_ = word_break;
      break;
    case WordBreak::kOther:
      Finish();
      break;
  }
}

void WordBuilder::Begin(const FoldedChar& c) {
  Finish();
  open_ = true;
  begin_ = committed_ = folded_.size();
  source_ = c.source;
  joiner_ = WordBreak::kOther;
  makes_word_ = false;
  scripts_ = 0;
  num_chars_ = 0;
  upper_case_ = 0;
}

void WordBuilder::Append(const FoldedChar& c) {
  const char32_t character = c.fold.folded();
  if (character < 0x80) {
    folded_.push_back(static_cast<char>(character));
  } else {
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, character);
    folded_.append(bytes, size);
  }
  makes_word_ |= c.fold.makes_word();
  scripts_ |= 1u << static_cast<unsigned>(c.fold.script());
  if (num_chars_ < 64) upper_case_ |= uint64_t{c.upper_case} << num_chars_;
  ++num_chars_;
}

void WordBuilder::Commit(const FoldedChar& c) {
  committed_ = folded_.size();
  source_.end = c.source.end;
}

void WordBuilder::Finish() {
  if (!open_) return;
  open_ = false;
  if (committed_ == begin_ || !makes_word_) {
    folded_.resize(begin_);
    return;
  }
  folded_.resize(committed_);
  const unsigned look_alikes = scripts_ & ~(1u << static_cast<unsigned>(Script::kNone));
  if (std::popcount(look_alikes) > 1) {
    const std::string word = FoldLookAlikes(std::string_view(folded_).substr(begin_), upper_case_);
    folded_.replace(begin_, std::string::npos, word);
  }
  Token token;
  token.span = source_;
  token.folded_begin = static_cast<uint32_t>(begin_);
  token.set_folded_size(folded_.size() - begin_);
  token.half_word = last_ == WordBreak::kIdeograph;
  if (!tokens_.empty() && token.span.begin < tokens_.back().span.end) {
    // Both have a part of one source character.
    Token& previous = tokens_.back();
    if (previous.span.begin == token.span.begin) {
      previous.span.end = token.span.end;
      previous.set_folded_size(size_t{previous.folded_size} + token.folded_size);
      previous.half_word &= token.half_word;
      return;
    }
    previous.span.end = token.span.begin;
  }
  tokens_.push_back(token);
}

}  // namespace newsprint::text
