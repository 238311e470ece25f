#include "service/call_context.h"

#include <atomic>
#include <chrono>
#include <random>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "service/errors.h"

namespace newsprint {
namespace {

constexpr char kRequestIdKey[] = "x-request-id";

// Unlike those of other processes, without asking the system each time.
std::string NextRequestId() {
  static const uint32_t process = std::random_device()();
  static std::atomic<uint64_t> next = 1;
  return absl::StrFormat("%08x-%08x", process, next.fetch_add(1));
}

// What the caller sent, where it can stand in a log line.
std::string RequestIdOf(const grpc::CallbackServerContext& context) {
  constexpr size_t kMaxBytes = 128;
  const auto found = context.client_metadata().find(kRequestIdKey);
  if (found == context.client_metadata().end()) return NextRequestId();
  const std::string id(found->second.data(), found->second.size());
  const bool printable =
      id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/") ==
      std::string::npos;
  return printable && !id.empty() && id.size() <= kMaxBytes ? id : NextRequestId();
}

}  // namespace

CallContext::CallContext(grpc::CallbackServerContext& context, std::string_view method,
                         CallEnvironment& environment)
    : environment_(environment),
      start_(absl::Now()),
      cancellation_(std::make_shared<Cancellation>([&context] { context.TryCancel(); })) {
  // A call without a deadline has the end of time, which need not fit in an absl::Time.
  if (context.deadline() < std::chrono::system_clock::now() + std::chrono::hours(24 * 365)) {
    deadline_ = absl::FromChrono(context.deadline());
  }
  record_.method = std::string(method);
  record_.request_id = RequestIdOf(context);
  record_.peer = context.peer();
  context.AddInitialMetadata(kRequestIdKey, record_.request_id);
}

absl::Status CallContext::CheckAlive() const {
  // Both come with the deadline, in either order.
  if (absl::Now() >= deadline_) return absl::DeadlineExceededError("the deadline has passed");
  if (stop_.stop_requested()) return absl::CancelledError("the caller has gone");
  return absl::OkStatus();
}

void CallContext::CountRequest(size_t bytes) {
  ++record_.messages;
  record_.request_bytes += bytes;
}

UnsentAnswers::Ticket CallContext::HoldAnswer(size_t bytes) {
  record_.response_bytes += bytes;
  return environment_.unsent_answers.Hold(bytes, cancellation_);
}

void CallContext::LogBatch(absl::Time arrival, const absl::Status& status) const {
  if (environment_.batch_log) {
    environment_.batch_log(record_.method, status.code(), absl::Now() - arrival);
  }
}

void CallContext::Log(const absl::Status& status) {
  cancellation_->Disarm();
  if (!environment_.log) return;
  record_.code = status.code();
  record_.reason = ReasonOf(status);
  record_.message = std::string(status.message());
  record_.elapsed = absl::Now() - start_;
  environment_.log(record_);
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  bytes.reserve(buffer.Length());
  // Fails only for a buffer that holds nothing.
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

grpc::ByteBuffer ToByteBuffer(std::string_view bytes) {
  const grpc::Slice slice(bytes.data(), bytes.size());
  return {&slice, 1};
}

}  // namespace newsprint
