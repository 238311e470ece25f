// Shingles of an article of some 600 words to what the index knows of it. Items are articles.
//
//   sign     against 128 permutations, each hashing every shingle
//   winnow   against the minimum of every window by itself
//   compare  two signatures
//   decode   a fingerprint's bytes
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "newsprint/sketch/fingerprint.h"
#include "newsprint/sketch/min_hash.h"
#include "newsprint/sketch/winnow.h"
#include "tests/oracle/brute_force_winnow.h"
#include "tests/oracle/k_permutation_min_hash.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 1;
constexpr size_t kShingles = 596;
constexpr size_t kSets = 64;

const std::vector<std::vector<uint64_t>>& Sets() {
  static const auto& sets = *new auto([] {
    std::mt19937_64 random(1);
    std::vector<std::vector<uint64_t>> made(kSets, std::vector<uint64_t>(kShingles));
    for (auto& set : made) {
      for (uint64_t& shingle : set) shingle = random();
    }
    return made;
  }());
  return sets;
}

template <typename Work>
void RunOnSets(benchmark::State& state, const Work& work) {
  size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(work(Sets()[i++ % kSets]));
  state.SetItemsProcessed(state.iterations());
}

void Sign(benchmark::State& state) {
  const MinHasher hasher(kSeed);
  RunOnSets(state, [&](const std::vector<uint64_t>& set) { return *hasher.Sign(set); });
}
BENCHMARK(Sign)->Name("sign/newsprint");

void SignByPermutations(benchmark::State& state) {
  RunOnSets(state, [](const std::vector<uint64_t>& set) {
    return oracle::KPermutationMinHash(set, kSignatureSize, kSeed);
  });
}
BENCHMARK(SignByPermutations)->Name("sign/baseline");

void Winnow(benchmark::State& state) {
  RunOnSets(state, [](const std::vector<uint64_t>& set) { return SelectAnchors(set); });
}
BENCHMARK(Winnow)->Name("winnow/newsprint");

void WinnowByWindow(benchmark::State& state) {
  RunOnSets(state, [](const std::vector<uint64_t>& set) {
    return oracle::BruteForceWinnow(set, kWinnowWindow);
  });
}
BENCHMARK(WinnowByWindow)->Name("winnow/baseline");

void Compare(benchmark::State& state) {
  const MinHasher hasher(kSeed);
  std::vector<Signature> signatures;
  for (const auto& set : Sets()) signatures.push_back(*hasher.Sign(set));
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(EstimateJaccard(signatures[i % kSets], signatures[i * 7 % kSets]));
    ++i;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Compare)->Name("compare/newsprint");

void Decode(benchmark::State& state) {
  const MinHasher hasher(kSeed);
  std::vector<std::string> encoded;
  for (const auto& set : Sets()) {
    encoded.push_back(EncodeFingerprint(ComputeFingerprint(set, set, hasher)));
  }
  size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(DecodeFingerprint(encoded[i++ % kSets]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Decode)->Name("decode/newsprint");

}  // namespace
}  // namespace newsprint
