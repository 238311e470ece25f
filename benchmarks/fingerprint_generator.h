// Fingerprints of news-like articles without the articles, for measuring the index at sizes for
// which texts would take hours: about 15 us each.
//
// Words follow Zipf's law; lengths are log-normal; stock phrases stand between the words, of which
// each article has about six; a share of the articles are near copies of recent ones, a share hold
// a paragraph of a recent one, and a share are instances of a template (weather, results), of which
// one word in ten is new. There are many phrases and templates, since what stands in a great many
// articles is common text, which a corpus does not look up.
//
//   FingerprintGenerator generator({.seed = 7});
//   for (uint64_t ordinal = 1; ordinal <= n; ++ordinal) index->Add(ordinal, generator.Next());
#ifndef NEWSPRINT_BENCHMARKS_FINGERPRINT_GENERATOR_H_
#define NEWSPRINT_BENCHMARKS_FINGERPRINT_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "newsprint/sketch/fingerprint.h"
#include "newsprint/sketch/min_hash.h"

namespace newsprint::benchmarks {

struct FingerprintGeneratorOptions {
  uint64_t seed = 1;
  size_t vocabulary_words = 60'000;
  double median_words = 600;      // Of the log-normal length of an original; at least 60.
  double length_deviation = 0.5;  // Of its logarithm.
  size_t phrases = 100'000;
  size_t phrase_words = 8;
  double phrase_share = 0.01;  // Of the places between words that a phrase stands in.
  // Of all articles; the rest are originals.
  double near_copy_share = 0.15;
  double excerpt_share = 0.05;
  double template_share = 0.02;
  double changed_word_share = 0.02;  // Of a near copy's words.
  size_t excerpt_words = 60;
  size_t templates = 2'000;
  size_t recent_originals = 2'000;  // Copies are made of one of the last so many.
};

// Equal options give equal fingerprints on every machine with the same C library's log and exp.
class FingerprintGenerator {
 public:
  explicit FingerprintGenerator(const FingerprintGeneratorOptions& options);

  Fingerprint Next();
  Fingerprint NextOriginal();
  // Of one of the templates, which is in [0, templates).
  Fingerprint NextInstance(size_t template_number);
  // A near copy of the story of this number, which is any; the same every time but for the changes.
  Fingerprint NextCopyOf(uint64_t story);

 private:
  using Words = std::vector<uint32_t>;  // Ranks in the vocabulary.

  double Uniform();  // In [0, 1).
  uint32_t DrawWord();
  Words DrawWords(size_t count);
  size_t DrawLength();
  Words Changed(const Words& words, double share);
  Fingerprint FingerprintOf(const Words& words);

  const FingerprintGeneratorOptions options_;
  const MinHasher hasher_;
  std::mt19937_64 random_;
  // Walker's alias method: a word by one look at a table.
  std::vector<uint32_t> alias_;
  std::vector<double> keep_;
  std::vector<Words> phrases_;
  std::vector<Words> templates_;
  std::vector<Words> recent_;  // A ring.
  uint64_t originals_ = 0;
};

}  // namespace newsprint::benchmarks

#endif  // NEWSPRINT_BENCHMARKS_FINGERPRINT_GENERATOR_H_
