// A store that fails on demand: what is above it must stand that.
//
//   FailingStore store(CreateMemoryStore({}));
//   store.FailCall({.call = 3, .status = absl::UnavailableError("disk full")});
//
// Two of them may stand before one store: what was done through the first is looked at through the
// second. To try every place at which work can break off, run it once, ask calls(), and run it
// again for each.
#ifndef TESTS_STORE_FAILING_STORE_H_
#define TESTS_STORE_FAILING_STORE_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "newsprint/store/store.h"

namespace newsprint {

struct StoreFault {
  size_t call = 0;       // Which fails, counted from 1 on over all calls but identity().
  absl::Status status;   // What it answers; a Commit for each revision.
  bool done = false;     // The call does its work all the same: only the answer is lost.
  bool forever = false;  // All later calls fail, too.
};

// Thread-safe.
class FailingStore final : public Store {
 public:
  explicit FailingStore(std::shared_ptr<Store> inner) : inner_(std::move(inner)) {}

  // In place of the fault before.
  void FailCall(StoreFault fault);
  void FailNothing();
  size_t calls() const;

  const StoreIdentity& identity() const override { return inner_->identity(); }
  std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<NewRevision> revisions) override;
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note = {}) override;
  absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const override;
  absl::StatusOr<StoredArticle> ReadById(const ArticleId& id, uint32_t revision = 0) const override;
  absl::StatusOr<RevisionHead> FindHead(const ArticleId& id) const override;
  absl::StatusOr<std::vector<LogEntry>> Tail(Ordinal after, size_t limit) const override;
  absl::StatusOr<std::vector<StoredArticle>> List(Ordinal after, size_t limit) const override;
  absl::Status PutAllEdges(std::vector<RevisionEdges> matched) override;
  absl::StatusOr<std::vector<StoredEdge>> ReadEdges(Ordinal ordinal) const override;
  absl::StatusOr<std::vector<Ordinal>> ReadUnmatched(Ordinal after, size_t limit) const override;
  absl::Status PutRecords(std::vector<StoredRecord> records) override;
  absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                        const std::string& after,
                                                        size_t limit) const override;
  absl::StatusOr<StoreStats> Stats() const override;
  absl::Status Compact() override;

 private:
  // Counts a call; the fault if it is this call's.
  std::optional<StoreFault> NextFault() const;

  const std::shared_ptr<Store> inner_;
  mutable std::mutex mutex_;
  mutable size_t calls_ = 0;         // Guarded by mutex_.
  std::optional<StoreFault> fault_;  // Guarded by mutex_.
};

}  // namespace newsprint

#endif  // TESTS_STORE_FAILING_STORE_H_
