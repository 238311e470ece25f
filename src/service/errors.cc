#include "service/errors.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
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

// The one table of errors. What is sure from the code alone; a status may carry a more exact
// reason.
struct ErrorRow {
  absl::StatusCode code;
  std::string_view reason;
  int retry_seconds;  // How long to wait before asking again; 0 where that would not help.
};

constexpr ErrorRow kErrors[] = {
    {absl::StatusCode::kInvalidArgument, kReasonInvalidField, 0},
    {absl::StatusCode::kNotFound, kReasonNotFound, 0},
    {absl::StatusCode::kFailedPrecondition, kReasonStalePageToken, 0},
    {absl::StatusCode::kAborted, "CONFLICT", 1},
    {absl::StatusCode::kResourceExhausted, kReasonOverloaded, 1},
    {absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", 5},
    {absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", 0},
    {absl::StatusCode::kCancelled, "CANCELLED", 0},
    {absl::StatusCode::kDataLoss, "STORE_DAMAGED", 0},
    {absl::StatusCode::kInternal, "INTERNAL", 0},
};

const ErrorRow& RowOf(absl::StatusCode code) {
  const auto found = std::ranges::find(kErrors, code, &ErrorRow::code);
  return found == std::end(kErrors) ? *std::prev(std::end(kErrors)) : *found;
}

// At most `limit` bytes, without cutting a character in two.
std::string Shorten(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

// Of the resource that has the name.
std::string_view TypeOf(std::string_view name) {
  if (name.starts_with("stories/")) return "newsprint/Story";
  return name.starts_with("sources/") ? "newsprint/Source" : "newsprint/Article";
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

absl::Status TokenError(const absl::Status& status, std::string_view field) {
  const absl::string_view why = absl::StripPrefix(status.message(), "page_token: ");
  if (why.size() == status.message().size()) return status;
  if (!absl::IsFailedPrecondition(status)) return FieldError(field, {why.data(), why.size()});
  absl::Status stale = absl::FailedPreconditionError(absl::StrCat(View(field), ": ", why));
  google::rpc::PreconditionFailure failure;
  auto* violation = failure.add_violations();
  violation->set_type(std::string(kReasonStalePageToken));
  violation->set_subject(std::string(field));
  violation->set_description(Shorten(why, kMaxMessageBytes));
  Attach(failure, stale);
  return stale;
}

absl::Status WithResource(absl::Status status, std::string_view name) {
  if (!absl::IsNotFound(status)) return status;
  google::rpc::ResourceInfo resource;
  resource.set_resource_type(std::string(TypeOf(name)));
  resource.set_resource_name(std::string(name));
  resource.set_description(Shorten(status.message(), kMaxMessageBytes));
  Attach(resource, status);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  google::rpc::ErrorInfo info;
  if (const auto payload = status.GetPayload(TypeUrl<google::rpc::ErrorInfo>())) {
    if (info.ParseFromString(std::string(*payload))) return info.reason();
  }
  return std::string(RowOf(status.code()).reason);
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status rpc;
  if (status.ok()) return rpc;
  rpc.set_code(static_cast<int>(status.code()));
  rpc.set_message(Shorten(status.message(), kMaxMessageBytes));
  absl::Status whole = status;
  if (!whole.GetPayload(TypeUrl<google::rpc::ErrorInfo>())) {
    AttachReason(RowOf(status.code()).reason, whole);
  }
  if (const int seconds = RowOf(status.code()).retry_seconds; seconds > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(seconds);
    Attach(retry, whole);
  }
  // By name, so that equal errors are equal bytes: payloads come in no order.
  for (const absl::string_view url :
       {TypeUrl<google::rpc::BadRequest>(), TypeUrl<google::rpc::ErrorInfo>(),
        TypeUrl<google::rpc::PreconditionFailure>(), TypeUrl<google::rpc::ResourceInfo>(),
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
