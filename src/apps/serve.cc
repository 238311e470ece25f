#include "apps/serve.h"

#include <fmt/format.h>
#include <signal.h>

#include <cstdlib>
#include <cstring>
#include <optional>

#include "apps/server_log.h"
#include "newsprint/article/status.h"
#include "newsprint/service/config.h"
#include "service/server.h"

namespace newsprint {
namespace {

sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void LogSources(const ServerLog& log, const ServerConfig& config, const absl::Status& status) {
  if (status.ok()) {
    log.Info("sources_reloaded", {{"path", config.sources_path}});
  } else {
    log.Warn("sources_kept",
             {{"path", config.sources_path}, {"reason", std::string(status.message())}});
  }
}

std::optional<std::string> Variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace

absl::Status ServeUntilSignal(std::span<const std::string> flags, Output& out) {
  NEWSPRINT_ASSIGN_OR_RETURN(const ServerConfig config, LoadConfig(flags, Variable));
  const sigset_t signals = BlockSignals();
  const ServerLog log(config.log_level);
  log.TakeLibraryMessages();
  NEWSPRINT_ASSIGN_OR_RETURN(
      const std::unique_ptr<Server> server,
      Server::Open(
          config, [&log](const CallRecord& record) { log.Call(record); },
          [&log, &config](const absl::Status& status) { LogSources(log, config, status); }));
  log.Info("listening", {{"address", server->address()},
                         {"metrics_address", server->metrics_address()},
                         {"store_engine", config.store_engine},
                         {"store_path", config.store_path},
                         {"version", NEWSPRINT_VERSION}});
  out.Write(fmt::format("listening on {}\n", server->address()));
  if (!server->metrics_address().empty()) {
    out.Write(fmt::format("metrics at http://{}/metrics\n", server->metrics_address()));
  }
  NEWSPRINT_RETURN_IF_ERROR(out.Flush());

  int signal_number = 0;
  while (sigwait(&signals, &signal_number) == 0 && signal_number == SIGHUP) {
    server->ReloadSources();
  }
  log.Info("draining", {{"signal", strsignal(signal_number)}});
  server->Drain();
  log.Info("drained", {});
  return absl::OkStatus();
}

}  // namespace newsprint
