// A store that counts what is read of it, and may do something at a read of an article.
#ifndef NEWSPRINT_TESTS_CORPUS_COUNTING_STORE_H_
#define NEWSPRINT_TESTS_CORPUS_COUNTING_STORE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "newsprint/store/store.h"

namespace newsprint {

struct StoreReads {
  std::atomic<int> articles = 0;  // By ordinal: with a text cache of no bytes, each verification.
  std::atomic<int> edges = 0;     // Calls of ReadEdges.
  std::atomic<int> log = 0;       // Calls of Tail and List.
  std::atomic<int> heads = 0;     // Calls of FindHead and ReadById.
  std::atomic<int> compactions = 0;
  std::function<void()> at_compaction;
  std::function<void(int)> at_article;  // Called with the number of the read.
};

class CountingStore final : public Store {
 public:
  CountingStore(std::unique_ptr<Store> inner, StoreReads& reads)
      : inner_(std::move(inner)), reads_(reads) {}

  const StoreIdentity& identity() const override { return inner_->identity(); }
  std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<NewRevision> revisions) override {
    return inner_->Commit(std::move(revisions));
  }
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note) override {
    return inner_->Delete(id, note);
  }
  absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const override {
    const int number = ++reads_.articles;
    if (reads_.at_article) reads_.at_article(number);
    return inner_->ReadByOrdinal(ordinal);
  }
  absl::StatusOr<StoredArticle> ReadById(const ArticleId& id, uint32_t revision) const override {
    ++reads_.heads;
    return inner_->ReadById(id, revision);
  }
  absl::StatusOr<RevisionHead> FindHead(const ArticleId& id) const override {
    ++reads_.heads;
    return inner_->FindHead(id);
  }
  absl::StatusOr<std::vector<LogEntry>> Tail(Ordinal after, size_t limit) const override {
    ++reads_.log;
    return inner_->Tail(after, limit);
  }
  absl::StatusOr<std::vector<StoredArticle>> List(Ordinal after, size_t limit) const override {
    ++reads_.log;
    return inner_->List(after, limit);
  }
  absl::Status PutAllEdges(std::vector<RevisionEdges> matched) override {
    return inner_->PutAllEdges(std::move(matched));
  }
  absl::StatusOr<std::vector<StoredEdge>> ReadEdges(Ordinal ordinal) const override {
    ++reads_.edges;
    return inner_->ReadEdges(ordinal);
  }
  absl::StatusOr<std::vector<Ordinal>> ReadUnmatched(Ordinal after, size_t limit) const override {
    return inner_->ReadUnmatched(after, limit);
  }
  absl::StatusOr<StoreStats> Stats() const override { return inner_->Stats(); }
  absl::Status PutRecords(std::vector<StoredRecord> records) override {
    return inner_->PutRecords(std::move(records));
  }
  absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                        const std::string& after,
                                                        size_t limit) const override {
    return inner_->ReadRecords(prefix, after, limit);
  }
  absl::Status Compact() override {
    ++reads_.compactions;
    if (reads_.at_compaction) reads_.at_compaction();
    return inner_->Compact();
  }

 private:
  const std::unique_ptr<Store> inner_;
  StoreReads& reads_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_CORPUS_COUNTING_STORE_H_
