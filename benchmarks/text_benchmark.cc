// Bytes to tokens, against what they would cost through ICU: the oracle, which normalises the whole
// text and asks BreakIterator for the words. Items are bytes.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "newsprint/text/tokenize.h"
#include "tests/oracle/token_oracle.h"

namespace newsprint {
namespace {

constexpr std::string_view kEnglish[] = {
    "the",  "President", "of",      "a",         "government", "said",  "on",    "Tuesday",
    "that", "1,200.5",   "people",  "were",      "in",         "Kyiv,", "don't", "and",
    "its",  "U.S.",      "troops.", "according", "reported",   "to\n",  "for",   "Reuters"};
constexpr std::string_view kFrench[] = {
    "le",   "président", "a",     "déclaré", "que", "l’État", "très", "les",    "mois",
    "élus", "depuis",    "après", "et",      "sa",  "loi,",   "dans", "Paris.", "français"};
constexpr std::string_view kRussian[] = {"президент", "в",  "правительство", "—",    "сообщил",
                                         "что",       "на", "«Интерфакс»",   "2022", "года,",
                                         "Москве.",   "и",  "войска",        "по",   "данным"};

// Words in random order, so that branch prediction cannot learn the text.
std::string Article(std::span<const std::string_view> words) {
  std::mt19937_64 random(1);
  std::string text;
  while (text.size() < (1u << 20)) {
    text += words[random() % words.size()];
    text += ' ';
  }
  return text;
}

void TokenizeWords(benchmark::State& state, std::span<const std::string_view> words) {
  const std::string text = Article(words);
  for (auto _ : state) benchmark::DoNotOptimize(Tokenize(text));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

void TokenizeByOracle(benchmark::State& state, std::span<const std::string_view> words) {
  const std::string text = Article(words);
  for (auto _ : state) benchmark::DoNotOptimize(oracle::TokensOf(text));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

BENCHMARK_CAPTURE(TokenizeWords, english, kEnglish)->Name("tokenize_english/newsprint");
BENCHMARK_CAPTURE(TokenizeByOracle, english, kEnglish)->Name("tokenize_english/baseline");
BENCHMARK_CAPTURE(TokenizeWords, french, kFrench)->Name("tokenize_french/newsprint");
BENCHMARK_CAPTURE(TokenizeByOracle, french, kFrench)->Name("tokenize_french/baseline");
BENCHMARK_CAPTURE(TokenizeWords, russian, kRussian)->Name("tokenize_russian/newsprint");
BENCHMARK_CAPTURE(TokenizeByOracle, russian, kRussian)->Name("tokenize_russian/baseline");

}  // namespace
}  // namespace newsprint
