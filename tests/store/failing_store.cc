#include "tests/store/failing_store.h"

#include <utility>

namespace newsprint {
namespace {

// The answer of `call`, or the fault's.
template <typename Call>
auto Answer(const std::optional<StoreFault>& fault, Call&& call) -> decltype(call()) {
  if (!fault) return call();
  if (fault->done) static_cast<void>(call());
  return fault->status;
}

}  // namespace

void FailingStore::FailCall(StoreFault fault) {
  const std::lock_guard lock(mutex_);
  calls_ = 0;
  fault_ = std::move(fault);
}

void FailingStore::FailNothing() {
  const std::lock_guard lock(mutex_);
  calls_ = 0;
  fault_.reset();
}

size_t FailingStore::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

std::optional<StoreFault> FailingStore::NextFault() const {
  const std::lock_guard lock(mutex_);
  ++calls_;
  if (!fault_ || calls_ < fault_->call) return std::nullopt;
  if (calls_ > fault_->call && !fault_->forever) return std::nullopt;
  return fault_;
}

std::vector<absl::StatusOr<Ordinal>> FailingStore::Commit(std::vector<NewRevision> revisions) {
  const std::optional<StoreFault> fault = NextFault();
  const size_t count = revisions.size();
  if (!fault) return inner_->Commit(std::move(revisions));
  if (fault->done) inner_->Commit(std::move(revisions));
  return std::vector<absl::StatusOr<Ordinal>>(count, fault->status);
}

absl::StatusOr<Ordinal> FailingStore::Delete(const ArticleId& id, const std::string& note) {
  return Answer(NextFault(), [&] { return inner_->Delete(id, note); });
}

absl::StatusOr<StoredArticle> FailingStore::ReadByOrdinal(Ordinal ordinal) const {
  return Answer(NextFault(), [&] { return inner_->ReadByOrdinal(ordinal); });
}

absl::StatusOr<StoredArticle> FailingStore::ReadById(const ArticleId& id, uint32_t revision) const {
  return Answer(NextFault(), [&] { return inner_->ReadById(id, revision); });
}

absl::StatusOr<RevisionHead> FailingStore::FindHead(const ArticleId& id) const {
  return Answer(NextFault(), [&] { return inner_->FindHead(id); });
}

absl::StatusOr<std::vector<LogEntry>> FailingStore::Tail(Ordinal after, size_t limit) const {
  return Answer(NextFault(), [&] { return inner_->Tail(after, limit); });
}

absl::StatusOr<std::vector<StoredArticle>> FailingStore::List(Ordinal after, size_t limit) const {
  return Answer(NextFault(), [&] { return inner_->List(after, limit); });
}

absl::Status FailingStore::PutAllEdges(std::vector<RevisionEdges> matched) {
  return Answer(NextFault(), [&] { return inner_->PutAllEdges(std::move(matched)); });
}

absl::StatusOr<std::vector<StoredEdge>> FailingStore::ReadEdges(Ordinal ordinal) const {
  return Answer(NextFault(), [&] { return inner_->ReadEdges(ordinal); });
}

absl::StatusOr<std::vector<Ordinal>> FailingStore::ReadUnmatched(Ordinal after,
                                                                 size_t limit) const {
  return Answer(NextFault(), [&] { return inner_->ReadUnmatched(after, limit); });
}

absl::StatusOr<StoreStats> FailingStore::Stats() const {
  return Answer(NextFault(), [&] { return inner_->Stats(); });
}

absl::Status FailingStore::PutRecords(std::vector<StoredRecord> records) {
  return Answer(NextFault(), [&] { return inner_->PutRecords(std::move(records)); });
}

absl::StatusOr<std::vector<StoredRecord>> FailingStore::ReadRecords(const std::string& prefix,
                                                                    const std::string& after,
                                                                    size_t limit) const {
  return Answer(NextFault(), [&] { return inner_->ReadRecords(prefix, after, limit); });
}

absl::Status FailingStore::Compact() {
  return Answer(NextFault(), [&] { return inner_->Compact(); });
}

}  // namespace newsprint
