// Counts what a corpus does: for those who run it.
#ifndef NEWSPRINT_SRC_CORPUS_ACTIVITY_H_
#define NEWSPRINT_SRC_CORPUS_ACTIVITY_H_

#include <atomic>
#include <cstdint>
#include <span>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Thread-safe. What one call counted may be seen in part.
class ActivityCounter {
 public:
  void CountIngest(std::span<const absl::StatusOr<IngestReport>> reports);
  void CountCheck(std::span<const absl::StatusOr<SearchReport>> reports);
  void CountDeletion() { ++deleted_; }

  CorpusActivity counts() const;

 private:
  void CountSearch(const SearchReport& report);

  std::atomic<uint64_t> created_ = 0;
  std::atomic<uint64_t> revised_ = 0;
  std::atomic<uint64_t> unchanged_ = 0;
  std::atomic<uint64_t> refused_ = 0;
  std::atomic<uint64_t> failed_ = 0;
  std::atomic<uint64_t> deleted_ = 0;
  std::atomic<uint64_t> searches_ = 0;
  std::atomic<uint64_t> truncated_searches_ = 0;
  std::atomic<uint64_t> matches_ = 0;
  std::atomic<uint64_t> postings_read_ = 0;
  std::atomic<uint64_t> candidates_verified_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_ACTIVITY_H_
