// News-like articles that nobody wrote, for measuring at sizes for which there are no free texts.
//
// Words follow Zipf's law over a vocabulary of made-up words; lengths are log-normal; a share of
// the articles are near copies of recent ones inside another outlet's furniture (promo line,
// headline, photo credit, credit line, a few words changed), and a share of the others hold a
// paragraph of a recent one.
//
//   CorpusGenerator generator({.seed = 7});
//   for (int i = 0; i < 1000; ++i) Use(generator.Next());
#ifndef NEWSPRINT_BENCHMARKS_CORPUS_GENERATOR_H_
#define NEWSPRINT_BENCHMARKS_CORPUS_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "newsprint/article/article.h"

namespace newsprint::benchmarks {

struct CorpusGeneratorOptions {
  uint64_t seed = 1;
  size_t vocabulary_words = 60'000;
  double zipf_exponent = 1.0;
  double median_words = 600;  // Of the log-normal length of an original; at least 60 are written.
  double length_deviation = 0.5;     // Of its logarithm.
  double near_copy_share = 0.15;     // Of all articles. In [0, 1].
  double excerpt_share = 0.05;       // Likewise; the rest are originals.
  double changed_word_share = 0.02;  // Of a near copy's words.
  size_t excerpt_words = 60;
  size_t recent_originals = 2'000;  // Copies are made of one of the last so many.
};

enum class GeneratedKind { kOriginal, kNearCopy, kExcerpt };

struct GeneratedArticle {
  Article article;
  GeneratedKind kind = GeneratedKind::kOriginal;
  ArticleId source;  // What a copy or an excerpt was made from; empty for an original.
};

// Equal options give equal articles on every machine with the same C library's log and exp.
class CorpusGenerator {
 public:
  explicit CorpusGenerator(const CorpusGeneratorOptions& options);

  GeneratedArticle Next();

 private:
  struct Original {
    ArticleId id;
    std::vector<uint32_t> words;  // Ranks in the vocabulary.
  };

  double Uniform();  // In [0, 1).
  uint32_t DrawWord();
  std::vector<uint32_t> DrawWords(size_t count);
  std::string Write(const std::vector<uint32_t>& words);
  const Original& DrawRecent();

  CorpusGeneratorOptions options_;
  std::mt19937_64 random_;
  std::vector<std::string> vocabulary_;
  std::vector<double> cumulative_;  // Of the words' probabilities, by rank.
  std::vector<Original> recent_;    // A ring.
  uint64_t articles_ = 0;
  uint64_t originals_ = 0;
};

}  // namespace newsprint::benchmarks

#endif  // NEWSPRINT_BENCHMARKS_CORPUS_GENERATOR_H_
