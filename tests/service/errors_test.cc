#include "service/errors.h"

#include <gmock/gmock.h>
#include <grpcpp/support/status.h>
#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"

namespace newsprint {
namespace {

template <typename Detail>
std::optional<Detail> Find(const google::rpc::Status& status) {
  for (const auto& any : status.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}

TEST(ToRpcStatus, EveryErrorHasAReasonAndThoseThatPassADelay) {
  const struct {
    absl::Status status;
    int code;
    std::string reason;
    int retry_seconds;  // 0: no RetryInfo.
  } cases[] = {
      {FieldError("filter.relations[1]", "x"), 3, "INVALID_FIELD", 0},
      {MalformedError("x"), 3, "MALFORMED_REQUEST", 0},
      {OverloadedError("x"), 8, "OVERLOADED", 1},
      {DrainingError(), 14, "DRAINING", 5},
      {absl::NotFoundError("x"), 5, "NOT_FOUND", 0},
      {absl::DeadlineExceededError("x"), 4, "DEADLINE_EXCEEDED", 0},
      {absl::CancelledError("x"), 1, "CANCELLED", 0},
      {absl::UnavailableError("x"), 14, "STORE_UNAVAILABLE", 5},
      {absl::DataLossError("x"), 15, "STORE_DAMAGED", 0},
      {absl::AbortedError("x"), 10, "CONFLICT", 1},
      {TokenError(absl::FailedPreconditionError("page_token: x"), "page_token"), 9,
       "STALE_PAGE_TOKEN", 0},
      {WithResource(absl::NotFoundError("x"), "articles/x"), 5, "NOT_FOUND", 0},
      {absl::InternalError("x"), 13, "INTERNAL", 0},
      {absl::UnknownError("x"), 2, "INTERNAL", 0},
  };
  for (const auto& c : cases) {
    const google::rpc::Status rpc = ToRpcStatus(c.status);
    EXPECT_EQ(rpc.code(), c.code) << c.status;
    EXPECT_EQ(rpc.message(), std::string(c.status.message()));
    const auto info = Find<google::rpc::ErrorInfo>(rpc);
    ASSERT_TRUE(info) << c.status;
    EXPECT_EQ(info->reason(), c.reason);
    EXPECT_EQ(info->domain(), "newsprint");
    EXPECT_EQ(ReasonOf(c.status), c.reason);
    const auto retry = Find<google::rpc::RetryInfo>(rpc);
    EXPECT_EQ(retry ? retry->retry_delay().seconds() : 0, c.retry_seconds) << c.status;
  }
}

TEST(ToRpcStatus, NamesWhatIsMissingAndWhatIsStale) {
  const auto resource = Find<google::rpc::ResourceInfo>(
      ToRpcStatus(WithResource(absl::NotFoundError("no article 'x'"), "articles/x")));
  ASSERT_TRUE(resource);
  EXPECT_EQ(resource->resource_type(), "newsprint/Article");
  EXPECT_EQ(resource->resource_name(), "articles/x");
  EXPECT_EQ(resource->description(), "no article 'x'");
  EXPECT_EQ(Find<google::rpc::ResourceInfo>(
                ToRpcStatus(WithResource(absl::NotFoundError("x"), "sources/x")))
                ->resource_type(),
            "newsprint/Source");
  EXPECT_EQ(ToRpcStatus(WithResource(absl::DataLossError("x"), "articles/x")).details_size(), 1);

  const google::rpc::Status stale =
      ToRpcStatus(TokenError(absl::FailedPreconditionError("page_token: is stale"), "page_token"));
  EXPECT_EQ(stale.message(), "page_token: is stale");
  const auto failure = Find<google::rpc::PreconditionFailure>(stale);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->violations(0).type(), "STALE_PAGE_TOKEN");
  EXPECT_EQ(failure->violations(0).subject(), "page_token");

  const absl::Status malformed =
      TokenError(absl::InvalidArgumentError("page_token: not a token"), "resume_token");
  EXPECT_EQ(malformed, FieldError("resume_token", "not a token"));
  EXPECT_EQ(TokenError(absl::UnavailableError("gone"), "page_token"),
            absl::UnavailableError("gone"));
}

TEST(ToRpcStatus, SaysNothingOfSuccess) {
  EXPECT_EQ(ToRpcStatus(absl::OkStatus()).ByteSizeLong(), 0u);
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
}

TEST(ToRpcStatus, CutsLongMessagesBetweenCharacters) {
  std::string text;
  while (text.size() < 2000) text += "\xe6\x96\xb0";
  const google::rpc::Status rpc = ToRpcStatus(absl::NotFoundError(text));
  EXPECT_EQ(rpc.message(), text.substr(0, 1023) + "...");
}

TEST(ToGrpcStatus, CarriesTheSameInItsTrailer) {
  const absl::Status status = FieldError("article.body", "is bad");
  const grpc::Status wire = ToGrpcStatus(status);
  EXPECT_EQ(wire.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(wire.error_message(), "article.body: is bad");
  google::rpc::Status rpc;
  ASSERT_TRUE(rpc.ParseFromString(wire.error_details()));
  const auto bad = Find<google::rpc::BadRequest>(rpc);
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->field_violations(0).field(), "article.body");
  EXPECT_EQ(bad->field_violations(0).description(), "is bad");
}

}  // namespace
}  // namespace newsprint
