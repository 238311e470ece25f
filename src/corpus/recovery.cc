// What is left over: of a process that died, of callers that gave up, of a store that failed. The
// marks in the store name every article whose edges are still to come, so all of it is worked off,
// here or at the next opening.
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "corpus/corpus_impl.h"
#include "corpus/edge_codec.h"
#include "corpus/group_file.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kTailLimit = 1024;
constexpr size_t kSettledPerSave = 16'384;

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

absl::Status Corpus::Impl::RepairIndex() {
  if (durable_index_ == nullptr) return absl::OkStatus();
  return durable_index_->Repair([this](uint64_t first, uint64_t last, const auto& add) {
    Ordinal after = first == 0 ? 0 : first - 1;
    while (after < last) {
      NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                                 store_->Tail(after, kTailLimit));
      if (entries.empty()) break;
      for (const LogEntry& entry : entries) {
        if (entry.ordinal > last) return absl::OkStatus();
        NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<Fingerprint> fingerprint,
                                   FingerprintAt(entry));
        if (fingerprint) add(entry.ordinal, *fingerprint);
      }
      after = entries.back().ordinal;
    }
    return absl::OkStatus();
  });
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

absl::StatusOr<std::vector<Ordinal>> Corpus::Impl::ReadAllUnmatched() const {
  std::vector<Ordinal> all;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> page,
                               store_->ReadUnmatched(all.empty() ? 0 : all.back(), kTailLimit));
    if (page.empty()) return all;
    all.insert(all.end(), page.begin(), page.end());
  }
}

absl::Status Corpus::Impl::SaveGroups() {
  if (durable_index_ == nullptr) return absl::OkStatus();
  SavedGroups saved;
  {
    // No article is between its edges and its group.
    const std::unique_lock lock(keep_mutex_);
    settled_since_save_ = 0;
    NEWSPRINT_ASSIGN_OR_RETURN(saved.unmatched, ReadAllUnmatched());
    saved.leaders = groups_.Leaders();
  }
  return WriteGroupFile(GroupFilePath(options_.index_path), IndexLineage(store_->identity()),
                        saved);
}

absl::Status Corpus::Impl::RecoverGroups() {
  SavedGroups saved;
  // Files that were dropped may be of a store that went another way, and so may this one.
  if (durable_index_ != nullptr && index_->Stats().dropped_segments == 0) {
    absl::StatusOr<SavedGroups> read =
        ReadGroupFile(GroupFilePath(options_.index_path), IndexLineage(store_->identity()));
    if (read.ok() && read->leaders.size() <= indexed_through_ + 1) saved = *std::move(read);
  }
  // What is not matched yet is not settled: its copies would count as so many other stories.
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Ordinal> unmatched, ReadAllUnmatched());
  const auto is_matched = [&](Ordinal ordinal) {
    return !std::ranges::binary_search(unmatched, ordinal);
  };
  const Ordinal known = saved.leaders.size();
  std::vector<Ordinal> fresh;
  for (const Ordinal ordinal : saved.unmatched) {
    if (ordinal < known && is_matched(ordinal)) fresh.push_back(ordinal);
  }
  groups_.Restore(std::move(saved.leaders));
  Ordinal after = known == 0 ? 0 : known - 1;
  while (true) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_->Tail(after, kTailLimit));
    if (entries.empty()) break;
    for (const LogEntry& entry : entries) {
      if (entry.revision != 0 && is_matched(entry.ordinal)) fresh.push_back(entry.ordinal);
    }
    after = entries.back().ordinal;
  }
  for (const Ordinal ordinal : fresh) groups_.Settle(ordinal, {});
  for (const Ordinal ordinal : fresh) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> edges, store_->ReadEdges(ordinal));
    for (const StoredEdge& edge : edges) {
      if (edge.newer != ordinal) continue;
      NEWSPRINT_ASSIGN_OR_RETURN(const Match match, DecodeEdge(edge.value));
      if (IsNearCopy(match)) groups_.Settle(ordinal, std::span(&edge.older, 1));
    }
  }
  settled_since_save_ += fresh.size();
  return absl::OkStatus();
}

absl::Status Corpus::Impl::Recover() {
  NEWSPRINT_RETURN_IF_ERROR(RepairIndex());
  NEWSPRINT_RETURN_IF_ERROR(CatchUp(std::numeric_limits<Ordinal>::max()));
  NEWSPRINT_RETURN_IF_ERROR(RecoverGroups());
  return MatchAllUnmatched({});
}

// The groups are saved now and then, so that a process that is killed costs the next opening
// little.
void Corpus::Impl::CountSettled(size_t articles) {
  if ((settled_since_save_ += articles) < kSettledPerSave) return;
  const std::lock_guard lock(backlog_mutex_);
  save_due_ = true;
  backlog_grew_.notify_one();
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
  if (!ordinal) NEWSPRINT_RETURN_IF_ERROR(RepairIndex());
  NEWSPRINT_RETURN_IF_ERROR(CatchUp(ordinal.value_or(std::numeric_limits<Ordinal>::max())));
  return ordinal ? MatchUnmatched(*ordinal) : MatchAllUnmatched(stop);
}

void Corpus::Impl::WorkOffBacklog(std::stop_token stop) {
  std::chrono::milliseconds delay = kFirstRetryDelay;
  while (true) {
    std::optional<Ordinal> ordinal;  // None: whatever the store has.
    {
      std::unique_lock lock(backlog_mutex_);
      backlog_grew_.wait(lock, stop, [&] { return behind_ || save_due_ || !backlog_.empty(); });
      if (stop.stop_requested()) return;
      if (std::exchange(save_due_, false)) {
        lock.unlock();
        SaveGroups().IgnoreError();  // The next try, or opening, does more.
        continue;
      }
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
