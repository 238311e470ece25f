// Drives a server to its peak and then to ten times of it, by calls that come whether or not those
// before them were answered. scripts/load runs it.
//
// Usage: load_driver ADDRESS SECONDS
// Prints a JSON object; for each method
//   peak_per_second     calls answered well, with as many underway as gave most
//   after_per_second    the same again after the overload
//   offered_per_second  calls sent in the overload: ten times the peak as long as the server has
//                       room for them on its connections; what is over that waits here
//   driver_busy         processors that this program used meanwhile
//   goodput_per_second  calls answered well in the overload
//   goodput_share       of the peak
//   refused             RESOURCE_EXHAUSTED; without_hint: those of them that carry no RetryInfo
//   failed              by code: anything else
// Exit status: 0, or 2 if the server cannot be reached.
#include <grpcpp/create_channel.h>
#include <grpcpp/grpcpp.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "benchmarks/corpus_generator.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "newsprint/v1/reprint_service.grpc.pb.h"

namespace newsprint::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kArticles = 40'000;
constexpr size_t kStoredArticles = 2'000;
constexpr int kChannels = 64;
constexpr int kOverload = 10;
// As many as the server takes on so many connections; a bound for the driver's own memory, too.
constexpr int kMaxUnderway = 16'384;
constexpr std::chrono::seconds kDeadline{10};

bool HasRetryInfo(const grpc::Status& status) {
  google::rpc::Status rpc;
  if (!rpc.ParseFromString(status.error_details())) return false;
  for (const auto& detail : rpc.details()) {
    if (detail.Is<google::rpc::RetryInfo>()) return true;
  }
  return false;
}

// What became of the calls that were answered while it counted.
struct Outcome {
  uint64_t sent = 0;
  uint64_t ok = 0;
  uint64_t refused = 0;
  uint64_t without_hint = 0;
  std::map<int, uint64_t> failed;
  double busy = 0;  // Processors that the driver used.
};

// The texts that are sent: stories, and copies of the latest ones.
std::vector<v1::Article> MakeArticles(size_t count) {
  CorpusGenerator generator({.seed = 11});
  std::vector<v1::Article> articles(count);
  for (v1::Article& article : articles) {
    const Article made = generator.Next().article;
    article.set_body(made.body);
    article.set_publisher(made.publisher);
  }
  return articles;
}

// The text in other words, as long and as like its copies as it was: each letter is moved so far
// on.
void MoveLetters(int places, std::string& text) {
  constexpr int kLetters = 26;
  for (char& c : text) {
    for (const char first : {'a', 'A'}) {
      if (c >= first && c < first + kLetters) {
        c = static_cast<char>(first + (c - first + places) % kLetters);
        break;
      }
    }
  }
}

double ProcessorSeconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

class Driver {
 public:
  explicit Driver(const std::string& address) : articles_(MakeArticles(kArticles)) {
    for (int i = 0; i < kChannels; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // A connection each.
      stubs_.push_back(v1::ReprintService::NewStub(
          grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments)));
    }
  }

  // The articles that checks are matched with. False if the server cannot be reached.
  bool Fill() {
    grpc::ClientContext context;
    const auto stream = stubs_[0]->IngestArticles(&context);
    constexpr size_t kBatch = 100;
    for (size_t begin = 0; begin < kStoredArticles; begin += kBatch) {
      v1::IngestArticlesRequest batch;
      for (size_t i = begin; i < begin + kBatch; ++i) *batch.add_articles() = Named(i);
      v1::IngestArticlesResponse answer;
      if (!stream->Write(batch) || !stream->Read(&answer)) return false;
    }
    stream->WritesDone();
    return stream->Finish().ok();
  }

  // Keeps `underway` calls in work.
  Outcome Closed(const std::string& method, int underway, std::chrono::seconds seconds) {
    return Run(method, seconds, [&](Clock::duration) { return UINT64_MAX; }, underway);
  }

  // Sends so many calls a second, whatever becomes of them.
  Outcome Open(const std::string& method, double per_second, std::chrono::seconds seconds) {
    const auto due = [&](Clock::duration elapsed) {
      return static_cast<uint64_t>(per_second * std::chrono::duration<double>(elapsed).count());
    };
    return Run(method, seconds, due, kMaxUnderway);
  }

 private:
  struct Call {
    grpc::ClientContext context;
    v1::CheckArticleRequest check;
    v1::CheckArticleResponse checked;
    v1::IngestArticleRequest ingest;
    v1::IngestArticleResponse ingested;
  };

  // Each is new, however many there were: stories that grew from one measurement to the next would
  // make the last one the slowest.
  v1::Article Named(size_t number) const {
    v1::Article article = articles_[number % kArticles];
    MoveLetters(static_cast<int>(number / kArticles), *article.mutable_body());
    article.set_name("articles/" + std::to_string(number));
    return article;
  }

  Outcome Run(const std::string& method, std::chrono::seconds seconds,
              const std::function<uint64_t(Clock::duration)>& due, int max_underway) {
    Outcome outcome;
    std::mutex mutex;
    std::atomic<int> underway = 0;
    const Clock::time_point start = Clock::now();
    const Clock::time_point end = start + seconds;
    const double used_before = ProcessorSeconds();
    while (Clock::now() < end) {
      const uint64_t wanted = due(Clock::now() - start);
      while (outcome.sent < wanted && underway < max_underway && Clock::now() < end) {
        ++outcome.sent;
        ++underway;
        Send(method, [&](const grpc::Status& status) {
          if (Clock::now() < end) {
            const std::lock_guard lock(mutex);
            Count(status, outcome);
          }
          --underway;
        });
      }
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    outcome.busy = (ProcessorSeconds() - used_before) / static_cast<double>(seconds.count());
    while (underway > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return outcome;
  }

  void Send(const std::string& method, std::function<void(const grpc::Status&)> done) {
    const auto call = std::make_shared<Call>();
    call->context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const auto& stub = stubs_[++calls_ % stubs_.size()];
    const auto finish = [call, done = std::move(done)](const grpc::Status& status) {
      done(status);
    };
    if (method == "CheckArticle") {
      *call->check.mutable_article() = articles_[calls_ % kStoredArticles];
      call->check.set_max_matches(3);
      stub->async()->CheckArticle(&call->context, &call->check, &call->checked, finish);
    } else {
      *call->ingest.mutable_article() = Named(ingested_++);
      call->ingest.set_max_matches(3);
      stub->async()->IngestArticle(&call->context, &call->ingest, &call->ingested, finish);
    }
  }

  static void Count(const grpc::Status& status, Outcome& outcome) {
    if (status.ok()) {
      ++outcome.ok;
    } else if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      ++outcome.refused;
      if (!HasRetryInfo(status)) ++outcome.without_hint;
    } else {
      ++outcome.failed[status.error_code()];
    }
  }

  const std::vector<v1::Article> articles_;
  std::vector<std::unique_ptr<v1::ReprintService::Stub>> stubs_;
  uint64_t calls_ = 0;
  size_t ingested_ = kStoredArticles;  // So many were sent to be stored.
};

void Measure(Driver& driver, const std::string& method, std::chrono::seconds seconds, bool last) {
  const auto rate = [&](uint64_t count) {
    return static_cast<double>(count) / static_cast<double>(seconds.count());
  };
  driver.Closed(method, 8, std::chrono::seconds(1));  // Warms caches up.
  double peak = 0;
  int peak_underway = 0;
  for (const int underway : {4, 16, 64}) {
    const double reached = rate(driver.Closed(method, underway, seconds).ok);
    if (reached > peak) {
      peak = reached;
      peak_underway = underway;
    }
  }
  const Outcome over = driver.Open(method, kOverload * peak, seconds);
  const double after = rate(driver.Closed(method, peak_underway, seconds).ok);
  std::printf("  \"%s\": {\"peak_per_second\": %.0f, \"peak_underway\": %d, ", method.c_str(), peak,
              peak_underway);
  std::printf("\"after_per_second\": %.0f, \"driver_busy\": %.2f, ", after, over.busy);
  std::printf(
      "\"offered_per_second\": %.0f, \"goodput_per_second\": %.0f, \"goodput_share\": %.3f, ",
      rate(over.sent), rate(over.ok), rate(over.ok) / peak);
  std::printf("\"refused\": %llu, \"without_hint\": %llu, \"failed\": {",
              static_cast<unsigned long long>(over.refused),
              static_cast<unsigned long long>(over.without_hint));
  const char* separator = "";
  for (const auto& [code, count] : over.failed) {
    std::printf("%s\"%d\": %llu", separator, code, static_cast<unsigned long long>(count));
    separator = ", ";
  }
  std::printf("}}%s\n", last ? "" : ",");
}

int Main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: load_driver ADDRESS SECONDS\n");
    return 2;
  }
  Driver driver(argv[1]);
  if (!driver.Fill()) {
    std::fprintf(stderr, "load_driver: %s cannot be filled\n", argv[1]);
    return 2;
  }
  const std::chrono::seconds seconds(std::atoi(argv[2]));
  std::puts("{");
  Measure(driver, "CheckArticle", seconds, false);
  Measure(driver, "IngestArticle", seconds, true);
  std::puts("}");
  return 0;
}

}  // namespace
}  // namespace newsprint::benchmarks

int main(int argc, char** argv) { return newsprint::benchmarks::Main(argc, argv); }
