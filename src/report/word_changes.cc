#include "newsprint/report/word_changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {
namespace {

// One search looks no further than this, and its memory is the square of it.
constexpr int32_t kMaxEdits = 256;

// Tokens of one text, and which of them the other text has too.
struct Run {
  const TokenizedText* text;
  size_t begin;
  size_t end;
  std::vector<bool>* common;  // One a token of the whole text.

  int32_t size() const { return static_cast<int32_t>(end - begin); }
};

bool Equal(const Run& a, int32_t x, const Run& b, int32_t y) {
  return a.text->folded(a.begin + x) == b.text->folded(b.begin + y);
}

void MarkEqual(const Run& a, int32_t x, const Run& b, int32_t y) {
  (*a.common)[a.begin + x] = true;
  (*b.common)[b.begin + y] = true;
}

// How far along each diagonal x - y = k, k in {-d, -d + 2, ..., d}, d edits lead.
class Frontier {
 public:
  explicit Frontier(int32_t d) : d_(d), x_(d + 1) {}
  int32_t& x(int32_t k) { return x_[(k + d_) / 2]; }

 private:
  int32_t d_;
  std::vector<int32_t> x_;
};

// The diagonal from which d edits reach k: of an added word (k + 1) or of a dropped one (k - 1).
int32_t Previous(std::vector<Frontier>& frontiers, int32_t d, int32_t k) {
  Frontier& last = frontiers[d - 1];
  return k == -d || (k != d && last.x(k - 1) < last.x(k + 1)) ? k + 1 : k - 1;
}

// Marks the equal words on the way to (x, x - k), which d edits reach.
void MarkPath(const Run& a, const Run& b, std::vector<Frontier>& frontiers, int32_t d, int32_t k) {
  int32_t x = frontiers[d].x(k);
  for (; d >= 0; --d) {
    const int32_t previous = d == 0 ? 0 : Previous(frontiers, d, k);
    int32_t begin = 0;
    if (d > 0) begin = frontiers[d - 1].x(previous) + (previous < k ? 1 : 0);
    while (x > begin) {
      --x;
      MarkEqual(a, x, b, x - k);
    }
    if (d > 0) x = frontiers[d - 1].x(previous);
    k = previous;
  }
}

// Marks the common words of a beginning of both runs, and takes it off them; of all of both, if
// kMaxEdits are enough.
void MarkBeginning(Run& a, Run& b) {
  std::vector<Frontier> frontiers;
  int32_t reached_d = 0;
  int32_t reached_k = 0;
  for (int32_t d = 0; d <= kMaxEdits; ++d) {
    Frontier& frontier = frontiers.emplace_back(d);
    int32_t furthest = -1;
    for (int32_t k = -d; k <= d; k += 2) {
      int32_t x = 0;
      if (d > 0) {
        const int32_t previous = Previous(frontiers, d, k);
        x = frontiers[d - 1].x(previous) + (previous < k ? 1 : 0);
      }
      int32_t y = x - k;
      while (x < a.size() && y < b.size() && Equal(a, x, b, y)) ++x, ++y;
      frontier.x(k) = x;
      // Diagonals that left the rectangle lead nowhere.
      if (x <= a.size() && y <= b.size() && x + y > furthest) {
        furthest = x + y;
        reached_d = d;
        reached_k = k;
      }
    }
    if (furthest == a.size() + b.size()) break;
  }
  MarkPath(a, b, frontiers, reached_d, reached_k);
  const int32_t x = frontiers[reached_d].x(reached_k);
  a.begin += x;
  b.begin += x - reached_k;
}

absl::Status CheckEnd(std::string_view text, uint32_t end) {
  if (end <= text.size()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("a passage ends at byte ", end, " of a text of ", text.size(), " bytes"));
}

// The tokens that stand in the span.
Run TokensIn(const TokenizedText& text, Span span, std::vector<bool>& common) {
  const auto at = [&](uint32_t byte) {
    return static_cast<size_t>(
        std::ranges::lower_bound(text.tokens(), byte, {},
                                 [](const Token& t) { return t.span.begin; }) -
        text.tokens().begin());
  };
  return {&text, at(span.begin), std::max(at(span.begin), at(span.end)), &common};
}

// Spans of the tokens in `run` that are not common.
void AppendChanged(const Run& run, std::vector<Span>& spans) {
  for (size_t i = run.begin; i < run.end; ++i) {
    if ((*run.common)[i]) continue;
    const Span span = run.text->span(i);
    if (i > run.begin && !(*run.common)[i - 1]) {
      spans.back().end = span.end;
    } else {
      spans.push_back(span);
    }
  }
}

}  // namespace

absl::StatusOr<WordChanges> FindWordChanges(std::string_view a, std::string_view b,
                                            std::span<const Passage> passages) {
  NEWSPRINT_ASSIGN_OR_RETURN(const TokenizedText tokens_a, Tokenize(a));
  NEWSPRINT_ASSIGN_OR_RETURN(const TokenizedText tokens_b, Tokenize(b));
  std::vector<bool> common_a(tokens_a.size());
  std::vector<bool> common_b(tokens_b.size());
  WordChanges changes;
  for (const Passage& passage : passages) {
    NEWSPRINT_RETURN_IF_ERROR(CheckEnd(a, passage.a.end));
    NEWSPRINT_RETURN_IF_ERROR(CheckEnd(b, passage.b.end));
    const Run whole_a = TokensIn(tokens_a, passage.a, common_a);
    const Run whole_b = TokensIn(tokens_b, passage.b, common_b);
    for (Run left_a = whole_a, left_b = whole_b; left_a.size() > 0 && left_b.size() > 0;) {
      MarkBeginning(left_a, left_b);
    }
    AppendChanged(whole_a, changes.dropped);
    AppendChanged(whole_b, changes.added);
  }
  std::ranges::sort(changes.dropped);
  std::ranges::sort(changes.added);
  return changes;
}

}  // namespace newsprint
