#include "text/fast_words.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "text/word_scan.h"

namespace newsprint::text {
namespace {

// One past the last cut in text[begin, end), or `begin`.
size_t AfterLastCut(std::string_view text, size_t begin, size_t end) {
  while (end > begin && !IsCut(text[end - 1])) --end;
  return end;
}

// Takes the gaps out of the folded words. `shift` is where a byte of the text stands in `folded`.
void CloseGaps(std::span<const Span> gaps, uint32_t shift, std::string& folded,
               std::span<Token> tokens) {
  const auto at = [&](size_t i) { return folded.begin() + static_cast<ptrdiff_t>(i); };
  // The last first, so that in a word the places of those before it hold.
  size_t end = tokens.size();
  for (size_t i = gaps.size(); i-- > 0;) {
    while (tokens[end - 1].span.begin > gaps[i].begin) --end;
    Token& token = tokens[end - 1];
    const size_t word_end = size_t{token.folded_begin} + token.folded_size;
    std::copy(at(gaps[i].end + shift), at(word_end), at(gaps[i].begin + shift));
    token.set_folded_size(token.folded_size - gaps[i].size());
  }
}

// Connectors at either end of a word are not part of the token, and no token by themselves.
void TrimConnectors(std::string_view folded, size_t first, std::vector<Token>& tokens) {
  for (size_t i = first; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    while (token.folded_size > 0 && folded[token.folded_begin] == '_') {
      ++token.span.begin;
      ++token.folded_begin;
      --token.folded_size;
    }
    while (token.folded_size > 0 && folded[token.folded_begin + token.folded_size - 1] == '_') {
      --token.span.end;
      --token.folded_size;
    }
  }
  const auto is_empty = [](const Token& token) { return token.folded_size == 0; };
  tokens.erase(
      std::remove_if(tokens.begin() + static_cast<ptrdiff_t>(first), tokens.end(), is_empty),
      tokens.end());
}

}  // namespace

FastStretch AppendFastWords(std::string_view text, size_t begin, std::string& folded,
                            std::vector<Token>& tokens) {
  const size_t first = tokens.size();
  const size_t folded_first = folded.size();
  const auto shift = static_cast<uint32_t>(folded_first - begin);  // Modulo 2^32.
  WordScan scan;
  scan.text = text;
  scan.position = begin;
  size_t open = 0;  // Edges that await their next: none, or the beginning of an open word.
  while (scan.position < text.size() && !scan.stopped) {
    const size_t place = folded_first + (scan.position - begin);
    folded.resize(place + kScanChunkBytes);
    if (open != 0) scan.edges[0] = scan.edges[scan.num_edges - 1];
    scan.num_edges = open;
    ScanWords(scan, folded.data() + place);
    open = scan.num_edges % 2;
    const size_t words = scan.num_edges / 2;
    TokenBuffer buffer;
    MakeTokens(std::span(scan.edges).first(2 * words), shift, buffer);
    tokens.insert(tokens.end(), buffer.tokens(), buffer.tokens() + words);
  }
  FastStretch stretch{text.size(), text.size(), scan.has_letters_beyond_ascii};
  if (scan.stopped) {
    stretch.stop = scan.position;
    stretch.end = AfterLastCut(text, begin, stretch.stop);
    while (tokens.size() > first && tokens.back().span.begin >= stretch.end) tokens.pop_back();
    std::erase_if(scan.gaps, [&](Span gap) { return gap.begin >= stretch.end; });
  }
  folded.resize(folded_first + (stretch.end - begin));
  if (!scan.gaps.empty()) CloseGaps(scan.gaps, shift, folded, std::span(tokens).subspan(first));
  if (scan.has_connectors) TrimConnectors(folded, first, tokens);
  return stretch;
}

}  // namespace newsprint::text
