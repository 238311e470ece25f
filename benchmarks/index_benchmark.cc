// The index in files against the same postings as a key each in RocksDB, in one run.
//
// NEWSPRINT_BENCHMARK_ARTICLES (200,000 unless set) are put into both, once for all benchmarks;
// NEWSPRINT_BENCHMARK_BASELINE_ARTICLES into RocksDB, if that should be fewer.
//
// insert: CPU seconds of all threads, with all flushes, merges and compactions that follow, without
// what generating the articles takes. lookup: everything warm. check_novel: of a text that nobody
// had before, the whole of a corpus's check beside the lookups alone of a check over RocksDB.
// reopen: of an index that was closed.
#include <benchmark/benchmark.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "absl/strings/numbers.h"
#include "benchmarks/corpus_generator.h"
#include "benchmarks/fingerprint_generator.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/index/durable_index.h"
#include "newsprint/match/match.h"
#include "newsprint/sketch/banding.h"
#include "newsprint/store/store.h"

namespace newsprint::benchmarks {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kSeed = 11;
constexpr size_t kQueries = 4096;
constexpr uint64_t kMaxPostings = 1'000'000;

size_t CountFromEnvironment(const char* name, size_t fallback) {
  size_t count = fallback;
  if (const char* wanted = std::getenv(name)) {
    if (!absl::SimpleAtoi(wanted, &count)) std::abort();
  }
  return count;
}

size_t Articles() { return CountFromEnvironment("NEWSPRINT_BENCHMARK_ARTICLES", 200'000); }
size_t BaselineArticles() {
  return CountFromEnvironment("NEWSPRINT_BENCHMARK_BASELINE_ARTICLES", Articles());
}

double CpuSeconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// CPU time of the process less what this thread spends in Untimed.
class CpuTimer {
 public:
  CpuTimer() : start_(CpuSeconds(CLOCK_PROCESS_CPUTIME_ID)) {}

  template <typename Work>
  auto Untimed(const Work& work) {
    const double start = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    auto result = work();
    untimed_ += CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - start;
    return result;
  }
  double seconds() const { return CpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - start_ - untimed_; }

 private:
  double start_;
  double untimed_ = 0;
};

// Of the process, not of files, in MiB.
double AnonymousMemory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::strtod(line.c_str() + 8, nullptr) / 1024;
  }
  return 0;
}

double BytesIn(const fs::path& directory) {
  double bytes = 0;
  for (const auto& file : fs::directory_iterator(directory)) {
    if (file.is_regular_file()) bytes += static_cast<double>(file.file_size());
  }
  return bytes;
}

// Removed at exit.
const fs::path& Scratch() {
  static const fs::path path = [] {
    const fs::path made = fs::temp_directory_path() / "newsprint-index-benchmark";
    fs::remove_all(made);
    fs::create_directories(made);
    std::atexit([] { fs::remove_all(fs::temp_directory_path() / "newsprint-index-benchmark"); });
    return made;
  }();
  return path;
}

DurableIndexOptions IndexOptions(const std::string& name) {
  return {.path = (Scratch() / name).string(), .lineage = "benchmark"};
}

std::unique_ptr<DurableIndex> OpenIndex(const std::string& name) {
  auto index = OpenDurableIndex(IndexOptions(name));
  if (!index.ok()) std::abort();
  return *std::move(index);
}

// The same articles for both; the last of them are the queries, so that some are found.
struct Stored {
  double insert_seconds = 0;
  double bytes = 0;
  double anonymous_mib = 0;
};

struct Ours : Stored {
  std::unique_ptr<DurableIndex> index;
  std::vector<Fingerprint> queries;
};

Ours& SharedIndex() {
  static Ours& ours = *new Ours([] {
    Ours made;
    made.index = OpenIndex("index");
    FingerprintGenerator generator({.seed = kSeed});
    CpuTimer timer;
    for (uint64_t ordinal = 1; ordinal <= Articles(); ++ordinal) {
      made.index->Add(ordinal, timer.Untimed([&] { return generator.Next(); }));
    }
    if (!made.index->Flush().ok()) std::abort();
    made.index->WaitForMerges();
    made.insert_seconds = timer.seconds();
    made.bytes = BytesIn(Scratch() / "index");
    made.anonymous_mib = AnonymousMemory();
    for (size_t i = 0; i < kQueries; ++i) made.queries.push_back(generator.Next());
    return made;
  }());
  return ours;
}

std::string PostingKey(uint64_t kind, uint64_t hash, uint64_t ordinal) {
  const uint64_t numbers[] = {__builtin_bswap64(hash * 4 + kind), __builtin_bswap64(ordinal)};
  return {reinterpret_cast<const char*>(numbers), sizeof(numbers)};
}

uint64_t OrdinalOf(const rocksdb::Slice& key) {
  uint64_t ordinal = 0;
  std::memcpy(&ordinal, key.data() + sizeof(ordinal), sizeof(ordinal));
  return __builtin_bswap64(ordinal);
}

template <typename Visit>
void VisitKeys(const Fingerprint& fingerprint, const Visit& visit) {
  visit(0, fingerprint.exact_hash);
  if (fingerprint.signature) {
    for (const uint64_t key : ComputeBandKeys(*fingerprint.signature)) visit(1, key);
  }
  for (const Anchor& anchor : fingerprint.anchors) visit(2, anchor.hash);
}

struct Theirs : Stored {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<Fingerprint> queries;
};

Theirs& SharedRocksDb() {
  static Theirs& theirs = *new Theirs([] {
    Theirs made;
    rocksdb::Options options;
    options.create_if_missing = true;
    options.write_buffer_size = 64u << 20;
    options.max_background_jobs = 2;
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(8));
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = rocksdb::NewLRUCache(4ull << 30);  // All of it: lookups are warm.
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.whole_key_filtering = false;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    rocksdb::DB* db = nullptr;
    if (!rocksdb::DB::Open(options, (Scratch() / "rocksdb").string(), &db).ok()) std::abort();
    made.db.reset(db);
    rocksdb::WriteOptions write;
    write.disableWAL = true;  // The index has no log either.
    FingerprintGenerator generator({.seed = kSeed});
    CpuTimer timer;
    for (uint64_t ordinal = 1; ordinal <= BaselineArticles(); ++ordinal) {
      const Fingerprint article = timer.Untimed([&] { return generator.Next(); });
      rocksdb::WriteBatch batch;
      VisitKeys(article, [&](uint64_t kind, uint64_t hash) {
        batch.Put(PostingKey(kind, hash, ordinal), "").PermitUncheckedError();
      });
      if (!db->Write(write, &batch).ok()) std::abort();
    }
    if (!db->Flush({}).ok() || !db->CompactRange({}, nullptr, nullptr).ok()) std::abort();
    made.insert_seconds = timer.seconds();
    made.bytes = BytesIn(Scratch() / "rocksdb");
    for (size_t i = 0; i < kQueries; ++i) made.queries.push_back(generator.Next());
    return made;
  }());
  return theirs;
}

void ReportInsert(benchmark::State& state, const Stored& stored, size_t articles) {
  for (auto _ : state) state.SetIterationTime(stored.insert_seconds);
  state.SetItemsProcessed(static_cast<int64_t>(articles) * state.iterations());
  state.counters["articles"] = static_cast<double>(articles);
  state.counters["bytes_an_article"] = stored.bytes / static_cast<double>(articles);
}

void Insert(benchmark::State& state) {
  ReportInsert(state, SharedIndex(), Articles());
  state.counters["anonymous_mib"] = SharedIndex().anonymous_mib;
  state.counters["segments"] = static_cast<double>(SharedIndex().index->Stats().segments);
}
BENCHMARK(Insert)->Name("insert/newsprint")->UseManualTime()->Iterations(1);

void InsertBaseline(benchmark::State& state) {
  ReportInsert(state, SharedRocksDb(), BaselineArticles());
}
BENCHMARK(InsertBaseline)->Name("insert/baseline")->UseManualTime()->Iterations(1);

void Lookup(benchmark::State& state) {
  const Ours& ours = SharedIndex();
  uint64_t candidates = 0;
  uint64_t postings = 0;
  size_t i = 0;
  for (const Fingerprint& query : ours.queries) ours.index->Find(query, {});  // Warm.
  for (auto _ : state) {
    const IndexReply reply =
        ours.index->Find(ours.queries[i++ % kQueries], {.max_postings = kMaxPostings});
    candidates += reply.candidates.size();
    postings += reply.postings_read;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["candidates"] =
      benchmark::Counter(static_cast<double>(candidates), benchmark::Counter::kAvgIterations);
  state.counters["postings"] =
      benchmark::Counter(static_cast<double>(postings), benchmark::Counter::kAvgIterations);
}
BENCHMARK(Lookup)->Name("lookup/newsprint")->Unit(benchmark::kMicrosecond);

size_t FindInRocksDb(rocksdb::DB& db, const Fingerprint& query) {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  const std::unique_ptr<rocksdb::Iterator> i(db.NewIterator(options));
  std::unordered_set<uint64_t> candidates;
  uint64_t postings = 0;
  VisitKeys(query, [&](uint64_t kind, uint64_t hash) {
    const std::string prefix = PostingKey(kind, hash, 0).substr(0, 8);
    for (i->Seek(prefix); i->Valid() && postings < kMaxPostings; i->Next(), ++postings) {
      if (!i->key().starts_with(prefix)) break;
      candidates.insert(OrdinalOf(i->key()));
    }
  });
  return candidates.size();
}

void LookupBaseline(benchmark::State& state) {
  const Theirs& theirs = SharedRocksDb();
  size_t i = 0;
  uint64_t candidates = 0;
  for (const Fingerprint& query : theirs.queries) FindInRocksDb(*theirs.db, query);  // Warm.
  for (auto _ : state) candidates += FindInRocksDb(*theirs.db, theirs.queries[i++ % kQueries]);
  state.SetItemsProcessed(state.iterations());
  state.counters["candidates"] =
      benchmark::Counter(static_cast<double>(candidates), benchmark::Counter::kAvgIterations);
}
BENCHMARK(LookupBaseline)->Name("lookup/baseline")->Unit(benchmark::kMicrosecond);

// Of as many articles as the index has. Their fingerprints are stored with a word for a text, since
// no text of theirs is read; the newest are texts, of which the queries have what texts of one
// language have in common.
struct Checked {
  std::unique_ptr<Corpus> corpus;
  std::vector<Article> queries;
};

std::vector<Article> Texts(uint64_t seed, size_t count, double near_copy_share) {
  CorpusGenerator generator({.seed = seed, .near_copy_share = near_copy_share, .excerpt_share = 0});
  std::vector<Article> texts(count);
  std::generate(texts.begin(), texts.end(), [&] { return generator.Next().article; });
  return texts;
}

std::unique_ptr<Store> StoreOfFingerprints(size_t count) {
  auto store = CreateMemoryStore({.path = {}, .scheme = CurrentScheme(), .seed = kSeed});
  FingerprintGenerator generator({.seed = kSeed});
  for (size_t i = 1; i <= count; ++i) {
    NewRevision revision{{}, 1, EncodeFingerprint(generator.Next())};
    revision.article.id = ArticleId::Derive({}, std::to_string(i), {});
    revision.article.body = "word";
    revision.article.first_seen_at = absl::UnixEpoch();
    std::vector<NewRevision> revisions;
    revisions.push_back(std::move(revision));
    const absl::StatusOr<Ordinal> ordinal = store->Commit(std::move(revisions)).front();
    if (!ordinal.ok() || !store->PutEdges(*ordinal, {}).ok()) std::abort();
  }
  return store;
}

const Checked& SharedCorpus() {
  static const Checked& checked = *new Checked([] {
    constexpr size_t kTexts = 10'000;
    Checked made;
    made.corpus = *Corpus::Open(StoreOfFingerprints(Articles() - std::min(Articles(), kTexts)),
                                {.index_path = (Scratch() / "corpus").string()});
    for (const auto& report :
         made.corpus->IngestBatch(Texts(kSeed, kTexts, 0.15), {.max_matches = 0})) {
      if (!report.ok()) std::abort();
    }
    made.queries = Texts(kSeed + 1, kQueries, 0);
    return made;
  }());
  return checked;
}

void CheckNovel(benchmark::State& state) {
  const Checked& checked = SharedCorpus();
  for (const Article& query : checked.queries) {  // Warm.
    if (!checked.corpus->Check(query, {}).ok()) std::abort();
  }
  uint64_t candidates = 0;
  size_t i = 0;
  std::vector<double> microseconds;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    const absl::StatusOr<SearchReport> report =
        checked.corpus->Check(checked.queries[i++ % kQueries], {});
    candidates += report->work.candidates;
    microseconds.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  const auto p99 = microseconds.begin() + static_cast<ptrdiff_t>(microseconds.size() * 99 / 100);
  std::nth_element(microseconds.begin(), p99, microseconds.end());
  state.SetItemsProcessed(state.iterations());
  state.counters["candidates"] =
      benchmark::Counter(static_cast<double>(candidates), benchmark::Counter::kAvgIterations);
  state.counters["p99_us"] = *p99;
}
BENCHMARK(CheckNovel)->Name("check_novel/newsprint")->Unit(benchmark::kMicrosecond);

void CheckNovelBaseline(benchmark::State& state) {
  const Theirs& theirs = SharedRocksDb();
  const std::vector<Article> queries = Texts(kSeed + 1, kQueries, 0);
  const MinHasher hasher(kSeed);
  const auto check = [&](const Article& query) {
    const absl::StatusOr<PreparedText> text = PrepareText(query.body, kSeed);
    return FindInRocksDb(*theirs.db, FingerprintOf(*text, hasher));
  };
  for (const Article& query : queries) check(query);  // Warm.
  size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(check(queries[i++ % kQueries]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(CheckNovelBaseline)->Name("check_novel/baseline")->Unit(benchmark::kMicrosecond);

// What an unrelated article's check reads before and after 10,000 near copies of one story and as
// many instances of one template as there are articles have come in.
void HotStories(benchmark::State& state) {
  constexpr size_t kCopies = 10'000;
  constexpr size_t kChecks = 2'000;
  static const auto& work = *new auto([] {
    const auto index = OpenIndex("hot");
    FingerprintGenerator generator({.seed = kSeed + 1, .template_share = 0});
    FingerprintGenerator hot({.seed = kSeed + 1});
    uint64_t ordinal = 0;
    while (ordinal < 100'000) index->Add(++ordinal, generator.Next());
    std::vector<Fingerprint> unrelated;
    for (size_t i = 0; i < kChecks; ++i) unrelated.push_back(generator.NextOriginal());
    const auto postings = [&] {
      double read = 0;
      for (const Fingerprint& query : unrelated) {
        read += static_cast<double>(index->Find(query, {}).postings_read);
      }
      return read / kChecks;
    };
    const double before = postings();
    for (size_t i = 0; i < kCopies; ++i) index->Add(++ordinal, hot.NextCopyOf(1));
    for (size_t i = 0; i < Articles(); ++i) index->Add(++ordinal, hot.NextInstance(0));
    const double after = postings();
    const IndexReply copies = index->Find(hot.NextCopyOf(1), {});
    return std::vector<double>{before, after, static_cast<double>(copies.candidates.size()),
                               copies.truncated ? 1.0 : 0.0};
  }());
  for (auto _ : state) benchmark::DoNotOptimize(work.data());
  state.counters["postings_before"] = work[0];
  state.counters["postings_after"] = work[1];
  state.counters["copies_found"] = work[2];
  state.counters["copies_truncated"] = work[3];
}
BENCHMARK(HotStories)->Name("hot_stories")->Iterations(1);

// Last: it closes the index that the others share.
void Reopen(benchmark::State& state) {
  SharedIndex().index.reset();
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    std::unique_ptr<DurableIndex> index = OpenIndex("index");
    const auto end = std::chrono::steady_clock::now();
    state.SetIterationTime(std::chrono::duration<double>(end - start).count());
    if (index->through() != Articles()) state.SkipWithError("not all articles are there");
  }
  SharedIndex().index = OpenIndex("index");
}
BENCHMARK(Reopen)->Name("reopen")->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsprint::benchmarks
