#include "service/request_memory.h"

#include <string.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr size_t kMaxRequestIdBytes = 128;

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

// std::string::find takes several times as long.
bool Holds(std::string_view text, std::string_view bytes) {
  return memmem(text.data(), text.size(), bytes.data(), bytes.size()) != nullptr;
}

uint64_t HashOf(std::string_view request) { return absl::HashOf(View(request)); }

}  // namespace

absl::StatusOr<std::string> RequestMemory::Once(
    const RequestKey& key, const CallControl& control,
    const std::function<absl::StatusOr<RequestAnswer>()>& carry_out) {
  if (key.request_id.size() > kMaxRequestIdBytes) {
    return FieldError("request_id", absl::StrCat(key.request_id.size(), " bytes, the limit is ",
                                                 kMaxRequestIdBytes));
  }
  if (key.request_id.empty()) {
    absl::StatusOr<RequestAnswer> answer = carry_out();
    if (!answer.ok()) return answer.status();
    return std::move(answer->response);
  }
  const std::string name = absl::StrCat(View(key.method), " ", View(key.request_id));
  const uint64_t request_hash = HashOf(key.request);
  std::unique_lock lock(mutex_);
  while (true) {
    const auto found = by_key_.find(name);
    if (found == by_key_.end()) break;
    if (found->second->request_hash != request_hash) {
      return FieldError("request_id", "was sent before with another request");
    }
    if (!found->second->at_work) return found->second->response;
    // A time that the clock can count: a deadline may lie at the end of time.
    const absl::Time wake = std::min(control.deadline, absl::Now() + absl::Hours(1));
    settled_.wait_until(lock, control.stop, absl::ToChronoTime(wake), [&] {
      const auto now = by_key_.find(name);
      return now == by_key_.end() || !now->second->at_work;
    });
    if (control.stop.stop_requested()) {
      return absl::CancelledError("the caller left while the same request was at work");
    }
    if (absl::Now() >= control.deadline) {
      return absl::DeadlineExceededError("the deadline passed while the same request was at work");
    }
  }
  const auto entry =
      at_work_.insert(at_work_.end(), Entry{std::string(key.method), name, request_hash});
  by_key_.emplace(name, entry);
  lock.unlock();
  absl::StatusOr<RequestAnswer> answer = carry_out();
  lock.lock();
  Settle(entry, answer);
  lock.unlock();
  settled_.notify_all();
  if (!answer.ok()) return answer.status();
  return std::move(answer->response);
}

void RequestMemory::Settle(std::list<Entry>::iterator entry,
                           const absl::StatusOr<RequestAnswer>& answer) {
  if (!answer.ok() || !answer->is_final) {
    by_key_.erase(entry->key);
    at_work_.erase(entry);
    return;
  }
  entry->at_work = false;
  entry->response = answer->response;
  for (const auto& redact : std::exchange(entry->redactions, {})) redact(*entry);
  bytes_ += Bytes(*entry);
  answered_.splice(answered_.end(), at_work_, entry);
  while (answered_.size() > max_requests_ || bytes_ > max_bytes_) {
    bytes_ -= Bytes(answered_.front());
    by_key_.erase(answered_.front().key);
    answered_.pop_front();
  }
}

void RequestMemory::Redact(std::string_view bytes, const Redaction& redact) {
  const auto redact_entry = [bytes = std::string(bytes), redact](Entry& entry) {
    if (Holds(entry.response, bytes)) redact(entry.method, entry.response);
  };
  const std::lock_guard lock(mutex_);
  for (Entry& entry : answered_) {
    bytes_ -= Bytes(entry);
    redact_entry(entry);
    bytes_ += Bytes(entry);
  }
  for (Entry& entry : at_work_) entry.redactions.emplace_back(redact_entry);
}

}  // namespace newsprint
