// What is left over: of a process that died, of callers that gave up, of a store that failed. The
// marks in the store name every article whose edges are still to come, so all of it is worked off,
// here or at the next opening.
#include <algorithm>
#include <chrono>
#include <limits>
#include <unordered_set>

#include "corpus/corpus_impl.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kTailLimit = 1024;

// Between tries at a store that fails.
constexpr std::chrono::milliseconds kFirstRetryDelay{50};
constexpr std::chrono::milliseconds kLastRetryDelay{5'000};

}  // namespace

absl::StatusOr<std::optional<Fingerprint>> Corpus::Impl::FingerprintAt(
    const LogEntry& entry) const {
  if (entry.revision == 0) return std::nullopt;
  if (!entry.fingerprint.empty()) return DecodeFingerprint(entry.fingerprint);
  // The article is gone since, or damage took the fingerprint, and left the text that has it.
  const absl::StatusOr<std::shared_ptr<const KnownText>> known = searcher_.Text(entry.ordinal);
  if (absl::IsNotFound(known.status())) return std::nullopt;
  if (!known.ok()) return known.status();
  return FingerprintOf((*known)->text, hasher_);
}

absl::Status Corpus::Impl::MatchUnmatched(Ordinal ordinal) {
  const absl::StatusOr<std::shared_ptr<const KnownText>> known = searcher_.Text(ordinal);
  if (absl::IsNotFound(known.status())) return absl::OkStatus();  // Deleted since.
  if (!known.ok()) return known.status();
  NEWSPRINT_ASSIGN_OR_RETURN(
      const SearchFindings findings,
      MatchStored(**known, FingerprintOf((*known)->text, hasher_), false, {}));
  std::vector<MatchedRevision> matched;
  matched.push_back(EdgesOf(ordinal, findings));
  return Keep(std::move(matched));
}

absl::Status Corpus::Impl::MatchAllUnmatched(const std::stop_token& stop) {
  Ordinal after = 0;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> unmatched,
                               store_->ReadUnmatched(after, kTailLimit));
    if (unmatched.empty()) return absl::OkStatus();
    for (const Ordinal ordinal : unmatched) {
      if (stop.stop_requested()) return absl::OkStatus();
      // A damaged text keeps its mark, and holds up no other.
      const absl::Status matched = MatchUnmatched(ordinal);
      if (!matched.ok() && !absl::IsDataLoss(matched)) return matched;
    }
    after = unmatched.back();
  }
}

absl::Status Corpus::Impl::RecoverGroups() {
  // What is not matched yet is not settled: its copies would count as so many other stories.
  std::unordered_set<Ordinal> unmatched;
  Ordinal after = 0;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> page,
                               store_->ReadUnmatched(after, kTailLimit));
    if (page.empty()) break;
    unmatched.insert(page.begin(), page.end());
    after = page.back();
  }
  after = 0;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_->Tail(after, kTailLimit));
    if (entries.empty()) break;
    for (const LogEntry& entry : entries) {
      if (entry.revision != 0 && !unmatched.contains(entry.ordinal)) {
        groups_.Settle(entry.ordinal, {});
      }
    }
    after = entries.back().ordinal;
  }
  return VisitStoredEdges([this](const Edge& edge) {
    if (IsNearCopy(edge.match)) groups_.Settle(edge.newer, std::span(&edge.older, 1));
    return absl::OkStatus();
  });
}

absl::Status Corpus::Impl::Recover() {
  NEWSPRINT_RETURN_IF_ERROR(CatchUp(std::numeric_limits<Ordinal>::max()));
  NEWSPRINT_RETURN_IF_ERROR(RecoverGroups());
  return MatchAllUnmatched({});
}

void Corpus::Impl::PutOnBacklog(Ordinal ordinal) {
  const std::lock_guard lock(backlog_mutex_);
  backlog_.push_back(ordinal);
  backlog_grew_.notify_one();
}

void Corpus::Impl::FallBehind() {
  const std::lock_guard lock(backlog_mutex_);
  behind_ = true;
  backlog_grew_.notify_one();
}

absl::Status Corpus::Impl::WorkOff(std::optional<Ordinal> ordinal, const std::stop_token& stop) {
  NEWSPRINT_RETURN_IF_ERROR(CatchUp(ordinal.value_or(std::numeric_limits<Ordinal>::max())));
  return ordinal ? MatchUnmatched(*ordinal) : MatchAllUnmatched(stop);
}

void Corpus::Impl::WorkOffBacklog(std::stop_token stop) {
  std::chrono::milliseconds delay = kFirstRetryDelay;
  while (true) {
    std::optional<Ordinal> ordinal;  // None: whatever the store has.
    {
      std::unique_lock lock(backlog_mutex_);
      backlog_grew_.wait(lock, stop, [&] { return behind_ || !backlog_.empty(); });
      if (stop.stop_requested()) return;
      if (behind_) {
        behind_ = false;
        backlog_.clear();  // The store has a mark for each.
      } else {
        ordinal = backlog_.front();
        backlog_.pop_front();
      }
    }
    if (WorkOff(ordinal, stop).ok()) {
      delay = kFirstRetryDelay;
      continue;
    }
    std::unique_lock lock(backlog_mutex_);
    behind_ = true;
    backlog_grew_.wait_for(lock, stop, delay, [] { return false; });
    delay = std::min(2 * delay, kLastRetryDelay);
  }
}

}  // namespace newsprint
