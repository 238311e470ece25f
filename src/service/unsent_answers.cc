#include "service/unsent_answers.h"

#include <vector>

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
    }
    cancelled_ += victims.size();
  }
  for (const auto& victim : victims) victim->Cancel();
  return Ticket(*this, place);
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
  const std::lock_guard lock(mutex_);
  bytes_ -= place->bytes;
  answers_.erase(place);
}

}  // namespace newsprint
