#include "audit/word_diff.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace newsprint {
namespace {

// Edits on the way to the middle; a stretch with more in common at no place is given up.
constexpr int kMaxEdits = 1024;

class Differ {
 public:
  Differ(std::span<const uint32_t> a, std::span<const uint32_t> b) : a_(a), b_(b) {}

  void Compare(int a_begin, int a_end, int b_begin, int b_end) {
    while (a_begin < a_end && b_begin < b_end && a_[a_begin] == b_[b_begin]) {
      ++a_begin;
      ++b_begin;
    }
    while (a_begin < a_end && b_begin < b_end && a_[a_end - 1] == b_[b_end - 1]) {
      --a_end;
      --b_end;
    }
    if (a_begin == a_end && b_begin == b_end) return;
    if (a_begin < a_end && b_begin < b_end) {
      if (const std::optional<Point> middle = Middle(a_begin, a_end, b_begin, b_end)) {
        Compare(a_begin, middle->a, b_begin, middle->b);
        Compare(middle->a, a_end, middle->b, b_end);
        return;
      }
    }
    Add(a_begin, a_end, b_begin, b_end);
  }

  std::vector<DiffHunk> Take() { return std::move(hunks_); }

 private:
  struct Point {
    int a;
    int b;
  };

  // A point of a shortest path that is neither end; nothing if there is none within kMaxEdits.
  std::optional<Point> Middle(int a_begin, int a_end, int b_begin, int b_end) {
    const int n = a_end - a_begin;
    const int m = b_end - b_begin;
    const int delta = n - m;
    const bool odd = (delta & 1) != 0;
    const int max = std::min((n + m + 1) / 2, kMaxEdits);
    const int offset = max + 1;
    forward_.assign(2 * static_cast<size_t>(max) + 3, 0);
    backward_.assign(2 * static_cast<size_t>(max) + 3, 0);
    for (int d = 0; d <= max; ++d) {
      for (int k = -d; k <= d; k += 2) {
        int x = k == -d || (k != d && forward_[offset + k - 1] < forward_[offset + k + 1])
                    ? forward_[offset + k + 1]
                    : forward_[offset + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && a_[a_begin + x] == b_[b_begin + y]) {
          ++x;
          ++y;
        }
        forward_[offset + k] = x;
        const int reverse = delta - k;
        if (odd && reverse >= -(d - 1) && reverse <= d - 1 &&
            x + backward_[offset + reverse] >= n) {
          return Inside({a_begin + x, b_begin + y}, a_begin, a_end, b_begin, b_end);
        }
      }
      for (int k = -d; k <= d; k += 2) {
        int x = k == -d || (k != d && backward_[offset + k - 1] < backward_[offset + k + 1])
                    ? backward_[offset + k + 1]
                    : backward_[offset + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && a_[a_end - 1 - x] == b_[b_end - 1 - y]) {
          ++x;
          ++y;
        }
        backward_[offset + k] = x;
        const int reverse = delta - k;
        if (!odd && reverse >= -d && reverse <= d && x + forward_[offset + reverse] >= n) {
          return Inside({a_end - x, b_end - y}, a_begin, a_end, b_begin, b_end);
        }
      }
    }
    return std::nullopt;
  }

  static std::optional<Point> Inside(Point p, int a_begin, int a_end, int b_begin, int b_end) {
    if (p.a < a_begin || p.a > a_end || p.b < b_begin || p.b > b_end) return std::nullopt;
    if (p.a == a_begin && p.b == b_begin) return std::nullopt;
    if (p.a == a_end && p.b == b_end) return std::nullopt;
    return p;
  }

  void Add(int a_begin, int a_end, int b_begin, int b_end) {
    const DiffHunk hunk = {static_cast<uint32_t>(a_begin), static_cast<uint32_t>(a_end),
                           static_cast<uint32_t>(b_begin), static_cast<uint32_t>(b_end)};
    if (!hunks_.empty() && hunks_.back().a_end == hunk.a_begin &&
        hunks_.back().b_end == hunk.b_begin) {
      hunks_.back().a_end = hunk.a_end;
      hunks_.back().b_end = hunk.b_end;
    } else {
      hunks_.push_back(hunk);
    }
  }

  std::span<const uint32_t> a_;
  std::span<const uint32_t> b_;
  std::vector<int> forward_;
  std::vector<int> backward_;
  std::vector<DiffHunk> hunks_;
};

}  // namespace

std::vector<DiffHunk> DiffWords(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  Differ differ(a, b);
  differ.Compare(0, static_cast<int>(a.size()), 0, static_cast<int>(b.size()));
  return differ.Take();
}

}  // namespace newsprint
