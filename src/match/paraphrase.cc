#include "match/paraphrase.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "match/thresholds.h"

namespace newsprint {
namespace {

constexpr size_t kMaxSentences = 4096;

struct Weighted {
  uint32_t word;
  float weight;
};

// A sentence as a vector of its distinct words, of length 1.
struct Sentence {
  uint32_t begin = 0;  // Tokens.
  uint32_t end = 0;
  std::vector<Weighted> words;
};

// A word without its ending, which rewording changes, in any language that has endings: its first
// characters (McNamee and Mayfield, "Character n-gram tokenization for European language text
// retrieval", 2004).
std::string_view StemOf(std::string_view word) {
  uint32_t characters = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool begins_character = (static_cast<unsigned char>(word[i]) & 0xc0) != 0x80;
    if (begins_character && characters++ == thresholds::kStemCharacters) return word.substr(0, i);
  }
  return word;
}

// The sentences of both texts, their words weighed by how few sentences have them (tf-isf).
class SentencePair {
 public:
  SentencePair(const PreparedText& a, const PreparedText& b) : a_(Split(a)), b_(Split(b)) {
    CountWords(a, a_);
    CountWords(b, b_);
    const double sentences = static_cast<double>(a_.size() + b_.size());
    for (std::vector<Sentence>* side : {&a_, &b_}) {
      for (Sentence& sentence : *side) Weigh(sentence, sentences);
    }
  }

  const std::vector<Sentence>& a() const { return a_; }
  const std::vector<Sentence>& b() const { return b_; }
  size_t words() const { return sentences_with_.size(); }

 private:
  // Sentences of a few words say nothing by themselves and go with the next.
  static std::vector<Sentence> Split(const PreparedText& text) {
    const auto size = static_cast<uint32_t>(text.tokens.size());
    std::vector<Sentence> sentences;
    uint32_t begin = 0;
    const std::vector<uint32_t>& starts = text.marks.sentences;
    for (size_t i = 1; i <= starts.size(); ++i) {
      const uint32_t end = i < starts.size() ? starts[i] : size;
      if (end - begin < thresholds::kMinSentenceTokens && end != size) continue;
      sentences.push_back({begin, end, {}});
      begin = end;
    }
    return sentences;
  }

  void CountWords(const PreparedText& text, std::vector<Sentence>& sentences) {
    for (Sentence& sentence : sentences) {
      std::unordered_map<uint32_t, float> counts;
      for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
        const auto [known, is_new] =
            ids_.try_emplace(StemOf(text.tokens.folded(t)), static_cast<uint32_t>(ids_.size()));
        if (is_new) sentences_with_.push_back(0);
        ++counts[known->second];
      }
      for (const auto& [word, count] : counts) {
        sentence.words.push_back({word, count});
        ++sentences_with_[word];
      }
      std::ranges::sort(sentence.words, {}, &Weighted::word);
    }
  }

  void Weigh(Sentence& sentence, double sentences) const {
    double square = 0;
    for (Weighted& word : sentence.words) {
      word.weight *= static_cast<float>(std::log(sentences / sentences_with_[word.word]));
      square += double{word.weight} * word.weight;
    }
    if (square == 0) return;
    const auto length = static_cast<float>(std::sqrt(square));
    for (Weighted& word : sentence.words) word.weight /= length;
  }

  std::unordered_map<std::string_view, uint32_t> ids_;  // By stem; views of the texts.
  std::vector<uint32_t> sentences_with_;
  std::vector<Sentence> a_;
  std::vector<Sentence> b_;
};

struct Seed {
  uint32_t a;
  uint32_t b;
};

std::vector<Seed> FindSeeds(const SentencePair& pair) {
  struct Posting {
    uint32_t sentence;
    float weight;
  };
  std::vector<std::vector<Posting>> postings(pair.words());
  for (uint32_t j = 0; j < pair.b().size(); ++j) {
    for (const Weighted& word : pair.b()[j].words) postings[word.word].push_back({j, word.weight});
  }
  std::vector<Seed> seeds;
  std::vector<float> cosine(pair.b().size());
  std::vector<uint32_t> common(pair.b().size());
  for (uint32_t i = 0; i < pair.a().size(); ++i) {
    std::ranges::fill(cosine, 0.0f);
    std::ranges::fill(common, 0u);
    for (const Weighted& word : pair.a()[i].words) {
      for (const Posting& posting : postings[word.word]) {
        cosine[posting.sentence] += word.weight * posting.weight;
        ++common[posting.sentence];
      }
    }
    for (uint32_t j = 0; j < pair.b().size(); ++j) {
      const size_t words = pair.a()[i].words.size() + pair.b()[j].words.size();
      if (cosine[j] >= thresholds::kSentenceCosine &&
          2.0 * common[j] >= thresholds::kSentenceDice * static_cast<double>(words)) {
        seeds.push_back({i, j});
      }
    }
  }
  return seeds;
}

// Clusters of seeds, as ranges of sentences on both sides, both ends included.
struct Cluster {
  uint32_t a_first, a_last;
  uint32_t b_first, b_last;
};

class Clusterer {
 public:
  explicit Clusterer(const SentencePair& pair) : pair_(pair) {}

  std::vector<Cluster> Run(std::vector<Seed> seeds) {
    Split(std::move(seeds), thresholds::kMaxSentenceGap, false, 0);
    return std::move(clusters_);
  }

 private:
  // Cuts the seeds where one side has a gap, by turns, until neither has; then judges what is left.
  void Split(std::vector<Seed> seeds, uint32_t max_gap, bool by_b, int settled) {
    if (settled == 2) return Judge(std::move(seeds), max_gap);
    const auto place = [by_b](const Seed& seed) { return by_b ? seed.b : seed.a; };
    std::ranges::sort(seeds, {}, place);
    std::vector<std::vector<Seed>> groups;
    for (const Seed& seed : seeds) {
      if (groups.empty() || place(seed) > place(groups.back().back()) + max_gap + 1)
        groups.emplace_back();
      groups.back().push_back(seed);
    }
    const int now_settled = groups.size() == 1 ? settled + 1 : 1;
    for (std::vector<Seed>& group : groups) Split(std::move(group), max_gap, !by_b, now_settled);
  }

  void Judge(std::vector<Seed> seeds, uint32_t max_gap) {
    const auto [a_first, a_last] = std::ranges::minmax(seeds, {}, &Seed::a);
    const auto [b_first, b_last] = std::ranges::minmax(seeds, {}, &Seed::b);
    const Cluster cluster{a_first.a, a_last.a, b_first.b, b_last.b};
    if (Similarity(cluster) >= thresholds::kClusterCosine) {
      clusters_.push_back(cluster);
    } else if (max_gap > 0) {
      Split(std::move(seeds), max_gap - 1, false, 0);
    }
  }

  double Similarity(const Cluster& cluster) {
    const std::unordered_map<uint32_t, double> a = Sum(pair_.a(), cluster.a_first, cluster.a_last);
    const std::unordered_map<uint32_t, double> b = Sum(pair_.b(), cluster.b_first, cluster.b_last);
    double dot = 0, square_a = 0, square_b = 0;
    for (const auto& [word, weight] : a) {
      square_a += weight * weight;
      if (const auto found = b.find(word); found != b.end()) dot += weight * found->second;
    }
    for (const auto& [word, weight] : b) square_b += weight * weight;
    return square_a > 0 && square_b > 0 ? dot / std::sqrt(square_a * square_b) : 0;
  }

  static std::unordered_map<uint32_t, double> Sum(const std::vector<Sentence>& sentences,
                                                  uint32_t first, uint32_t last) {
    std::unordered_map<uint32_t, double> sum;
    for (uint32_t s = first; s <= last; ++s) {
      for (const Weighted& word : sentences[s].words) sum[word.word] += double{word.weight};
    }
    return sum;
  }

  const SentencePair& pair_;
  std::vector<Cluster> clusters_;
};

uint32_t DistinctCommonWords(const SentencePair& pair, const Cluster& cluster) {
  std::vector<uint32_t> a, b, both;
  for (uint32_t s = cluster.a_first; s <= cluster.a_last; ++s) {
    for (const Weighted& word : pair.a()[s].words) a.push_back(word.word);
  }
  for (uint32_t s = cluster.b_first; s <= cluster.b_last; ++s) {
    for (const Weighted& word : pair.b()[s].words) b.push_back(word.word);
  }
  for (std::vector<uint32_t>* words : {&a, &b}) {
    std::ranges::sort(*words);
    words->erase(std::ranges::unique(*words).begin(), words->end());
  }
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<uint32_t>(both.size());
}

uint32_t SentenceAt(const std::vector<Sentence>& sentences, uint32_t token) {
  const auto after = std::ranges::upper_bound(sentences, token, {}, &Sentence::begin);
  return static_cast<uint32_t>(after - sentences.begin()) - 1;
}

void AddSeedsAlong(const AlignedPassage& passage, const SentencePair& pair,
                   std::vector<Seed>& seeds) {
  const uint32_t length_a = passage.a_end - passage.a_begin;
  const uint32_t length_b = passage.b_end - passage.b_begin;
  for (uint32_t t = 0; t < length_a; t += thresholds::kMinSentenceTokens) {
    const auto across = static_cast<uint32_t>(uint64_t{t} * length_b / length_a);
    seeds.push_back({SentenceAt(pair.a(), passage.a_begin + t),
                     SentenceAt(pair.b(), passage.b_begin + across)});
  }
}

// A passage so long and so equal that its ends are known to the word: what stands around it was not
// reworded along with it.
bool IsVerbatim(const AlignedPassage& run) {
  const uint32_t longer = std::max(run.a_end - run.a_begin, run.b_end - run.b_begin);
  return longer >= thresholds::kVerbatimTokens &&
         run.equal_tokens >= thresholds::kVerbatimShare * longer;
}

bool Overlap(const AlignedPassage& x, const AlignedPassage& y) {
  return (x.a_begin < y.a_end && y.a_begin < x.a_end) ||
         (x.b_begin < y.b_end && y.b_begin < x.b_end);
}

bool IsQuoted(const PreparedText& text, uint32_t token) {
  const Span span = text.tokens.span(token);
  const auto quote = std::ranges::upper_bound(text.marks.quoted, span.begin, {}, &Span::begin);
  return quote != text.marks.quoted.begin() && span.end <= std::prev(quote)->end;
}

size_t FactsIn(const PreparedText& text, uint32_t begin, uint32_t end) {
  return static_cast<size_t>(std::ranges::lower_bound(text.marks.facts, end) -
                             std::ranges::lower_bound(text.marks.facts, begin));
}

// What a run that was left of reworded text is worth as evidence of that: its words that are
// neither names nor numbers, which stand in every report on a matter, nor quoted speech.
double ScrapWords(const PreparedText& a, const PreparedText& b, const AlignedPassage& run) {
  if (IsQuoted(a, run.a_begin) && IsQuoted(a, run.a_end - 1)) return 0;
  const auto facts = static_cast<double>(
      std::max(FactsIn(a, run.a_begin, run.a_end), FactsIn(b, run.b_begin, run.b_end)));
  const uint32_t tokens = run.a_end - run.a_begin;
  const double words = a.tokens.CountWords(run.a_begin, run.a_end);
  // Scripts without spaces have no capitals either.
  const bool names_told = words == tokens && (a.marks.names_told || b.marks.names_told);
  return std::max(0.0, run.equal_tokens - facts) * words / tokens *
         (names_told ? 1 : thresholds::kUntoldShare);
}

}  // namespace

bool HasScraps(const PreparedText& a, const PreparedText& b,
               std::span<const AlignedPassage> exact) {
  if (exact.size() < thresholds::kMinScraps ||
      std::max(a.marks.sentences.size(), b.marks.sentences.size()) >
          thresholds::kMaxSearchedSentences) {
    return false;
  }
  double words = 0;
  for (const AlignedPassage& scrap : exact) words += ScrapWords(a, b, scrap);
  return words >= thresholds::kScrapWords;
}

std::vector<AlignedPassage> AddReworded(const PreparedText& a, const PreparedText& b,
                                        std::vector<AlignedPassage> exact, double min_scrap_words) {
  if (a.marks.sentences.empty() || b.marks.sentences.empty() ||
      a.marks.sentences.size() > kMaxSentences || b.marks.sentences.size() > kMaxSentences) {
    return exact;
  }
  const SentencePair pair(a, b);
  std::vector<Seed> seeds = FindSeeds(pair);
  if (seeds.empty()) return exact;
  for (const AlignedPassage& passage : exact) AddSeedsAlong(passage, pair, seeds);
  std::vector<AlignedPassage> clusters;
  for (const Cluster& cluster : Clusterer(pair).Run(std::move(seeds))) {
    const AlignedPassage passage{pair.a()[cluster.a_first].begin, pair.a()[cluster.a_last].end,
                                 pair.b()[cluster.b_first].begin, pair.b()[cluster.b_last].end,
                                 DistinctCommonWords(pair, cluster)};
    const uint32_t shorter =
        std::min(passage.a_end - passage.a_begin, passage.b_end - passage.b_begin);
    if (shorter >= thresholds::kMinRewordedTokens) clusters.push_back(passage);
  }
  std::ranges::sort(clusters, [](const AlignedPassage& x, const AlignedPassage& y) {
    if (x.equal_tokens != y.equal_tokens) return x.equal_tokens > y.equal_tokens;
    return x.a_begin + x.b_begin < y.a_begin + y.b_begin;
  });
  std::vector<AlignedPassage> chosen;
  for (AlignedPassage& cluster : clusters) {
    const auto overlaps = [&](const AlignedPassage& other) { return Overlap(cluster, other); };
    if (std::ranges::any_of(chosen, overlaps) ||
        std::ranges::any_of(exact, [&](const AlignedPassage& run) {
          return Overlap(cluster, run) && IsVerbatim(run);
        })) {
      continue;
    }
    // Of reworded text only what was left in a row counts as copied.
    uint32_t equal = 0;
    double scrap_words = 0;
    for (const AlignedPassage& run : exact) {
      if (!Overlap(cluster, run)) continue;
      scrap_words += ScrapWords(a, b, run);
      equal += run.equal_tokens;
      cluster.copied_a += run.copied_a;
      cluster.copied_b += run.copied_b;
    }
    if (scrap_words < min_scrap_words) continue;
    cluster.equal_tokens = std::max(equal, cluster.equal_tokens);
    std::erase_if(exact, overlaps);
    chosen.push_back(cluster);
  }
  if (!chosen.empty()) {
    std::erase_if(exact, [](const AlignedPassage& run) {
      return run.equal_tokens < thresholds::kMinRunBesideReworded;
    });
  }
  exact.insert(exact.end(), chosen.begin(), chosen.end());
  std::ranges::sort(exact, {}, &AlignedPassage::a_begin);
  return exact;
}

}  // namespace newsprint
