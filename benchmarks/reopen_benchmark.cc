// How long a corpus in files takes to open: store, index and groups of near copies.
//
//   reopen/clean    after its process closed it
//   reopen/killed   after its process was killed, having taken in
//                   NEWSPRINT_BENCHMARK_KILLED_ARTICLES (40,000 unless set) that no file of the
//                   index holds
//
// NEWSPRINT_BENCHMARK_ARTICLES (100,000 unless set) are there before. Files are warm.
#include <benchmark/benchmark.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "benchmarks/corpus_generator.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint::benchmarks {
namespace {

constexpr size_t kBatchArticles = 256;
constexpr uint64_t kSeed = 1;

size_t CountFromEnvironment(const char* name, size_t fallback) {
  size_t count = fallback;
  if (const char* wanted = std::getenv(name)) {
    if (!absl::SimpleAtoi(wanted, &count)) std::abort();
  }
  return count;
}

size_t Articles() { return CountFromEnvironment("NEWSPRINT_BENCHMARK_ARTICLES", 100'000); }
size_t KilledArticles() {
  return CountFromEnvironment("NEWSPRINT_BENCHMARK_KILLED_ARTICLES", 40'000);
}

std::string StorePath() {
  return (std::filesystem::temp_directory_path() / "newsprint-reopen-benchmark").string();
}

std::unique_ptr<Corpus> Open() {
  const std::string path = StorePath();
  return *Corpus::Open(*OpenRocksDbStore({.path = path, .scheme = CurrentScheme(), .seed = kSeed}),
                       {.batch_threads = 2, .index_path = IndexPathOf(path)});
}

// Runs in a process of its own, whose end is awaited: what it leaves of threads and memory is gone.
template <typename Work>
int InProcess(const Work& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) std::abort();
  return status;
}

// Articles that no call with another seed gives.
void Ingest(Corpus& corpus, size_t articles, uint64_t seed) {
  CorpusGenerator generator({.seed = seed});
  for (size_t ingested = 0; ingested < articles; ingested += kBatchArticles) {
    std::vector<Article> batch;
    while (batch.size() < kBatchArticles) {
      Article& article = batch.emplace_back(generator.Next().article);
      article.url += "?" + std::to_string(seed);
      article.id = {};
    }
    for (const auto& report : corpus.IngestBatch(batch, {.max_matches = 0})) {
      if (!report.ok()) _exit(1);
    }
  }
}

void IngestAndClose(size_t articles, uint64_t seed) {
  const int status = InProcess([&] { Ingest(*Open(), articles, seed); });
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) std::abort();
}

void IngestAndDie(size_t articles, uint64_t seed) {
  const int status = InProcess([&] {
    Ingest(*Open(), articles, seed);
    raise(SIGKILL);
  });
  if (!WIFSIGNALED(status)) std::abort();
}

struct Opened {
  double seconds = 0;
  double articles = 0;
  double head_articles = 0;
};

Opened MeasureOpening() {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  InProcess([&] {
    const auto begin = std::chrono::steady_clock::now();
    const std::unique_ptr<Corpus> corpus = Open();
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    const IndexStats stats = corpus->Stats()->index;
    const Opened opened{time.count(), static_cast<double>(stats.articles),
                        static_cast<double>(stats.head_articles)};
    if (write(ends[1], &opened, sizeof(opened)) != sizeof(opened)) _exit(1);
  });
  Opened opened;
  if (read(ends[0], &opened, sizeof(opened)) != sizeof(opened)) std::abort();
  close(ends[0]);
  close(ends[1]);
  return opened;
}

void Reopen(benchmark::State& state, bool killed) {
  static const bool filled = [] {
    std::filesystem::remove_all(StorePath());
    IngestAndClose(Articles(), 1);
    std::atexit([] { std::filesystem::remove_all(StorePath()); });
    return true;
  }();
  benchmark::DoNotOptimize(filled);
  static uint64_t next_seed = 2;
  Opened opened;
  for (auto _ : state) {
    if (killed) IngestAndDie(KilledArticles(), next_seed++);
    opened = MeasureOpening();
    state.SetIterationTime(opened.seconds);
  }
  state.counters["articles"] = opened.articles;
  state.counters["head_articles"] = opened.head_articles;
}
BENCHMARK_CAPTURE(Reopen, clean, false)
    ->Name("reopen/clean")
    ->UseManualTime()
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Reopen, killed, true)
    ->Name("reopen/killed")
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsprint::benchmarks
