#include "match/similar_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace newsprint {
namespace {

constexpr size_t kMaxBytes = 48;
constexpr size_t kMinKeptBytes = 4;

}  // namespace

bool AreSimilarWords(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() > b.size()) std::swap(a, b);
  const size_t allowed = b.size() / 3;
  if (b.size() > kMaxBytes || b.size() - a.size() > allowed || b.size() < kMinKeptBytes + allowed) {
    return false;
  }
  // Numbers are facts: 1987 is not a misread 1988.
  if (a.front() >= '0' && a.front() <= '9') return false;
  std::array<size_t, kMaxBytes + 1> row;
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substituted = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
      least = std::min(least, row[j]);
    }
    if (least > allowed) return false;
  }
  return row[b.size()] <= allowed;
}

}  // namespace newsprint
