#include "store/rocksdb_writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint::store {
namespace {

// Large enough to share a sync among many, small enough not to delay the first of them.
constexpr size_t kMaxGroupBytes = 8u << 20;

// What a member adds to the batch besides its texts.
constexpr size_t kOverheadBytes = 512;

absl::Status Failed(const absl::Status& status) {
  return absl::UnavailableError(absl::StrCat("the store takes no writes: ", status.message()));
}

size_t SizeOf(std::span<const PreparedRevision> revisions) {
  size_t bytes = 0;
  for (const PreparedRevision& revision : revisions) {
    bytes += kOverheadBytes + revision.article.size() + revision.body.size() +
             revision.fingerprint.size();
  }
  return bytes;
}

size_t SizeOf(const std::vector<StoredRecord>& records) {
  size_t bytes = 0;
  for (const StoredRecord& record : records) bytes += record.key.size() + record.value.size();
  return bytes;
}

}  // namespace

class RocksDbWriter::PendingWrite : public WriterQueue::Write {
 public:
  using WriterQueue::Write::Write;
  // Adds to the group, and remembers what to answer.
  virtual void AddTo(GroupBuilder& builder) = 0;
  // Answers with `status` wherever the answer would have been OK.
  virtual void Fail(const absl::Status& status) = 0;
};

class RocksDbWriter::PendingCommit final : public PendingWrite {
 public:
  explicit PendingCommit(std::vector<PreparedRevision> revisions)
      : PendingWrite(SizeOf(revisions)), revisions_(std::move(revisions)) {}

  void AddTo(GroupBuilder& builder) override {
    for (const PreparedRevision& revision : revisions_) answers.push_back(builder.Commit(revision));
  }
  void Fail(const absl::Status& status) override {
    for (auto& answer : answers) {
      if (answer.ok()) answer = status;
    }
    while (answers.size() < revisions_.size()) answers.push_back(status);
  }

  std::vector<absl::StatusOr<Ordinal>> answers;

 private:
  const std::vector<PreparedRevision> revisions_;
};

class RocksDbWriter::PendingDelete final : public PendingWrite {
 public:
  PendingDelete(const ArticleId& id, const std::string& note)
      : PendingWrite(kOverheadBytes + note.size()), id_(id), note_(note) {}

  void AddTo(GroupBuilder& builder) override { answer = builder.Delete(id_, note_); }
  void Fail(const absl::Status& status) override {
    if (answer.ok()) answer = status;
  }

  absl::StatusOr<Ordinal> answer = Ordinal{0};

 private:
  const ArticleId& id_;
  const std::string& note_;
};

class RocksDbWriter::PendingEdges final : public PendingWrite {
 public:
  explicit PendingEdges(const std::vector<RevisionEdges>& matched)
      : PendingWrite(kOverheadBytes * matched.size()), matched_(matched) {}

  void AddTo(GroupBuilder& builder) override {
    for (const auto& [newer, edges] : matched_) answer.Update(builder.PutEdges(newer, edges));
  }
  void Fail(const absl::Status& status) override { answer.Update(status); }

  absl::Status answer;

 private:
  const std::vector<RevisionEdges>& matched_;
};

class RocksDbWriter::PendingRecords final : public PendingWrite {
 public:
  explicit PendingRecords(const std::vector<StoredRecord>& records)
      : PendingWrite(SizeOf(records)), records_(records) {}

  void AddTo(GroupBuilder& builder) override { builder.PutRecords(records_); }
  void Fail(const absl::Status& status) override { answer.Update(status); }

  absl::Status answer;

 private:
  const std::vector<StoredRecord>& records_;
};

RocksDbWriter::RocksDbWriter(const Database& database, Witness witness, Ordinal last,
                             const Counts& counts)
    : database_(database),
      witness_(std::move(witness)),
      progress_{.last = last, .counts = counts},
      queue_(kMaxGroupBytes, [this](std::span<WriterQueue::Write* const> group) { Apply(group); }) {
}

std::vector<absl::StatusOr<Ordinal>> RocksDbWriter::Commit(
    std::vector<PreparedRevision> revisions) {
  PendingCommit commit(std::move(revisions));
  queue_.Submit(commit);
  return std::move(commit.answers);
}

absl::StatusOr<Ordinal> RocksDbWriter::Delete(const ArticleId& id, const std::string& note) {
  PendingDelete deletion(id, note);
  queue_.Submit(deletion);
  return deletion.answer;
}

absl::Status RocksDbWriter::PutEdges(const std::vector<RevisionEdges>& matched) {
  PendingEdges pending(matched);
  queue_.Submit(pending);
  return pending.answer;
}

absl::Status RocksDbWriter::PutRecords(const std::vector<StoredRecord>& records) {
  PendingRecords pending(records);
  queue_.Submit(pending);
  return pending.answer;
}

RocksDbWriter::Progress RocksDbWriter::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

void RocksDbWriter::Apply(std::span<WriterQueue::Write* const> group) {
  const auto each = [&](auto&& act) {
    for (WriterQueue::Write* const member : group) act(static_cast<PendingWrite&>(*member));
  };
  if (const absl::Status resumed = ResumeAfterFailure(); !resumed.ok()) {
    each([&](PendingWrite& write) { write.Fail(Failed(resumed)); });
    return;
  }
  GroupBuilder builder(database_, progress_.last, progress_.counts);
  each([&](PendingWrite& write) { write.AddTo(builder); });
  if (builder.empty()) return;
  if (const absl::Status written = Write(builder); !written.ok()) {
    failed_ = true;
    each([&](PendingWrite& write) { write.Fail(Failed(written)); });
  }
}

absl::Status RocksDbWriter::Write(GroupBuilder& builder) {
  // Resume does not leave the log of a write that fails unless there is memory to flush. This keeps
  // some: were a memtable due to be flushed, it would be before this entry, and not after it.
  rocksdb::WriteOptions past_log;
  past_log.disableWAL = true;
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(
      database_.db->Put(past_log, database_.handle(Table::kSettings), kBallastKey, {}), "memory"));
  const bool commits = builder.last() != progress_.last;
  rocksdb::WriteOptions options;
  options.sync =
      commits ||
      builder.has_records();  // Edges alone are derived, and durable with the next commit.
  NEWSPRINT_RETURN_IF_ERROR(
      FromRocksDb(database_.db->Write(options, builder.Finish()), "write-ahead log"));
  if (!commits) return absl::OkStatus();
  {
    // Before the witness: whatever becomes of it, the ordinals are taken and visible.
    const std::lock_guard lock(mutex_);
    progress_.last = builder.last();
    progress_.counts = builder.counts();
    ++progress_.synced_groups;
  }
  return witness_.Acknowledge(builder.last());
}

// The write that failed may have left half a record in the log, and recovery would take what
// follows it for damage. Resume flushes the memory and begins a new log.
absl::Status RocksDbWriter::ResumeAfterFailure() {
  if (!failed_) return absl::OkStatus();
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(database_.db->Resume(), "resume"));
  NEWSPRINT_RETURN_IF_ERROR(witness_.Acknowledge(progress_.last));
  failed_ = false;
  return absl::OkStatus();
}

}  // namespace newsprint::store
