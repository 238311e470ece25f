// Bytes to tokens, tokens to shingles and marks, an article of some 600 words at a time.
//
//   tokenize_LANGUAGE     against ICU: NFKC_Casefold and BreakIterator
//   tokenize_english/TARGET
//                         newsprint by other vectors than the best that the machine has
//   hash_english          token and shingle hashes, against XXH3 called through its library
//   marks_english         what PrepareText adds to that, against ICU's word breaks
//
// Items are bytes of text.
#include <benchmark/benchmark.h>
#include <hwy/targets.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text/marks.h"
#include "newsprint/text/shingle.h"
#include "newsprint/text/tokenize.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 1;
constexpr size_t kArticleWords = 600;
constexpr size_t kArticles = 64;

constexpr std::string_view kEnglish[] = {
    "the",  "President", "of",      "a",         "government", "said",  "on",    "Tuesday",
    "that", "1,200.5",   "people",  "were",      "in",         "Kyiv,", "don't", "and",
    "its",  "U.S.",      "troops.", "according", "reported",   "to\n",  "for",   "Reuters"};
// As web pages set it.
constexpr std::string_view kTypeset[] = {
    "the",  "President’s", "of",      "a",         "government", "said",  "on",      "Tuesday —",
    "that", "1,200.5",     "people",  "were",      "in",         "Kyiv,", "“don’t”", "and",
    "its",  "U.S.",        "troops.", "according", "reported",   "to\n",  "for",     "café"};
constexpr std::string_view kFrench[] = {
    "le",   "président", "a",     "déclaré", "que", "l’État", "très", "les",    "mois",
    "élus", "depuis",    "après", "et",      "sa",  "loi,",   "dans", "Paris.", "français"};
constexpr std::string_view kPolish[] = {
    "prezydent", "w",       "że", "się",   "powiedział", "na",      "rząd", "nie",       "wojska",
    "Polsce",    "zostały", "i",  "przez", "oraz",       "państwa", "do",   "Warszawa.", "z"};
constexpr std::string_view kRussian[] = {"президент", "в",  "правительство", "—",    "сообщил",
                                         "что",       "на", "«Интерфакс»",   "2022", "года,",
                                         "Москве.",   "и",  "войска",        "по",   "данным"};

constexpr std::string_view kUkrainian[] = {
    "президент", "у", "уряд",    "—",  "повідомив", "що",      "на", "«Укрінформ»", "2022", "року,",
    "Києві.",    "і", "війська", "за", "даними",    "об’єкти", "її", "країни"};
constexpr std::string_view kPersian[] = {"رئیس", "جمهوری",        "در", "تهران",  "گفت", "که",
                                         "این",  "می‌شود", "و",  "ایران.", "از",  "دولت"};

// Words in random order, so that branch prediction cannot learn the texts.
std::vector<std::string> Articles(std::span<const std::string_view> words) {
  std::mt19937_64 random(1);
  std::vector<std::string> articles(kArticles);
  for (std::string& text : articles) {
    for (size_t i = 0; i < kArticleWords; ++i) {
      text += words[random() % words.size()];
      text += ' ';
    }
  }
  return articles;
}

// Runs `work` on one article after the other.
template <typename Text, typename Work>
void RunOn(benchmark::State& state, std::span<const std::string_view> words,
           const std::vector<Text>& texts, const Work& work) {
  const std::vector<std::string> articles = Articles(words);
  size_t bytes = 0;
  size_t i = 0;
  for (auto _ : state) {
    work(texts[i % kArticles], articles[i % kArticles]);
    bytes += articles[i % kArticles].size();
    ++i;
  }
  state.SetItemsProcessed(static_cast<int64_t>(bytes));
}

void TokenizeWords(benchmark::State& state, std::span<const std::string_view> words,
                   int64_t targets) {
  hwy::SetSupportedTargetsForTest(targets);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  RunOn(state, words, Articles(words), [](const std::string& text, const std::string&) {
    benchmark::DoNotOptimize(Tokenize(text));
  });
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void TokenizeByIcu(benchmark::State& state, std::span<const std::string_view> words) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& normalizer = *icu::Normalizer2::getNFKCCasefoldInstance(error);
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  std::vector<int32_t> tokens;
  RunOn(state, words, Articles(words), [&](const std::string& text, const std::string&) {
    const icu::UnicodeString folded =
        normalizer.normalize(icu::UnicodeString::fromUTF8(text), error);
    breaks->setText(folded);
    tokens.clear();
    int32_t begin = breaks->first();
    for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
      if (breaks->getRuleStatus() != UBRK_WORD_NONE) {
        tokens.push_back(begin);
        tokens.push_back(end);
      }
      begin = end;
    }
    benchmark::DoNotOptimize(tokens.data());
  });
  if (U_FAILURE(error)) state.SkipWithError(u_errorName(error));
}

std::vector<TokenizedText> TokenizedArticles(std::span<const std::string_view> words) {
  std::vector<TokenizedText> tokenized;
  for (const std::string& text : Articles(words)) tokenized.push_back(*Tokenize(text));
  return tokenized;
}

void HashWords(benchmark::State& state, std::span<const std::string_view> words) {
  RunOn(state, words, TokenizedArticles(words), [](const TokenizedText& tokens, const auto&) {
    benchmark::DoNotOptimize(HashTokens(tokens, kSeed));
  });
}

void HashShinglesOfWords(benchmark::State& state, std::span<const std::string_view> words) {
  std::vector<std::vector<uint64_t>> hashes;
  for (const TokenizedText& tokens : TokenizedArticles(words)) {
    hashes.push_back(HashTokens(tokens, kSeed));
  }
  RunOn(state, words, hashes, [](const std::vector<uint64_t>& tokens, const auto&) {
    benchmark::DoNotOptimize(HashShingles(tokens, kSeed));
  });
}

void MarkWords(benchmark::State& state, std::span<const std::string_view> words) {
  RunOn(state, words, TokenizedArticles(words),
        [](const TokenizedText& tokens, const std::string& text) {
          benchmark::DoNotOptimize(MarkText(text, tokens));
        });
}

#define NEWSPRINT_LANGUAGE(language, words)                                                       \
  BENCHMARK_CAPTURE(TokenizeWords, language, words, 0)->Name("tokenize_" #language "/newsprint"); \
  BENCHMARK_CAPTURE(TokenizeByIcu, language, words)->Name("tokenize_" #language "/baseline")
NEWSPRINT_LANGUAGE(english, kEnglish);
NEWSPRINT_LANGUAGE(typeset, kTypeset);
NEWSPRINT_LANGUAGE(french, kFrench);
NEWSPRINT_LANGUAGE(polish, kPolish);
NEWSPRINT_LANGUAGE(russian, kRussian);
NEWSPRINT_LANGUAGE(ukrainian, kUkrainian);
NEWSPRINT_LANGUAGE(persian, kPersian);
#undef NEWSPRINT_LANGUAGE

BENCHMARK_CAPTURE(TokenizeWords, avx2, kEnglish, HWY_AVX2)->Name("tokenize_english/avx2");
BENCHMARK_CAPTURE(TokenizeWords, sse4, kEnglish, HWY_SSE4)->Name("tokenize_english/sse4");
BENCHMARK_CAPTURE(TokenizeWords, table, kEnglish, HWY_EMU128)->Name("tokenize_english/table");

BENCHMARK_CAPTURE(HashWords, english, kEnglish)->Name("hash_tokens/newsprint");
BENCHMARK_CAPTURE(HashShinglesOfWords, english, kEnglish)->Name("hash_shingles/newsprint");
BENCHMARK_CAPTURE(MarkWords, english, kEnglish)->Name("marks_english/newsprint");
BENCHMARK_CAPTURE(MarkWords, french, kFrench)->Name("marks_french/newsprint");
BENCHMARK_CAPTURE(MarkWords, russian, kRussian)->Name("marks_russian/newsprint");

}  // namespace
}  // namespace newsprint
