#include "benchmarks/fingerprint_generator.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace newsprint::benchmarks {
namespace {

constexpr size_t kMinWords = 60;
constexpr size_t kTemplateWords = 250;
constexpr double kTemplateSlotShare = 0.1;
constexpr size_t kShingleWords = 5;

uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

FingerprintGenerator::FingerprintGenerator(const FingerprintGeneratorOptions& options)
    : options_(options),
      hasher_(options.seed),
      random_(options.seed),
      alias_(options.vocabulary_words),
      keep_(options.vocabulary_words, 1) {
  const size_t words = options_.vocabulary_words;
  double sum = 0;
  for (size_t rank = 1; rank <= words; ++rank) sum += 1.0 / static_cast<double>(rank);
  std::vector<uint32_t> small;
  std::vector<uint32_t> large;
  for (uint32_t rank = 0; rank < words; ++rank) {
    keep_[rank] = static_cast<double>(words) / (static_cast<double>(rank + 1) * sum);
    alias_[rank] = rank;
    (keep_[rank] < 1 ? small : large).push_back(rank);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t lesser = small.back();
    small.pop_back();
    alias_[lesser] = large.back();
    keep_[large.back()] -= 1 - keep_[lesser];
    if (keep_[large.back()] < 1) {
      small.push_back(large.back());
      large.pop_back();
    }
  }
  for (size_t i = 0; i < options_.phrases; ++i) {
    Words phrase(options_.phrase_words);
    for (uint32_t& word : phrase) word = DrawWord();
    phrases_.push_back(std::move(phrase));
  }
  for (size_t i = 0; i < options_.templates; ++i) templates_.push_back(DrawWords(kTemplateWords));
}

// By hand, since the distributions of the standard library differ from one to the next.
double FingerprintGenerator::Uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

uint32_t FingerprintGenerator::DrawWord() {
  const double at = Uniform() * static_cast<double>(alias_.size());
  const auto rank = static_cast<uint32_t>(at);
  return at - static_cast<double>(rank) < keep_[rank] ? rank : alias_[rank];
}

FingerprintGenerator::Words FingerprintGenerator::DrawWords(size_t count) {
  Words words;
  words.reserve(count + options_.phrase_words);
  while (words.size() < count) {
    const uint64_t draw = random_();
    if (phrases_.empty() || static_cast<double>(draw >> 11) * 0x1.0p-53 >= options_.phrase_share) {
      words.push_back(DrawWord());
      continue;
    }
    const Words& phrase = phrases_[random_() % phrases_.size()];
    words.insert(words.end(), phrase.begin(), phrase.end());
  }
  return words;
}

size_t FingerprintGenerator::DrawLength() {
  // Box and Muller's normal deviate.
  const double normal =
      std::sqrt(-2 * std::log(1 - Uniform())) * std::cos(2 * std::numbers::pi * Uniform());
  const double length = options_.median_words * std::exp(options_.length_deviation * normal);
  return std::max(kMinWords, static_cast<size_t>(length));
}

FingerprintGenerator::Words FingerprintGenerator::Changed(const Words& words, double share) {
  Words changed = words;
  for (uint32_t& word : changed) {
    if (Uniform() < share) word = DrawWord();
  }
  return changed;
}

Fingerprint FingerprintGenerator::FingerprintOf(const Words& words) {
  std::vector<uint64_t> tokens(words.size());
  std::ranges::transform(words, tokens.begin(), [](uint32_t word) { return Mix(word + 1); });
  std::vector<uint64_t> shingles(tokens.size() - kShingleWords + 1);
  for (size_t i = 0; i < shingles.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < kShingleWords; ++k) hash = hash * 0x9e3779b97f4a7c15u + tokens[i + k];
    shingles[i] = Mix(hash);
  }
  return ComputeFingerprint(tokens, shingles, hasher_);
}

Fingerprint FingerprintGenerator::NextOriginal() {
  Words words = DrawWords(DrawLength());
  const Fingerprint fingerprint = FingerprintOf(words);
  if (recent_.size() < options_.recent_originals) {
    recent_.push_back(std::move(words));
  } else {
    recent_[originals_ % options_.recent_originals] = std::move(words);
  }
  ++originals_;
  return fingerprint;
}

Fingerprint FingerprintGenerator::NextInstance(size_t template_number) {
  return FingerprintOf(Changed(templates_[template_number], kTemplateSlotShare));
}

Fingerprint FingerprintGenerator::NextCopyOf(uint64_t story) {
  Words words(static_cast<size_t>(options_.median_words));
  for (size_t i = 0; i < words.size(); ++i) {
    words[i] = static_cast<uint32_t>(Mix(story * words.size() + i) % alias_.size());
  }
  return FingerprintOf(Changed(words, options_.changed_word_share));
}

Fingerprint FingerprintGenerator::Next() {
  double kind = recent_.empty() ? 1 : Uniform();
  if (kind < options_.near_copy_share) {
    const Words& source = recent_[random_() % recent_.size()];
    Words words = DrawWords(20);  // Another outlet's lines.
    const Words copied = Changed(source, options_.changed_word_share);
    words.insert(words.end(), copied.begin(), copied.end());
    return FingerprintOf(words);
  }
  kind -= options_.near_copy_share;
  if (kind < options_.excerpt_share) {
    const Words& source = recent_[random_() % recent_.size()];
    const size_t size = std::min(options_.excerpt_words, source.size());
    const auto begin =
        source.begin() + static_cast<ptrdiff_t>(random_() % (source.size() - size + 1));
    Words words = DrawWords(DrawLength());
    words.insert(words.end(), begin, begin + static_cast<ptrdiff_t>(size));
    return FingerprintOf(words);
  }
  kind -= options_.excerpt_share;
  if (kind < options_.template_share) return NextInstance(random_() % templates_.size());
  return NextOriginal();
}

}  // namespace newsprint::benchmarks
