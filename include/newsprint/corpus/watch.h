// Matches as they come, change and go, in the order of the store's log.
//
// Nothing is kept for it: a revision's matches are its edges, what they were before is at the edges
// of the revision before it, and what a deletion took stands in the log. So whoever goes on where
// he was misses nothing, whatever happened to the server in between.
#ifndef NEWSPRINT_CORPUS_WATCH_H_
#define NEWSPRINT_CORPUS_WATCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/article/article.h"
#include "newsprint/corpus/provenance.h"
#include "newsprint/match/match.h"

namespace newsprint {

enum class MatchEventKind : uint8_t { kCreated, kChanged, kWithdrawn };

// "created": the spelling of reports.
std::string_view MatchEventKindName(MatchEventKind kind);

// What a match was.
struct OldVerdict {
  Match match;  // Side a as in the event.
  std::optional<OriginAnswer> origin;
};

struct MatchEvent {
  MatchEventKind kind = MatchEventKind::kCreated;
  Ordinal ordinal = 0;  // Of the step that did it.
  // Side a: the article that came in or went. A deleted one has its id only.
  ArticleSummary a;
  ArticleSummary b;
  Match match;                 // As it is now; UNRELATED of a withdrawn one.
  MatchProvenance provenance;  // Likewise empty.
  std::optional<OldVerdict> old;
};

// Tells those who wait that there may be something new. Thread-safe.
class ChangeSignal {
 public:
  // Ends the notifications when it goes, and waits for one that runs. Must not be destroyed from
  // inside of its own.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept
        : signal_(std::exchange(other.signal_, nullptr)), place_(other.place_) {}
    Subscription& operator=(Subscription&& other) noexcept {
      std::swap(signal_, other.signal_);
      std::swap(place_, other.place_);
      return *this;
    }
    ~Subscription() {
      if (signal_ != nullptr) signal_->Remove(place_);
    }

   private:
    friend class ChangeSignal;
    ChangeSignal* signal_ = nullptr;
    std::list<std::function<void()>>::iterator place_;
  };

  // `notify` is called from any thread and must not block.
  [[nodiscard]] Subscription Subscribe(std::function<void()> notify) {
    const std::lock_guard lock(mutex_);
    Subscription subscription;
    subscription.signal_ = this;
    subscription.place_ = listeners_.insert(listeners_.end(), std::move(notify));
    return subscription;
  }

  void Notify() {
    const std::lock_guard lock(mutex_);
    for (const auto& notify : listeners_) notify();
  }

 private:
  void Remove(std::list<std::function<void()>>::iterator place) {
    const std::lock_guard lock(mutex_);
    listeners_.erase(place);
  }

  std::mutex mutex_;
  std::list<std::function<void()>> listeners_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_WATCH_H_
