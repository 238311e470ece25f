#include "index/layered_index.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/base/macros.h"
#include "index/index_key.h"
#include "index/query.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

// Heads that wait to be written before Add waits for them: memory is bounded.
constexpr size_t kMaxFrozenHeads = 2;
// Of its articles: a segment that lost so many is rewritten.
constexpr double kRemovedShare = 0.25;
// Between tries at files that cannot be written.
constexpr std::chrono::seconds kRetryDelay{5};
// Ordinals are kept less the first of their range, in 32 bits.
constexpr uint64_t kMaxRange = uint64_t{1} << 31;

}  // namespace

LayeredIndex::LayeredIndex(const DurableIndexOptions& options, IndexDirectory directory,
                           LoadedIndex loaded)
    : options_(options), directory_(std::move(directory)) {
  Layers layers{.head = std::make_shared<Head>()};
  layers.segments = std::move(loaded.segments);
  uint64_t next = 0;
  for (const FiledSegment& filed : layers.segments) {
    if (filed.segment->first() != next) {
      layers.gaps.push_back({.first = next, .last = filed.segment->first() - 1});
    }
    next = filed.segment->last() + 1;
  }
  through_ = newest_ = next == 0 ? 0 : next - 1;
  next_number_ = loaded.next_number;
  dropped_segments_ = loaded.dropped_segments;
  layers_ = std::make_shared<const Layers>(std::move(layers));
  StartWorkers();
}

LayeredIndex::~LayeredIndex() { Close(); }

std::shared_ptr<const LayeredIndex::Layers> LayeredIndex::Current() const {
  const std::lock_guard lock(layers_mutex_);
  return layers_;
}

void LayeredIndex::Install(Layers next) {
  auto layers = std::make_shared<const Layers>(std::move(next));
  const std::lock_guard lock(layers_mutex_);
  layers_.swap(layers);
}

void LayeredIndex::NoteDamage() const {
  if (!damage_noted_.exchange(true) && options_.on_damage) options_.on_damage();
}

// Calls `answer` with all parts, under the locks that it takes to read them.
template <typename Answer>
auto LayeredIndex::Ask(const Answer& answer) const {
  const std::shared_ptr<const Layers> layers = Current();
  std::vector<const Part*> parts;
  std::vector<Head::ReadLock> locks;
  locks.reserve(layers->frozen.size() + 1);
  for (const FiledSegment& filed : layers->segments) parts.push_back(filed.segment.get());
  for (const FrozenHead& frozen : layers->frozen) {
    locks.emplace_back(*frozen.head);
    parts.push_back(frozen.head.get());
  }
  locks.emplace_back(*layers->head);
  parts.push_back(layers->head.get());
  auto reply = answer(*layers, std::span<const Part* const>(parts));
  for (const FiledSegment& filed : layers->segments) {
    if (filed.segment->damaged()) NoteDamage();
  }
  return reply;
}

IndexReply LayeredIndex::Find(const Fingerprint& fingerprint, const IndexQuery& query) const {
  const std::vector<IndexKey> keys = KeysOf(fingerprint);
  return Ask([&](const Layers& layers, std::span<const Part* const> parts) {
    IndexReply reply = FindInParts(parts, keys, query);
    for (const Range& gap : layers.gaps) reply.truncated |= gap.first < query.below;
    return reply;
  });
}

std::vector<std::vector<uint64_t>> LayeredIndex::AnchorHolders(std::span<const Anchor> anchors,
                                                               size_t limit) const {
  return Ask([&](const Layers&, std::span<const Part* const> parts) {
    return HoldersInParts(parts, anchors, limit);
  });
}

IndexStats LayeredIndex::Stats() const {
  return Ask([&](const Layers& layers, std::span<const Part* const>) {
    IndexStats stats;
    for (const auto& [segment, number] : layers.segments) {
      stats.articles += segment->articles() - segment->removed_articles();
      stats.postings += segment->postings();
      stats.head_bytes += segment->heap_bytes();
      stats.mapped_bytes += segment->mapped_bytes();
      ++stats.segments;
    }
    const auto add_head = [&](const Head& head) {
      stats.head_articles += head.articles() - head.removed_articles();
      stats.postings += head.postings();
      stats.head_bytes += head.bytes();
    };
    for (const FrozenHead& frozen : layers.frozen) add_head(*frozen.head);
    add_head(*layers.head);
    stats.articles += stats.head_articles;
    for (const Range& gap : layers.gaps) stats.gap_ordinals += gap.last - gap.first + 1;
    stats.dropped_segments = dropped_segments_;
    stats.failed_writes = failed_writes_;
    return stats;
  });
}

void LayeredIndex::Add(uint64_t ordinal, const Fingerprint& fingerprint) {
  std::unique_lock lock(change_mutex_);
  done_.wait(lock,
             [&] { return layers_->frozen.size() < kMaxFrozenHeads || !writer_.status.ok(); });
  ABSL_HARDENING_ASSERT(ordinal > newest_ || newest_ == 0);
  if (ordinal - NextFirst() >= kMaxRange) Freeze();
  layers_->head->Add(ordinal, fingerprint);
  newest_ = ordinal;
  if (layers_->head->articles() >= options_.segment_articles) Freeze();
}

uint64_t LayeredIndex::NextFirst() const {
  if (!layers_->frozen.empty()) return layers_->frozen.back().range.last + 1;
  if (!layers_->segments.empty()) return layers_->segments.back().segment->last() + 1;
  return 0;
}

void LayeredIndex::Freeze() {
  if (layers_->head->articles() == 0) return;
  Layers next = *layers_;
  next.frozen.push_back({.head = next.head, .range = {.first = NextFirst(), .last = newest_}});
  next.head = std::make_shared<Head>();
  Install(std::move(next));
  work_.notify_all();
}

void LayeredIndex::Remove(uint64_t ordinal) {
  const std::lock_guard lock(change_mutex_);
  for (const FiledSegment& filed : layers_->segments) {
    if (ordinal < filed.segment->first() || ordinal > filed.segment->last()) continue;
    filed.segment->Remove(ordinal);
    return;
  }
  for (const Range& gap : layers_->gaps) {
    if (ordinal >= gap.first && ordinal <= gap.last) removed_in_gaps_.insert(ordinal);
  }
  for (const FrozenHead& frozen : layers_->frozen) frozen.head->Remove(ordinal);
  layers_->head->Remove(ordinal);
}

SegmentPlan LayeredIndex::PlanOf(uint64_t number, Range range) const {
  return {.path = directory_.PathOf(number),
          .lineage_hash = directory_.lineage_hash(),
          .first = range.first,
          .last = range.last};
}

absl::StatusOr<FiledSegment> LayeredIndex::OpenWritten(uint64_t number) const {
  directory_.Step("segment renamed");
  NEWSPRINT_RETURN_IF_ERROR(directory_.Sync());
  NEWSPRINT_ASSIGN_OR_RETURN(std::shared_ptr<Segment> segment, directory_.OpenSegment(number));
  return FiledSegment{.segment = std::move(segment), .number = number};
}

absl::Status LayeredIndex::Publish(Layers next) {
  NEWSPRINT_RETURN_IF_ERROR(directory_.WriteManifest(next.segments, next_number_));
  Install(std::move(next));
  directory_.Step("manifest written");
  return absl::OkStatus();
}

absl::Status LayeredIndex::WriteOldestHead() {
  const FrozenHead oldest = Current()->frozen.front();
  const uint64_t number = next_number_++;
  NEWSPRINT_RETURN_IF_ERROR(WriteSegment(*oldest.head, PlanOf(number, oldest.range)));
  NEWSPRINT_ASSIGN_OR_RETURN(const FiledSegment filed, OpenWritten(number));
  const std::lock_guard lock(change_mutex_);
  // What was removed while it was written.
  for (uint32_t article = 0; article < oldest.head->articles(); ++article) {
    if (oldest.head->IsRemoved(article)) filed.segment->Remove(oldest.head->OrdinalOf(article));
  }
  Layers next = *layers_;
  next.segments.push_back(filed);
  next.frozen.erase(next.frozen.begin());
  const absl::Status published = Publish(std::move(next));
  if (!published.ok()) directory_.Remove(number);
  return published;
}

MergePlan LayeredIndex::PlanNextMerge() const {
  std::vector<SegmentSize> sizes;
  for (const auto& [segment, number] : layers_->segments) {
    sizes.push_back({.first = segment->first(),
                     .last = segment->last(),
                     .articles = segment->articles(),
                     .removed = segment->removed_articles(),
                     .places = segment->places(),
                     .usable = !segment->damaged()});
  }
  return PlanMerge(sizes, options_.merge_share, drops_ > 0 ? 0 : kRemovedShare);
}

absl::Status LayeredIndex::Merge(const Layers& before, MergePlan plan,
                                 const std::stop_token& stop) {
  std::vector<std::shared_ptr<Segment>> sources;
  for (size_t i = plan.begin; i < plan.end; ++i) {
    sources.push_back(before.segments[i].segment);
  }
  const uint64_t number = next_number_++;
  const Range range = {.first = sources.front()->first(), .last = sources.back()->last()};
  const absl::Status written = MergeSegments(sources, PlanOf(number, range), stop);
  if (absl::IsCancelled(written)) return absl::OkStatus();
  if (absl::IsDataLoss(written)) {
    NoteDamage();  // Damaged segments are not merged again.
    return absl::OkStatus();
  }
  NEWSPRINT_RETURN_IF_ERROR(written);
  NEWSPRINT_ASSIGN_OR_RETURN(const FiledSegment merged, OpenWritten(number));
  {
    const std::lock_guard lock(change_mutex_);
    // What was removed while they were merged.
    for (const std::shared_ptr<Segment>& source : sources) {
      if (source->removed_articles() == 0) continue;
      for (uint32_t article = 0; article < source->articles(); ++article) {
        if (source->IsRemoved(article)) merged.segment->Remove(source->OrdinalOf(article));
      }
    }
    Layers next = *layers_;
    // A repair may have taken damaged ones away meanwhile.
    const auto is_source = [&](const FiledSegment& filed) {
      return std::ranges::find(sources, filed.segment) != sources.end();
    };
    const auto at = std::ranges::find_if(next.segments, is_source);
    const auto end = std::find_if_not(at, next.segments.end(), is_source);
    if (static_cast<size_t>(end - at) != sources.size()) {
      directory_.Remove(number);
      return absl::OkStatus();
    }
    next.segments.insert(next.segments.erase(at, end), merged);
    const absl::Status published = Publish(std::move(next));
    if (!published.ok()) {
      directory_.Remove(number);
      return published;
    }
  }
  for (size_t i = plan.begin; i < plan.end; ++i) directory_.Remove(before.segments[i].number);
  directory_.Step("merged segments removed");
  return absl::OkStatus();
}

template <typename Job>
void LayeredIndex::Work(const std::stop_token& stop, Worker& worker, const Job& next_job) {
  std::unique_lock lock(change_mutex_);
  while (true) {
    std::function<absl::Status()> job;
    work_.wait(lock, stop, [&] {
      job = next_job();
      return job != nullptr;
    });
    if (stop.stop_requested()) return;
    worker.busy = true;
    lock.unlock();
    const absl::Status status = job();
    lock.lock();
    worker.busy = false;
    if (!status.ok()) ++failed_writes_;
    worker.status = status;
    done_.notify_all();
    work_.notify_all();  // What was written may be merged.
    // Until the time has come, or Flush asks for it.
    if (!status.ok()) {
      work_.wait_for(lock, stop, kRetryDelay, [&] { return worker.status.ok(); });
    }
  }
}

void LayeredIndex::StartWorkers() {
  writer_.thread = std::jthread([this](const std::stop_token& stop) {
    Work(stop, writer_, [this]() -> std::function<absl::Status()> {
      if (layers_->frozen.empty()) return nullptr;
      return [this] { return WriteOldestHead(); };
    });
  });
  merger_.thread = std::jthread([this](const std::stop_token& stop) {
    Work(stop, merger_, [this, stop]() -> std::function<absl::Status()> {
      const MergePlan plan = PlanNextMerge();
      if (plan.empty()) return nullptr;
      return [this, stop, plan, layers = layers_] { return Merge(*layers, plan, stop); };
    });
  });
}

absl::Status LayeredIndex::Flush() {
  std::unique_lock lock(change_mutex_);
  Freeze();
  writer_.status = absl::OkStatus();
  work_.notify_all();
  done_.wait(lock, [&] { return layers_->frozen.empty() || !writer_.status.ok(); });
  return writer_.status;
}

absl::Status LayeredIndex::DropRemoved() {
  std::unique_lock lock(change_mutex_);
  ++drops_;
  writer_.status = merger_.status = absl::OkStatus();
  work_.notify_all();
  // A head that is being written may have articles that were removed meanwhile.
  done_.wait(lock, [&] {
    if (!writer_.status.ok() || !merger_.status.ok()) return true;
    return layers_->frozen.empty() && !merger_.busy && PlanNextMerge().empty();
  });
  --drops_;
  return writer_.status.ok() ? merger_.status : writer_.status;
}

void LayeredIndex::WaitForMerges() {
  std::unique_lock lock(change_mutex_);
  work_.notify_all();
  done_.wait(lock, [&] {
    if (!writer_.status.ok() || !merger_.status.ok()) return true;
    return layers_->frozen.empty() && !merger_.busy && PlanNextMerge().empty();
  });
}

absl::Status LayeredIndex::DropDamaged() {
  std::vector<uint64_t> numbers;
  {
    const std::lock_guard lock(change_mutex_);
    damage_noted_ = false;
    Layers next = *layers_;
    std::erase_if(next.segments, [&](const FiledSegment& filed) {
      if (!filed.segment->damaged()) return false;
      next.gaps.push_back({.first = filed.segment->first(), .last = filed.segment->last()});
      numbers.push_back(filed.number);
      return true;
    });
    if (numbers.empty()) return absl::OkStatus();
    std::ranges::sort(next.gaps, {}, &Range::first);
    NEWSPRINT_RETURN_IF_ERROR(Publish(std::move(next)));
  }
  dropped_segments_ += numbers.size();
  for (const uint64_t number : numbers) directory_.Remove(number);
  return absl::OkStatus();
}

absl::Status LayeredIndex::FillGap(Range gap, const FingerprintReader& read) {
  Range filled = gap;
  filled.last = std::min(gap.last, gap.first + (options_.segment_articles - 1));
  Head head;
  NEWSPRINT_RETURN_IF_ERROR(read(
      filled.first, filled.last,
      [&](uint64_t ordinal, const Fingerprint& fingerprint) { head.Add(ordinal, fingerprint); }));
  const uint64_t number = next_number_++;
  NEWSPRINT_RETURN_IF_ERROR(WriteSegment(head, PlanOf(number, filled)));
  NEWSPRINT_ASSIGN_OR_RETURN(const FiledSegment filed, OpenWritten(number));
  const std::lock_guard lock(change_mutex_);
  for (const uint64_t ordinal : removed_in_gaps_) filed.segment->Remove(ordinal);
  Layers next = *layers_;
  const auto at =
      std::ranges::find_if(next.gaps, [&](const Range& range) { return range.first == gap.first; });
  if (filled.last == gap.last) {
    next.gaps.erase(at);
  } else {
    at->first = filled.last + 1;
  }
  const auto after = std::ranges::find_if(next.segments, [&](const FiledSegment& other) {
    return other.segment->first() > filled.last;
  });
  next.segments.insert(after, filed);
  NEWSPRINT_RETURN_IF_ERROR(Publish(std::move(next)));
  work_.notify_all();
  return absl::OkStatus();
}

absl::Status LayeredIndex::Repair(const FingerprintReader& read) {
  const std::lock_guard repair(repair_mutex_);
  NEWSPRINT_RETURN_IF_ERROR(DropDamaged());
  while (true) {
    const std::shared_ptr<const Layers> layers = Current();
    if (layers->gaps.empty()) break;
    NEWSPRINT_RETURN_IF_ERROR(FillGap(layers->gaps.front(), read));
  }
  const std::lock_guard lock(change_mutex_);
  if (layers_->gaps.empty()) removed_in_gaps_.clear();
  return absl::OkStatus();
}

// What a head of many articles saves at the next opening is worth the wait, and so is a merge of
// small segments, lest every short run leave one. A failure costs time, at the next opening.
void LayeredIndex::Close() {
  for (Worker* worker : {&writer_, &merger_}) worker->thread.request_stop();
  for (Worker* worker : {&writer_, &merger_}) worker->thread.join();
  if (layers_->head->articles() >= options_.min_articles_on_close) {
    const std::lock_guard lock(change_mutex_);
    Freeze();
  }
  while (!layers_->frozen.empty()) {
    if (!WriteOldestHead().ok()) return;
  }
  while (true) {
    const MergePlan plan = PlanNextMerge();
    uint64_t articles = 0;
    for (size_t i = plan.begin; i < plan.end; ++i) {
      articles += layers_->segments[i].segment->articles();
    }
    if (plan.empty() || articles > options_.segment_articles || !Merge(*Current(), plan, {}).ok()) {
      return;
    }
  }
}

absl::StatusOr<std::unique_ptr<DurableIndex>> OpenDurableIndex(const DurableIndexOptions& options) {
  ABSL_HARDENING_ASSERT(options.segment_articles >= 1 && options.merge_share > 0);
  IndexDirectory directory(options);
  NEWSPRINT_ASSIGN_OR_RETURN(LoadedIndex loaded, directory.Load());
  return std::make_unique<LayeredIndex>(options, std::move(directory), std::move(loaded));
}

}  // namespace newsprint
