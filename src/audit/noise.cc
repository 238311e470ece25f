#include "audit/noise.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "match/similar_words.h"

namespace newsprint {
namespace {

// British and American endings and stems: one may stand for the other in a spelling of the same
// word.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSpellings = {
    {{"our", "or"},
     {"is", "iz"},
     {"ys", "yz"},
     {"tre", "ter"},
     {"bre", "ber"},
     {"ence", "ense"},
     {"ogue", "og"},
     {"ll", "l"},
     {"mme", "m"},
     {"ae", "e"},
     {"oe", "e"},
     {"grey", "gray"},
     {"que", "ck"},
     {"dge", "dg"}}};

bool AreSpellings(std::string_view a, std::string_view b) {
  for (const auto& [one, other] : kSpellings) {
    for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
      for (size_t at = a.find(from); at != std::string_view::npos; at = a.find(from, at + 1)) {
        std::string changed(a);
        changed.replace(at, from.size(), to);
        if (changed == b) return true;
      }
    }
  }
  return false;
}

bool IsNumber(std::string_view word) {
  return std::ranges::all_of(word, [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.' || c == ',';
  });
}

// UTF-8 continuation bytes left out.
size_t CountLetters(std::string_view word) {
  return static_cast<size_t>(std::ranges::count_if(
      word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

constexpr size_t kShortLetters = 4;

// One letter substituted, lost or gained, in words that keep at least half of their letters.
bool DifferByOneLetter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  size_t prefix = 0;
  while (prefix < a.size() && a[prefix] == b[prefix]) ++prefix;
  size_t suffix = 0;
  while (suffix < a.size() - prefix && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix]) {
    ++suffix;
  }
  const std::string_view left_a = a.substr(prefix, a.size() - prefix - suffix);
  const std::string_view left_b = b.substr(prefix, b.size() - prefix - suffix);
  return CountLetters(left_a) <= 2 && CountLetters(left_b) <= 2 && prefix + suffix > 0;
}

}  // namespace

bool MayBeMisread(std::string_view a, std::string_view b) {
  if (IsNumber(a) && IsNumber(b)) return false;
  return AreSimilarWords(a, b) && !AreSpellings(a, b);
}

bool MayBeMisreadInNoise(std::string_view a, std::string_view b) {
  if (IsNumber(a) && IsNumber(b)) return false;
  if (AreSimilarWords(a, b)) return true;
  return std::max(CountLetters(a), CountLetters(b)) <= kShortLetters && DifferByOneLetter(a, b);
}

}  // namespace newsprint
