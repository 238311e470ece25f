#include "service/errors.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"

namespace newsprint {
namespace {

constexpr size_t kMaxMessageBytes = 1024;
constexpr std::string_view kTypeUrlPrefix = "type.googleapis.com/";

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

template <typename Detail>
absl::string_view TypeUrl() {
  static const std::string url =
      absl::StrCat(View(kTypeUrlPrefix), Detail::descriptor()->full_name());
  return url;
}

template <typename Detail>
void Attach(const Detail& detail, absl::Status& status) {
  // By way of a view: clang and the g++ that built the library spell the constructor from a string
  // differently, so it would not link.
  const std::string bytes = detail.SerializeAsString();
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(absl::string_view(bytes)));
}

void AttachReason(std::string_view reason, absl::Status& status) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(kErrorDomain));
  Attach(info, status);
}

// What is sure from the code alone.
std::string_view DefaultReason(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return kReasonInvalidField;
    case absl::StatusCode::kNotFound:
      return "NOT_FOUND";
    case absl::StatusCode::kDeadlineExceeded:
      return "DEADLINE_EXCEEDED";
    case absl::StatusCode::kCancelled:
      return "CANCELLED";
    case absl::StatusCode::kUnavailable:
      return "STORE_UNAVAILABLE";
    case absl::StatusCode::kDataLoss:
      return "STORE_DAMAGED";
    case absl::StatusCode::kResourceExhausted:
      return kReasonOverloaded;
    case absl::StatusCode::kAborted:
      return "CONFLICT";
    default:
      return "INTERNAL";
  }
}

// How long to wait before asking again; none where that would not help.
std::optional<int> RetryDelaySeconds(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kResourceExhausted:
      return 1;
    case absl::StatusCode::kUnavailable:
      return 5;
    default:
      return std::nullopt;
  }
}

// At most `limit` bytes, without cutting a character in two.
std::string Shorten(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

}  // namespace

absl::Status FieldError(std::string_view field, std::string_view description) {
  absl::Status status =
      absl::InvalidArgumentError(absl::StrCat(View(field), ": ", View(description)));
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(Shorten(View(description), kMaxMessageBytes));
  Attach(bad, status);
  AttachReason(kReasonInvalidField, status);
  return status;
}

absl::Status MalformedError(std::string_view description) {
  absl::Status status = absl::InvalidArgumentError(View(description));
  AttachReason(kReasonMalformedRequest, status);
  return status;
}

absl::Status OverloadedError(std::string_view description) {
  absl::Status status = absl::ResourceExhaustedError(View(description));
  AttachReason(kReasonOverloaded, status);
  return status;
}

absl::Status DrainingError() {
  absl::Status status = absl::UnavailableError("draining, reconnect");
  AttachReason(kReasonDraining, status);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  google::rpc::ErrorInfo info;
  if (const auto payload = status.GetPayload(TypeUrl<google::rpc::ErrorInfo>())) {
    if (info.ParseFromString(std::string(*payload))) return info.reason();
  }
  return std::string(DefaultReason(status.code()));
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status rpc;
  if (status.ok()) return rpc;
  rpc.set_code(static_cast<int>(status.code()));
  rpc.set_message(Shorten(status.message(), kMaxMessageBytes));
  absl::Status whole = status;
  if (!whole.GetPayload(TypeUrl<google::rpc::ErrorInfo>())) {
    AttachReason(DefaultReason(status.code()), whole);
  }
  if (const auto seconds = RetryDelaySeconds(status.code());
      seconds && !whole.GetPayload(TypeUrl<google::rpc::RetryInfo>())) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(*seconds);
    Attach(retry, whole);
  }
  // By name, so that equal errors are equal bytes: payloads come in no order.
  for (const absl::string_view url :
       {TypeUrl<google::rpc::BadRequest>(), TypeUrl<google::rpc::ErrorInfo>(),
        TypeUrl<google::rpc::RetryInfo>()}) {
    if (const auto payload = whole.GetPayload(url)) {
      auto* detail = rpc.add_details();
      detail->set_type_url(std::string(url));
      detail->set_value(std::string(*payload));
    }
  }
  return rpc;
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status rpc = ToRpcStatus(status);
  // The numbers of absl::StatusCode and grpc::StatusCode are the same.
  return {static_cast<grpc::StatusCode>(rpc.code()), rpc.message(), rpc.SerializeAsString()};
}

}  // namespace newsprint
