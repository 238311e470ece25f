#include "service/request_memory.h"

#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr size_t kMaxRequestIdBytes = 128;

std::string Key(std::string_view method, std::string_view request_id) {
  return absl::StrCat(absl::string_view(method.data(), method.size()), " ",
                      absl::string_view(request_id.data(), request_id.size()));
}

uint64_t HashOf(std::string_view request) {
  return absl::HashOf(absl::string_view(request.data(), request.size()));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> RequestMemory::Recall(std::string_view method,
                                                                 std::string_view request_id,
                                                                 std::string_view request) {
  if (request_id.empty()) return std::nullopt;
  if (request_id.size() > kMaxRequestIdBytes) {
    return FieldError("request_id",
                      absl::StrCat(request_id.size(), " bytes, the limit is ", kMaxRequestIdBytes));
  }
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(Key(method, request_id));
  if (found == by_key_.end()) return std::nullopt;
  if (found->second->request_hash != HashOf(request)) {
    return FieldError("request_id", "was sent before with another request");
  }
  return found->second->response;
}

void RequestMemory::Remember(std::string_view method, std::string_view request_id,
                             std::string_view request, std::string response) {
  if (request_id.empty()) return;
  Entry entry{Key(method, request_id), HashOf(request), std::move(response)};
  const std::lock_guard lock(mutex_);
  if (by_key_.contains(entry.key)) return;  // A twin that ran at the same time: the first stands.
  bytes_ += Bytes(entry);
  entries_.push_back(std::move(entry));
  by_key_.emplace(entries_.back().key, std::prev(entries_.end()));
  while (entries_.size() > max_requests_ || bytes_ > max_bytes_) {
    bytes_ -= Bytes(entries_.front());
    by_key_.erase(entries_.front().key);
    entries_.pop_front();
  }
}

}  // namespace newsprint
