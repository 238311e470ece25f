#include "match/exact_runs.h"

#include <algorithm>
#include <queue>

#include "match/thresholds.h"

namespace newsprint {
namespace {

using thresholds::kMaxSeedPairs;
using thresholds::kMinRunTokens;

// Grows seeds to maximal runs, each run once. Seeds must come ascending by b.
class RunGrower {
 public:
  RunGrower(const TokenSequence& a, const TokenSequence& b, AlignWork* work)
      : a_(a.tokens),
        b_(b.tokens),
        work_(work),
        covered_to_(a.tokens.size() + b.tokens.size(), 0) {}

  void Grow(uint32_t i, uint32_t j) {
    ++work_->seeds;
    uint32_t& covered_to = covered_to_[i + b_.size() - 1 - j];  // Of this diagonal, in b.
    if (j < covered_to) return;
    uint32_t before = 0;
    while (before < i && before < j && a_[i - before - 1] == b_[j - before - 1]) ++before;
    uint32_t after = kMinRunTokens;
    while (i + after < a_.size() && j + after < b_.size() && a_[i + after] == b_[j + after])
      ++after;
    work_->tokens_compared += before + after;
    covered_to = j + after;
    runs_.push_back({i - before, j - before, before + after});
  }

  std::vector<ExactRun> TakeRuns() { return std::move(runs_); }

 private:
  std::span<const uint64_t> a_;
  std::span<const uint64_t> b_;
  AlignWork* work_;
  std::vector<uint32_t> covered_to_;
  std::vector<ExactRun> runs_;
};

}  // namespace

bool AComesFirst(const TokenSequence& a, const TokenSequence& b) {
  if (a.tokens.size() != b.tokens.size()) return a.tokens.size() < b.tokens.size();
  return std::ranges::lexicographical_compare(a.tokens, b.tokens);
}

std::vector<ExactRun> FindExactRuns(const TokenSequence& a, const ShingleTable& table,
                                    const TokenSequence& b, AlignWork* work) {
  std::vector<uint32_t> entry_of(b.shingles.size());
  std::vector<uint32_t> count(table.entries(), 0);
  bool any = false;
  for (size_t j = 0; j < b.shingles.size(); ++j) {
    entry_of[j] = table.Find(b.shingles[j]);
    if (entry_of[j] == ShingleTable::kNone) continue;
    ++count[entry_of[j]];
    any = true;
  }
  if (!any) return {};

  RunGrower grower(a, b, work);
  std::vector<uint32_t> rank_of(table.entries(), 0);
  for (uint32_t j = 0; j < b.shingles.size(); ++j) {
    const uint32_t entry = entry_of[j];
    if (entry == ShingleTable::kNone) continue;
    const std::span<const uint32_t> places = table.positions(entry);
    if (uint64_t{places.size()} * count[entry] <= kMaxSeedPairs) {
      for (const uint32_t i : places) grower.Grow(i, j);
      continue;
    }
    const uint32_t rank = rank_of[entry]++;
    const uint32_t rank_from_end = count[entry] - 1 - rank;
    if (rank < places.size()) grower.Grow(places[rank], j);
    if (rank_from_end < places.size()) grower.Grow(places[places.size() - 1 - rank_from_end], j);
  }
  return grower.TakeRuns();
}

std::vector<ExactRun> ChooseDisjointRuns(std::vector<ExactRun> runs, size_t a_size, size_t b_size,
                                         bool a_comes_first) {
  // Less is later: shorter runs, then those further down the texts.
  const auto later = [a_comes_first](const ExactRun& x, const ExactRun& y) {
    if (x.length != y.length) return x.length < y.length;
    if (x.a + x.b != y.a + y.b) return x.a + x.b > y.a + y.b;
    return a_comes_first ? x.a > y.a : x.b > y.b;
  };
  std::priority_queue<ExactRun, std::vector<ExactRun>, decltype(later)> queue(later,
                                                                              std::move(runs));
  std::vector<bool> used_a(a_size, false);
  std::vector<bool> used_b(b_size, false);
  std::vector<ExactRun> chosen;
  while (!queue.empty()) {
    const ExactRun run = queue.top();
    queue.pop();
    // The stretches of it that are still free; the whole, if nothing has taken a part.
    for (uint32_t begin = 0; begin < run.length;) {
      uint32_t end = begin;
      while (end < run.length && !used_a[run.a + end] && !used_b[run.b + end]) ++end;
      if (end - begin == run.length) {
        std::fill_n(used_a.begin() + run.a, run.length, true);
        std::fill_n(used_b.begin() + run.b, run.length, true);
        chosen.push_back(run);
      } else if (end - begin >= kMinRunTokens) {
        queue.push({run.a + begin, run.b + begin, end - begin});
      }
      begin = end + 1;
    }
  }
  std::ranges::sort(chosen, {}, &ExactRun::a);
  return chosen;
}

}  // namespace newsprint
