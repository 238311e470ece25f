#include "source/line_split.h"

#include <array>
#include <cstdint>

namespace newsprint::source {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";

// Those that need no white space after them come first.
constexpr std::array<std::string_view, 4> kFullWidthStops = {"。", "！", "？", "።"};
constexpr std::array<std::string_view, 6> kStops = {".", "!", "?", "।", "۔", "؟"};
constexpr std::array<std::string_view, 9> kClosers = {"\"", "'", ")",  "]", "”",
                                                      "’",  "»", "」", "）"};

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

// Whether a mark of kStops or kFullWidthStops may begin with `byte`.
bool MayStop(unsigned char byte) {
  return byte < 0x80 ? byte == '.' || byte == '!' || byte == '?' : byte >= 0xd8;
}

// The size of the member of `set` that `text` begins with; 0 if none.
template <size_t N>
size_t SizeAt(std::string_view text, const std::array<std::string_view, N>& set) {
  for (const std::string_view member : set) {
    if (text.starts_with(member)) return member.size();
  }
  return 0;
}

}  // namespace

Span Trimmed(std::string_view text, Span span) {
  while (!span.empty()) {
    const std::string_view rest = text.substr(span.begin, span.size());
    if (IsBlank(rest.front()) || rest.front() == '\n') {
      ++span.begin;
    } else if (rest.starts_with(kNoBreakSpace)) {
      span.begin += static_cast<uint32_t>(kNoBreakSpace.size());
    } else if (IsBlank(rest.back()) || rest.back() == '\n') {
      --span.end;
    } else if (rest.ends_with(kNoBreakSpace)) {
      span.end -= static_cast<uint32_t>(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return span;
}

std::vector<Span> NonBlankLines(std::string_view text) {
  std::vector<Span> lines;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const Span line = Trimmed(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    if (!line.empty()) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::vector<Span> Sentences(std::string_view text, Span line) {
  std::vector<Span> sentences;
  uint32_t begin = line.begin;
  for (uint32_t at = line.begin; at < line.end;) {
    if (!MayStop(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    const std::string_view rest = text.substr(at, line.end - at);
    const size_t wide = SizeAt(rest, kFullWidthStops);
    size_t stop = wide != 0 ? wide : SizeAt(rest, kStops);
    if (stop == 0) {
      ++at;
      continue;
    }
    at += static_cast<uint32_t>(stop);
    while (const size_t closer = SizeAt(text.substr(at, line.end - at), kClosers)) {
      at += static_cast<uint32_t>(closer);
    }
    if (wide != 0 || at == line.end || IsBlank(text[at])) {
      const Span sentence = Trimmed(text, {begin, at});
      if (!sentence.empty()) sentences.push_back(sentence);
      begin = at;
    }
  }
  const Span last = Trimmed(text, {begin, line.end});
  if (!last.empty()) sentences.push_back(last);
  return sentences;
}

}  // namespace newsprint::source
