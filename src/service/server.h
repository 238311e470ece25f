// A newsprint server: a corpus behind gRPC, with health, reflection and an orderly end.
//
//   absl::StatusOr<std::unique_ptr<Server>> server = Server::Open(config, log);
//   std::printf("listening on %s\n", (*server)->address().c_str());
//   ... wait for a signal ...
//   (*server)->Drain();
#ifndef NEWSPRINT_SRC_SERVICE_SERVER_H_
#define NEWSPRINT_SRC_SERVICE_SERVER_H_

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/service/call_record.h"
#include "newsprint/service/config.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

// Opens the store that `config` names, and the corpus on it. `credits` stands for the list of
// sources that it names. Errors: those of the store, and of the list.
absl::StatusOr<std::unique_ptr<Corpus>> OpenCorpus(
    const ServerConfig& config, std::optional<CreditLineFinder> credits = std::nullopt);

// Told of each list of sources that was read while serving: OK if it is in use now, or why the one
// before it stays. From any thread; must not block.
using SourcesLog = std::function<void(const absl::Status& status)>;

// Thread-safe but for Drain and the destructor.
class Server {
 public:
  // OpenCorpus and Start.
  static absl::StatusOr<std::unique_ptr<Server>> Open(const ServerConfig& config, CallLog log,
                                                      SourcesLog sources_log = nullptr);

  // Serves at `config.listen`, or nowhere but in this process if that is empty. `log` may be null.
  //
  // Errors: UNAVAILABLE if the server cannot listen there; the message names the address and why.
  static absl::StatusOr<std::unique_ptr<Server>> Start(std::unique_ptr<Corpus> corpus,
                                                       const ServerConfig& config, CallLog log,
                                                       SourcesLog sources_log = nullptr);

  // Drains.
  ~Server();

  // "127.0.0.1:40123", with the port that was picked; empty without one.
  const std::string& address() const;

  // Likewise of the metrics; empty where they are served nowhere.
  std::string metrics_address() const;

  // Speaks the same API without a socket. Must not outlive the server.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Reads the list of sources again soon. Reports FAILED_PRECONDITION where no file is configured.
  void ReloadSources();

  // Turns health to NOT_SERVING, takes no new calls, lets streams answer what they have read, waits
  // for running calls up to `config.drain_timeout`, and then cancels them. Returns when all are
  // done. Calling it again does nothing.
  void Drain();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_SERVER_H_
