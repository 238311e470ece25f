#include "newsprint/report/word_changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "audit/word_diff.h"
#include "newsprint/article/status.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {
namespace {

// One number for each word that is another.
class Words {
 public:
  std::vector<uint32_t> Number(const TokenizedText& text) {
    std::vector<uint32_t> numbers(text.size());
    for (size_t i = 0; i < numbers.size(); ++i) {
      const std::string_view word = text.folded(i);
      numbers[i] =
          numbers_.try_emplace({word.data(), word.size()}, static_cast<uint32_t>(numbers_.size()))
              .first->second;
    }
    return numbers;
  }

 private:
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
};

absl::Status CheckEnd(std::string_view text, uint32_t end) {
  if (end <= text.size()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("a passage ends at byte ", end, " of a text of ", text.size(), " bytes"));
}

// The first and one past the last of the tokens that begin in the span.
struct TokenRange {
  size_t begin;
  size_t end;
};

TokenRange TokensIn(const TokenizedText& text, Span span) {
  const auto at = [&](uint32_t byte) {
    return static_cast<size_t>(
        std::ranges::lower_bound(text.tokens(), byte, {},
                                 [](const Token& token) { return token.span.begin; }) -
        text.tokens().begin());
  };
  return {at(span.begin), at(std::max(span.begin, span.end))};
}

std::span<const uint32_t> Part(const std::vector<uint32_t>& numbers, TokenRange range) {
  return std::span(numbers).subspan(range.begin, range.end - range.begin);
}

// From the first to the last of the words [begin, end) of the range.
void AppendWords(const TokenizedText& text, TokenRange range, uint32_t begin, uint32_t end,
                 std::vector<Span>& spans) {
  if (begin == end) return;
  spans.push_back({text.span(range.begin + begin).begin, text.span(range.begin + end - 1).end});
}

}  // namespace

absl::StatusOr<WordChanges> FindWordChanges(std::string_view a, std::string_view b,
                                            std::span<const Passage> passages) {
  NEWSPRINT_ASSIGN_OR_RETURN(const TokenizedText tokens_a, Tokenize(a));
  NEWSPRINT_ASSIGN_OR_RETURN(const TokenizedText tokens_b, Tokenize(b));
  Words words;
  const std::vector<uint32_t> numbers_a = words.Number(tokens_a);
  const std::vector<uint32_t> numbers_b = words.Number(tokens_b);
  WordChanges changes;
  for (const Passage& passage : passages) {
    NEWSPRINT_RETURN_IF_ERROR(CheckEnd(a, passage.a.end));
    NEWSPRINT_RETURN_IF_ERROR(CheckEnd(b, passage.b.end));
    const TokenRange in_a = TokensIn(tokens_a, passage.a);
    const TokenRange in_b = TokensIn(tokens_b, passage.b);
    for (const DiffHunk& hunk : DiffWords(Part(numbers_a, in_a), Part(numbers_b, in_b))) {
      AppendWords(tokens_a, in_a, hunk.a_begin, hunk.a_end, changes.dropped);
      AppendWords(tokens_b, in_b, hunk.b_begin, hunk.b_end, changes.added);
    }
  }
  std::ranges::sort(changes.dropped);
  std::ranges::sort(changes.added);
  return changes;
}

}  // namespace newsprint
