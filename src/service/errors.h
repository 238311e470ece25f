// absl::Status to google.rpc.Status, the one error model of the API (AIP-193).
//
// Details ride on an absl::Status as payloads under the type URL of their message, and become
// details of the same type. Every error leaves with a google.rpc.ErrorInfo of the domain
// "newsprint"; errors that pass by themselves leave with a google.rpc.RetryInfo.
//
//   return FieldError("article.body", "4194305 bytes, the limit is 4194304");
//   ToRpcStatus(status).details(0)  // BadRequest{field_violations: {field: "article.body" ...}}
#ifndef NEWSPRINT_SRC_SERVICE_ERRORS_H_
#define NEWSPRINT_SRC_SERVICE_ERRORS_H_

#include <grpcpp/support/status.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace newsprint {

inline constexpr std::string_view kErrorDomain = "newsprint";

// A cause more exact than the status code. Part of the API: clients switch on it.
inline constexpr std::string_view kReasonInvalidField = "INVALID_FIELD";
inline constexpr std::string_view kReasonMalformedRequest = "MALFORMED_REQUEST";
inline constexpr std::string_view kReasonOverloaded = "OVERLOADED";
inline constexpr std::string_view kReasonDraining = "DRAINING";
inline constexpr std::string_view kReasonNotFound = "NOT_FOUND";
inline constexpr std::string_view kReasonStalePageToken = "STALE_PAGE_TOKEN";

// INVALID_ARGUMENT "field: description" with a BadRequest that has both apart. `field` is the path
// in the request, such as "a.article.body".
absl::Status FieldError(std::string_view field, std::string_view description);

// INVALID_ARGUMENT for bytes that are no message at all.
absl::Status MalformedError(std::string_view description);

// RESOURCE_EXHAUSTED: nothing was done, and nothing was wrong with the request.
absl::Status OverloadedError(std::string_view description);

// UNAVAILABLE: another server, or this one after its restart, will take the call.
absl::Status DrainingError();

// An error of the corpus about a token, which the request has as `field`: INVALID_ARGUMENT with a
// BadRequest, or, of a stale one, FAILED_PRECONDITION with a PreconditionFailure. Any other status
// as it is.
absl::Status TokenError(const absl::Status& status, std::string_view field);

// A NOT_FOUND with a ResourceInfo that has the name asked for, such as "articles/x"; any other
// status as it is.
absl::Status WithResource(absl::Status status, std::string_view name);

// The reason that the ErrorInfo of an error has or will have; empty for OK.
std::string ReasonOf(const absl::Status& status);

// Messages over 1,024 bytes are cut, since clients refuse large trailers.
google::rpc::Status ToRpcStatus(const absl::Status& status);

// The same as the trailers of a call.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_ERRORS_H_
