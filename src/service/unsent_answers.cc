#include "service/unsent_answers.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "service/errors.h"

namespace newsprint {

UnsentAnswers::Ticket UnsentAnswers::Hold(size_t bytes, std::shared_ptr<Cancellation> call) {
  std::vector<std::shared_ptr<Cancellation>> victims;
  std::list<Answer>::iterator place;
  {
    const std::lock_guard lock(mutex_);
    answers_.push_back({bytes, std::move(call)});
    place = std::prev(answers_.end());
    bytes_ += bytes;
    size_t kept = bytes_;
    for (auto oldest = answers_.begin(); kept > max_bytes_ && oldest != place; ++oldest) {
      kept -= oldest->bytes;
      if (oldest->call == nullptr) continue;  // On its way out already.
      victims.push_back(std::exchange(oldest->call, nullptr));
      leaving_bytes_ += oldest->bytes;
    }
    cancelled_ += victims.size();
  }
  for (const auto& victim : victims) victim->Cancel();
  return Ticket(*this, place);
}

absl::Status UnsentAnswers::WaitForRoom(const CallControl& control, absl::Duration patience) {
  const auto has_room = [this] { return bytes_ <= max_bytes_ || leaving_bytes_ == 0; };
  std::unique_lock lock(mutex_);
  if (has_room()) return absl::OkStatus();
  const absl::Time until = std::min(control.deadline, absl::Now() + patience);
  if (room_.wait_until(lock, control.stop, absl::ToChronoTime(until), has_room)) {
    return absl::OkStatus();
  }
  const size_t held = bytes_;
  lock.unlock();
  NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
  return OverloadedError(absl::StrCat("answers that nobody takes hold ", held,
                                      " bytes, the limit is ", max_bytes_, ", try again later"));
}

size_t UnsentAnswers::bytes() {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

uint64_t UnsentAnswers::cancelled() {
  const std::lock_guard lock(mutex_);
  return cancelled_;
}

void UnsentAnswers::Release(std::list<Answer>::iterator place) {
  {
    const std::lock_guard lock(mutex_);
    bytes_ -= place->bytes;
    if (place->call == nullptr) leaving_bytes_ -= place->bytes;
    answers_.erase(place);
  }
  room_.notify_all();
}

}  // namespace newsprint
