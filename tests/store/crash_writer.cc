// Commits until it is killed, and says what was acknowledged: one line on stdout for each.
//
//   newsprint_store_crash_writer DIRECTORY ROUND
//
// Lines: "C ordinal id" for a commit, "D ordinal id" for a deletion.
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "newsprint/store/store.h"

namespace {

using newsprint::Ordinal;

// One write(2) of less than PIPE_BUF bytes: never torn, never mixed with another's.
void Acknowledge(char kind, Ordinal ordinal, const std::string& id) {
  const std::string line = std::string(1, kind) + " " + std::to_string(ordinal) + " " + id + "\n";
  if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(1);
}

newsprint::NewRevision Revision(const std::string& id) {
  newsprint::NewRevision revision;
  revision.article.id = *newsprint::ArticleId::Create(id);
  revision.article.body = "The body of " + id + " " + std::string(300, 'x');
  revision.article.first_seen_at = absl::UnixEpoch();
  revision.fingerprint = "fingerprint of " + id;
  return revision;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  auto store = newsprint::OpenRocksDbStore({.path = argv[1], .scheme = "scheme 1"});
  if (!store.ok()) return 3;
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0;; ++i) {
        const std::string id =
            std::string(argv[2]) + "/" + std::to_string(w) + "/" + std::to_string(i);
        const auto ordinal = (*store)->Commit({Revision(id)}).at(0);
        if (!ordinal.ok()) _exit(4);
        Acknowledge('C', *ordinal, id);
        if (!(*store)->PutEdges(*ordinal, {{*ordinal, *ordinal - 1, "edge"}}).ok() &&
            *ordinal > 1) {
          _exit(5);
        }
        if (i % 8 != 7) continue;
        const auto deleted = (*store)->Delete(*newsprint::ArticleId::Create(id));
        if (!deleted.ok()) _exit(6);
        Acknowledge('D', *deleted, id);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
}
