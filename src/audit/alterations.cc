#include "audit/alterations.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "audit/noise.h"
#include "audit/word_diff.h"

namespace newsprint {
namespace {

// A text has noise if this many of its changed words, and this share of them, look misread.
constexpr size_t kNoisyWords = 3;
constexpr double kNoisyShare = 0.5;

// Where the words of one side are long gone, what stands in their place is not they, changed: a cut
// beside an addition.
constexpr uint32_t kMaxRewrittenRatio = 3;

// A clause or a sentence. What is longer was written for the copy.
constexpr uint32_t kMaxRewrittenWords = 40;

struct TokenRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
};

class Comparer {
 public:
  Comparer(const ComparedText& original, const ComparedText& copy,
           std::span<const Passage> passages)
      : original_(original), copy_(copy), passages_(passages) {}

  TextComparison Compare() {
    std::unordered_map<std::string_view, uint32_t> numbers;
    words_a_ = NumberWords(original_.tokens, numbers);
    words_b_ = NumberWords(copy_.tokens, numbers);
    kept_.assign(words_a_.size(), Fate::kCut);
    ComparePassages();
    MarkFurniture();
    const bool noisy = IsNoisy();
    for (const DiffHunk& hunk : hunks_) Judge(hunk, noisy);
    CountWords();
    AddCuts();
    std::ranges::sort(result_.alterations, {}, [](const Alteration& one) {
      return std::tuple(one.original, one.copy, one.kind);
    });
    return std::move(result_);
  }

 private:
  enum class Fate : uint8_t { kCut, kUnchanged, kChanged, kFurniture };

  static std::vector<uint32_t> NumberWords(
      const TokenizedText& tokens, std::unordered_map<std::string_view, uint32_t>& numbers) {
    std::vector<uint32_t> words(tokens.size());
    for (size_t i = 0; i < tokens.size(); ++i) {
      words[i] = numbers.emplace(tokens.folded(i), numbers.size()).first->second;
    }
    return words;
  }

  // The tokens that lie in a span.
  static TokenRange RangeOf(const TokenizedText& text, Span span) {
    const auto& tokens = text.tokens();
    const auto begin = std::ranges::lower_bound(
        tokens, span.begin, {}, [](const Token& token) { return token.span.begin; });
    const auto end = std::ranges::lower_bound(tokens, span.end, {},
                                              [](const Token& token) { return token.span.begin; });
    return {static_cast<uint32_t>(begin - tokens.begin()),
            static_cast<uint32_t>(end - tokens.begin())};
  }

  void CompareRanges(TokenRange a, TokenRange b) {
    std::fill(kept_.begin() + a.begin, kept_.begin() + a.end, Fate::kUnchanged);
    for (DiffHunk hunk : DiffWords(std::span(words_a_).subspan(a.begin, a.size()),
                                   std::span(words_b_).subspan(b.begin, b.size()))) {
      hunk.a_begin += a.begin;
      hunk.a_end += a.begin;
      hunk.b_begin += b.begin;
      hunk.b_end += b.begin;
      hunks_.push_back(hunk);
    }
  }

  // Passages end where too much was changed. What stands between two of them in the place of about
  // as much, and is no line of its own, is the original's text rewritten.
  void CompareGap(TokenRange before_a, TokenRange before_b, TokenRange after_a,
                  TokenRange after_b) {
    const TokenRange a{before_a.end, after_a.begin};
    const TokenRange b{before_b.end, after_b.begin};
    if (a.begin >= a.end || b.begin >= b.end || a.size() > kMaxRewrittenRatio * b.size() ||
        b.size() > kMaxRewrittenRatio * a.size() ||
        std::max(a.size(), b.size()) > kMaxRewrittenWords) {
      return;
    }
    if (AreWholeLines(b.begin, b.end) || CountBreaks(original_, a) != CountBreaks(copy_, b)) return;
    CompareRanges(a, b);
  }

  void ComparePassages() {
    std::optional<std::pair<TokenRange, TokenRange>> before;
    for (const Passage& passage : passages_) {
      const TokenRange a = RangeOf(original_.tokens, passage.a);
      const TokenRange b = RangeOf(copy_.tokens, passage.b);
      if (before) CompareGap(before->first, before->second, a, b);
      CompareRanges(a, b);
      before = {a, b};
    }
  }

  // What was the original's own furniture was not its story: no copy owes it.
  void MarkFurniture() {
    for (const Span span : original_.furniture) {
      const TokenRange range = RangeOf(original_.tokens, span);
      std::replace(kept_.begin() + range.begin, kept_.begin() + range.end, Fate::kCut,
                   Fate::kFurniture);
    }
    copy_furniture_.assign(words_b_.size(), false);
    for (const Span span : copy_.furniture) {
      const TokenRange range = RangeOf(copy_.tokens, span);
      std::fill(copy_furniture_.begin() + range.begin, copy_furniture_.begin() + range.end, true);
    }
  }

  bool IsOneForOne(const DiffHunk& hunk) const {
    return hunk.a_end - hunk.a_begin == hunk.b_end - hunk.b_begin;
  }

  bool IsNoisy() const {
    size_t changed = 0;
    size_t misread = 0;
    for (const DiffHunk& hunk : hunks_) {
      if (!IsOneForOne(hunk)) continue;
      for (uint32_t i = 0; i < hunk.a_end - hunk.a_begin; ++i) {
        ++changed;
        misread += MayBeMisread(original_.tokens.folded(hunk.a_begin + i),
                                copy_.tokens.folded(hunk.b_begin + i));
      }
    }
    return misread >= kNoisyWords &&
           static_cast<double>(misread) >= kNoisyShare * static_cast<double>(changed);
  }

  static bool BreaksBefore(const ComparedText& text, uint32_t token) {
    if (token == 0 || token >= text.tokens.size()) return true;
    const Span before = text.tokens.span(token - 1);
    const Span after = text.tokens.span(token);
    return text.body.substr(before.end, after.begin - before.end).find('\n') !=
           std::string_view::npos;
  }

  bool BreaksBefore(uint32_t token) const { return BreaksBefore(copy_, token); }

  // Between the words, before the first and after the last.
  static int CountBreaks(const ComparedText& text, TokenRange words) {
    int breaks = 0;
    for (uint32_t token = words.begin; token <= words.end; ++token) {
      breaks += BreaksBefore(text, token);
    }
    return breaks;
  }

  // Whether the tokens are whole lines of the copy, as furniture and inserted paragraphs are.
  bool AreWholeLines(uint32_t begin, uint32_t end) const {
    return BreaksBefore(begin) && BreaksBefore(end);
  }

  // A related story or a promotion that stands beside a changed word is not what it was changed to.
  DiffHunk WithoutFurniture(DiffHunk hunk) const {
    while (hunk.b_begin < hunk.b_end && copy_furniture_[hunk.b_begin]) ++hunk.b_begin;
    while (hunk.b_begin < hunk.b_end && copy_furniture_[hunk.b_end - 1]) --hunk.b_end;
    return hunk;
  }

  TokenRange WithoutLeadingLines(TokenRange words) const {
    if (!BreaksBefore(words.begin)) return words;
    uint32_t line = words.end;
    while (line > words.begin && !BreaksBefore(line)) --line;
    return {line, words.end};
  }

  TokenRange WithoutTrailingLines(TokenRange words) const {
    if (!BreaksBefore(words.end)) return words;
    uint32_t line = words.begin;
    while (line < words.end && !BreaksBefore(line)) ++line;
    return {words.begin, line};
  }

  // Nor are whole lines, where the copy has far more words than the original: they are shown.
  DiffHunk WithoutInsertedLines(DiffHunk hunk) {
    if (hunk.b_end - hunk.b_begin <= kMaxRewrittenRatio * (hunk.a_end - hunk.a_begin)) return hunk;
    const TokenRange rest = WithoutTrailingLines(WithoutLeadingLines({hunk.b_begin, hunk.b_end}));
    if (hunk.b_begin < rest.begin) ReportAdded(hunk.a_begin, {hunk.b_begin, rest.begin});
    if (rest.end < hunk.b_end) ReportAdded(hunk.a_begin, {rest.end, hunk.b_end});
    hunk.b_begin = rest.begin;
    hunk.b_end = rest.end;
    return hunk;
  }

  // Words cut into other ones, or run together: equal in letters.
  bool AreSameLetters(const DiffHunk& hunk) const {
    std::string a;
    std::string b;
    for (uint32_t i = hunk.a_begin; i < hunk.a_end; ++i) a += original_.tokens.folded(i);
    for (uint32_t i = hunk.b_begin; i < hunk.b_end; ++i) b += copy_.tokens.folded(i);
    return a == b;
  }

  bool IsMisread(const DiffHunk& hunk) const {
    if (AreSameLetters(hunk)) return true;
    std::string a;
    std::string b;
    if (IsOneForOne(hunk)) {
      bool all = true;
      for (uint32_t i = 0; i < hunk.a_end - hunk.a_begin; ++i) {
        all &= MayBeMisreadInNoise(original_.tokens.folded(hunk.a_begin + i),
                                   copy_.tokens.folded(hunk.b_begin + i));
      }
      if (all) return true;
    }
    // A misread letter may have cut a word or joined two.
    for (uint32_t i = hunk.a_begin; i < hunk.a_end; ++i) a += original_.tokens.folded(i);
    for (uint32_t i = hunk.b_begin; i < hunk.b_end; ++i) b += copy_.tokens.folded(i);
    return MayBeMisreadInNoise(a, b);
  }

  void Judge(const DiffHunk& whole, bool noisy) {
    const DiffHunk hunk = WithoutInsertedLines(WithoutFurniture(whole));
    const uint32_t size_a = hunk.a_end - hunk.a_begin;
    const uint32_t size_b = hunk.b_end - hunk.b_begin;
    if (size_a == 0) {
      if (size_b > 0) CountAdded(hunk.a_begin, {hunk.b_begin, hunk.b_end});
      return;
    }
    if (size_b > 0 && (AreSameLetters(hunk) || (noisy && IsMisread(hunk)))) return;
    const bool rewritten = size_b > 0 && size_a <= kMaxRewrittenRatio * size_b &&
                           size_b <= kMaxRewrittenRatio * size_a;
    std::fill(kept_.begin() + hunk.a_begin, kept_.begin() + hunk.a_end,
              rewritten ? Fate::kChanged : Fate::kCut);
    cut_places_.emplace(hunk.a_begin, SpanOf(copy_.tokens, {hunk.b_begin, hunk.b_begin}).begin);
    if (rewritten) {
      Report(AlterationKind::kChanged, hunk);
    } else if (size_b > 0 && !AreWholeLines(hunk.b_begin, hunk.b_end)) {
      ReportAdded(hunk.a_begin, {hunk.b_begin, hunk.b_end});
    }
  }

  void CountAdded(uint32_t place, TokenRange words) {
    added_words_ += copy_.tokens.CountWords(words.begin, words.end);
    ReportAdded(place, words);
  }

  void ReportAdded(uint32_t place, TokenRange words) {
    Report(AlterationKind::kAdded, {place, place, words.begin, words.end});
  }

  void Report(AlterationKind kind, const DiffHunk& hunk) {
    Alteration one;
    one.kind = kind;
    one.original = SpanOf(original_.tokens, {hunk.a_begin, hunk.a_end});
    one.copy = SpanOf(copy_.tokens, {hunk.b_begin, hunk.b_end});
    one.words = kind == AlterationKind::kAdded
                    ? copy_.tokens.CountWords(hunk.b_begin, hunk.b_end)
                    : original_.tokens.CountWords(hunk.a_begin, hunk.a_end);
    result_.alterations.push_back(one);
  }

  // An empty range gives the place before its first token.
  static Span SpanOf(const TokenizedText& text, TokenRange range) {
    if (range.size() > 0) return {text.span(range.begin).begin, text.span(range.end - 1).end};
    const uint32_t place = range.begin < text.size() ? text.span(range.begin).begin
                           : text.size() == 0        ? 0
                                                     : text.span(text.size() - 1).end;
    return {place, place};
  }

  void CountWords() {
    for (uint32_t i = 0; i < kept_.size(); ++i) {
      const double words = original_.tokens.CountWords(i, i + 1);
      if (kept_[i] == Fate::kFurniture) continue;
      result_.story_words += words;
      if (kept_[i] == Fate::kCut) continue;
      result_.reproduced_words += words;
      (kept_[i] == Fate::kChanged ? result_.changed_words : result_.unchanged_words) += words;
    }
    result_.changed_words += added_words_;
  }

  void AddCuts() {
    for (uint32_t begin = 0; begin < kept_.size();) {
      if (kept_[begin] != Fate::kCut) {
        ++begin;
        continue;
      }
      uint32_t end = begin;
      while (end < kept_.size() && kept_[end] == Fate::kCut) ++end;
      Alteration cut;
      cut.kind = AlterationKind::kCut;
      cut.original = SpanOf(original_.tokens, {begin, end});
      const auto inside = cut_places_.find(begin);
      const uint32_t place =
          inside != cut_places_.end() ? inside->second : PlaceInCopy(cut.original.begin);
      cut.copy = {place, place};
      cut.words = original_.tokens.CountWords(begin, end);
      result_.alterations.push_back(cut);
      begin = end;
    }
  }

  // Where in the copy the text before this byte of the original ends.
  uint32_t PlaceInCopy(uint32_t byte) const {
    uint32_t place = passages_.empty() ? 0 : passages_.front().b.begin;
    for (const Passage& passage : passages_) {
      if (passage.a.begin >= byte) break;
      place = passage.b.end;
    }
    return place;
  }

  const ComparedText& original_;
  const ComparedText& copy_;
  std::span<const Passage> passages_;
  std::vector<uint32_t> words_a_;
  std::vector<uint32_t> words_b_;
  std::vector<Fate> kept_;            // One a token of the original.
  std::vector<bool> copy_furniture_;  // One a token of the copy.
  std::vector<DiffHunk> hunks_;
  std::unordered_map<uint32_t, uint32_t> cut_places_;  // By token: the byte of the copy.
  double added_words_ = 0;
  TextComparison result_;
};

}  // namespace

TextComparison CompareToOriginal(const ComparedText& original, const ComparedText& copy,
                                 std::span<const Passage> passages) {
  return Comparer(original, copy, passages).Compare();
}

}  // namespace newsprint
