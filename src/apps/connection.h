// The API that a command speaks: to a server, or to a service in this process over an embedded
// store.
#ifndef NEWSPRINT_APPS_CONNECTION_H_
#define NEWSPRINT_APPS_CONNECTION_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "apps/command_line.h"
#include "newsprint/v1/audit_service.grpc.pb.h"
#include "newsprint/v1/operations_service.grpc.pb.h"
#include "newsprint/v1/reprint_service.grpc.pb.h"
#include "service/server.h"

namespace newsprint {

enum class MissingStore { kCreate, kRefuse };

class Connection {
 public:
  // By the flags --store and --server, of which just one must be given, and --sources.
  //
  // Errors: INVALID_ARGUMENT for none or both, and for sources beside a server, which has its own;
  // those of the store and of the list of sources. A server that cannot be reached is seen by the
  // first call.
  static absl::StatusOr<Connection> Open(const Invocation& call, MissingStore missing);

  // To a service over an empty store in memory, for calls that read none. Errors: those of the list
  // of sources.
  static absl::StatusOr<Connection> OpenWithoutStore(const Invocation& call);

  v1::ReprintService::Stub& reprints() { return *reprints_; }
  v1::OperationsService::Stub& operations() { return *operations_; }
  v1::AuditService::Stub& audits() { return *audits_; }

  // The outcome of a call; a message of a server begins with its address.
  absl::Status Outcome(const grpc::Status& status) const;

 private:
  Connection(std::unique_ptr<Server> server, std::shared_ptr<grpc::Channel> channel,
             std::string address);
  static absl::StatusOr<Connection> Embed(const Invocation& call, const ServerConfig& config);

  std::unique_ptr<Server> server_;  // Null where it runs elsewhere. Outlives the stubs.
  std::string address_;             // Likewise empty.
  std::unique_ptr<v1::ReprintService::Stub> reprints_;
  std::unique_ptr<v1::OperationsService::Stub> operations_;
  std::unique_ptr<v1::AuditService::Stub> audits_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_CONNECTION_H_
