#include "apps/connection.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <optional>
#include <utility>

#include "apps/flagged_files.h"
#include "newsprint/article/status.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

Connection::Connection(std::unique_ptr<Server> server, std::shared_ptr<grpc::Channel> channel,
                       std::string address)
    : server_(std::move(server)),
      address_(std::move(address)),
      reprints_(v1::ReprintService::NewStub(channel)),
      operations_(v1::OperationsService::NewStub(channel)),
      audits_(v1::AuditService::NewStub(channel)) {}

absl::StatusOr<Connection> Connection::Embed(const Invocation& call, const ServerConfig& config) {
  NEWSPRINT_ASSIGN_OR_RETURN(std::optional<SourceRegistry> registry, ReadRegistry(call));
  std::optional<CreditLineFinder> credits;
  if (registry) credits = CreditLineFinder::WithDefaultPatterns(*std::move(registry));
  NEWSPRINT_ASSIGN_OR_RETURN(std::unique_ptr<Corpus> corpus,
                             OpenCorpus(config, std::move(credits)));
  NEWSPRINT_ASSIGN_OR_RETURN(std::unique_ptr<Server> server,
                             Server::Start(std::move(corpus), config, nullptr));
  std::shared_ptr<grpc::Channel> channel = server->InProcessChannel();
  return Connection(std::move(server), std::move(channel), "");
}

absl::StatusOr<Connection> Connection::Open(const Invocation& call, MissingStore missing) {
  if (call.Has("--store") == call.Has("--server")) {
    return absl::InvalidArgumentError(call.Has("--store")
                                          ? "--store and --server: only one can be given"
                                          : "--store DIR or --server HOST:PORT is missing");
  }
  if (call.Has("--store")) {
    return Embed(call, {.listen = "",
                        .store_path = call.Text("--store"),
                        .store_create = missing == MissingStore::kCreate});
  }
  // Beside licences the list says who their parties are, and is used on this side.
  if (call.Has("--sources") && !call.Has("--licences")) {
    return absl::InvalidArgumentError(
        "--sources cannot stand beside --server: a server has a list of its own");
  }
  const std::string address = call.Text("--server");
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // What we asked for, we take.
  return Connection(
      nullptr, grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments),
      address);
}

absl::StatusOr<Connection> Connection::OpenWithoutStore(const Invocation& call) {
  return Embed(call, {.listen = "", .store_engine = "memory"});
}

absl::Status Connection::Outcome(const grpc::Status& status) const {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  std::string message = status.error_message();
  if (message.empty()) message = absl::StatusCodeToString(code);
  if (!address_.empty()) message = fmt::format("{}: {}", address_, message);
  return absl::Status(code, message);
}

}  // namespace newsprint
