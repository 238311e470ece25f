// The index in files: a row of segments under a row of heads, of which the last is added to.
#ifndef NEWSPRINT_INDEX_LAYERED_INDEX_H_
#define NEWSPRINT_INDEX_LAYERED_INDEX_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "index/head.h"
#include "index/index_directory.h"
#include "index/merge_plan.h"
#include "index/segment_writer.h"
#include "newsprint/index/durable_index.h"

namespace newsprint {

class LayeredIndex final : public DurableIndex {
 public:
  LayeredIndex(const DurableIndexOptions& options, IndexDirectory directory, LoadedIndex loaded);
  ~LayeredIndex() override;

  void Add(uint64_t ordinal, const Fingerprint& fingerprint) override;
  void Remove(uint64_t ordinal) override;
  IndexReply Find(const Fingerprint& fingerprint, const IndexQuery& query) const override;
  std::vector<std::vector<uint64_t>> AnchorHolders(std::span<const Anchor> anchors,
                                                   size_t limit) const override;
  IndexStats Stats() const override;

  uint64_t through() const override { return through_; }
  absl::Status Repair(const FingerprintReader& read) override;
  absl::Status Flush() override;
  absl::Status DropRemoved() override;
  void WaitForMerges() override;

 private:
  struct Range {
    uint64_t first = 0;
    uint64_t last = 0;
  };
  // A head that is not added to any more speaks for a range of ordinals, as segments do.
  struct FrozenHead {
    std::shared_ptr<Head> head;
    Range range;
  };
  // What the index is made of at a moment; readers hold on to it and wait for nobody.
  struct Layers {
    std::vector<FiledSegment> segments;  // Ascending, and so are the next two.
    std::vector<Range> gaps;             // Between segments.
    std::vector<FrozenHead> frozen;
    std::shared_ptr<Head> head;
  };

  std::shared_ptr<const Layers> Current() const;
  template <typename Answer>
  auto Ask(const Answer& answer) const;
  void NoteDamage() const;

  // All of these are for holders of change_mutex_.
  void Install(Layers next);
  void Freeze();
  uint64_t NextFirst() const;
  MergePlan PlanNextMerge() const;
  // Makes the change durable and visible.
  absl::Status Publish(Layers next);

  SegmentPlan PlanOf(uint64_t number, Range range) const;
  // A thread and what became of its last job.
  struct Worker {
    std::jthread thread;
    absl::Status status;
    bool busy = false;
  };
  void StartWorkers();
  // Does one job after the other, as `next_job` gives them (nothing: none).
  template <typename Job>
  void Work(const std::stop_token& stop, Worker& worker, const Job& next_job);
  absl::Status WriteOldestHead();
  absl::Status Merge(const Layers& before, MergePlan plan, const std::stop_token& stop);
  // The file that was just written, before it counts.
  absl::StatusOr<FiledSegment> OpenWritten(uint64_t number) const;
  absl::Status DropDamaged();
  absl::Status FillGap(Range gap, const FingerprintReader& read);
  void Close();

  const DurableIndexOptions options_;
  const IndexDirectory directory_;
  uint64_t through_ = 0;

  mutable std::mutex layers_mutex_;  // Held to copy and to swap the pointer.
  std::shared_ptr<const Layers> layers_;

  std::mutex repair_mutex_;
  // Held by whoever changes the layers, also while files of few bytes are synced.
  std::mutex change_mutex_;
  uint64_t newest_ = 0;                    // The last ordinal that was added.
  int drops_ = 0;                          // Calls of DropRemoved under way.
  std::set<uint64_t> removed_in_gaps_;     // Not in any layer while they were removed.
  std::atomic<uint64_t> next_number_ = 1;  // Of no file yet.
  std::condition_variable_any work_;       // There is something to write or to merge.
  std::condition_variable_any done_;       // Something was written or merged, or failed.

  std::atomic<uint64_t> dropped_segments_ = 0;
  std::atomic<uint64_t> failed_writes_ = 0;
  mutable std::atomic<bool> damage_noted_ = false;
  Worker writer_;  // Of heads. It does not wait for the merger, whose jobs may be long.
  Worker merger_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_LAYERED_INDEX_H_
