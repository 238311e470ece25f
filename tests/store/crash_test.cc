// Nothing acknowledged is lost to a killed process or a power cut.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "store/rocksdb_store.h"
#include "tests/store/faulty_file_system.h"
#include "tests/store/fixtures.h"

namespace newsprint {
namespace {

using ::testing::IsEmpty;

// A crash_writer and the pipe on which it reports.
class CrashWriter {
 public:
  CrashWriter(const std::string& directory, int round) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
    const std::string number = std::to_string(round);
    pid_ = fork();
    if (pid_ == 0) {
      // Straight on to exec: threads of this process do not exist in the child.
      dup2(ends[1], STDOUT_FILENO);
      execl(NEWSPRINT_CRASH_WRITER, NEWSPRINT_CRASH_WRITER, directory.c_str(), number.c_str(),
            nullptr);
      _exit(127);
    }
    close(ends[1]);
    report_ = ends[0];
  }
  ~CrashWriter() { close(report_); }

  // Reads until the report has at least `bytes`; false if it ended before.
  bool Await(size_t bytes) {
    while (text_.size() < bytes) {
      if (!ReadMore()) return false;
    }
    return true;
  }

  // Kills it, and gives the lines of its whole report.
  std::vector<std::string> Kill() {
    kill(pid_, SIGKILL);
    while (ReadMore()) {
    }
    waitpid(pid_, &status_, 0);
    std::vector<std::string> lines;
    std::istringstream in(text_);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }
  bool was_killed() const { return WIFSIGNALED(status_) && WTERMSIG(status_) == SIGKILL; }

 private:
  bool ReadMore() {
    char buffer[4096];
    const ssize_t size = read(report_, buffer, sizeof(buffer));
    if (size <= 0) return false;
    text_.append(buffer, static_cast<size_t>(size));
    return true;
  }

  pid_t pid_ = -1;
  int report_ = -1;
  int status_ = 0;
  std::string text_;
};

TEST(CrashTest, KilledWriterLosesNothingAcknowledged) {
  const TemporaryDirectory directory;
  std::mt19937 random(std::random_device{}());
  std::map<Ordinal, std::string> committed;
  std::map<Ordinal, std::string> deleted;  // By the deletion's ordinal.
  for (int round = 0; round < 6; ++round) {
    CrashWriter writer(directory.store(), round);
    ASSERT_TRUE(writer.Await(1 + random() % 6000)) << "the writer ended by itself";
    if (round == 0) {
      // Alive, it holds the store.
      EXPECT_EQ(Open(directory.store()).status().code(), absl::StatusCode::kFailedPrecondition);
    }
    for (const std::string& line : writer.Kill()) {
      char kind = 0;
      Ordinal ordinal = 0;
      std::string id;
      std::istringstream(line) >> kind >> ordinal >> id;
      (kind == 'C' ? committed : deleted)[ordinal] = id;
    }
    ASSERT_TRUE(writer.was_killed());

    const auto store = Open(directory.store());
    ASSERT_TRUE(store.ok()) << store.status();
    const std::vector<LogEntry> tail = *(*store)->Tail(0, ~size_t{0});
    std::map<std::string, Ordinal> gone;
    for (size_t i = 0; i < tail.size(); ++i) {
      ASSERT_EQ(tail[i].ordinal, i + 1);  // No gap, acknowledged or not.
      if (tail[i].revision == 0) gone[tail[i].id.value()] = tail[i].ordinal;
    }
    for (const auto& [ordinal, id] : committed) {
      ASSERT_LE(ordinal, tail.size());
      ASSERT_EQ(tail[ordinal - 1].id.value(), id);
      const auto stored = (*store)->ReadByOrdinal(ordinal);
      if (gone.contains(id)) {
        EXPECT_EQ(stored.status().code(), absl::StatusCode::kNotFound);
        continue;
      }
      ASSERT_TRUE(stored.ok()) << stored.status();
      EXPECT_EQ(stored->article.id.value(), id);
      EXPECT_EQ(stored->article.body, "The body of " + id + " " + std::string(300, 'x'));
    }
    for (const auto& [ordinal, id] : deleted) EXPECT_EQ(gone[id], ordinal);
    const StoreStats stats = *(*store)->Stats();
    EXPECT_EQ(stats.articles, tail.size() - 2 * gone.size());
    EXPECT_EQ((*store)->List(0, ~size_t{0})->size(), stats.articles);
  }
  EXPECT_THAT(committed, Not(IsEmpty()));
}

TEST(CrashTest, PowerCutLosesNothingAcknowledged) {
  const TemporaryDirectory directory;
  FaultyEnvironment faulty;
  const auto store =
      *store::OpenRocksDbStoreOn({.path = directory.store(), .scheme = kScheme}, faulty.env.get());
  faulty.files->SetSyncDelay(std::chrono::milliseconds(1));  // So that groups form.
  std::atomic<bool> stop = false;
  std::array<std::atomic<int>, 4> acknowledged{};  // By writer, how many of its ids.
  std::vector<std::thread> writers;
  for (size_t w = 0; w < acknowledged.size(); ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; !stop; ++i) {
        const Ordinal ordinal =
            MustCommit(*store, Revision(std::to_string(w) + "/" + std::to_string(i)));
        EXPECT_TRUE(store->PutEdges(ordinal, {}).ok());
        acknowledged[w] = i + 1;
      }
    });
  }
  for (int cut = 0; cut < 5; ++cut) {
    const int before = acknowledged[0];
    while (acknowledged[0] < before + 20) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::array<int, 4> promised{};
    for (size_t w = 0; w < promised.size(); ++w) promised[w] = acknowledged[w];
    const std::string copy = directory.path() + "/copy" + std::to_string(cut);
    faulty.files->CopySynced(directory.store(), copy);
    const auto restarted = Open(copy);
    ASSERT_TRUE(restarted.ok()) << restarted.status();
    for (size_t w = 0; w < promised.size(); ++w) {
      for (int i = 0; i < promised[w]; ++i) {
        const std::string id = std::to_string(w) + "/" + std::to_string(i);
        ASSERT_EQ((*restarted)->ReadById(Id(id))->article, Revision(id).article);
      }
    }
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
}

}  // namespace
}  // namespace newsprint
