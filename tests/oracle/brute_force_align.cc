#include "tests/oracle/brute_force_align.h"

#include <algorithm>

namespace newsprint::oracle {
namespace {

// Which tokens of both sides are still free.
struct Free {
  Free(size_t a_size, size_t b_size) : a(a_size, true), b(b_size, true) {}

  std::vector<bool> a;
  std::vector<bool> b;
};

uint32_t RunAt(std::span<const uint64_t> a, std::span<const uint64_t> b, const Free& free,
               uint32_t i, uint32_t j) {
  uint32_t length = 0;
  while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length] &&
         free.a[i + length] && free.b[j + length]) {
    ++length;
  }
  return length;
}

LocalAlignment BestLocalAlignment(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                  const Free& free) {
  const size_t width = b.size() + 1;
  std::vector<int> score((a.size() + 1) * width, 0);
  const auto at = [width](size_t i, size_t j) { return i * width + j; };
  const auto equal = [&](size_t i, size_t j) { return a[i - 1] == b[j - 1]; };
  size_t best_i = 0, best_j = 0;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      if (!free.a[i - 1] || !free.b[j - 1]) continue;
      score[at(i, j)] = std::max({0, score[at(i - 1, j - 1)] + (equal(i, j) ? 1 : -1),
                                  score[at(i - 1, j)] - 1, score[at(i, j - 1)] - 1});
      if (score[at(i, j)] > score[at(best_i, best_j)]) best_i = i, best_j = j;
    }
  }
  LocalAlignment alignment;
  for (size_t i = best_i, j = best_j; i > 0 && j > 0 && score[at(i, j)] > 0;) {
    if (score[at(i, j)] == score[at(i - 1, j - 1)] + (equal(i, j) ? 1 : -1)) {
      --i, --j;
      if (a[i] == b[j]) alignment.emplace_back(i, j);
    } else if (score[at(i, j)] == score[at(i - 1, j)] - 1) {
      --i;
    } else {
      --j;
    }
  }
  std::ranges::reverse(alignment);
  return alignment;
}

bool HoldsRun(const LocalAlignment& alignment, uint32_t least) {
  uint32_t run = 0;
  for (size_t k = 0; k < alignment.size(); ++k) {
    const bool continues = k > 0 && alignment[k].first == alignment[k - 1].first + 1 &&
                           alignment[k].second == alignment[k - 1].second + 1;
    run = continues ? run + 1 : 1;
    if (run >= least) return true;
  }
  return false;
}

}  // namespace

std::vector<ExactRun> BruteForceRuns(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                     uint32_t least) {
  const Free all(a.size(), b.size());
  std::vector<ExactRun> runs;
  for (uint32_t i = 0; i < a.size(); ++i) {
    for (uint32_t j = 0; j < b.size(); ++j) {
      if (i > 0 && j > 0 && a[i - 1] == b[j - 1]) continue;  // In the middle of a run.
      const uint32_t length = RunAt(a, b, all, i, j);
      if (length >= least) runs.push_back({i, j, length});
    }
  }
  return runs;
}

std::vector<ExactRun> BruteForceTiles(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                      uint32_t least) {
  Free free(a.size(), b.size());
  std::vector<ExactRun> tiles;
  while (true) {
    ExactRun best;
    for (uint32_t i = 0; i < a.size(); ++i) {
      for (uint32_t j = 0; j < b.size(); ++j) {
        const ExactRun run{i, j, RunAt(a, b, free, i, j)};
        if (run.length > best.length ||
            (run.length == best.length && run.a + run.b < best.a + best.b)) {
          best = run;
        }
      }
    }
    if (best.length < least) break;
    std::fill_n(free.a.begin() + best.a, best.length, false);
    std::fill_n(free.b.begin() + best.b, best.length, false);
    tiles.push_back(best);
  }
  std::ranges::sort(tiles, {}, &ExactRun::a);
  return tiles;
}

std::vector<LocalAlignment> SmithWaterman(std::span<const uint64_t> a, std::span<const uint64_t> b,
                                          uint32_t least) {
  Free free(a.size(), b.size());
  std::vector<LocalAlignment> found;
  while (true) {
    LocalAlignment alignment = BestLocalAlignment(a, b, free);
    if (alignment.size() < least) return found;
    for (uint32_t i = alignment.front().first; i <= alignment.back().first; ++i) free.a[i] = false;
    for (uint32_t j = alignment.front().second; j <= alignment.back().second; ++j) {
      free.b[j] = false;
    }
    if (HoldsRun(alignment, least)) found.push_back(std::move(alignment));
  }
}

}  // namespace newsprint::oracle
