#include "match/align.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "match/similar_words.h"
#include "match/thresholds.h"

namespace newsprint {
namespace {

using thresholds::kExtensionDrop;
using thresholds::kMaxExtensionTokens;
using thresholds::kMaxGapTokens;
using thresholds::kMaxInsertedTokens;
using thresholds::kMaxWordChange;

// Tokens [begin, end) of one side.
struct Stretch {
  const TokenSequence* sequence;
  uint32_t begin;
  uint32_t end;

  uint32_t size() const { return end - begin; }
};

bool AreAlike(const TokenSequence& a, uint32_t i, const TokenSequence& b, uint32_t j) {
  if (a.tokens[i] == b.tokens[j]) return true;
  return a.text != nullptr && b.text != nullptr &&
         AreSimilarWords(a.text->folded(i), b.text->folded(j));
}

// The length of the longest common subsequence of words that are equal or alike, bit-parallel over
// `a`: M. Crochemore et al., "A fast and practical bit-vector algorithm for the longest common
// subsequence problem", 2001.
uint32_t CommonSubsequence(const Stretch& a, const Stretch& b) {
  static_assert(kMaxGapTokens <= 64);
  uint64_t zeros = ~uint64_t{0};
  for (uint32_t j = b.begin; j < b.end; ++j) {
    uint64_t alike = 0;
    for (uint32_t i = a.begin; i < a.end; ++i) {
      alike |= uint64_t{AreAlike(*a.sequence, i, *b.sequence, j)} << (i - a.begin);
    }
    const uint64_t hits = zeros & alike;
    zeros = (zeros + hits) | (zeros - hits);
  }
  const uint64_t mask = a.size() == 64 ? ~uint64_t{0} : (uint64_t{1} << a.size()) - 1;
  return static_cast<uint32_t>(std::popcount(~zeros & mask));
}

// Links each run to the one that continues it, if any. A link is kept only where each end prefers
// the other, which makes the choice independent of which text is called a.
class Chainer {
 public:
  Chainer(const TokenSequence& a, const TokenSequence& b, const std::vector<ExactRun>& runs,
          bool a_comes_first)
      : a_(a),
        b_(b),
        runs_(runs),
        a_comes_first_(a_comes_first),
        by_b_(runs.size()),
        rank_in_b_(runs.size()) {
    std::iota(by_b_.begin(), by_b_.end(), 0u);
    std::ranges::sort(by_b_, {}, [&](uint32_t r) { return runs_[r].b; });
    for (uint32_t k = 0; k < by_b_.size(); ++k) rank_in_b_[by_b_[k]] = k;
  }

  std::vector<AlignedPassage> Chain() const {
    constexpr uint32_t kNone = UINT32_MAX;
    constexpr uint64_t kNoCost = UINT64_MAX;
    std::vector<uint32_t> next(runs_.size(), kNone), previous(runs_.size(), kNone);
    std::vector<uint64_t> next_cost(runs_.size(), kNoCost), previous_cost(runs_.size(), kNoCost);
    for (uint32_t r = 0; r < runs_.size(); ++r) {
      for (uint32_t s = r + 1; s < runs_.size() && runs_[s].a - runs_[r].a_end() <= kMaxGapTokens;
           ++s) {
        if (!Continues(r, s)) continue;
        const uint64_t gap_a = runs_[s].a - runs_[r].a_end();
        const uint64_t gap_b = runs_[s].b - runs_[r].b_end();
        const uint64_t cost = (gap_a + gap_b) << 32 | (a_comes_first_ ? gap_a : gap_b);
        if (cost < next_cost[r]) next[r] = s, next_cost[r] = cost;
        if (cost < previous_cost[s]) previous[s] = r, previous_cost[s] = cost;
      }
    }
    std::vector<AlignedPassage> passages;
    for (uint32_t r = 0; r < runs_.size(); ++r) {
      if (previous[r] != kNone && next[previous[r]] == r) continue;  // In the middle of a chain.
      AlignedPassage passage{runs_[r].a, runs_[r].a_end(), runs_[r].b, runs_[r].b_end(), 0};
      uint32_t last = r;
      Append(runs_[r], passage);
      while (next[last] != kNone && previous[next[last]] == last) {
        AppendGap(last, next[last], passage);
        last = next[last];
        Append(runs_[last], passage);
      }
      passages.push_back(passage);
    }
    return passages;
  }

 private:
  uint32_t AlikeBetween(uint32_t r, uint32_t s) const {
    return CommonSubsequence({&a_, runs_[r].a_end(), runs_[s].a},
                             {&b_, runs_[r].b_end(), runs_[s].b});
  }

  static void Append(const ExactRun& run, AlignedPassage& passage) {
    passage.a_end = run.a_end();
    passage.b_end = run.b_end();
    passage.equal_tokens += run.length;
    passage.copied_a += run.length;
    passage.copied_b += run.length;
  }

  // A gap of changed words was copied with the rest, and those left as they were are evidence; in
  // one that was written anew the odd small word is chance.
  void AppendGap(uint32_t r, uint32_t s, AlignedPassage& passage) const {
    const uint32_t alike = AlikeBetween(r, s);
    const uint32_t gap_a = runs_[s].a - runs_[r].a_end();
    const uint32_t gap_b = runs_[s].b - runs_[r].b_end();
    const uint32_t larger = std::max(gap_a, gap_b);
    if (larger > kMaxWordChange && alike < thresholds::kEditedGapShare * larger) return;
    passage.equal_tokens += alike;
    passage.copied_a += gap_a;
    passage.copied_b += gap_b;
  }

  bool Continues(uint32_t r, uint32_t s) const {
    if (runs_[s].b < runs_[r].b_end()) return false;
    const uint32_t gap_a = runs_[s].a - runs_[r].a_end();
    const uint32_t gap_b = runs_[s].b - runs_[r].b_end();
    const uint32_t larger = std::max(gap_a, gap_b);
    if (larger > kMaxGapTokens || HoldsAnother(r, s, larger)) return false;
    if (larger <= kMaxInsertedTokens) return true;
    // Longer gaps are crossed where the texts go on being alike in them.
    return 2 * AlikeBetween(r, s) >= larger;
  }

  // Whether a run that is longer than the gap between r and s lies in it on either side: it tells
  // that something else stands there.
  bool HoldsAnother(uint32_t r, uint32_t s, uint32_t gap) const {
    for (uint32_t k = r + 1; k < s; ++k) {
      if (runs_[k].length * 2 > gap) return true;
    }
    for (uint32_t k = rank_in_b_[r] + 1; k < rank_in_b_[s]; ++k) {
      if (runs_[by_b_[k]].length * 2 > gap) return true;
    }
    return false;
  }

  const TokenSequence& a_;
  const TokenSequence& b_;
  const std::vector<ExactRun>& runs_;
  bool a_comes_first_;
  std::vector<uint32_t> by_b_;       // Run indices ascending by b.
  std::vector<uint32_t> rank_in_b_;  // Of run r in by_b_.
};

struct Extension {
  uint32_t a = 0;  // Tokens by which the end moved outward.
  uint32_t b = 0;
  uint32_t equal = 0;
};

// How far two sequences stay alike from their start, over changed, inserted and dropped tokens: the
// best prefix of a banded global alignment (alike +1, else -1), given up where the score falls
// kExtensionDrop below the best. `alike(i, j)` compares token i of a and token j of b, counted
// outward from the end.
template <typename Alike>
Extension Extend(Alike alike, uint32_t a_size, uint32_t b_size, bool a_comes_first) {
  constexpr int kBand = kExtensionDrop + 1;  // More indels than that lose the drop by themselves.
  constexpr int kWidth = 2 * kBand + 1;
  constexpr int kImpossible = -1'000'000;
  struct Cell {
    int score = kImpossible;
    uint32_t equal = 0;
  };
  // Row i, column d: i tokens of a against j = i + d - kBand tokens of b.
  std::array<Cell, kWidth> row, previous;
  Extension best;
  int best_score = 0;
  for (uint32_t i = 0; i <= a_size; ++i) {
    int row_best = kImpossible;
    for (int d = 0; d < kWidth; ++d) {
      const int64_t j = int64_t{i} + d - kBand;
      Cell cell;
      if (j == 0 && i == 0) {
        cell.score = 0;
      } else if (j >= 0 && j <= b_size) {
        const auto consider = [&cell](const Cell& from, int gain) {
          const Cell to{from.score + gain, from.equal + (gain > 0)};
          if (to.score > cell.score || (to.score == cell.score && to.equal > cell.equal)) cell = to;
        };
        if (i > 0 && j > 0)
          consider(previous[d], alike(i - 1, static_cast<uint32_t>(j - 1)) ? 1 : -1);
        if (i > 0 && d + 1 < kWidth) consider(previous[d + 1], -1);
        if (j > 0 && d > 0) consider(row[d - 1], -1);
      }
      row[d] = cell;
      row_best = std::max(row_best, cell.score);
      const auto column = static_cast<uint32_t>(j);
      // Of equal scores the one with fewer tokens; then the one that takes less of the first text.
      const bool shorter =
          i + column < best.a + best.b ||
          (i + column == best.a + best.b && (a_comes_first ? i < best.a : column < best.b));
      if (cell.score > best_score || (cell.score == best_score && best_score > 0 && shorter)) {
        best_score = cell.score;
        best = {i, column, cell.equal};
      }
    }
    if (row_best < best_score - kExtensionDrop) break;
    previous = row;
  }
  return best;
}

}  // namespace

std::vector<AlignedPassage> Align(const TokenSequence& a, const ShingleTable& table,
                                  const TokenSequence& b, AlignWork* work) {
  const bool a_comes_first = AComesFirst(a, b);
  const std::vector<ExactRun> runs = ChooseDisjointRuns(
      FindExactRuns(a, table, b, work), a.tokens.size(), b.tokens.size(), a_comes_first);
  std::vector<AlignedPassage> chains = Chainer(a, b, runs, a_comes_first).Chain();
  // The strongest first: a weaker one that stands in its gap was chance, and what it grows over is
  // its.
  std::ranges::sort(chains, [a_comes_first](const AlignedPassage& x, const AlignedPassage& y) {
    if (x.equal_tokens != y.equal_tokens) return x.equal_tokens > y.equal_tokens;
    if (x.a_begin + x.b_begin != y.a_begin + y.b_begin)
      return x.a_begin + x.b_begin < y.a_begin + y.b_begin;
    return a_comes_first ? x.a_begin < y.a_begin : x.b_begin < y.b_begin;
  });
  std::vector<bool> used_a(a.tokens.size(), false);
  std::vector<bool> used_b(b.tokens.size(), false);
  const auto any_used = [](const std::vector<bool>& used, uint32_t begin, uint32_t end) {
    return std::find(used.begin() + begin, used.begin() + end, true) != used.begin() + end;
  };
  std::vector<AlignedPassage> passages;
  for (const AlignedPassage& chain : chains) {
    if (any_used(used_a, chain.a_begin, chain.a_end) ||
        any_used(used_b, chain.b_begin, chain.b_end))
      continue;
    std::fill(used_a.begin() + chain.a_begin, used_a.begin() + chain.a_end, true);
    std::fill(used_b.begin() + chain.b_begin, used_b.begin() + chain.b_end, true);
    passages.push_back(chain);
  }
  for (AlignedPassage& p : passages) {
    const auto free_before = [](const std::vector<bool>& used, uint32_t begin) {
      uint32_t n = 0;
      while (n < std::min(begin, kMaxExtensionTokens) && !used[begin - 1 - n]) ++n;
      return n;
    };
    const auto free_after = [](const std::vector<bool>& used, uint32_t end) {
      uint32_t n = 0;
      while (n < kMaxExtensionTokens && end + n < used.size() && !used[end + n]) ++n;
      return n;
    };
    const Extension left =
        Extend([&](uint32_t i,
                   uint32_t j) { return AreAlike(a, p.a_begin - 1 - i, b, p.b_begin - 1 - j); },
               free_before(used_a, p.a_begin), free_before(used_b, p.b_begin), a_comes_first);
    const Extension right =
        Extend([&](uint32_t i, uint32_t j) { return AreAlike(a, p.a_end + i, b, p.b_end + j); },
               free_after(used_a, p.a_end), free_after(used_b, p.b_end), a_comes_first);
    p.a_begin -= left.a, p.b_begin -= left.b;
    p.a_end += right.a, p.b_end += right.b;
    p.equal_tokens += left.equal + right.equal;
    p.copied_a += left.a + right.a;
    p.copied_b += left.b + right.b;
    std::fill(used_a.begin() + p.a_begin, used_a.begin() + p.a_end, true);
    std::fill(used_b.begin() + p.b_begin, used_b.begin() + p.b_end, true);
  }
  std::ranges::sort(passages, {}, &AlignedPassage::a_begin);
  return passages;
}

}  // namespace newsprint
