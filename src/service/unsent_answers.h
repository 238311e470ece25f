// Answers that their callers have not taken yet: bounds their memory. Who takes the next answer
// last pays: the calls that have waited longest are cancelled. Since gRPC ends them when it comes
// to it, no further answer is worked out before it has.
#ifndef NEWSPRINT_SRC_SERVICE_UNSENT_ANSWERS_H_
#define NEWSPRINT_SRC_SERVICE_UNSENT_ANSWERS_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/corpus/corpus.h"

namespace newsprint {

// Cancels a call as long as there is one. Thread-safe.
class Cancellation {
 public:
  explicit Cancellation(std::function<void()> cancel) : cancel_(std::move(cancel)) {}

  void Cancel() {
    // Recursive: gRPC may end the call, which disarms this, from inside of its cancellation.
    const std::lock_guard lock(mutex_);
    if (const auto cancel = cancel_) cancel();
  }

  // Afterwards nothing is cancelled any more.
  void Disarm() {
    const std::lock_guard lock(mutex_);
    cancel_ = nullptr;
  }

 private:
  std::recursive_mutex mutex_;
  std::function<void()> cancel_;
};

// Thread-safe.
class UnsentAnswers {
  struct Answer {
    size_t bytes;
    std::shared_ptr<Cancellation> call;
  };

 public:
  explicit UnsentAnswers(size_t max_bytes) : max_bytes_(max_bytes) {}

  // Of one answer: gives its memory back when it goes. Movable.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept
        : answers_(std::exchange(other.answers_, nullptr)), place_(other.place_) {}
    Ticket& operator=(Ticket&& other) noexcept {
      std::swap(answers_, other.answers_);
      std::swap(place_, other.place_);
      return *this;
    }
    ~Ticket() {
      if (answers_ != nullptr) answers_->Release(place_);
    }

   private:
    friend class UnsentAnswers;
    Ticket(UnsentAnswers& answers, std::list<Answer>::iterator place)
        : answers_(&answers), place_(place) {}

    UnsentAnswers* answers_ = nullptr;
    std::list<Answer>::iterator place_;
  };

  // Takes note of an answer. If all together exceed the limit, cancels the calls with the oldest
  // ones until they would not; the newest is let through whatever its size.
  Ticket Hold(size_t bytes, std::shared_ptr<Cancellation> call);

  // Waits while there is more than the limit and some of it belongs to cancelled calls. With T
  // threads that call this before they work an answer out, there are never more than T answers over
  // the limit. Call without any lock held.
  //
  // Errors: RESOURCE_EXHAUSTED if the calls have not ended within `patience`; DEADLINE_EXCEEDED or
  // CANCELLED by the control.
  absl::Status WaitForRoom(const CallControl& control, absl::Duration patience = absl::Seconds(10));

  // Also of cancelled calls that gRPC has not ended yet.
  size_t bytes();
  // Calls that were cancelled for it.
  uint64_t cancelled();

 private:
  void Release(std::list<Answer>::iterator place);

  const size_t max_bytes_;
  std::mutex mutex_;
  std::condition_variable_any room_;
  std::list<Answer> answers_;  // Oldest first.
  size_t bytes_ = 0;
  size_t leaving_bytes_ = 0;  // Of bytes_, those of cancelled calls.
  uint64_t cancelled_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_UNSENT_ANSWERS_H_
