#include "benchmarks/corpus_generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

namespace newsprint::benchmarks {
namespace {

constexpr size_t kMinWords = 60;
constexpr std::array<std::string_view, 4> kOutlets = {"Open Herald", "Harbor Ledger",
                                                      "Delta Morning Post", "Northern Courier"};

// What comes before and after the name of a source. As in life, a few wordings stand in very many
// articles.
struct CreditWording {
  std::string_view before;
  std::string_view after;
};
constexpr std::array<CreditWording, 8> kCredits = {{
    {"This article was originally published by ", " and is reprinted with permission."},
    {"Originally published on ", "."},
    {"Reprinted with the permission of ", "."},
    {"This story first appeared in ", " and is republished here under an agreement."},
    {"With reporting by ", "."},
    {"Source: ", ""},
    {"Republished from ", ", all rights reserved."},
    {"By permission of ", ". Read the original on its website."},
}};
constexpr uint64_t kSources = 60;

// A pronounceable word for each number, all distinct: its digits to base 60, as syllables. Common
// words come out short, as they are.
std::string SpellWord(size_t number) {
  constexpr std::string_view consonants = "bdfgklmnprst";
  constexpr std::string_view vowels = "aeiou";
  std::string word;
  do {
    const size_t syllable = number % 60;
    word += consonants[syllable / vowels.size()];
    word += vowels[syllable % vowels.size()];
    number /= 60;
  } while (number > 0);
  return word;
}

}  // namespace

CorpusGenerator::CorpusGenerator(const CorpusGeneratorOptions& options)
    : options_(options), random_(options.seed) {
  double sum = 0;
  for (size_t rank = 0; rank < options_.vocabulary_words; ++rank) {
    vocabulary_.push_back(SpellWord(rank));
    sum += std::pow(static_cast<double>(rank + 1), -options_.zipf_exponent);
    cumulative_.push_back(sum);
  }
  for (double& value : cumulative_) value /= sum;
}

// By hand, since the distributions of the standard library differ from one to the next.
double CorpusGenerator::Uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

uint32_t CorpusGenerator::DrawWord() {
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, Uniform());
  return static_cast<uint32_t>(found - cumulative_.begin());
}

std::vector<uint32_t> CorpusGenerator::DrawWords(size_t count) {
  std::vector<uint32_t> words(count);
  std::generate(words.begin(), words.end(), [this] { return DrawWord(); });
  return words;
}

// Sentences of 8 to 25 words, paragraphs of 3 sentences.
std::string CorpusGenerator::Write(const std::vector<uint32_t>& words) {
  std::string text;
  size_t sentence_left = 0;
  size_t sentences = 0;
  for (const uint32_t word : words) {
    const bool begins = sentence_left == 0;
    if (begins) {
      if (!text.empty()) text += sentences % 3 == 0 ? ".\n\n" : ". ";
      ++sentences;
      // Drawn from the words, so that a copied run is written alike wherever it stands.
      sentence_left = 8 + word % 18;
    } else {
      text += ' ';
    }
    const std::string& spelled = vocabulary_[word];
    const size_t at = text.size();
    text += spelled;
    if (begins) text[at] = static_cast<char>(text[at] - 'a' + 'A');
    --sentence_left;
  }
  text += '.';
  return text;
}

const CorpusGenerator::Original& CorpusGenerator::DrawRecent() {
  return recent_[random_() % recent_.size()];
}

GeneratedArticle CorpusGenerator::Next() {
  GeneratedArticle generated;
  Article& article = generated.article;
  const uint64_t number = ++articles_;
  article.publisher = kOutlets[number % kOutlets.size()];
  article.url = "https://outlet" + std::to_string(number % kOutlets.size()) + ".example/" +
                std::to_string(number);
  article.id = ArticleId::Derive(article.publisher, article.url, {});
  article.language = "en";
  article.title = Write(DrawWords(9));
  article.published_at = absl::FromUnixSeconds(1'700'000'000 + static_cast<int64_t>(number) * 60);

  const double kind = recent_.empty() ? 1 : Uniform();
  if (kind < options_.near_copy_share) {
    const Original& source = DrawRecent();
    generated.kind = GeneratedKind::kNearCopy;
    generated.source = source.id;
    std::vector<uint32_t> words = source.words;
    for (uint32_t& word : words) {
      if (Uniform() < options_.changed_word_share) word = DrawWord();
    }
    const CreditWording& credit = kCredits[random_() % kCredits.size()];
    const std::string source_name = "Radio " + SpellWord(random_() % kSources);
    article.body =
        Write(DrawWords(14)) + "\n\n" + article.title + "\n\n" + Write(DrawWords(8)) + "\n\n";
    article.body.append(credit.before).append(source_name).append(credit.after);
    article.body += "\n\n" + Write(words);
    return generated;
  }

  // Box and Muller's normal deviate.
  const double normal =
      std::sqrt(-2 * std::log(1 - Uniform())) * std::cos(2 * std::numbers::pi * Uniform());
  const double length = options_.median_words * std::exp(options_.length_deviation * normal);
  Original original{.id = article.id,
                    .words = DrawWords(std::max(kMinWords, static_cast<size_t>(length)))};
  article.body = Write(original.words);
  if (kind < options_.near_copy_share + options_.excerpt_share) {
    const Original& source = DrawRecent();
    generated.kind = GeneratedKind::kExcerpt;
    generated.source = source.id;
    const size_t size = std::min(options_.excerpt_words, source.words.size());
    const auto begin =
        source.words.begin() + static_cast<ptrdiff_t>(random_() % (source.words.size() - size + 1));
    article.body += "\n\n" + Write({begin, begin + static_cast<ptrdiff_t>(size)}) + "\n\n" +
                    Write(DrawWords(60));
  }
  if (recent_.size() < options_.recent_originals) {
    recent_.push_back(std::move(original));
  } else {
    recent_[originals_ % options_.recent_originals] = std::move(original);
  }
  ++originals_;
  return generated;
}

}  // namespace newsprint::benchmarks
