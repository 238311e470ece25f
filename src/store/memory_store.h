// The engine that forgets: plain maps under one lock, and so the model of what the others must do.
#ifndef NEWSPRINT_STORE_MEMORY_STORE_H_
#define NEWSPRINT_STORE_MEMORY_STORE_H_

#include <map>
#include <set>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"

namespace newsprint::store {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const StoreOptions& options);

  const StoreIdentity& identity() const override { return identity_; }
  std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<NewRevision> revisions) override;
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note) override;
  absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const override;
  absl::StatusOr<StoredArticle> ReadById(const ArticleId& id, uint32_t revision) const override;
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
  absl::Status Compact() override { return absl::OkStatus(); }

 private:
  absl::StatusOr<Ordinal> CommitOne(NewRevision revision);
  void RemoveEdgesFrom(Ordinal newer);

  const StoreIdentity identity_;
  mutable std::shared_mutex mutex_;  // Guards all that follows.
  std::vector<LogEntry> log_;        // Ordinal n is at n - 1.
  std::map<Ordinal, StoredArticle> articles_;
  std::map<std::string, std::map<uint32_t, Ordinal>> revisions_;  // By id.
  std::map<Ordinal, std::map<Ordinal, std::string>> edges_;       // Newer, older, value.
  std::map<Ordinal, std::set<Ordinal>> newers_;                   // Of an older end.
  std::set<Ordinal> unmatched_;
  std::map<std::string, std::string> records_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_MEMORY_STORE_H_
