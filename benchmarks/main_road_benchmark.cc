// What the main road costs, each step beside a baseline that does the same job without cleverness:
//
//   text_to_signature  against ICU normalisation and word breaks, and 128 permutations
//   check              against comparing every stored signature, then verifying as newsprint does
//   durable_ingest     against a synced write of the same bytes into bare RocksDB
//
// items_per_second are articles. benchmarks/run puts the ratios beside them. The number of articles
// that `check` searches is NEWSPRINT_BENCHMARK_ARTICLES, 100,000 where it is not set.
#include <benchmark/benchmark.h>
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/corpus_generator.h"
#include "benchmarks/scratch_directory.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/match/match.h"
#include "newsprint/sketch/fingerprint.h"
#include "newsprint/sketch/min_hash.h"
#include "newsprint/store/store.h"
#include "newsprint/text/marks.h"
#include "newsprint/text/shingle.h"
#include "newsprint/text/tokenize.h"
#include "tests/oracle/k_permutation_min_hash.h"

namespace newsprint::benchmarks {
namespace {

constexpr uint64_t kSeed = 1;
constexpr size_t kQueries = 512;
constexpr size_t kBatchArticles = 64;
constexpr int kIngestBatches = 64;

std::vector<GeneratedArticle> Generate(CorpusGenerator& generator, size_t count) {
  std::vector<GeneratedArticle> articles(count);
  std::generate(articles.begin(), articles.end(), [&] { return generator.Next(); });
  return articles;
}

// Of 600 words each, which is what a news story has.
const std::vector<GeneratedArticle>& SomeArticles() {
  static const auto& articles = *new auto([] {
    CorpusGenerator generator({.seed = 3,
                               .median_words = 600,
                               .length_deviation = 0,
                               .near_copy_share = 0,
                               .excerpt_share = 0});
    return Generate(generator, kQueries);
  }());
  return articles;
}

// Both with `marks`, which verification needs, and without, as the baseline has none.
void TextToSignature(benchmark::State& state, bool marks) {
  const MinHasher hasher(kSeed);
  size_t i = 0;
  size_t bytes = 0;
  for (auto _ : state) {
    const std::string& body = SomeArticles()[i++ % kQueries].article.body;
    const absl::StatusOr<TokenizedText> tokens = Tokenize(body);
    benchmark::DoNotOptimize(hasher.Sign(HashShingles(HashTokens(*tokens, kSeed), kSeed)));
    if (marks) benchmark::DoNotOptimize(MarkText(body, *tokens));
    bytes += body.size();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK_CAPTURE(TextToSignature, plain, false)->Name("text_to_signature/newsprint");
BENCHMARK_CAPTURE(TextToSignature, marks, true)->Name("text_to_signature/newsprint/with_marks");

void TextToSignatureBaseline(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& normalizer = *icu::Normalizer2::getNFKCCasefoldInstance(error);
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  size_t i = 0;
  size_t bytes = 0;
  for (auto _ : state) {
    const std::string& body = SomeArticles()[i++ % kQueries].article.body;
    const icu::UnicodeString folded =
        normalizer.normalize(icu::UnicodeString::fromUTF8(body), error);
    words->setText(folded);
    std::vector<uint64_t> hashes;
    int32_t begin = words->first();
    for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
      if (words->getRuleStatus() != UBRK_WORD_NONE) {
        hashes.push_back(XXH3_64bits_withSeed(folded.getBuffer() + begin,
                                              static_cast<size_t>(end - begin) * sizeof(char16_t),
                                              kSeed));
      }
      begin = end;
    }
    benchmark::DoNotOptimize(
        oracle::KPermutationMinHash(HashShingles(hashes, kSeed), kSignatureSize, kSeed));
    bytes += body.size();
  }
  if (U_FAILURE(error)) state.SkipWithError(u_errorName(error));
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(TextToSignatureBaseline)->Name("text_to_signature/baseline");

size_t StoredArticles() {
  size_t count = 100'000;
  if (const char* wanted = std::getenv("NEWSPRINT_BENCHMARK_ARTICLES")) {
    if (!absl::SimpleAtoi(wanted, &count)) count = 0;
  }
  return count;
}

// Stored articles, and queries of which some are copies of the newest of them.
struct Haystack {
  std::unique_ptr<Corpus> corpus;
  std::vector<Article> stored;
  std::vector<Signature> signatures;  // Of `stored`, for the baseline.
  std::vector<GeneratedArticle> queries;
};

const Haystack& SharedHaystack() {
  static const auto& haystack = *new auto([] {
    Haystack made;
    made.corpus = *Corpus::Open(
        CreateMemoryStore({.path = {}, .scheme = CurrentScheme(), .seed = kSeed}), {});
    CorpusGenerator generator({.seed = 5});
    const MinHasher hasher(kSeed);
    for (size_t stored = 0; stored < StoredArticles(); stored += kBatchArticles) {
      std::vector<Article> batch;
      for (GeneratedArticle& generated : Generate(generator, kBatchArticles)) {
        made.signatures.push_back(
            *hasher.Sign(PrepareText(generated.article.body, kSeed)->shingles));
        batch.push_back(std::move(generated.article));
      }
      for (const auto& report : made.corpus->IngestBatch(batch, {})) {
        if (!report.ok()) std::abort();
      }
      std::move(batch.begin(), batch.end(), std::back_inserter(made.stored));
    }
    made.queries = Generate(generator, kQueries);
    return made;
  }());
  return haystack;
}

bool Finds(const SearchReport& report, const ArticleId& source) {
  return std::any_of(report.matches.begin(), report.matches.end(),
                     [&](const FoundMatch& found) { return found.other.id == source; });
}

void Check(benchmark::State& state) {
  const Haystack& haystack = SharedHaystack();
  size_t i = 0;
  double candidates = 0;
  double sources = 0;
  double found = 0;
  for (auto _ : state) {
    const GeneratedArticle& query = haystack.queries[i++ % kQueries];
    const absl::StatusOr<SearchReport> report = haystack.corpus->Check(query.article, {});
    if (!report.ok()) {
      state.SkipWithError(std::string(report.status().message()).c_str());
      break;
    }
    candidates += static_cast<double>(report->work.candidates);
    // A query whose source is another query has nothing to find.
    if (query.kind == GeneratedKind::kOriginal) continue;
    const absl::StatusOr<StoredArticle> source = haystack.corpus->Get(query.source, 0);
    if (!source.ok()) continue;
    ++sources;
    found += Finds(*report, query.source) ? 1 : 0;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["stored"] = static_cast<double>(haystack.stored.size());
  state.counters["candidates"] = benchmark::Counter(candidates, benchmark::Counter::kAvgIterations);
  state.counters["sources_found"] = sources > 0 ? found / sources : 1;
}
BENCHMARK(Check)->Name("check/newsprint")->Unit(benchmark::kMicrosecond);

void CheckBaseline(benchmark::State& state) {
  // Lower than any near copy's resemblance, so that what is missed are excerpts: what signatures
  // alone cannot see.
  constexpr double kMinJaccard = 0.2;
  const Haystack& haystack = SharedHaystack();
  const MinHasher hasher(kSeed);
  size_t i = 0;
  for (auto _ : state) {
    const absl::StatusOr<PreparedText> query =
        PrepareText(haystack.queries[i++ % kQueries].article.body, kSeed);
    const Signature signature = *hasher.Sign(query->shingles);
    for (size_t other = 0; other < haystack.signatures.size(); ++other) {
      if (EstimateJaccard(signature, haystack.signatures[other]) < kMinJaccard) continue;
      benchmark::DoNotOptimize(
          MatchTexts(*query, *PrepareText(haystack.stored[other].body, kSeed)));
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(CheckBaseline)->Name("check/baseline")->Unit(benchmark::kMicrosecond);

const std::vector<std::vector<Article>>& IngestBatches() {
  static const auto& batches = *new auto([] {
    CorpusGenerator generator({.seed = 7});
    std::vector<std::vector<Article>> made(kIngestBatches);
    for (std::vector<Article>& batch : made) {
      for (GeneratedArticle& generated : Generate(generator, kBatchArticles)) {
        batch.push_back(std::move(generated.article));
      }
    }
    return made;
  }());
  return batches;
}

void DurableIngest(benchmark::State& state) {
  const ScratchDirectory directory;
  std::unique_ptr<Corpus> corpus =
      *Corpus::Open(*OpenRocksDbStore({.path = (directory.path() / "store").string(),
                                       .scheme = CurrentScheme(),
                                       .seed = kSeed}),
                    {});
  size_t i = 0;
  for (auto _ : state) {
    for (const auto& report : corpus->IngestBatch(IngestBatches()[i], {})) {
      if (!report.ok()) {
        state.SkipWithError(std::string(report.status().message()).c_str());
        return;
      }
    }
    ++i;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kBatchArticles));
}
BENCHMARK(DurableIngest)
    ->Name("durable_ingest/newsprint")
    ->Iterations(kIngestBatches)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void DurableIngestBaseline(benchmark::State& state) {
  const ScratchDirectory directory;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(options, (directory.path() / "store").string(), &opened).ok()) {
    state.SkipWithError("RocksDB does not open");
    return;
  }
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  size_t i = 0;
  for (auto _ : state) {
    rocksdb::WriteBatch batch;
    for (const Article& article : IngestBatches()[i]) {
      batch.Put(article.id.value(), absl::StrCat(article.title, article.url, article.publisher,
                                                 article.language, article.body));
    }
    if (!db->Write(synced, &batch).ok()) {
      state.SkipWithError("RocksDB does not write");
      return;
    }
    ++i;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kBatchArticles));
}
BENCHMARK(DurableIngestBaseline)
    ->Name("durable_ingest/baseline")
    ->Iterations(kIngestBatches)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace newsprint::benchmarks
