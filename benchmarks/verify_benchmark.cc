// What a candidate of some 600 words costs once the index has named it, against a text that shares
// half of its sentences with it:
//
//   shared_shingles  how many of its shingles the query has, by the query's table; against a merge
//                    of two sorted lists, the sorting not counted
//   match            alignment, passages and verdict, of a near copy, and of a text that shares
//                    nothing
//   prepare          a candidate's text to tokens, hashes and marks: what the cache of texts saves
//   fetch            a candidate's record from RocksDB, which has it in its memory
//
// Items are candidates.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/corpus_generator.h"
#include "benchmarks/scratch_directory.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/match/match.h"
#include "newsprint/match/shingle_table.h"
#include "newsprint/store/store.h"

namespace newsprint::benchmarks {
namespace {

constexpr uint64_t kSeed = 1;
constexpr size_t kPairs = 64;

struct Pair {
  PreparedText query;
  PreparedText candidate;
};

// `shared_share` of the candidate's sentences are the query's.
std::vector<Pair> MakePairs(double shared_share) {
  CorpusGenerator generator({.seed = 9,
                             .median_words = 600,
                             .length_deviation = 0,
                             .near_copy_share = 0,
                             .excerpt_share = 0});
  std::vector<Pair> pairs(kPairs);
  for (Pair& pair : pairs) {
    const std::string query = generator.Next().article.body;
    const std::string other = generator.Next().article.body;
    const size_t half =
        query.find(". ", static_cast<size_t>(shared_share * static_cast<double>(query.size())));
    const std::string shared = shared_share > 0 ? query.substr(0, half) + ".\n\n" : "";
    pair.query = *PrepareText(query, kSeed);
    pair.candidate = *PrepareText(shared + other.substr(shared.size()), kSeed);
  }
  return pairs;
}

// Calls work(which, its candidate), one pair after the other.
template <typename Work>
void RunOnPairs(benchmark::State& state, const std::vector<Pair>& pairs, const Work& work) {
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(work(i, pairs[i]));
    i = (i + 1) % kPairs;
  }
  state.SetItemsProcessed(state.iterations());
}

void SharedShingles(benchmark::State& state) {
  const std::vector<Pair> pairs = MakePairs(.5);
  std::vector<ShingleTable> tables;
  for (const Pair& pair : pairs) tables.emplace_back(pair.query.shingles);
  RunOnPairs(state, pairs, [&](size_t i, const Pair& pair) {
    size_t shared = 0;
    for (const uint64_t shingle : pair.candidate.shingles) {
      shared += tables[i].Find(shingle) != ShingleTable::kNone ? 1 : 0;
    }
    return shared;
  });
}
BENCHMARK(SharedShingles)->Name("shared_shingles/newsprint");

void SharedShinglesByMerge(benchmark::State& state) {
  std::vector<Pair> pairs = MakePairs(.5);
  for (Pair& pair : pairs) {
    std::ranges::sort(pair.query.shingles);
    std::ranges::sort(pair.candidate.shingles);
  }
  RunOnPairs(state, pairs, [](size_t, const Pair& pair) {
    const std::vector<uint64_t>& a = pair.query.shingles;
    const std::vector<uint64_t>& b = pair.candidate.shingles;
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      shared += a[i] == b[j] ? 1 : 0;
      const bool step_a = a[i] <= b[j];
      j += b[j] <= a[i] ? 1 : 0;
      i += step_a ? 1 : 0;
    }
    return shared;
  });
}
BENCHMARK(SharedShinglesByMerge)->Name("shared_shingles/baseline");

void MatchPairs(benchmark::State& state, double shared_share) {
  const std::vector<Pair> pairs = MakePairs(shared_share);
  std::vector<TextMatcher> matchers;
  for (const Pair& pair : pairs) matchers.emplace_back(pair.query);
  RunOnPairs(state, pairs,
             [&](size_t i, const Pair& pair) { return matchers[i].Against(pair.candidate, {}); });
}
BENCHMARK_CAPTURE(MatchPairs, half, .5)->Name("match_half_shared/newsprint");
BENCHMARK_CAPTURE(MatchPairs, nothing, 0)->Name("match_unrelated/newsprint");

std::vector<Article> SomeArticles() {
  CorpusGenerator generator({.seed = 11, .median_words = 600, .length_deviation = 0});
  std::vector<Article> articles(kPairs);
  for (Article& article : articles) article = generator.Next().article;
  return articles;
}

void Prepare(benchmark::State& state) {
  const std::vector<Article> articles = SomeArticles();
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(PrepareText(articles[i++ % kPairs].body, kSeed));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Prepare)->Name("prepare/newsprint");

void Fetch(benchmark::State& state) {
  const ScratchDirectory directory;
  const std::vector<Article> articles = SomeArticles();
  std::unique_ptr<Store> opened = *OpenRocksDbStore(
      {.path = (directory.path() / "store").string(), .scheme = CurrentScheme(), .seed = kSeed});
  const Store& store = *opened;
  const std::unique_ptr<Corpus> corpus = *Corpus::Open(std::move(opened), {});
  for (const auto& report : corpus->IngestBatch(articles, {})) {
    if (!report.ok()) std::abort();
  }
  Ordinal i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(store.ReadByOrdinal(1 + i++ % kPairs));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Fetch)->Name("fetch/newsprint");

}  // namespace
}  // namespace newsprint::benchmarks
